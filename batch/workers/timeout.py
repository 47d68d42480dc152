"""Asking a custom predictor that may never return: every call has a timeout."""

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic, thread_time
from typing import Any, Final

from batch.workers.batch_size import GrowingBatchSize
from core.errors import RunFailedError, WrongLengthError, describe
from core.halving import IsolatedFailure, isolate_failures
from core.types import Output, Prediction
from model.predictors.call_threads import CallThreads, ThreadCall
from model.predictors.interface import Response
from model.predictors.scorer import PredictorScorer, Stored, gather

SLACK: Final = 20.0
"""The factor by which a call may be slower than the last one: other programs may use the machine."""

_UNKNOWN_SHARE: Final = 0.01
"""The part of the limit that each project of a call is given before any call has been timed."""

Outcome = Prediction | IsolatedFailure

log = logging.getLogger("predawn.batch")


@dataclass(frozen=True, slots=True)
class CallTimes:
    """The time of all calls of a predictor, and the part of it during which they kept a processor busy."""

    seconds: float = 0.0
    busy_seconds: float = 0.0

    def busy_since(self, before: "CallTimes") -> float:
        """Return the share of the time since then during which a processor was busy.

        Calls of other threads count too; 1 if no call came back.
        """
        seconds = self.seconds - before.seconds
        return (self.busy_seconds - before.busy_seconds) / seconds if seconds else 1.0

    def add(self, seconds: float, busy_seconds: float) -> "CallTimes":
        """Return the times with those of another call."""
        return CallTimes(self.seconds + seconds, self.busy_seconds + busy_seconds)


class TimeoutScorer:
    """Asks a custom predictor, and leaves calls behind that take too long.

    Parameters
    ----------
    scorer
        The scorer that asks the predictor.
    limit_seconds
        The time that one project may take. A call with several projects may take as long as that, or `SLACK`
        times as long as so many projects took in the last call, whichever is longer.
    """

    def __init__(self, scorer: PredictorScorer, limit_seconds: float) -> None:
        self._scorer = scorer
        self._limit = limit_seconds
        self._seconds_per_project: float | None = None
        self._batch_size = GrowingBatchSize()
        self._threads = CallThreads("predictor")
        self._adding = Lock()
        self.call_times = CallTimes()

    @property
    def reads_request(self) -> bool:
        """True if answers depend on more than the payload."""
        return self._scorer.reads_request

    @property
    def output(self) -> Output:
        """The kind of its output."""
        return self._scorer.output

    @property
    def vocabulary(self) -> frozenset[str] | None:
        """The words that the scorer knows; None if it does not expose them."""
        return self._scorer.vocabulary

    @property
    def batches(self) -> bool:
        """True if `predict_many` may be faster than one payload after the other."""
        return self._scorer.batches

    @property
    def stuck(self) -> int:
        """The number of calls that were left behind and have not returned."""
        return self._threads.stuck

    def answer(self, payloads: Sequence[Any], until: float = math.inf) -> list[Stored]:
        """Return what a run stores for the payloads, in their order: tables of predictions, and failures.

        Once `until` has passed (by the monotonic clock), no further payload is asked for; there is an outcome
        for the first one at least.

        `predict` is asked once for each payload, whatever fails beside it. Where `predict_batch` fails, it is
        asked for each half, down to the payloads that fail by themselves.

        Raises
        ------
        RunFailedError
            If too many calls have been left behind.
        """
        if not self._scorer.takes_batches:
            return gather(self._answer_each(payloads, until))
        stored: list[Stored] = []
        asked = 0
        while asked < len(payloads) and (not asked or monotonic() < until):
            batch = payloads[asked : asked + self._batch_size.rows]
            stored += self._answer_batch(batch)
            asked += len(batch)
        return stored

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Prediction | Response:
        """Score one payload within the limit.

        Raises
        ------
        TimeoutError
            If that takes too long.
        RunFailedError
            If too many calls have been left behind.
        """
        answer: Prediction | Response = self._within(
            self._limit, lambda: self._scorer.predict(payload, query_params, headers)
        )
        return answer

    def predict_many(self, payloads: Sequence[Any]) -> Sequence[Prediction | Response | IsolatedFailure]:
        """Score payloads; raises as `predict` does."""
        answers: Sequence[Prediction | Response | IsolatedFailure] = self._within(
            self.timeout(len(payloads)), lambda: self._scorer.predict_many(payloads)
        )
        return answers

    def timeout(self, projects: int) -> float:
        """Return the timeout of a call with so many projects, in seconds."""
        known = self._seconds_per_project
        usual = _UNKNOWN_SHARE * self._limit if known is None else SLACK * known
        return max(self._limit, usual * projects)

    def _answer_batch(self, payloads: Sequence[Any]) -> list[Stored]:
        complaints: list[WrongLengthError] = []

        def attempt(part: Sequence[Any]) -> Sequence[object]:
            try:
                return self._ask_batch(part)
            except WrongLengthError as error:
                complaints.append(error)
                raise

        stored: list[Stored] = []
        for _, results in isolate_failures(payloads, attempt, fatal=(RunFailedError,)):
            if not isinstance(results, IsolatedFailure):
                stored += self._scorer.store_batch(results)
            elif isinstance(results.error, WrongLengthError):
                # The lengths of a half of a half would say nothing.
                stored.append(IsolatedFailure(complaints[0]))
            else:
                stored.append(results)
        return stored

    def _ask_batch(self, payloads: Sequence[Any]) -> Sequence[object]:
        began = monotonic()
        results: Sequence[object] = self._within(
            self.timeout(len(payloads)), lambda: self._scorer.ask_batch(payloads)
        )
        seconds = monotonic() - began
        self._seconds_per_project = seconds / max(len(payloads), 1)
        self._batch_size.add_call(len(payloads), seconds)
        return results

    def _answer_each(self, payloads: Sequence[Any], until: float) -> list[Outcome]:
        """Ask for one payload after the other, on a thread that is replaced where a payload hangs.

        A call on the thread for each payload would wait for the interpreter's lock, beside other workers for
        up to 5 ms twice.
        """
        rows = _Turns(self._scorer, payloads, until)
        while not rows.over:
            call, ended = self._begin(partial(rows.ask, rows.turn))
            while True:
                try:
                    ended.get(timeout=max(rows.asked_at + self._limit - monotonic(), 0.0))
                    break
                except Empty:
                    if rows.give_up(self._limit, self._too_late(self._limit)):
                        self._leave_behind(call)
                        break
        return rows.outcomes

    def _within(self, seconds: float, work: Callable[[], Any]) -> Any:
        """Return the result of a function, which runs on another thread."""
        call, ended = self._begin(work)
        try:
            result, error = ended.get(timeout=seconds)
        except Empty:
            self._leave_behind(call)
            raise self._too_late(seconds) from None
        if error is None:
            return result
        raise _ordinary(error)

    def _begin(self, work: Callable[[], Any]) -> tuple[ThreadCall, "SimpleQueue[tuple[Any, Any]]"]:
        """Begin a call, and return it with the queue that gets its result and its error."""
        ended: SimpleQueue[tuple[Any, Any]] = SimpleQueue()

        def finish(call: ThreadCall, result: Any, error: BaseException | None) -> None:
            self._threads.release(call)
            ended.put((result, error))

        call = ThreadCall(partial(self._time, work), finish)
        self._threads.begin(call)
        return call, ended

    def _time(self, work: Callable[[], Any]) -> Any:
        """Return the result of a call, and add what it took to the times of all calls."""
        began, began_busy = monotonic(), thread_time()
        try:
            return work()
        finally:
            with self._adding:
                self.call_times = self.call_times.add(monotonic() - began, thread_time() - began_busy)

    def _leave_behind(self, call: ThreadCall) -> None:
        log.warning("a call of the predictor has not returned, and is left behind")
        if not self._threads.leave_behind(call):
            raise RunFailedError(
                f"{self.stuck + 1} calls of the predictor have not come back. Correct it, or give it more "
                "time with PREDAWN_PROJECT_TIMEOUT_SECONDS."
            )

    @staticmethod
    def _too_late(seconds: float) -> TimeoutError:
        return TimeoutError(
            f"the predictor had not answered after {seconds:.3g} seconds "
            "(PREDAWN_PROJECT_TIMEOUT_SECONDS sets the limit)"
        )


