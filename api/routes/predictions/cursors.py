"""Cursors of listings: opaque to clients, and bound to a run and its filters."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import astuple, dataclass
from hashlib import sha256
from struct import pack

from core.errors import InputError
from store.serving.listing import Filters, Position

_INVALID = "The cursor is invalid: no listing returned it. Start again without `cursor`."


@dataclass(frozen=True, slots=True)
class Cursor:
    """The position from which a listing continues."""

    run_id: int
    after: Position


def write_cursor(cursor: Cursor, filters: Filters) -> str:
    """Encode a cursor as text."""
    content = [cursor.run_id, cursor.after.project_id, cursor.after.score, _digest(filters)]
    return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def read_cursor(text: str, filters: Filters) -> Cursor:
    """Decode a cursor.

    Raises
    ------
    InputError
        If it is invalid, or belongs to a listing with other filters.
    """
    try:
        run_id, project_id, score, digest = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(_number(run_id), Position(_text(project_id), _score(score)))
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise InputError(_INVALID) from None
    if digest != _digest(filters):
        raise InputError(
            "The cursor belongs to a listing with other filters. Keep its filters, or start again without "
            "`cursor`."
        )
    return cursor


def _digest(filters: Filters) -> str:
    return sha256(json.dumps(astuple(filters)).encode()).hexdigest()[:8]


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 < value < 2**63:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    value.encode()
    return value


def _score(value: object) -> str:
    score = float(_text(value))
    pack("<f", score)  # raises if the number does not fit PostgreSQL's `real`
    return str(score)
