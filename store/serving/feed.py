"""The feed of changes: every change of a stored answer, numbered in the order of the commits."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from core.errors import GoneError, InputError, NotFoundError
from core.types import Output
from store.serving.listing import Filters, ListedRun, Position, find_listed_run, read_page
from store.serving.lookup_row import LookupRow, split_array
from store.sql_files import template

if TYPE_CHECKING:
    # Importing asyncpg would delay the start of every command.
    from store.connect.async_sessions import Sessions

_BEGIN_ANEW: Final = (
    "Begin anew: list `GET /predictions`, and continue with the cursor that the listing returns (`changes` "
    "in JSON, the header `Predawn-Changes` otherwise)."
)
_INVALID: Final = f"The cursor is invalid: no listing and no page of changes returned it. {_BEGIN_ANEW}"
# A number of PostgreSQL's type bigint has up to 19 digits.
_CURSOR: Final = re.compile(r"([0-9]{1,18})(?:-([A-Za-z0-9_-]+))?", re.ASCII)


class FeedPosition(NamedTuple):
    """The last change that was read: its number and, within the first publication, its project."""

    change_id: int
    project_id: str | None = None

    def cursor(self) -> str:
        """Return the position as text, for a URL."""
        if self.project_id is None:
            return str(self.change_id)
        return f"{self.change_id}-{urlsafe_b64encode(self.project_id.encode()).decode().rstrip('=')}"


BEGINNING: Final = FeedPosition(0)
"""The position before the first publication."""


def parse_cursor(text: str) -> FeedPosition:
    """Return the position that a cursor stands for.

    Raises
    ------
    InputError
        If it stands for none.
    """
    found = _CURSOR.fullmatch(text)
    if found is None:
        raise InputError(_INVALID)
    number, project = found.groups()
    if project is None:
        return FeedPosition(int(number))
    try:
        project_id = urlsafe_b64decode(project + "=" * (-len(project) % 4)).decode()
    except ValueError:
        raise InputError(_INVALID) from None
    # PostgreSQL has no NUL in texts.
    if "\x00" in project_id:
        raise InputError(_INVALID)
    return FeedPosition(int(number), project_id)


class AnswerChange(NamedTuple):
    """A change of a stored answer; None where there was, or is, no answer.

    The lists of tags are those of multi-label models. Numbers and items are those of models that say these,
    which have no tags.
    """

    change_id: int
    kind: str
    project_id: str
    from_tag: str | None
    to_tag: str | None
    from_tags: list[str] | None
    to_tags: list[str] | None
    from_value: float | None
    to_value: float | None
    from_items: list[str] | None
    to_items: list[str] | None
    score: float | None
    run_id: int
    publication_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some changes in their order, the position after them, and the last change that the database has."""

    changes: list[AnswerChange]
    position: FeedPosition
    last_change: int


@dataclass(frozen=True, slots=True)
class _FeedState:
    """The state of the feed.

    Changes up to `kept_after` are no longer kept. `first_change` is the number that stands for all rows of
    the run that was published first; it and what follows are None if there is none on record.
    """

    kept_after: int
    last_change: int
    first_change: int | None
    publication_id: int | None
    run_id: int | None
    published_at: datetime | None


async def read_feed(sessions: "Sessions", after: FeedPosition, limit: int) -> FeedPage:
    """Return the changes after a position, up to a limit; none if that was the last one.

    Raises
    ------
    GoneError
        If changes after the position are no longer kept.
    """
    state = await _read_state(sessions)
    changes: list[AnswerChange] = []
    position = after
    if _is_before_end_of_first(position, state):
        changes, position = await _read_first_publication(sessions, state, position, limit)
    if len(changes) < limit:
        rows = await sessions.fetch_rows(
            template("serving/read_feed"), position.change_id, limit - len(changes)
        )
        if rows:
            changes += [AnswerChange(*row) for row in rows]
            position = FeedPosition(changes[-1].change_id)
    # Read last: changes are deleted only after it is noted that they are.
    state = await _read_state(sessions)
    if after.change_id < state.kept_after:
        raise GoneError(f"Changes after this cursor are no longer kept. {_BEGIN_ANEW}")
    return FeedPage(changes, position, state.last_change)


def check_not_ahead(position: FeedPosition, last_change: int) -> None:
    """Check that a position is not after the last change.

    Raises
    ------
    GoneError
        If it is: the database is an older one than that which returned the cursor.
    """
    if position.change_id > last_change:
        raise GoneError(
            f"The cursor is of a later change than the last one: the database was restored. {_BEGIN_ANEW}"
        )


async def _read_state(sessions: "Sessions") -> _FeedState:
    return _FeedState(**dict(await sessions.fetch_row(template("serving/read_feed_state"))))


def _is_before_end_of_first(position: FeedPosition, state: _FeedState) -> bool:
    first = state.first_change
    return first is not None and (
        position.change_id < first or (position.change_id == first and position.project_id is not None)
    )


async def _read_first_publication(
    sessions: "Sessions", state: _FeedState, after: FeedPosition, limit: int
) -> tuple[list[AnswerChange], FeedPosition]:
    """Return changes of the first publication, and the position after them.

    They are the rows of its run that are in the catalogue now, with the corrections that are in force now. A
    project that has left since left by a later change as well, and so it is with a correction that was made
    or has ended since.
    """
    assert state.first_change is not None
    project_id = after.project_id if after.change_id == state.first_change else None
    try:
        run = await find_listed_run(sessions, state.run_id)
        assert run is not None
        rows = await read_page(sessions, run, Filters(), Position(project_id or ""), limit)
        if len(rows) < limit:
            # If its table has been dropped meanwhile, there are fewer rows as well.
            await find_listed_run(sessions, state.run_id)
    except NotFoundError:
        raise GoneError(f"The changes of the first publication are no longer kept. {_BEGIN_ANEW}") from None
    last = rows[-1].project_id if len(rows) == limit else None
    return [_first_change(row, run, state) for row in rows], FeedPosition(state.first_change, last)


def _first_change(row: LookupRow, run: ListedRun, state: _FeedState) -> AnswerChange:
    assert state.first_change is not None
    assert state.publication_id is not None
    assert state.published_at is not None
    corrected = row.corrected_tags
    return AnswerChange(
        change_id=state.first_change,
        kind="publish",
        project_id=row.project_id,
        from_tag=None,
        to_tag=row.answer_tag,
        from_tags=None,
        to_tags=(split_array(row.tags) if corrected is None else corrected) if run.multi_label else None,
        from_value=None,
        to_value=None if row.value is None else float(row.value),
        from_items=None,
        to_items=None if row.items is None else split_array(row.items),
        score=float(row.answer_score) if row.output is Output.TAGS else None,
        run_id=run.run_id,
        publication_id=state.publication_id,
        at=state.published_at,
    )
