"""The hosts that the API answers for, by the `Host` header.

A page of another site can make a browser send requests to this machine, by letting its own name stand for
127.0.0.1 (DNS rebinding). The browser takes the answers for those of that site, and lets it read them; but it
sends that site's name as the host.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

from starlette.types import Scope

from api.http.errors import HostRefusedError

PROBES: Final = ("/health/live", "/health/ready")
"""The paths that are answered for any host, because orchestrators ask by the address of a container."""

_HOST: Final = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+)(?::\d*)?")
_KEPT: Final = 1000
_LONGEST: Final = 300
"""More than a name, which has 253 characters at most, with a port."""


class HostCheck:
    """Decides for which hosts requests are answered.

    Parameters
    ----------
    allowed
        The hosts of `PREDAWN_ALLOWED_HOSTS`, to which local names are added; none accepts every host, except
        on connections to a loopback address.
    loopback_only
        True if the server listens on a loopback address.
    """

    def __init__(self, allowed: Iterable[str], *, loopback_only: bool) -> None:
        names = [name.lower() for name in allowed]
        self._any = "*" in names
        self._exact = frozenset(name for name in names if not name.startswith("*"))
        self._endings = tuple(name[1:] for name in names if name.startswith("*."))
        self._checks_all = bool(names)
        self._loopback_only = loopback_only
        self._known: set[bytes] = set()

    @property
    def is_open(self) -> bool:
        """True if every host is accepted."""
        return self._any or not (self._checks_all or self._loopback_only)

    def knows(self, host: bytes | None) -> bool:
        """Return whether requests for a host are accepted, as far as that is known without looking at it."""
        return host in self._known or self.is_open

    def check(self, scope: Scope) -> None:
        """Check the host of a request; one without a host has no name that could mislead a browser.

        Raises
        ------
        HostRefusedError
            If the API does not answer for it.
        """
        if self.is_open or not (self._checks_all or _is_loopback_server(scope)):
            return
        for name, value in scope["headers"]:
            if name == b"host" and value and value not in self._known:
                self._check(value)

    def _check(self, value: bytes) -> None:
        host = value.decode("latin-1")
        # No longer ones are remembered, so that nobody fills the memory with them.
        found = _HOST.fullmatch(host) if len(host) <= _LONGEST else None
        if found is None or not self._is_accepted(found["name"].lower().removesuffix(".")):
            raise HostRefusedError(
                f"The API does not answer for the host {host[:100]!r}. Add it to PREDAWN_ALLOWED_HOSTS, "
                "or ask by a host that is there."
            )
        if len(self._known) < _KEPT:
            self._known.add(value)

    def _is_accepted(self, name: str) -> bool:
        return is_local(name) or name in self._exact or name.endswith(self._endings)


@lru_cache(maxsize=_KEPT)
def is_local(name: str) -> bool:
    """Return whether a host can only be this machine: a loopback address, or `localhost`."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_loopback_server(scope: Scope) -> bool:
    """Return whether a request came to a loopback address of this machine."""
    server = scope.get("server")
    return server is not None and is_local(server[0])
