"""Sends the output of custom predictors to the log: standard output belongs to the results of commands."""

import logging
import sys
import threading
from types import TracebackType
from typing import Any, Final

log = logging.getLogger("predawn.predictor")

_installing = threading.Lock()


class _Thread(threading.local):
    """The unfinished line of a thread that runs code of a predictor; None of any other."""

    line: str | None = None


_thread: Final = _Thread()


class _Router:
    """Standard output of the main thread.

    Threads that run code of a predictor print to the log, and those that a predictor has started, of which
    nobody knows when they end, to standard error.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, or log its complete lines."""
        if _thread.line is None:
            is_main = threading.current_thread() is threading.main_thread()
            written: int = (self._stream if is_main else sys.stderr).write(text)
            return written
        *lines, _thread.line = (_thread.line + text).split("\n")
        for line in lines:
            _log(line)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class PrintedLines:
    """A context in which this thread prints to the log."""

    def __enter__(self) -> None:
        if not isinstance(sys.stdout, _Router):
            _install()
        _thread.line = ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        rest, _thread.line = _thread.line, None
        if rest:
            _log(rest)


def _install() -> None:
    with _installing:
        if sys.stdout is not None and not isinstance(sys.stdout, _Router):
            sys.stdout = _Router(sys.stdout)


def _log(line: str) -> None:
    # The worker processes of a run have no log; what they write to standard error is beside it.
    if log.hasHandlers():
        log.info("%s", line)
    else:
        sys.stderr.write(f"{line}\n")
