"""Daemon threads that call predictors; one whose call hangs is left behind, because none can be stopped."""

import itertools
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Final

MAX_STUCK: Final = 32
"""The number of calls that may hang at the same time: each keeps its thread."""

_numbers = itertools.count(1)


@dataclass(slots=True, eq=False)
class ThreadCall:
    """A call on a thread.

    `done` is called on that thread with the call, its result, and its error; `stuck` says that the call was
    left behind.
    """

    work: Callable[[], Any]
    done: Callable[["ThreadCall", Any, BaseException | None], None]
    inbox: "SimpleQueue[ThreadCall | None]" = field(default_factory=SimpleQueue)
    returned: bool = False
    stuck: bool = False


class CallThreads:
    """Reusable threads for calls that may hang.

    They are daemons, so that a hanging call does not keep the process from exiting. The caller limits the
    number of calls, decides when one has hung, and releases each call that returns.

    Parameters
    ----------
    name
        The prefix of the names of the threads.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._idle: list[SimpleQueue[ThreadCall | None]] = []
        self._changing = threading.Lock()
        self._ending = weakref.finalize(self, _end, self._idle)
        self._ending.atexit = False
        self.stuck = 0

    @property
    def exhausted(self) -> bool:
        """True if no further call may be left behind."""
        return self.stuck >= MAX_STUCK

    def begin(self, call: ThreadCall) -> None:
        """Begin a call on an idle thread, or on a new one."""
        with self._changing:
            inbox = self._idle.pop() if self._idle else None
        if inbox is None:
            inbox = call.inbox
            name = f"{self._name}-{next(_numbers)}"
            threading.Thread(target=_work, args=(inbox,), name=name, daemon=True).start()
        call.inbox = inbox
        inbox.put(call)

    def leave_behind(self, call: ThreadCall) -> bool:
        """Count a call as stuck, unless it has returned; return False if too many are stuck already."""
        with self._changing:
            if call.returned:
                return True
            if self.exhausted:
                return False
            call.stuck = True
            self.stuck += 1
            return True

    def release(self, call: ThreadCall) -> None:
        """Keep the thread of a call that has returned; end it if the call was stuck."""
        with self._changing:
            call.returned = True
            self.stuck -= call.stuck
            if call.stuck or not self._ending.alive:
                call.inbox.put(None)
            else:
                self._idle.append(call.inbox)

    def close(self) -> None:
        """End the threads, each after its call."""
        with self._changing:
            self._ending()


def _end(idle: "list[SimpleQueue[ThreadCall | None]]") -> None:
    for inbox in idle:
        inbox.put(None)
    idle.clear()


def _work(inbox: "SimpleQueue[ThreadCall | None]") -> None:
    while (call := inbox.get()) is not None:
        result, error = None, None
        try:
            result = call.work()
        except BaseException as raised:  # noqa: BLE001 - even a predictor that exits must not end the thread
            error = raised
        call.done(call, result, error)
        # An idle thread must not keep the result of its last call alive.
        del call, result, error
