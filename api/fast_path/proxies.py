"""The scheme and the client of a request as trusted proxies name them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_SCHEMES: Final = frozenset({b"http", b"https", b"ws", b"wss"})
_KEPT: Final = 4096
_KEPT_BYTES: Final = 64
"""The longest header that is kept with the client it names, so that no client fills the memory."""


class Proxies:
    """Reads `X-Forwarded-Proto` and `X-Forwarded-For` of trusted proxies, and believes no others.

    Parameters
    ----------
    middleware
        uvicorn's middleware, which knows the trusted proxies.
    """

    def __init__(self, middleware: ProxyHeadersMiddleware) -> None:
        self._trusted = middleware.trusted_hosts
        self._remembered = lru_cache(_KEPT)(self._trusted.get_trusted_client_address)

    def trust(self, client: tuple[str, int] | None) -> bool:
        """Return whether a client is a trusted proxy."""
        return (client[0] if client else None) in self._trusted

    def read(
        self, headers: Mapping[bytes, bytes], scheme: str, client: tuple[str, int] | None
    ) -> tuple[str, tuple[str, int] | None]:
        """Return the scheme and the client that a trusted proxy names, or those of its own connection.

        uvicorn's middleware does the same with the same result.
        """
        named = headers.get(b"x-forwarded-proto")
        if named is not None and named.strip() in _SCHEMES:
            scheme = named.strip().decode()
        forwarded = headers.get(b"x-forwarded-for")
        if forwarded is not None:
            known = len(forwarded) <= _KEPT_BYTES
            read = self._remembered if known else self._trusted.get_trusted_client_address
            host, port = read(forwarded.decode("latin-1"))
            if host:
                client = (host, port)
        return scheme, client


@lru_cache(1)
def find_proxies(app: Any) -> Proxies | None:
    """Return what reads the headers of proxies for an application as uvicorn has loaded it.

    None if uvicorn reads none for it.
    """
    return Proxies(app) if isinstance(app, ProxyHeadersMiddleware) else None
