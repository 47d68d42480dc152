"""HTTP's own freshness: what a request demands, and what an answer says of its age."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

_HEADERS = (b"cache-control", b"if-none-match", b"if-modified-since")


class Demands(NamedTuple):
    """What the headers of a request say of stored answers.

    `fresh` asks for one that is made now (`no-cache`), `stored_only` for none that is made now
    (`only-if-cached`); the others name the answer that the client has.
    """

    none_match: str | None = None
    modified_since: float | None = None
    fresh: bool = False
    stored_only: bool = False

    def have(self, etag: str, last_modified: float | None = None) -> bool:
        """Return whether the client has this very answer.

        The entity tag decides where the client sent one; it is compared weakly, by what it quotes.
        """
        if self.none_match is not None:
            return etag[2:] in self.none_match or self.none_match.strip() == "*"
        if self.modified_since is None or last_modified is None:
            return False
        return last_modified <= self.modified_since


NO_DEMANDS: Final = Demands()


def read_demands(headers: Mapping[bytes, bytes], raw: Sequence[tuple[bytes, bytes]]) -> Demands:
    """Return what a request demands.

    Parameters
    ----------
    headers
        Its headers by name.
    raw
        The same one by one; a header that came more than once counts as one list.
    """
    if (
        b"if-none-match" not in headers
        and b"cache-control" not in headers
        and b"if-modified-since" not in headers
    ):
        return NO_DEMANDS
    control, none_match, since = (_join(name, raw) for name in _HEADERS)
    directives = {part.strip().lower() for part in control.split(",")} if control else set()
    return Demands(
        none_match=none_match,
        modified_since=None if since is None else _parse_date(since),
        fresh="no-cache" in directives,
        stored_only="only-if-cached" in directives,
    )


def _join(wanted: bytes, raw: Sequence[tuple[bytes, bytes]]) -> str | None:
    values = [value.decode("latin-1") for name, value in raw if name == wanted]
    return ", ".join(values) if values else None


def _parse_date(value: str) -> float | None:
    """Return the seconds since 1970, or None for what is no date, which RFC 9110 has ignored."""
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, OverflowError):
        return None


def is_stale(checked_at: datetime | None, stale_after: timedelta) -> bool:
    """Return whether the last check of a run is too long ago, or there was none."""
    return checked_at is None or datetime.now(UTC) - checked_at > stale_after
