"""Graceful shutdown: readiness fails first, clients are sent away, and the server stops some time later."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from api.connections.rules import ConnectionRules
from api.state import State


@contextmanager
def drain_on_sigterm(state: State, rules: ConnectionRules) -> Iterator[None]:
    """Delay the server's handler of SIGTERM, so that load balancers can take this worker out first.

    Meanwhile the last answer of each connection ends it, so that clients leave as well.

    It wraps the handler that the server has set, in each of its workers; outside the main thread, where
    Python handles no signals, it does nothing. A second SIGTERM stops the server at once.
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
        state.draining = rules.ending = True
        loop.call_soon_threadsafe(loop.call_later, wait, stop, number, frame)

    signal.signal(signal.SIGTERM, begin)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, stop)
