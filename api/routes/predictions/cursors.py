"""Cursors of listings: opaque to clients, and bound to a run and its filters by a signature."""

import json
from dataclasses import astuple, dataclass
from hashlib import sha256

from api.access.signing import Purpose, Signer
from core.errors import InputError
from store.serving.listing import Filters, Position

_FIRST_FILTERS = 4
_INVALID = "The cursor is invalid: no listing returned it. Start again without `cursor`."


@dataclass(frozen=True, slots=True)
class Cursor:
    """The position from which a listing continues; `last_change` is the last change when it began."""

    run_id: int
    after: Position
    last_change: int = 0


def write_cursor(signer: Signer, cursor: Cursor, filters: Filters) -> str:
    """Encode a cursor as signed text."""
    after = cursor.after
    content = [cursor.run_id, after.project_id, after.score, _digest(filters), cursor.last_change]
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
    run_id, project_id, score, digest, *others = json.loads(content)
    if digest != _digest(filters):
        raise InputError(
            "The cursor belongs to a listing with other filters. Keep its filters, or start again without "
            "`cursor`."
        )
    # A cursor of an earlier version has no number of a change.
    return Cursor(run_id, Position(project_id, score), *others)


def _digest(filters: Filters) -> str:
    values = list(astuple(filters))
    # Filters that came later and are not given leave the cursors of earlier versions as they are.
    while len(values) > _FIRST_FILTERS and values[-1] is None:
        values.pop()
    return sha256(json.dumps(values).encode()).hexdigest()[:16]
