"""The `predawn` command as users run it: a separate process, with its exit code and output.

The process is forked instead of started (`tests/forked_process.py`).
"""

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.forked_process import ForkedProcess, inherited
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
        return self._fork(arguments, variables, subprocess.PIPE, subprocess.PIPE)

    def start_anew(self, *arguments: object, **variables: str) -> "subprocess.Popen[str]":
        """Start the command as `start` does, but from nothing: with all that it imports."""
        return subprocess.Popen(
            [str(PREDAWN), *map(str, arguments)],
            env={**inherited(), **self.settings, **variables},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: object, **variables: str) -> Outcome:
        """Run the command to its end."""
        # Not over pipes, whose end a server that stays behind would keep away.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            process = self._fork(arguments, variables, out, err)
            try:
                code = process.wait(TIMEOUT_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
            out.seek(0)
            err.seek(0)
            return Outcome(code, out.read(), err.read())

    def _fork(
        self,
        arguments: Sequence[object],
        variables: Mapping[str, str],
        out: int | IO[str],
        err: int | IO[str],
    ) -> ForkedProcess:
        return ForkedProcess(
            [str(PREDAWN), *map(str, arguments)],
            env={**inherited(), **self.settings, **variables},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            text=True,
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
