"""The keys that the API may know, as tests set them."""

import pytest

from api.services.keyring import Keyring
from store.api_access import Access

OPEN = Access(requires_key=False, keys={}, secret=b"a secret of the tests alone")
CLOSED = Access(requires_key=True, keys={}, secret=b"a secret of the tests alone")
"""Every key was revoked."""


def revoke_keys(keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a running API require keys of which none is valid, whatever it reads from its database."""
    monkeypatch.setattr(keyring, "renew", lambda access: None)
    monkeypatch.setattr(keyring, "_access", CLOSED)
