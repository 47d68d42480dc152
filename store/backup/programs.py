"""Running PostgreSQL's programs of the wheel as clients of a server, and the reasons that they give."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any, Final

from store.embedded.programs import bin_path

_REASON: Final = re.compile(r"(?:error|ERROR|FATAL):\s+(.+)")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that runs, and the file that it complains to."""

    process: "subprocess.Popen[bytes]"
    complaints: IO[bytes]

    @property
    def stdin(self) -> IO[bytes]:
        """Its standard input."""
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def stdout(self) -> IO[bytes]:
        """Its standard output."""
        assert self.process.stdout is not None
        return self.process.stdout

    def end(self) -> str | None:
        """Wait for its end, and return the reason why it failed; None if it did not."""
        code = self.process.wait()
        if code == 0:
            return None
        self.complaints.seek(0)
        return find_reason(self.complaints.read().decode(errors="replace")) or f"it ended with code {code}"


@contextmanager
def running(
    name: str, *arguments: str, environment: Mapping[str, str] | None = None, **streams: Any
) -> Iterator[Program]:
    """Run one of PostgreSQL's programs; it does not outlive the block."""
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(
            [str(bin_path() / name), *arguments], env=environment, stderr=complaints, **streams
        ) as process,
    ):
        try:
            yield Program(process, complaints)
        finally:
            process.kill()
            if process.stdin is not None:
                # What is still buffered cannot be written any more.
                with suppress(BrokenPipeError):
                    process.stdin.close()


def find_reason(said: str) -> str | None:
    """Return the first error in what a program said, without the names of the program and of its input."""
    found = _REASON.search(said)
    if found is not None:
        return found[1].rstrip(".")
    lines = said.strip().splitlines()
    return lines[0].rstrip(".") if lines else None
