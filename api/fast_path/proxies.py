"""The scheme and the client of a request as trusted proxies name them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from uvicorn._types import ASGI3Application, HTTPScope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_SCHEMES: Final = frozenset({"http", "https", "ws", "wss"})
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
        self._middleware = middleware
        self._trusted = middleware.trusted_hosts
        self._remembered = lru_cache(_KEPT)(self._trusted.get_trusted_client_address)

    def trust(self, client: tuple[str, int] | None) -> bool:
        """Return whether a client is a trusted proxy."""
        return (client[0] if client else None) in self._trusted

    def read(
        self, headers: Mapping[bytes, bytes], scheme: str, client: tuple[str, int] | None
    ) -> tuple[str, tuple[str, int] | None]:
        """Return the scheme and the client that a trusted proxy names, or those of its own connection.

        uvicorn's middleware does the same with the same result, but looks at each address anew.
        """
        named = headers.get(b"x-forwarded-proto")
        if named is not None and (written := named.decode("latin-1").strip()) in _SCHEMES:
            scheme = written
        forwarded = headers.get(b"x-forwarded-for")
        if forwarded is not None:
            known = len(forwarded) <= _KEPT_BYTES
            read = self._remembered if known else self._trusted.get_trusted_client_address
            host, port = read(forwarded.decode("latin-1"))
            if host:
                client = (host, port)
        return scheme, client

    def complete(self, scope: HTTPScope) -> ASGI3Application:
        """Put into a scope what a trusted proxy names, and return the application that answers it.

        It is the one behind the middleware, or the middleware where headers are repeated, which it joins.
        """
        pairs = list(scope["headers"])
        headers = dict(pairs)
        if len(headers) < len(pairs):
            return self._middleware
        scope["scheme"], scope["client"] = self.read(headers, scope["scheme"], scope["client"])
        return self._middleware.app


@lru_cache(1)
def find_proxies(app: Any) -> Proxies | None:
    """Return what reads the headers of proxies for an application as uvicorn has loaded it.

    None if uvicorn reads none for it.
    """
    return Proxies(app) if isinstance(app, ProxyHeadersMiddleware) else None
