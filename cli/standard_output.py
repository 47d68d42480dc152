"""Standard output whose failures become a sentence: a full disk, a closed pipe, or none at all.

Commands that run custom predictors keep it to themselves.
"""

import io
import os
import sys
from typing import Any, Final

from core.errors import PredawnError

STDOUT: Final = 1
STDERR: Final = 2


class OutputError(PredawnError):
    """Standard output cannot be written."""


class _CheckedOutput(io.RawIOBase):
    """A raw stream whose first failure is an `OutputError`; what follows it is dropped.

    Parameters
    ----------
    raw
        The stream; None if standard output was closed when the program started.
    """

    def __init__(self, raw: Any) -> None:
        super().__init__()
        self._raw = raw
        self._failed = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw is not None and bool(self._raw.isatty())

    def fileno(self) -> int:
        if self._raw is None:
            raise OSError("standard output is closed")
        return int(self._raw.fileno())

    def write(self, data: Any) -> int | None:
        if self._failed:
            return len(data)
        if self._raw is None:
            raise self._fail("it is closed")
        try:
            written: int | None = self._raw.write(data)
        except OSError as error:
            raise self._fail(str(error.strerror or error)) from error
        return written

    def reserve(self) -> None:
        """Write to a descriptor that no other code of this process, and no child process, knows."""
        if self._raw is None or self._raw.fileno() != STDOUT:
            return
        self._raw = io.FileIO(os.dup(STDOUT), "w")
        os.dup2(STDERR, STDOUT)

    def _fail(self, reason: str) -> OutputError:
        self._failed = True
        return OutputError(f"Standard output could not be written: {reason}. What was printed is incomplete.")


def check_standard_output() -> None:
    """Replace standard output by one that says in a sentence why it cannot be written."""
    # No file or connection that is opened later shall take the place of a stream that is closed.
    while (opened := os.open(os.devnull, os.O_RDWR)) <= STDERR:
        pass
    os.close(opened)
    if sys.stderr is None:
        sys.stderr = os.fdopen(STDERR, "w", closefd=False)
    stdout = sys.stdout
    buffer = getattr(stdout, "buffer", None)
    checked = io.BufferedWriter(_CheckedOutput(getattr(buffer, "raw", buffer)))
    sys.stdout = io.TextIOWrapper(
        checked,
        encoding=getattr(stdout, "encoding", "utf-8"),
        errors=getattr(stdout, "errors", "strict"),
        line_buffering=getattr(stdout, "line_buffering", False),
        write_through=getattr(stdout, "write_through", False),
    )


def reserve_standard_output() -> None:
    """Keep standard output to what this program prints.

    What a library in C, a thread or a child process of a custom predictor writes goes to standard error.
    """
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _CheckedOutput):
        raw.reserve()
