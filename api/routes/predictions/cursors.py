"""Cursors of listings: opaque to clients, and bound to a run and its filters by a signature."""

import json
from dataclasses import astuple, dataclass
from hashlib import sha256

from api.access.signing import Purpose, Signer
from core.errors import InputError
from store.serving.listing import Filters, Position

_INVALID = "The cursor is invalid: no listing returned it. Start again without `cursor`."


@dataclass(frozen=True, slots=True)
class Cursor:
    """The position from which a listing continues."""

    run_id: int
    after: Position


def write_cursor(signer: Signer, cursor: Cursor, filters: Filters) -> str:
    """Encode a cursor as signed text."""
    content = [cursor.run_id, cursor.after.project_id, cursor.after.score, _digest(filters)]
    return signer.sign(Purpose.CURSOR, json.dumps(content).encode())


def read_cursor(signer: Signer, text: str, filters: Filters) -> Cursor:
    """Decode a cursor.

    Raises
    ------
    InputError
        If no listing of this store wrote it, or one with other filters did.
    """
    content = signer.verify(Purpose.CURSOR, text)
    if content is None:
        raise InputError(_INVALID)
    run_id, project_id, score, digest = json.loads(content)
    if digest != _digest(filters):
        raise InputError(
            "The cursor belongs to a listing with other filters. Keep its filters, or start again without "
            "`cursor`."
        )
    return Cursor(run_id, Position(project_id, score))


def _digest(filters: Filters) -> str:
    return sha256(json.dumps(astuple(filters)).encode()).hexdigest()[:16]
