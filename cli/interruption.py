"""Moments in which a signal ends a command at once: while it imports, and once it has ended.

Nothing is open then that would have to be closed. An exception would come out of a library that is half
imported, or out of the interpreter, as a traceback.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from cli.exit_codes import CANCELLED

INTERRUPTED: Final = "Interrupted."
"""The sentence of a command that a person or a service manager has stopped."""

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


def _end(_number: int, _frame: FrameType | None) -> None:
    # Not by Python's streams, which may be in use.
    os.write(2, f"predawn: {INTERRUPTED}\n".encode())
    os._exit(CANCELLED)
