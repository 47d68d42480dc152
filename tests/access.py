"""The keys that the API may know, as tests set them."""

from store.api_access import Access

OPEN = Access(requires_key=False, keys={}, secret=b"a secret of the tests alone")
CLOSED = Access(requires_key=True, keys={}, secret=b"a secret of the tests alone")
"""Every key was revoked."""
