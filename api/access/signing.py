"""Signatures of what the API hands out and takes back: cursors, and sessions of the dashboard."""

import hmac
from base64 import b64decode, urlsafe_b64encode
from enum import StrEnum
from hashlib import sha256
from typing import Final

_SIGNATURE_BYTES: Final = 16


class Purpose(StrEnum):
    """The purpose of a signature; a text that was signed for another one is not valid."""

    CURSOR = "cursor"
    SESSION = "session"


class Signer:
    """Signs contents by HMAC-SHA256, shortened to 128 bits.

    All workers and instances of a store share its secret, so that each accepts what another one signed.

    Parameters
    ----------
    secret
        The secret of the store.
    """

    def __init__(self, secret: bytes) -> None:
        self._keys = {purpose: hmac.digest(secret, purpose.encode(), sha256) for purpose in Purpose}

    def sign(self, purpose: Purpose, content: bytes) -> str:
        """Return a content with its signature, as a text that fits into URLs and cookies."""
        signed = self._signature(purpose, content) + content
        return urlsafe_b64encode(signed).decode().rstrip("=")

    def verify(self, purpose: Purpose, text: str) -> bytes | None:
        """Return the content of a signed text; None where it was not signed here, or for another purpose."""
        try:
            signed = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except ValueError:
            return None
        content = signed[_SIGNATURE_BYTES:]
        # The whole text, because the last letter may have bits that no byte comes from.
        return content if hmac.compare_digest(text.encode(), self.sign(purpose, content).encode()) else None

    def _signature(self, purpose: Purpose, content: bytes) -> bytes:
        return hmac.digest(self._keys[purpose], content, sha256)[:_SIGNATURE_BYTES]
