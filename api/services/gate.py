"""The gate that every request passes: its host first, then its key."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from api.http.errors import HostRefusedError, answer_error
from api.http.hosts import PROBES, HostCheck
from api.services.keyring import Keyring, route_path


class Gate:
    """Refuses requests for other hosts, and those without the key that they need.

    Parameters
    ----------
    hosts
        The hosts that the API answers for.
    keyring
        The keys of the API.
    """

    def __init__(self, hosts: HostCheck, keyring: Keyring) -> None:
        self._hosts = hosts
        self._keyring = keyring

    def admits(self, host: bytes | None) -> bool:
        """Return whether a request for this host alone may surely go on; if not, `refuse` decides."""
        return not self._keyring.requires_key and self._hosts.knows(host)

    def refuse(self, scope: Scope) -> Response | None:
        """Return the error response to a request that is refused, or None if it may go on."""
        try:
            self._hosts.check(scope)
        except HostRefusedError as error:
            if route_path(scope) not in PROBES:
                return answer_error(Request(scope), error)
        return self._keyring.refuse(scope)
