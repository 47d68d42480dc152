"""Stopping: readiness goes first, the server goes on for a while, and only then it is told to stop."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from api.state import State


@contextmanager
def drain_on_sigterm(state: State) -> Iterator[None]:
    """Put off what SIGTERM does by the time that load balancers need to look elsewhere.

    Works on whatever handler the server has set, in each of its workers; outside of a main thread,
    where no signal is handled, it does nothing. A second SIGTERM stops the server at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    stop = signal.getsignal(signal.SIGTERM)
    if not callable(stop):
        yield
        return

    def begin(number: int, frame: FrameType | None) -> None:
        wait = 0.0 if state.draining else state.settings.drain_seconds
        state.draining = True
        loop.call_soon_threadsafe(loop.call_later, wait, stop, number, frame)

    signal.signal(signal.SIGTERM, begin)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, stop)
