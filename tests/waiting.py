"""Waiting for events in a thread, a server or another process."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
Seconds = TypeVar("Seconds", int, float)

# Ends a wait that is in vain. It measures nothing: a loaded machine takes many times what a quiet one takes.
TIMEOUT_SECONDS = 120.0
_PAUSE_SECONDS = 0.01


def wait_until(holds: Callable[[], T]) -> T:
    """Wait until something is true, and return it."""
    end = time.monotonic() + TIMEOUT_SECONDS
    while not (found := holds()):
        assert time.monotonic() < end, f"waited in vain for {TIMEOUT_SECONDS:g} seconds"
        time.sleep(_PAUSE_SECONDS)
    return found


def in_time(call: Callable[[], T]) -> T:
    """Return what a call returns that may block, such as reading a pipe; where it does for too long, fail."""
    ended: Future[T] = Future()

    def run() -> None:
        try:
            ended.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            ended.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return ended.result(TIMEOUT_SECONDS)


def is_running(pid: int) -> bool:
    """Return whether a process is there, and not only waits for somebody to ask how it ended."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


async def wait_until_async(holds: Callable[[], T]) -> T:
    """Let other tasks run until something is true, and return it."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not (found := holds()):  # noqa: ASYNC110 - threads and servers set no event
            await asyncio.sleep(_PAUSE_SECONDS)
    return found


def with_enough_time(check: Callable[[Seconds], None], *seconds: Seconds) -> None:
    """Check what holds for any time, and check it again with a longer one where that was too short.

    A short time makes a quick test; how short is too short depends on how busy the machine is.
    """
    for given in seconds[:-1]:
        try:
            return check(given)
        except (Exception, pytest.fail.Exception):  # noqa: BLE001, S112 - too short a time may lead to anything
            continue
    return check(seconds[-1])
