"""HTTP caching: the conditions of a request on stored answers, and the age at which a run is stale."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

_HEADERS = (b"cache-control", b"if-none-match", b"if-modified-since")


class CacheConditions(NamedTuple):
    """The conditions that the headers of a request put on a stored answer.

    `fresh` is the directive `no-cache`, `stored_only` the directive `only-if-cached`; the other two identify
    the answer that the client already has.
    """

    none_match: str | None = None
    modified_since: float | None = None
    fresh: bool = False
    stored_only: bool = False

    def is_not_modified(self, etag: str, last_modified: float | None = None) -> bool:
        """Return whether the client already has this answer.

        If the client sent an entity tag, it alone decides; the comparison is weak.
        """
        if self.none_match is not None:
            return etag[2:] in self.none_match or self.none_match.strip() == "*"
        if self.modified_since is None or last_modified is None:
            return False
        return last_modified <= self.modified_since


NO_CONDITIONS: Final = CacheConditions()


def read_conditions(headers: Mapping[bytes, bytes], raw: Sequence[tuple[bytes, bytes]]) -> CacheConditions:
    """Return the conditions of a request.

    Parameters
    ----------
    headers
        Its headers by name.
    raw
        The same headers as a list; repeated ones are joined.
    """
    if (
        b"if-none-match" not in headers
        and b"cache-control" not in headers
        and b"if-modified-since" not in headers
    ):
        return NO_CONDITIONS
    control, none_match, since = (_join(name, raw) for name in _HEADERS)
    directives = {part.strip().lower() for part in control.split(",")} if control else set()
    return CacheConditions(
        none_match=none_match,
        modified_since=None if since is None else _parse_date(since),
        fresh="no-cache" in directives,
        stored_only="only-if-cached" in directives,
    )


def _join(wanted: bytes, raw: Sequence[tuple[bytes, bytes]]) -> str | None:
    values = [value.decode("latin-1") for name, value in raw if name == wanted]
    return ", ".join(values) if values else None


def _parse_date(value: str) -> float | None:
    """Return the seconds since 1970, or None for an invalid date, which RFC 9110 says to ignore."""
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError):
        return None


def is_stale(checked_at: datetime | None, stale_after: timedelta, now: datetime) -> bool:
    """Return whether a run was last checked too long ago, or never; `now` is the time of the database."""
    return checked_at is None or now - checked_at > stale_after
