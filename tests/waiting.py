"""Waiting for what happens elsewhere: in a thread, in a server, in another process."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

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


async def wait_until_async(holds: Callable[[], T]) -> T:
    """Let other tasks run until something is true, and return it."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        while not (found := holds()):  # noqa: ASYNC110 - threads and servers set no event
            await asyncio.sleep(_PAUSE_SECONDS)
    return found
