"""Moments in which a signal ends a command at once: while it imports, and once it has ended.

Nothing is open then that would have to be closed. An exception would come out of a library that is half
imported, or out of the interpreter, as a traceback. Nor does a command that has ended wait for ever for the
threads and processes of others.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from cli.exit_codes import CANCELLED, DEFECT

INTERRUPTED: Final = "Interrupted."
"""The sentence of a command that a person or a service manager has stopped."""

ENDING_SECONDS: Final = 5.0
"""The seconds that the interpreter may take to end, once a command has."""

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_at_once_from_now_on() -> None:
    """Let each signal that is not ignored end the process with a sentence."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Let signals end the process with a sentence while the block runs."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    end_at_once_from_now_on()
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:  # it was not set by Python
                signal.signal(number, handler)


def end_soon(code: object) -> None:
    """End the process within `ENDING_SECONDS`, with the exit code that `sys.exit` was given.

    The interpreter would wait for the threads and the processes that a custom predictor has started, and
    these may never end.
    """
    number = code if isinstance(code, int) else 0 if code is None else DEFECT
    threading.Thread(target=_end_late, args=(number,), name="ending", daemon=True).start()


def _end_late(code: int) -> None:
    time.sleep(ENDING_SECONDS)
    left = "A thread or a process that a custom predictor started has not ended, and is left behind."
    os.write(2, f"predawn: {left}\n".encode())
    # Where it was never imported it has no processes, and importing it takes time.
    processes = sys.modules.get("multiprocessing.process")
    for child in processes.active_children() if processes else ():
        child.terminate()
    os._exit(code)


def _end(_number: int, _frame: FrameType | None) -> None:
    # Not by Python's streams, which may be in use.
    os.write(2, f"predawn: {INTERRUPTED}\n".encode())
    os._exit(CANCELLED)
