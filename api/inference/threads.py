"""Threads that call models for one event loop, with a timeout for each call."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.predictors.call_threads import CallThreads, ThreadCall


@dataclass(slots=True, eq=False)
class Call:
    """A call, with the functions that are told its outcome (`done`) or that it takes too long (`overdue`)."""

    work: Callable[[], Any]
    done: Callable[[Any, BaseException | None], None]
    overdue: Callable[[], None]
    timer: asyncio.TimerHandle | None = None


class InferenceThreads:
    """A bounded number of threads, all used from one event loop.

    Parameters
    ----------
    size
        The number of calls that run at the same time, not counting stuck ones.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._threads = CallThreads("inference")
        self.busy = 0

    @property
    def stuck(self) -> int:
        """The number of calls that were left behind."""
        return self._threads.stuck

    @property
    def free(self) -> int:
        """The number of calls that could begin now."""
        return self._size - self.busy

    @property
    def exhausted(self) -> bool:
        """True if stuck calls hold every thread, and no further thread is added."""
        return self._threads.exhausted and self.free <= 0

    def run(self, job: Call, limit_seconds: float) -> None:
        """Begin a call; there must be a free thread."""
        assert self.free > 0, "a call needs a thread"
        loop = asyncio.get_running_loop()

        def finish(call: ThreadCall, outcome: Any, error: BaseException | None) -> None:
            # The loop is closed if the call returns after the server has stopped.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._finish, job, call, outcome, error)

        call = ThreadCall(job.work, finish)
        self.busy += 1
        job.timer = loop.call_later(limit_seconds, self._give_up, job, call)
        self._threads.begin(call)

    def close(self) -> None:
        """Let the threads end, each after its call."""
        self._threads.close()

    def _give_up(self, job: Call, call: ThreadCall) -> None:
        """Leave a call behind, and let another one begin in its place, unless too many are stuck."""
        if self._threads.leave_behind(call):
            self.busy -= 1
        job.overdue()

    def _finish(self, job: Call, call: ThreadCall, outcome: Any, error: BaseException | None) -> None:
        assert job.timer is not None
        job.timer.cancel()
        self._threads.release(call)
        if not call.stuck:
            self.busy -= 1
        job.done(outcome, error)
