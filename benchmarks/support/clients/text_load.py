"""A client that sends texts to `POST /predict` as fast as they are answered, by default each text once.

The texts are the lines of a file, as JSON bodies. With `--rate` it sends no more than so many a second. Run
as a program, it prints its measurements as JSON.
"""

import argparse
import itertools
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from support.clients.load import PROXIED, Client


def read_requests(port: int, bodies: Path, *, proxied: bool) -> list[bytes]:
    """Return a request for each text of a file.

    `proxied` adds the headers of a proxy, and a different `X-Request-Id` for each request.
    """
    head = f"POST /predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n".encode()
    names = (f"{PROXIED}X-Request-Id: {number:032x}\r\n".encode() for number in itertools.count())
    return [
        b"%b%bContent-Length: %d\r\n\r\n%b" % (head, next(names) if proxied else b"", len(body), body)
        for body in bodies.read_bytes().splitlines()
    ]


def paced(requests: Iterator[bytes], rate: float) -> Iterator[bytes]:
    """Yield requests, no more than so many a second."""
    due = time.perf_counter()
    for request in requests:
        due = max(due + 1 / rate, time.perf_counter() - 0.05)
        time.sleep(max(due - time.perf_counter(), 0.0))
        yield request


def main() -> None:
    """Load a server on this machine, from one processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("bodies", type=Path)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--proxied", action="store_true", help="also send the headers that nginx adds")
    parser.add_argument("--rate", type=float, help="the most requests a second")
    parser.add_argument("--processor", type=int)
    arguments = parser.parse_args()
    if arguments.processor is not None:
        os.sched_setaffinity(0, {arguments.processor})
    requests = read_requests(arguments.port, arguments.bodies, proxied=arguments.proxied)
    source: Iterator[bytes] = itertools.cycle(requests) if arguments.again else iter(requests)
    if arguments.rate:
        source = paced(source, arguments.rate)
    found = Client().run(arguments.port, source, arguments.connections, arguments.seconds)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
