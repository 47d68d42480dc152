"""Servers that are measured, each on one processor, and what turns of load on them add up to."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_FOLDER = Path(__file__).parents[1]
PREDAWN = Path(sys.executable).with_name("predawn")
_TICK = os.sysconf("SC_CLK_TCK")
SERVER_PROCESSOR, CLIENT_PROCESSOR = 0, max(os.sched_getaffinity(0))
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server under way."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def processor_seconds(self) -> float:
        """Return the processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK


@dataclass(frozen=True, slots=True)
class Turn:
    """A few seconds of load on a server."""

    rate: float
    p50: float
    p99: float
    cpu_us: float


@contextmanager
def serving(
    name: str, command: Sequence[str], variables: Mapping[str, str], path: str = "/predictions/1"
) -> Iterator[Server]:
    """Start a server on its processor, wait until it answers for a path, and end it."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PREDAWN_")}
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env={**kept, **variables},
        cwd=_FOLDER,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_PROCESSOR}),  # noqa: PLW1509 - no threads here
    )
    try:
        server = Server(name, port, process)
        _wait_for(server, path)
        yield server
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            read(server, path)
        except OSError:
            if time.monotonic() > deadline or server.process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def read(server: Server, path: str) -> bytes:
    """Return the answer for a path."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}") as answer:
        body: bytes = answer.read()
    return body


def middle(turns: Sequence[Turn]) -> dict[str, float]:
    """Return the medians of some turns."""
    return {
        name: round(median(getattr(turn, name) for turn in turns), 1)
        for name in ("rate", "p50", "p99", "cpu_us")
    }


def ratio(name: str, turns: Sequence[Turn], others: Sequence[Turn]) -> float:
    """Return the median of the ratios of turns that followed each other."""
    pairs = zip(turns, others, strict=True)
    ratios: list[float] = [getattr(a, name) / getattr(b, name) for a, b in pairs]
    return round(median(ratios), 3)
