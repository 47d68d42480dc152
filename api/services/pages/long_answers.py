"""Answers that take longer than a page may: worked out aside, one at a time, and kept for a while."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast

WAIT_SECONDS: Final = 0.5
"""The time that a page waits for an answer before it is shown without."""

MAX_PENDING: Final = 4
"""The largest number of answers that are worked out or wait for their turn; others begin when asked again."""

MAX_KEPT: Final = 32

Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Pending:
    """An answer that is worked out, or the error that it ended with."""

    done: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    error: Exception | None = None
    until: float = 0.0


class LongAnswers:
    """The answers of a worker by their question.

    A question that is asked again while its answer is worked out waits for the same answer. Threads are
    daemons: a worker that stops does not wait for what nobody will read.

    Parameters
    ----------
    wait_seconds
        How long `ask` waits.
    """

    def __init__(self, wait_seconds: float = WAIT_SECONDS) -> None:
        self._wait_seconds = wait_seconds
        self._answers: dict[Hashable, _Pending] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def ask(self, question: Hashable, work: Callable[[], Answer], *, keep_seconds: float) -> Answer | None:
        """Return the answer to a question; None if it takes longer than the page may.

        Parameters
        ----------
        question
            The question, with all that its answer depends on.
        work
            Works the answer out, in another thread.
        keep_seconds
            How long the answer is kept.

        Raises
        ------
        Exception
            What `work` raised. The next time the question is asked, the work is done again.
        """
        pending = self._find(question, work, keep_seconds)
        if pending is None or not pending.done.wait(self._wait_seconds):
            return None
        if pending.error is not None:
            with self._lock:
                self._answers.pop(question, None)
            raise pending.error
        return cast("Answer", pending.answer)

    def _find(self, question: Hashable, work: Callable[[], object], keep_seconds: float) -> _Pending | None:
        with self._lock:
            self._drop_old()
            found = self._answers.get(question)
            if found is not None:
                return found
            if sum(not one.done.is_set() for one in self._answers.values()) >= MAX_PENDING:
                return None
            found = self._answers[question] = _Pending()
        run = (found, work, keep_seconds)
        threading.Thread(target=self._work, args=run, name="long answer", daemon=True).start()
        return found

    def _drop_old(self) -> None:
        """Drop the answers whose time is over, and the oldest ones of too many."""
        now = time.monotonic()
        done = [question for question, one in self._answers.items() if one.done.is_set()]
        excess = len(done) - MAX_KEPT
        for place, question in enumerate(done):
            if self._answers[question].until < now or place < excess:
                del self._answers[question]

    def _work(self, pending: _Pending, work: Callable[[], object], keep_seconds: float) -> None:
        try:
            # The database is not asked for two of them at once: they would slow down lookups, and each other.
            with self._turn:
                pending.answer = work()
        except Exception as error:  # noqa: BLE001 - raised where the answer is asked for
            pending.error = error
        pending.until = time.monotonic() + keep_seconds
        pending.done.set()
