"""Connecting with asyncpg to the first of several hosts that will do, each with its share of the time.

asyncpg itself gives all hosts one time together. A host that is silent, such as a machine that is switched
off, would use it up each time anew, and the next one would never be asked.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import asyncpg

_NEXT_HOST: Final = (
    OSError,  # TimeoutError is one as well
    asyncpg.CannotConnectNowError,
    asyncpg.TargetServerAttributeNotMatched,
)
"""The errors after which libpq asks the next host, too; a refused password is none of them."""


async def connect(
    dsn: str | None = None,
    *,
    host: Sequence[str],
    port: Sequence[int],
    timeout: float,  # noqa: ASYNC109 -- the name that asyncpg has for it
    target_session_attrs: str | None = None,
    **options: Any,
) -> Any:
    """Connect as `asyncpg.connect` does, with the time shared out among the hosts that are left.

    Parameters
    ----------
    dsn
        The parameters that asyncpg takes from a URL only.
    host
        The hosts, in their order.
    port
        The port of each.
    timeout
        The timeout, in seconds, of all attempts together.
    target_session_attrs
        What the server has to be; with `prefer-standby` all hosts are asked for a standby first.
    options
        Further arguments of `asyncpg.connect`.
    """
    servers = list(zip(host, port, strict=True))
    rounds: tuple[str | None, ...] = (target_session_attrs,)
    if target_session_attrs == "prefer-standby":
        rounds = ("standby", "any")
    attempts = [(*server, wanted) for wanted in rounds for server in servers]
    loop = asyncio.get_running_loop()
    end = loop.time() + timeout
    failure: Exception = OSError("there is no host to connect to")
    for number, (one_host, one_port, wanted) in enumerate(attempts):
        share = max(end - loop.time(), 0.0) / (len(attempts) - number)
        try:
            return await asyncpg.connect(
                dsn, host=one_host, port=one_port, timeout=share, target_session_attrs=wanted, **options
            )
        except _NEXT_HOST as error:
            failure = error
    raise failure
