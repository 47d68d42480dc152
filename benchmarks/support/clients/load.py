"""A client that sends requests as fast as they are answered, one at a time over each connection.

It is one loop over epoll and raw sockets, and costs a fraction of the measured server. Run as a program, it
prints its measurements as JSON.
"""

import argparse
import itertools
import json
import os
import random
import select
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

_BUFFER = 4096
_DRAWN_A_SECOND = 60_000
"""More than the requests in a second, so that an id repeats only by chance."""
PROXIED = """\
X-Real-IP: 192.0.2.10\r
X-Forwarded-For: 192.0.2.10\r
X-Forwarded-Proto: https\r
X-Forwarded-Host: predictions.example\r
X-Forwarded-Port: 443\r
User-Agent: python-httpx/0.28.1\r
Accept: */*\r
Accept-Encoding: gzip, deflate\r
"""
"""The headers that nginx adds if configured as its documentation recommends, and those that it passes on."""


@dataclass(frozen=True, slots=True)
class Load:
    """The measurements of a load; latencies are in microseconds."""

    requests: int
    seconds: float
    rate: float
    p50: float
    p99: float
    statuses: dict[str, int]


@dataclass(slots=True)
class Client:
    """Sends requests over some connections, and records the latency and the status of each."""

    latencies: list[int] = field(default_factory=list)
    statuses: Counter[bytes] = field(default_factory=Counter)

    def run(self, port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
        """Send requests for some seconds, and wait for the last answers."""
        open_ones = [connect(port) for _ in range(connections)]
        began = time.perf_counter_ns()
        self.ask(open_ones, requests, began + int(seconds * 1e9))
        took = (time.perf_counter_ns() - began) / 1e9
        for connection in open_ones:
            connection.close()
        return self.sum_up(took)

    def sum_up(self, took: float) -> Load:
        """Return the measurements of some seconds."""
        self.latencies.sort()
        answered = len(self.latencies)
        return Load(
            requests=answered,
            seconds=took,
            rate=answered / took,
            p50=self.latencies[answered // 2] / 1e3,
            p99=self.latencies[int(answered * 0.99)] / 1e3,
            statuses={status.decode(): number for status, number in self.statuses.items()},
        )

    def ask(self, open_ones: Sequence[socket.socket], requests: Iterator[bytes], end: int) -> None:
        """Send the next request over each connection as soon as it has an answer, until a deadline."""
        poll = select.epoll()
        now = time.perf_counter_ns
        receive = {connection.fileno(): connection.recv for connection in open_ones}
        send = {connection.fileno(): connection.send for connection in open_ones}
        asked_at, received = {}, dict.fromkeys(send, b"")
        for number, ask in send.items():
            poll.register(number, select.EPOLLIN)
            asked_at[number] = now()
            ask(next(requests))
        running = len(send)
        while running:
            for number, _ in poll.poll():
                data = receive[number](_BUFFER)
                moment = now()
                if not data:
                    raise ConnectionError("the server closed a connection")
                if received[number]:
                    data = received[number] + data
                if not _is_whole(data):
                    received[number] = data
                    continue
                received[number] = b""
                before = asked_at[number]
                if moment < end:
                    # The next request first, so that the server is busy meanwhile.
                    request = next(requests)
                    asked_at[number] = now()
                    send[number](request)
                else:
                    running -= 1
                self.latencies.append(moment - before)
                self.statuses[data[9:12]] += 1


def lookups(port: int, drawn: Sequence[int], header: str = "", *, proxied: bool = False) -> Iterator[bytes]:
    """Yield requests for projects, starting over after the last id.

    `proxied` adds the headers of a proxy, and a different `X-Request-Id` for each request.
    """
    more = f"{header}\r\n" if header else ""
    head = f"Host: 127.0.0.1:{port}\r\n{more}{PROXIED if proxied else ''}".replace("%", "%%")
    if not proxied:
        template = f"GET /predictions/%d HTTP/1.1\r\n{head}\r\n".encode()
        return (template % number for number in itertools.cycle(drawn))
    template = f"GET /predictions/%d HTTP/1.1\r\n{head}X-Request-Id: %032x\r\n\r\n".encode()
    return (template % pair for pair in zip(itertools.cycle(drawn), itertools.count(1)))


def connect(port: int) -> socket.socket:
    """Return a connection to a server on this machine."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _is_whole(data: bytes) -> bool:
    """Return True if an answer is complete."""
    head = data.find(b"\r\n\r\n")
    if head < 0 or data.startswith(b"304", 9):
        return head > 0
    begin = data.find(b"content-length: ", 0, head)
    if begin < 0:  # as nginx writes it where it answers by itself
        begin = data.index(b"Content-Length: ", 0, head)
    begin += 16
    return len(data) >= head + 4 + int(data[begin : data.index(b"\r", begin)])


def main() -> None:
    """Load a server on this machine, from one processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--projects", type=int, default=1)
    parser.add_argument("--header", default="")
    parser.add_argument("--proxied", action="store_true", help="also send the headers that nginx adds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processor", type=int)
    arguments = parser.parse_args()
    if arguments.processor is not None:
        os.sched_setaffinity(0, {arguments.processor})
    drawn = random.Random(arguments.seed).choices(
        range(1, arguments.projects + 1), k=int(_DRAWN_A_SECOND * arguments.seconds) + arguments.connections
    )
    requests = lookups(arguments.port, drawn, arguments.header, proxied=arguments.proxied)
    print(
        json.dumps(asdict(Client().run(arguments.port, requests, arguments.connections, arguments.seconds)))
    )


if __name__ == "__main__":
    main()
