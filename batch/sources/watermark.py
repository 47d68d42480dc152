"""Watermarks of sources that say what changed: found while rows are read, and bound to the next query.

A watermark is the largest update time or number that was read. Values that lie in the future count for
nothing, infinite numbers and NaN included: a clock that is ahead, or a mistake, would hide what changes
until then.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from batch.sources.records import Unfit
from core.errors import CatalogueError
from core.sync import Watermark

BEGINNINGS: Final = (datetime(1970, 1, 1), 0, "")  # noqa: DTZ001 - databases compare it with either kind of time
"""The values before all others, of which the database decides by its column which one fits."""

_READ: Final[dict[str, Callable[[str], Any]]] = {
    "time": datetime.fromisoformat,
    "date": date.fromisoformat,
    "integer": int,
    "decimal": Decimal,
    "float": float,
    "text": str,
}
_TIMES: Final = frozenset({"dates", "times with an offset", "times without an offset"})
_ISO_TEXT: Final = re.compile(
    r"\d{4}(?P<hyphen>-?)\d\d(?P=hyphen)\d\d(?:(?P<separator>\D)\d\d(?P<colon>:?).*)?", re.DOTALL
)
"""A date of year, month and day, with or without hyphens, and perhaps a time, with or without colons."""


class ChangedTypeError(CatalogueError):
    """Update times are of another type than the watermark, so that they cannot be compared with it.

    `note` says so in the report of a sync that reads the whole source instead.
    """

    def __init__(self, name: str, column: str, before: str, now: str) -> None:
        self.note = (
            f'the whole source was read, because its column "{column}" has {now} now, and had {before} before'
        )
        super().__init__(
            f'{name} has {now} in its column "{column}", where {before} were read before. Read the whole '
            "source with --reconcile."
        )


def start_from(since: Watermark, overlap: timedelta) -> Any:
    """Return the value to bind: the watermark less the overlap."""
    return _less(_READ[since.kind](since.value), overlap)


def _less(value: Any, overlap: timedelta) -> Any:
    """Return an earlier time, or a number that is smaller by the overlap's seconds; other texts stay.

    Of a time that has no such time before it in the calendar, it is the first one.
    """
    if isinstance(value, str):
        return _less_text(value, overlap)
    if not isinstance(value, date):
        return value - type(value)(int(overlap.total_seconds()))
    days = timedelta(days=-(-overlap // timedelta(days=1)))
    try:
        return value - (overlap if isinstance(value, datetime) else days)
    except OverflowError:
        return datetime.min.replace(tzinfo=value.tzinfo) if isinstance(value, datetime) else date.min


def _less_text(value: str, overlap: timedelta) -> str:
    moment, form = _parse(value), _ISO_TEXT.fullmatch(value)
    if moment is None or form is None or not overlap:
        return value
    separator = form["separator"]
    if separator is None:
        return str(_less(moment.date(), overlap)).replace("-", form["hyphen"])
    # Without a fraction that it did not have, and with an offset in the place of a Z, it sorts before.
    day, _, time = _less(moment, overlap).isoformat().partition("T")
    return f"{day.replace('-', form['hyphen'])}{separator}{time.replace(':', form['colon'])}"


def _parse(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


class NewestValue:
    """The largest value of a column, as far as the rows were read.

    Parameters
    ----------
    column
        The column in the source, for messages.
    name
        The source, for messages.
    since
        The watermark that is read from; its type must be that of the column.
    """

    def __init__(self, column: str, name: str, since: Watermark | None) -> None:
        self._column, self._name, self._since = column, name, since
        self._newest: Any = None
        self._now = datetime.now(UTC)
        self._family = None if since is None else self._family_of(_READ[since.kind](since.value))
        self.in_future = 0
        """The number of values that lie in the future, or are infinite or no number."""

    @property
    def is_known(self) -> bool:
        """True once a value was noted: it tells the kind of the column."""
        return self._family is not None

    def fits(self, start: object) -> bool:
        """Return whether the values that were noted are of the kind of what the column was compared with."""
        family = self._family_of(start)
        return self._family == family or {self._family, family} <= _TIMES

    def misfit(self) -> CatalogueError:
        """Return the error for a column that is not what the query compares with `:since`."""
        return CatalogueError(
            f'{self._name} has a column "{self._column}" that is not of the kind that its query compares '
            "with `:since`. Name the one that is compared with PREDAWN_COLUMN_UPDATED_AT."
        )

    def note(self, values: Sequence[object]) -> None:
        """Take in the values of further rows.

        Raises
        ------
        ChangedTypeError
            If the column has times that cannot be compared with the watermark.
        CatalogueError
            If the column has values that have no order, or are of another kind than before.
        """
        found = [plain for value in values if (plain := _plain(value)) is not None]
        types = {(type(value), getattr(value, "tzinfo", None) is None): value for value in found}
        for family in map(self._family_of, types.values()):
            if self._family not in {None, family}:
                raise self._mixture(family)
            self._family = family
        known = [value for value in found if not self._is_future(value)]
        self.in_future += len(found) - len(known)
        if known:
            newest = max(known)
            self._newest = newest if self._newest is None else max(newest, self._newest)

    def watermark(self, before: Watermark | None) -> Watermark | None:
        """Return the watermark after the reading, which never goes back."""
        if self._newest is None:
            return before
        if before is not None and _READ[before.kind](before.value) > self._newest:
            return before
        value = self._newest
        kind = _kind(value)
        assert kind is not None
        return Watermark(kind, value.isoformat() if kind in {"time", "date"} else str(value))

    def _mixture(self, family: str) -> CatalogueError:
        before = str(self._family)
        if self._since is not None and {before, family} <= _TIMES:
            return ChangedTypeError(self._name, self._column, before, family)
        if self._since is not None:
            return CatalogueError(
                f'{self._name} has {family} in its column "{self._column}", where {before} '
                "were read before. If the column is right now, read the whole source with --reconcile."
            )
        first, second = sorted([family, before])
        return CatalogueError(
            f'{self._name} has both {first} and {second} in its column "{self._column}", and a query cannot '
            "compare both with `:since`. Convert them to one kind, in the source or in "
            "PREDAWN_CATALOGUE_QUERY."
        )

    def _family_of(self, value: object) -> str:
        kind = _kind(value)
        if kind is None:
            raise CatalogueError(
                f'{self._name} has a value of type {type(value).__name__} in its column "{self._column}", '
                "which is neither a time nor a number nor a text. Name another column with "
                "PREDAWN_COLUMN_UPDATED_AT, or convert it in the query."
            )
        if isinstance(value, datetime):
            return "times without an offset" if value.tzinfo is None else "times with an offset"
        return {"date": "dates", "text": "texts"}.get(kind, "numbers")

    def _is_future(self, value: object) -> bool:
        if isinstance(value, Decimal):
            return not value.is_finite()
        if isinstance(value, float):
            return not math.isfinite(value)
        moment = _parse(value) if isinstance(value, str) else value
        if isinstance(moment, datetime):
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > self._now
        return isinstance(moment, date) and moment > self._now.date()


def _plain(value: object) -> Any:
    """Return a value as Python compares it: bytes, as which drivers hand texts over, as text."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return None if isinstance(value, Unfit) else value


def _kind(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    kinds = {datetime: "time", date: "date", int: "integer", Decimal: "decimal", float: "float", str: "text"}
    return next((kind for type_, kind in kinds.items() if isinstance(value, type_)), None)
