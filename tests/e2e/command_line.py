"""The `predawn` command as users run it: a separate process, with its exit code and output."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.serving import PREDAWN

TIMEOUT_SECONDS = 120.0


@dataclass(frozen=True)
class Outcome:
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class CommandLine:
    """Runs the command with given settings in a given folder."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def with_settings(self, **settings: object) -> "CommandLine":
        """Return the same with more settings, named without their prefix."""
        more = {f"PREDAWN_{name.upper()}": str(value) for name, value in settings.items()}
        return CommandLine(self.folder, {**self.settings, **more})

    def start(self, *arguments: object, **variables: str) -> "subprocess.Popen[str]":
        """Start the command and return its process."""
        return subprocess.Popen(
            [str(PREDAWN), *map(str, arguments)],
            env={**_inherited(), **self.settings, **variables},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object, **variables: str) -> Outcome:
        """Run the command to its end, in a process that is forked instead of started."""
        return _forks().run(
            [str(PREDAWN), *map(str, arguments)], {**_inherited(), **self.settings, **variables}, self.folder
        )

    def succeed(self, *arguments: object, **variables: str) -> str:
        """Run the command, which must succeed, and return its output."""
        outcome = self.run(*arguments, **variables)
        assert outcome.code == 0, outcome
        return outcome.out

    def refuse(self, code: int, *arguments: object, **variables: str) -> str:
        """Run the command, which must end with a code and no traceback, and return its complaint.

        Log lines, which are JSON where nobody watches, are not part of it.
        """
        outcome = self.run(*arguments, **variables)
        assert outcome.code == code, outcome
        assert "Traceback" not in outcome.err, outcome
        return "\n".join(line for line in outcome.err.splitlines() if not line.startswith("{"))

    def query(self, sql: str, *arguments: object) -> list[str]:
        """Return the rows that `predawn sql` prints for a query, as CSV without the heading."""
        return self.succeed("sql", *arguments, "--csv", "-c", sql).splitlines()[1:]


def finish(process: "subprocess.Popen[str]") -> Outcome:
    """Wait for a process and return how it ended."""
    with process:
        try:
            out, err = process.communicate(timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Outcome(process.returncode, out, err)


def _inherited() -> dict[str, str]:
    names = ("PATH", "HOME", "LANG", "TZ", "PYTHONPATH", "OPENBLAS_NUM_THREADS")
    return {name: os.environ[name] for name in names if name in os.environ}


class _Forks:
    """The program that forks for each command, one at a time; it ends with the process of the tests."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("forked_commands.py")],
            env=_inherited(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._heard = b""
        atexit.register(self._process.communicate)

    def run(self, arguments: list[str], environment: Mapping[str, str], folder: Path) -> Outcome:
        """Run a command to its end."""
        with self._one_at_a_time, tempfile.TemporaryDirectory() as written:
            out, err = Path(written, "out"), Path(written, "err")
            out.touch()
            err.touch()
            order = {
                "arguments": arguments,
                "environment": environment,
                "folder": str(folder),
                "out": str(out),
                "err": str(err),
            }
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            pid = self._hear()["pid"]
            try:
                code = self._hear()["code"]
            except TimeoutError:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                self._hear()
                raise
            return Outcome(code, out.read_text(), err.read_text())

    def _hear(self) -> dict[str, int]:
        """Return the next answer.

        Raises
        ------
        TimeoutError
            If none comes in time.
        """
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._heard:
            ready, _, _ = select.select([descriptor], [], [], TIMEOUT_SECONDS)
            if not ready:
                raise TimeoutError("the command does not end")
            piece = os.read(descriptor, 4096)
            assert piece, "the program that forks is gone"
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        answer: dict[str, int] = json.loads(line)
        return answer


@cache
def _forks() -> _Forks:
    return _Forks()
