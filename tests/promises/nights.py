"""Nights that are killed at a moment of the test's choice, and what is left of them."""

import itertools
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.waiting import TIMEOUT_SECONDS


@dataclass
class Night:
    """The report of a night: its phases with their times, its messages, and its end."""

    pid: int = 0
    phases: dict[str, float] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    advanced: int = 0
    error: str | None = None
    status: str | None = None
    run: int | None = None
    code: int | None = None
    ended_at: float = 0.0

    @property
    def phase(self) -> str:
        """The phase that it came to last."""
        return next(reversed(self.phases))

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take an event in."""
        match event:
            case {"pid": pid}:
                self.pid = pid
                self.phases["start"] = time.monotonic()
            case {"phase": phase}:
                self.phases[phase] = time.monotonic()
            case {"said": said}:
                self.said.append(said)
            case {"advanced": projects}:
                self.advanced += projects
            case {"error": error}:
                self.error = error
            case {"status": status, "run": run}:
                self.status, self.run, self.ended_at = status, run, time.monotonic()
            case {"ended": code}:
                self.code = code

    def durations(self) -> dict[str, float]:
        """Return how long each phase took."""
        moments = itertools.pairwise([*self.phases.values(), self.ended_at])
        return {name: after - before for name, (before, after) in zip(self.phases, moments, strict=True)}


class Driver:
    """The program that lives through the nights, one at a time."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._heard = b""

    def begin(self, settings: Mapping[str, object], **request: object) -> Night:
        """Begin a night and return once it has a process."""
        order = {"settings": settings, "request": request}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        self._process.stdin.flush()
        night = Night()
        self._listen_until(night, lambda: night.pid != 0)
        return night

    def live(self, settings: Mapping[str, object], **request: object) -> Night:
        """Live through a night to its end."""
        return self.finish(self.begin(settings, **request))

    def finish(self, night: Night) -> Night:
        """Wait for the end of a night."""
        self._listen_until(night, lambda: night.code is not None)
        return night

    def wait_for(self, night: Night, phase: str, after_seconds: float = 0.0) -> None:
        """Return so long after the night has come to a phase, or at its end."""
        self._listen_until(night, lambda: phase in night.phases)
        moment = time.monotonic() + after_seconds
        while night.code is None and self._listen(night, moment):
            pass

    def wait_for_chunk(self, night: Night) -> None:
        """Return once another chunk is stored, or at its end."""
        stored = night.advanced
        self._listen_until(night, lambda: night.advanced > stored)

    def wait_for_saying(self, night: Night, words: str) -> None:
        """Return once the night has said something, or at its end."""
        self._listen_until(night, lambda: words in night.said)

    def _listen_until(self, night: Night, what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not what() and night.code is None:
            assert self._listen(night, deadline), f"waited in vain: {night}"

    def kill(self, night: Night) -> Night:
        """Kill a night's process, and return once it is dead."""
        if night.code is None:
            with suppress(ProcessLookupError):
                os.kill(night.pid, signal.SIGKILL)
        return self.finish(night)

    def _listen(self, night: Night, deadline: float) -> bool:
        """Take in the next event; False where none came in time."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._heard:
            ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return False
            piece = os.read(descriptor, 65536)
            assert piece, "the driver is gone"
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        night.hear(json.loads(line))
        return True


@contextmanager
def driver() -> Iterator[Driver]:
    """Start the driver, and end it and all that it started."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PREDAWN_", "PG"))
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.promises.night_driver"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env={**environment, "OPENBLAS_NUM_THREADS": "1"},
    ) as process:
        try:
            yield Driver(process)
        finally:
            process.kill()


def family(night: Night) -> dict[int, str]:
    """Return the processes of a night's session that still live, with their command lines."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(FileNotFoundError, ProcessLookupError):
            # The name, in parentheses, may hold anything; state, parent, group and session come after it.
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == night.pid and state != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
    return found
