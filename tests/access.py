"""The keys that the API may know, as tests set them."""

import pytest

from api.services.keyring import Keyring
from store.api_access import Access

OPEN = Access(requires_key=False, keys={}, secret=b"a secret of the tests alone")
CLOSED = Access(requires_key=True, keys={}, secret=b"a secret of the tests alone")
"""Every key was revoked."""


class _Kept(Access):
    """Equal to whatever the watcher reads, so that it is never replaced."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def revoke_keys(keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a running API require keys of which none is valid, whatever it reads from its database."""
    kept = _Kept(requires_key=True, keys={}, secret=CLOSED.secret)
    monkeypatch.setattr(keyring, "_access", kept)
