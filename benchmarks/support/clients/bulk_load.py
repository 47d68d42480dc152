"""A client that asks for many projects at once, again and again, and does not look at the answers.

Run as a program, it prints its measurements as JSON.
"""

import argparse
import json
import os
import random
import socket
import threading
import time
from dataclasses import asdict, dataclass

from support.clients.load import connect

_BUFFER = 1 << 20
_PREPARED = 8
"""The number of different requests of a connection, which are made before the time begins."""
_END = b"\r\n0\r\n\r\n"


@dataclass(slots=True)
class BulkLoad:
    """The measurements of a load; `seconds_a_request` is the median."""

    requests: int
    ids: int
    rate: float
    seconds_a_request: float
    bytes_an_id: float


@dataclass(slots=True)
class _Reader:
    """Asks over one connection; the times that its requests took."""

    connection: socket.socket
    requests: list[bytes]
    took: list[float]
    received: int = 0

    def run(self, end: float) -> None:
        number = 0
        while (began := time.perf_counter()) < end:
            self.connection.sendall(self.requests[number % len(self.requests)])
            self.received += _read(self.connection)
            self.took.append(time.perf_counter() - began)
            number += 1


def _read(connection: socket.socket) -> int:
    """Read an answer that comes in chunks, and return its size."""
    first = connection.recv(_BUFFER)
    if not first.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the server answered {first[:300]!r}")
    received, tail = len(first), first[-len(_END) :]
    while tail != _END:
        piece = connection.recv(_BUFFER)
        if not piece:
            raise ConnectionError("the server closed the connection")
        received += len(piece)
        tail = (tail + piece)[-len(_END) :]
    return received


def make_request(port: int, ids: list[str], accept: str) -> bytes:
    """Return a request for some projects."""
    body = json.dumps({"ids": ids}).encode()
    head = (
        f"POST /prediction-lookups HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run(arguments: argparse.Namespace) -> BulkLoad:
    """Ask over all connections for some seconds."""
    generator = random.Random(arguments.seed)
    readers = [
        _Reader(
            connect(arguments.port),
            [
                make_request(
                    arguments.port,
                    [str(generator.randint(1, arguments.projects)) for _ in range(arguments.ids)],
                    arguments.accept,
                )
                for _ in range(_PREPARED)
            ],
            [],
        )
        for _ in range(arguments.connections)
    ]
    began = time.perf_counter()
    end = began + arguments.seconds
    threads = [threading.Thread(target=reader.run, args=(end,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    took = sorted(one for reader in readers for one in reader.took)
    ids = len(took) * arguments.ids
    received = sum(reader.received for reader in readers)
    return BulkLoad(len(took), ids, ids / seconds, took[len(took) // 2], received / ids)


def main() -> None:
    """Load a server on this machine, from one processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--connections", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--projects", type=int, default=1)
    parser.add_argument("--ids", type=int, default=10_000)
    parser.add_argument("--accept", default="application/x-ndjson")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processor", type=int)
    arguments = parser.parse_args()
    if arguments.processor is not None:
        os.sched_setaffinity(0, {arguments.processor})
    print(json.dumps(asdict(run(arguments))))


if __name__ == "__main__":
    main()
