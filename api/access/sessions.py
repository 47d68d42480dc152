"""Sessions of the dashboard: signed tokens that stand for a key, for twelve hours at most."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import Struct
from typing import Final

from api.access.signing import Purpose, Signer

SESSION_SECONDS: Final = 12 * 3600
"""The longest life of a session."""

_ID_BYTES: Final = 16
_TOKEN: Final = Struct(f">{_ID_BYTES}sIQ")


@dataclass(frozen=True, slots=True)
class Session:
    """A session: its random id, the number of its key, and its end in seconds since 1970."""

    session_id: bytes
    key_id: int
    expires_at: int

    @property
    def expires(self) -> datetime:
        """The end of the session."""
        return datetime.fromtimestamp(self.expires_at, UTC)


def begin_session(signer: Signer, key_id: int, now: float) -> str:
    """Return the token of a new session."""
    content = _TOKEN.pack(secrets.token_bytes(_ID_BYTES), key_id, int(now) + SESSION_SECONDS)
    return signer.sign(Purpose.SESSION, content)


def read_session(signer: Signer, token: str) -> Session | None:
    """Return the session of a token, which may have expired; None where the token was not signed here."""
    content = signer.verify(Purpose.SESSION, token)
    return None if content is None or len(content) != _TOKEN.size else Session(*_TOKEN.unpack(content))
