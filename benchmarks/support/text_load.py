"""A client that sends texts to `POST /predict` as fast as they are answered, by default each text once.

The texts are the lines of a file, as JSON bodies. Run as a program, it prints its measurements as JSON.
"""

import argparse
import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from support.load import Client, Load


def ask(port: int, bodies: Path, connections: int, seconds: float, *, again: bool) -> Load:
    """Send the texts of a file for some seconds; with `again`, start over after the last text."""
    written = bodies.read_bytes().splitlines()
    head = f"POST /predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json".encode()
    requests = [b"%b\r\nContent-Length: %d\r\n\r\n%b" % (head, len(body), body) for body in written]
    source: Iterator[bytes] = itertools.cycle(requests) if again else iter(requests)
    return Client().run(port, source, connections, seconds)


def main() -> None:
    """Load a server on this machine, from one processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("bodies", type=Path)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--processor", type=int)
    arguments = parser.parse_args()
    if arguments.processor is not None:
        os.sched_setaffinity(0, {arguments.processor})
    found = ask(
        arguments.port, arguments.bodies, arguments.connections, arguments.seconds, again=arguments.again
    )
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