_END: Final = object()


class _Turns:
    """Payloads that a thread asks for one by one; another thread takes its turn where it hangs.

    Parameters
    ----------
    scorer
        The scorer that asks the predictor.
    payloads
        The payloads.
    until
        The time after which no further one is asked for.
    """

    def __init__(self, scorer: PredictorScorer, payloads: Sequence[Any], until: float) -> None:
        self._scorer = scorer
        self._payloads = payloads
        self._until = until
        self._changing = Lock()
        self.outcomes: list[Outcome] = []
        self.turn = 0
        self.asked_at = monotonic()

    @property
    def done(self) -> bool:
        """True if there is an outcome for each payload."""
        return len(self.outcomes) == len(self._payloads)

    @property
    def over(self) -> bool:
        """True if no further payload is to be asked for."""
        return self.done or bool(self.outcomes and monotonic() >= self._until)

    def ask(self, turn: int) -> None:
        """Ask for the payloads that are left, for as long as it is this turn."""
        payload = self._next(turn)
        while payload is not _END:
            try:
                outcome = self._scorer.to_stored(self._scorer.ask(payload))
            except BaseException as error:  # noqa: BLE001 - not even a predictor that exits ends the others
                outcome = IsolatedFailure(_ordinary(error))
            payload = self._next(turn, outcome)

    def give_up(self, limit_seconds: float, error: TimeoutError) -> bool:
        """Let the current payload fail, and end the turn, if it takes longer than the limit."""
        with self._changing:
            if self.done or monotonic() < self.asked_at + limit_seconds:
                return False
            self.outcomes.append(IsolatedFailure(error))
            self.turn += 1
            self.asked_at = monotonic()
            return True

    def _next(self, turn: int, outcome: Outcome | None = None) -> Any:
        """Keep the outcome of the payload before, and return the next one, if it is still this turn."""
        with self._changing:
            if turn != self.turn:
                return _END
            if outcome is not None:
                self.outcomes.append(outcome)
            if self.over:
                return _END
            self.asked_at = monotonic()
            return self._payloads[len(self.outcomes)]


def _ordinary(error: BaseException) -> Exception:
    """Return the error, or an ordinary one in the place of `SystemExit` and the like."""
    if isinstance(error, Exception):
        return error
    ended = RuntimeError(f"the predictor ended with {describe(error)}")
    ended.__cause__ = error
    return ended
