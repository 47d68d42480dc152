"""The limit on failed attempts to sign in: each client has to wait longer and longer, and nobody else."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

FREE_FAILURES: Final = 5
"""The failures after which a client has to wait."""

MAX_WAIT_SECONDS: Final = 60.0
"""The longest wait; it doubles with each failure, from a second on."""

MAX_CLIENTS: Final = 10_000
"""The number of clients that are remembered; the one that failed longest ago is forgotten first."""

_FORGET_SECONDS: Final = 900.0


class _Failures(NamedTuple):
    number: int
    last_at: float


class SignInLimit:
    """Remembers the failed attempts of clients.

    An attempt within the wait is refused without looking at the key, and does not prolong the wait.

    Parameters
    ----------
    clock
        A clock that never goes back, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def wait_seconds(self, client: str) -> float:
        """Return how long a client still has to wait, 0 if it may try now."""
        found = self._failures.get(_network(client))
        if found is None or found.number < FREE_FAILURES:
            return 0.0
        wait = min(2.0 ** min(found.number - FREE_FAILURES, 10), MAX_WAIT_SECONDS)
        return max(0.0, found.last_at + wait - self._clock())

    def fail(self, client: str) -> None:
        """Count a failed attempt of a client."""
        network, now = _network(client), self._clock()
        found = self._failures.pop(network, None)
        number = 0 if found is None or now - found.last_at > _FORGET_SECONDS else found.number
        self._failures[network] = _Failures(number + 1, now)
        if len(self._failures) > MAX_CLIENTS:
            self._failures.popitem(last=False)

    def succeed(self, client: str) -> None:
        """Forget the failed attempts of a client."""
        self._failures.pop(_network(client), None)


def _network(client: str) -> str:
    """Return what stands for a client: its address, or with IPv6 the network of its household."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client[:64]
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))
