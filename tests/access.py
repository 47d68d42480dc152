"""What the API may know of keys, as tests set it."""

from store.api_access import Access

OPEN = Access(requires_key=False, keys={}, secret=b"a secret of the tests alone")
CLOSED = Access(requires_key=True, keys={}, secret=b"a secret of the tests alone")
"""Every key was revoked."""
