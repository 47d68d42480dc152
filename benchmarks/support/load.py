"""A client that asks as fast as it is answered, over connections with one request at a time each.

It is one loop over epoll and raw sockets, so that it costs a fraction of the server that it measures; run as
a program of its own, it prints what it measured as JSON.
"""

import argparse
import json
import os
import random
import select
import socket
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

_BUFFER = 65536
_ORDER = 99_991


@dataclass(frozen=True, slots=True)
class Load:
    """What a load measured; latencies are in microseconds."""

    requests: int
    seconds: float
    rate: float
    p50: float
    p99: float
    statuses: dict[str, int]


@dataclass(slots=True)
class Connection:
    """A connection, the moment of its request, and what came of the answer so far."""

    socket: socket.socket
    asked_at: int = 0
    received: bytes = b""


@dataclass(slots=True)
class Client:
    """Asks for random ones of some requests."""

    requests: Sequence[bytes]
    latencies: list[int] = field(default_factory=list)
    statuses: Counter[bytes] = field(default_factory=Counter)

    def run(self, port: int, connections: int, seconds: float) -> Load:
        """Ask for some seconds, and wait for the last answers."""
        generator = random.Random(port)
        order = [generator.randrange(len(self.requests)) for _ in range(_ORDER)]
        poll, open_ones = select.epoll(), {}
        for _ in range(connections):
            opened = socket.create_connection(("127.0.0.1", port))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            poll.register(opened.fileno(), select.EPOLLIN)
            open_ones[opened.fileno()] = Connection(opened)
        began = time.perf_counter_ns()
        end = began + int(seconds * 1e9)
        asked = 0
        for connection in open_ones.values():
            connection.asked_at = time.perf_counter_ns()
            connection.socket.sendall(self.requests[order[asked % _ORDER]])
            asked += 1
        answered, running = 0, len(open_ones)
        while running:
            for number, _ in poll.poll():
                connection = open_ones[number]
                now = self._receive(connection)
                if now is None:
                    continue
                answered += 1
                if now >= end:
                    running -= 1
                    continue
                connection.asked_at = now
                connection.socket.sendall(self.requests[order[asked % _ORDER]])
                asked += 1
        took = (time.perf_counter_ns() - began) / 1e9
        for connection in open_ones.values():
            connection.socket.close()
        self.latencies.sort()
        return Load(
            requests=answered,
            seconds=took,
            rate=answered / took,
            p50=self.latencies[answered // 2] / 1e3,
            p99=self.latencies[int(answered * 0.99)] / 1e3,
            statuses={status.decode(): number for status, number in self.statuses.items()},
        )

    def _receive(self, connection: Connection) -> int | None:
        """Read what has come, and return the moment if the answer is complete."""
        data = connection.socket.recv(_BUFFER)
        if not data:
            raise ConnectionError("the server closed a connection")
        data = connection.received + data
        head = data.find(b"\r\n\r\n")
        status = data[9:12]
        if head < 0 or (status != b"304" and len(data) < head + 4 + _length(data, head)):
            connection.received = data
            return None
        now = time.perf_counter_ns()
        connection.received = b""
        self.latencies.append(now - connection.asked_at)
        self.statuses[status] += 1
        return now


def _length(data: bytes, head: int) -> int:
    begin = data.index(b"content-length: ", 0, head) + 16
    return int(data[begin : data.index(b"\r", begin)])


def main() -> None:
    """Ask a server on this machine, from one processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--projects", type=int, default=1)
    parser.add_argument("--header", default="")
    parser.add_argument("--processor", type=int)
    arguments = parser.parse_args()
    if arguments.processor is not None:
        os.sched_setaffinity(0, {arguments.processor})
    generator = random.Random(1)
    ids = generator.sample(range(1, arguments.projects + 1), min(arguments.projects, 50_000))
    header = f"{arguments.header}\r\n" if arguments.header else ""
    client = Client(
        [
            f"GET /predictions/{number} HTTP/1.1\r\nHost: 127.0.0.1:{arguments.port}\r\n{header}\r\n".encode()
            for number in ids
        ]
    )
    print(json.dumps(asdict(client.run(arguments.port, arguments.connections, arguments.seconds))))


if __name__ == "__main__":
    main()
