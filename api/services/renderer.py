"""Stored predictions as bytes of JSON: what repeats within a second or a run is written once."""

import math
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Final, NamedTuple

from pydantic import BaseModel

from api.http.clock import DatabaseClock
from api.http.envelope import write_envelope
from api.http.freshness import NO_CONDITIONS, CacheConditions
from api.http.request_ids import read_lines
from api.http.security import SECURITY_LINES
from api.schemas.predictions import Source
from api.services.keyring import Keyring
from store.serving.lookup_row import CORRECTED_SCORE, LookupRow, split_array

ON_DEMAND: Final[Source] = "on_demand"
MEMORY: Final[Source] = "memory"
CORRECTION: Final[Source] = "correction"

JSON_TYPE: Final = "application/json"

KEPT: Final = 10_000
"""The most fragments of one kind that are kept."""

SETTLING_SECONDS: Final = 2.0
"""The time after a change during which its time is not given.

Last-Modified has whole seconds, so two moves of the pointer in one second would look the same.
"""

_TO_SCORE: Final = '","score":'
_TO_NEXT: Final = '},{"tag":"'
_CANARY: Final = '"canary":true,'
_JSON: Final = "content-type: application/json\r\ncontent-length: "


class Reply(NamedTuple):
    """An answer as it goes out; `head` holds its headers as lines, `source` is what it is counted as.

    `run_id` is the run of a stored prediction.
    """

    status: int
    head: str
    body: bytes
    source: str
    run_id: int | None = None

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers, as ASGI has them."""
        return read_lines(self.head)


def _interleave(names: list[str], scores: list[str]) -> str:
    """Return names and scores in turn, with the JSON between them."""
    # By slices, which raise ValueError where there are more of one: pair by pair took a third longer.
    parts = [_TO_SCORE] * (4 * len(names) - 1)
    parts[::4] = names
    parts[2::4] = scores
    parts[3::4] = [_TO_NEXT] * (len(names) - 1)
    return "".join(parts)


def _escape(texts: list[str]) -> list[str]:
    return [encode_basestring(text)[1:-1] for text in texts]


def digest_tags(corrected: str) -> str:
    """Return a digest of corrected tags, for an entity tag."""
    return sha256(corrected.encode()).hexdigest()[:12]


def _tags(row: LookupRow, predicted: str) -> str:
    """Return the predicted tag, its score and all tags of a row as JSON."""
    written = row.tags
    # PostgreSQL quotes what needs it, but for control characters; the rest stands in JSON as it is.
    plain = '"' not in written and written.isprintable()
    names = written[1:-1].split(",") if plain else _escape(split_array(written))
    tags = f'{{"tag":"{_interleave(names, row.scores[1:-1].split(","))}}}' if len(written) > 2 else ""
    return f'{encode_basestring(predicted)},"score":{row.score},"tags":[{tags}]'


def _output(row: LookupRow) -> str:
    """Return the number, or the ranking, of a row as a field of JSON."""
    if row.items is None or row.item_scores is None:
        return f'"value":{row.value}'
    names, scores = _escape(split_array(row.items)), row.item_scores[1:-1].split(",")
    entries = [
        f'{{"item":"{name}","score":{score}}}' for name, score in zip(names, scores, strict=bool(names))
    ]
    return f'"items":[{",".join(entries)}]'


class Times(dict[float, str]):
    """Times as JSON has them, by seconds since 1970; the rows of a chunk have the same."""

    def __missing__(self, seconds: float) -> str:
        """Write the time."""
        if len(self) >= KEPT:
            self.clear()
        shown = self[seconds] = _iso(seconds)
        return shown


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


class _Date(NamedTuple):
    """A time of change, and the header that tells it."""

    seconds: int | None
    line: str


_NO_DATE: Final = _Date(None, "")


def _controls(directive: str) -> tuple[str, str]:
    """Return the headers that say how long an answer may be kept: by anybody, and by who asked with a key."""
    rest = f"vary: Accept\r\n{SECURITY_LINES}"
    return (
        f"\r\ncache-control: {directive}\r\n{rest}",
        f"\r\ncache-control: private, {directive}\r\n{rest}",
    )


class Renderer:
    """Writes answers about projects, with what HTTP says of their age.

    Parameters
    ----------
    stale_after
        How old the last check of a run may be.
    max_age
        How long clients may keep an answer without asking again.
    keyring
        Whether requests need a key: what was answered to one must not be kept for others.
    clock
        The clock of the database, by which ages are reckoned.
    """

    def __init__(
        self, stale_after: timedelta, max_age: timedelta, keyring: Keyring, clock: DatabaseClock
    ) -> None:
        self._clock = clock
        self._stale_after = stale_after.total_seconds()
        self._keyring = keyring
        self._times = Times()
        self._dates: dict[float, _Date] = {}
        seconds = int(max_age.total_seconds())
        self._kept = _controls(f"max-age={seconds}" if seconds else "no-cache")
        self._asked_anew = _controls("no-cache")

    def stored(self, url: str, row: LookupRow, conditions: CacheConditions, *, older: bool) -> Reply:
        """Return the answer of a stored row; `older` is one that does not fit the project's text any more."""
        now = self._clock.time()
        stale = older or row.checked_at is None or now - row.checked_at > self._stale_after
        source = "stale" if stale else "cache"
        etag = f'W/"{row.run_id}-{row.content_hash.hex()}-{row.model_version}-{source}"'
        if row.corrected is not None:
            etag = f'{etag[:-1]}-{digest_tags(row.corrected)}"'
            source = source if stale else CORRECTION
        if row.canary_run is not None:
            # A run that is promoted gives the same answer, which is no canary's any more.
            etag = f'{etag[:-1]}-canary"'
        control = (self._asked_anew if stale else self._kept)[self._keyring.requires_key]
        # Only a fitting row that is not stale is told apart from any other answer by this time alone.
        modified = _NO_DATE if stale else self._dates.get(row.modified_at) or self._date(row.modified_at, now)
        if conditions is not NO_CONDITIONS and conditions.is_not_modified(etag, modified.seconds):
            return Reply(304, f"etag: {etag}{control}{modified.line}", b"", source, row.run_id)
        body = write_envelope(url, self.data(row, stale=stale), method="GET").encode()
        head = f"etag: {etag}{control}{modified.line}{_JSON}{len(body)}\r\n"
        return Reply(200, head, body, source, row.run_id)

    def inferred(self, answer: BaseModel, etag: str, source: Source) -> Reply:
        """Return an answer that was made on demand, now or lately."""
        # What is left out of a stored answer is left out of this one.
        body = answer.model_dump_json(by_alias=True, exclude_unset=True).encode()
        control = self._asked_anew[self._keyring.requires_key]
        return Reply(200, f"etag: {etag}{control}{_JSON}{len(body)}\r\n", body, source)

    def not_modified(self, etag: str) -> Reply:
        """Return that an answer made on demand would be the one that the client has."""
        return Reply(304, f"etag: {etag}{self._asked_anew[self._keyring.requires_key]}", b"", ON_DEMAND)

    def _date(self, modified_at: float, now: float) -> "_Date":
        """Return when a row came into service, or nothing as long as that could not be told apart."""
        if now - modified_at < SETTLING_SECONDS:
            return _NO_DATE
        if len(self._dates) >= KEPT:
            self._dates.clear()
        seconds = math.ceil(modified_at)
        line = f"last-modified: {formatdate(seconds, usegmt=True)}\r\n"
        date = self._dates[modified_at] = _Date(seconds, line)
        return date

    def data(self, row: LookupRow, *, stale: bool) -> str:
        """Return a stored prediction as JSON, or the correction in force."""
        if row.corrected is not None:
            return self._corrected(row, stale=stale)
        tag = row.predicted_tag
        said = f'null,"score":null,"tags":[],{_output(row)}' if tag is None else _tags(row, tag)
        return (
            f'{{"project_id":{encode_basestring(row.project_id)},"predicted_tag":{said},'
            f'"source":"cache","stale":{"true" if stale else "false"},'
            f'"run_id":{row.run_id},"model_version":{row.model_version},{_CANARY if row.canary_run else ""}'
            f'"scored_at":"{self._times[row.scored_at]}"}}'
        )

    def _corrected(self, row: LookupRow, *, stale: bool) -> str:
        """Return a correction as JSON, with what the model predicts beside it."""
        names = [encode_basestring(tag) for tag in split_array(row.corrected or "")]
        tags = ",".join(f'{{"tag":{name},"score":{CORRECTED_SCORE}}}' for name in names)
        return (
            f'{{"project_id":{encode_basestring(row.project_id)},'
            f'"predicted_tag":{encode_basestring(row.answer_tag or "")},"score":{CORRECTED_SCORE},'
            f'"tags":[{tags}],"source":"{CORRECTION}","stale":{"true" if stale else "false"},'
            f'"run_id":{row.run_id},"model_version":{row.model_version},{_CANARY if row.canary_run else ""}'
            f'"scored_at":"{self._times[row.scored_at]}",'
            f'"model_tag":{encode_basestring(row.predicted_tag or "")},"model_score":{row.score}}}'
        )

    def is_stale(self, checked_at: float | None) -> bool:
        """Return whether the last check of a run, in seconds since 1970, is too long ago."""
        return checked_at is None or self._clock.time() - checked_at > self._stale_after

    def time(self, seconds: float) -> str:
        """Return a time as JSON has it."""
        return self._times[seconds]
