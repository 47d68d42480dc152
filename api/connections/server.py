"""uvicorn's server, whose end loses no request."""

import socket
import time

import uvicorn

from api.connections.listener import accept_begun, begin_no_more
from api.connections.rules import CONNECTION_RULES


class Server(uvicorn.Server):
    """A server that stops without resetting a connection.

    Parameters
    ----------
    config
        The configuration of uvicorn.
    shares_listener
        True where other processes go on accepting connections at the same sockets.
    """

    def __init__(self, config: uvicorn.Config, *, shares_listener: bool = False) -> None:
        super().__init__(config)
        self.shares_listener = shares_listener
        self._ticked: float | None = None

    async def on_tick(self, counter: int) -> bool:
        """Note that the event loop turns."""
        self._ticked = time.monotonic()
        return await super().on_tick(counter)

    def silence(self) -> float | None:
        """Return for how many seconds the event loop has not turned; None before and after it serves."""
        if self._ticked is None or self.should_exit:
            return None
        return time.monotonic() - self._ticked

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept the connections that have begun, then stop."""
        rules = self.lifespan.state.get(CONNECTION_RULES)
        if rules is not None:
            rules.ending = True
        if not self.shares_listener:
            begin_no_more(sockets or [])
            await accept_begun(sockets or [])
        await super().shutdown(sockets)
