"""Threads that call models; one whose call does not come back is replaced, because none can be stopped."""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Final

MAX_STUCK: Final = 32
"""How many calls may never come back before no thread is added in the place of one any more."""

_numbers = itertools.count(1)


@dataclass(slots=True, eq=False)
class Call:
    """A call, and who is told what came of it: `done` in the end, `overdue` when it took too long."""

    work: Callable[[], Any]
    done: Callable[[Any, BaseException | None], None]
    overdue: Callable[[], None]
    inbox: "SimpleQueue[Call | None] | None" = None
    timer: asyncio.TimerHandle | None = None
    stuck: bool = False


class Threads:
    """A bounded number of threads, all used from one event loop.

    They are daemons: a call that hangs must not keep the process from ending.

    Parameters
    ----------
    size
        How many calls run at the same time, those that are stuck apart.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._idle: list[SimpleQueue[Call | None]] = []
        self._closed = False
        self.busy = 0
        self.stuck = 0

    @property
    def free(self) -> int:
        """How many calls could begin now."""
        return self._size - self.busy

    @property
    def exhausted(self) -> bool:
        """Whether every thread is lost to a call that does not come back, and none is added any more."""
        return self.stuck >= MAX_STUCK and self.free <= 0

    def run(self, job: Call, limit_seconds: float) -> None:
        """Begin a call; there must be a free thread."""
        assert self.free > 0, "a call needs a thread"
        loop = asyncio.get_running_loop()
        inbox = self._idle.pop() if self._idle else self._add_thread(loop)
        self.busy += 1
        job.inbox = inbox
        job.timer = loop.call_later(limit_seconds, self._give_up, job)
        inbox.put(job)

    def close(self) -> None:
        """Let the threads end, each after its call."""
        self._closed = True
        for inbox in self._idle:
            inbox.put(None)
        self._idle.clear()

    def _add_thread(self, loop: asyncio.AbstractEventLoop) -> "SimpleQueue[Call | None]":
        inbox: SimpleQueue[Call | None] = SimpleQueue()
        name = f"inference-{next(_numbers)}"
        threading.Thread(target=self._work, args=(inbox, loop), name=name, daemon=True).start()
        return inbox

    def _work(self, inbox: "SimpleQueue[Call | None]", loop: asyncio.AbstractEventLoop) -> None:
        while (job := inbox.get()) is not None:
            outcome, error = None, None
            try:
                outcome = job.work()
            except BaseException as raised:  # noqa: BLE001 - even a predictor that exits must not end the thread
                error = raised
            # The loop is closed where the call came back after the server had stopped.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._finish, job, outcome, error)
            del job, outcome, error

    def _give_up(self, job: Call) -> None:
        """Count a call as stuck, and let another one begin in its place, unless too many are."""
        if self.stuck < MAX_STUCK:
            job.stuck = True
            self.stuck += 1
            self.busy -= 1
        job.overdue()

    def _finish(self, job: Call, outcome: Any, error: BaseException | None) -> None:
        assert job.inbox is not None
        assert job.timer is not None
        job.timer.cancel()
        if job.stuck:
            self.stuck -= 1
        else:
            self.busy -= 1
        if job.stuck or self._closed:
            job.inbox.put(None)
        else:
            self._idle.append(job.inbox)
        job.done(outcome, error)
