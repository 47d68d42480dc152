"""Turns of load on servers, a few seconds each, and their medians."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from support.servers import CLIENT_PROCESSOR, Server

_CLIENT = Path(__file__).parent / "clients" / "load.py"
MEASURES = ("rate", "p50", "p99", "cpu_us")


@dataclass(frozen=True, slots=True)
class Turn:
    """A few seconds of load: requests a second, latencies, and the server's processor time for a request."""

    rate: float
    p50: float
    p99: float
    cpu_us: float


@dataclass(frozen=True, slots=True)
class Lookups:
    """Lookups of random projects of a catalogue, over some connections.

    `header` adds a header to each request; `proxied` adds those of nginx and a different `X-Request-Id` for
    each request. A client that is not `pinned` may use any processor.
    """

    projects: int
    seconds: float
    connections: int = 32
    header: str = ""
    proxied: bool = False
    pinned: bool = True

    @property
    def expected(self) -> str:
        """The status of every answer."""
        return "304" if "None-Match" in self.header else "200"

    def put_on(self, server: Server, seed: int) -> Turn:
        """Load a server from a separate process; the same seed draws the same projects.

        Raises
        ------
        RuntimeError
            If an answer has an unexpected status.
        """
        options: dict[str, object] = {
            "projects": self.projects,
            "seconds": self.seconds,
            "connections": self.connections,
            "header": self.header,
            "seed": seed,
        }
        command = [sys.executable, str(_CLIENT), str(server.port)]
        command += [f"--{name}={value}" for name, value in options.items()]
        if self.proxied:
            command.append("--proxied")
        if self.pinned:
            command.append(f"--processor={CLIENT_PROCESSOR}")
        before = server.processor_seconds()
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        if set(found["statuses"]) != {self.expected}:
            raise RuntimeError(
                f"{server.name} was to answer with {self.expected} each time, and answered with "
                f"{found['statuses']}. Look at what it writes; no figure comes of this."
            )
        return as_turn(found, server.processor_seconds() - before)


def as_turn(found: Mapping[str, float], processor_seconds: float) -> Turn:
    """Return the turn that a client printed, with the processor time of the server."""
    return Turn(found["rate"], found["p50"], found["p99"], processor_seconds / found["requests"] * 1e6)


def middle(turns: Sequence[Turn]) -> dict[str, float]:
    """Return the medians of some turns."""
    return {name: round(median(getattr(turn, name) for turn in turns), 1) for name in MEASURES}


def ratio(name: str, turns: Sequence[Turn], others: Sequence[Turn]) -> float:
    """Return the median of the ratios of successive turns."""
    pairs = zip(turns, others, strict=True)
    ratios: list[float] = [getattr(a, name) / getattr(b, name) for a, b in pairs]
    return round(median(ratios), 3)


def ratios(turns: Sequence[Turn], others: Sequence[Turn]) -> dict[str, float]:
    """Return the medians of the ratios of all measurements."""
    return {name: ratio(name, turns, others) for name in MEASURES}
