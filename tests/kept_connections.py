"""Clients that keep their connections and go on sending while a server stops; lost requests are counted."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_BODY = json.dumps({"texts": [{"text": "Graph networks for images"}]}).encode()
GET = b"GET /predictions/4 HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = (
    b"POST /predict HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(_BODY), _BODY)
)
PIPELINED = 6
"""The requests that a client which pipelines sends in one piece."""


@dataclass
class Clients:
    """Clients of one server: a quarter each GET and POST, one by one and pipelined.

    Parameters
    ----------
    url
        The server.
    count
        The number of connections that are open at a time.
    """

    url: str
    count: int = 32
    answered: int = 0
    ended: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    _warm_after: int = 0
    _warm: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, stop: Callable[[], object], warm: int) -> None:
        """Send requests, tell the server to stop after some answers, and go on until it refuses clients."""
        self._warm_after = warm
        clients = [asyncio.create_task(self._keep_asking(number)) for number in range(self.count)]
        await self._warm.wait()
        stop()
        await asyncio.gather(*clients)

    async def _keep_asking(self, number: int) -> None:
        target = urlsplit(self.url)
        request = POST if number % 2 else GET
        depth = PIPELINED if number % 4 >= 2 else 1
        while True:
            try:
                reader, writer = await asyncio.open_connection(target.hostname, target.port)
            except OSError:
                return  # It was refused before anything was sent.
            try:
                while await self._ask(reader, writer, request, depth):
                    pass
                self.ended += 1
            except (OSError, asyncio.IncompleteReadError) as error:
                self.lost.append(f"{request[:4].decode()} x {depth}: {error!r}")
            finally:
                writer.close()

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes, depth: int
    ) -> bool:
        """Send requests in one piece, read their answers, and return whether the connection goes on."""
        writer.write(request * depth)
        for left in reversed(range(depth)):
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r")[0]))
            self.answered += 1
            if self.answered >= self._warm_after:
                self._warm.set()
            self.statuses[int(head[9:12])] += 1
            if b"\r\nconnection: close\r\n" in head:
                if left:
                    self.lost.append(f"{request[:4].decode()} x {depth}: the last {left} have no answer")
                return False
        return True
