"""Scoring with a custom predictor that may never return: every call has a timeout."""

import logging
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final, TypeVar

import pyarrow as pa

from core.errors import RunFailedError, describe
from core.types import Prediction
from model.predictors.call_threads import CallThreads, ThreadCall
from model.predictors.interface import Response
from model.predictors.scorer import Scorer

SLACK: Final = 20.0
"""The factor by which a call may be slower than the last one: other programs may use the machine."""

_UNKNOWN_SHARE: Final = 0.01
"""The part of the limit that each project of a call is given before any call has been timed."""

Result = TypeVar("Result")

log = logging.getLogger("predawn.batch")


class TimeoutScorer:
    """Scores with another scorer, and leaves calls behind that take too long.

    Parameters
    ----------
    scorer
        The scorer.
    limit_seconds
        The time that one project may take. A call with several projects may take as long as that, or `SLACK`
        times as long as so many projects took in the last call, whichever is longer.
    """

    def __init__(self, scorer: Scorer, limit_seconds: float) -> None:
        self._scorer = scorer
        self._limit = limit_seconds
        self._seconds_per_project: float | None = None
        self._threads = CallThreads("predictor")

    @property
    def reads_request(self) -> bool:
        """True if answers depend on more than the payload."""
        return self._scorer.reads_request

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

    def score(self, projects: pa.Table) -> pa.Table:
        """Score projects.

        Raises
        ------
        TimeoutError
            If that takes too long.
        RunFailedError
            If too many calls have been left behind.
        """
        began = monotonic()
        scored = self._within(self.timeout(len(projects)), lambda: self._scorer.score(projects))
        self._seconds_per_project = (monotonic() - began) / max(len(projects), 1)
        return scored

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Prediction | Response:
        """Score one payload within the limit; raises as `score` does."""
        return self._within(self._limit, lambda: self._scorer.predict(payload, query_params, headers))

    def predict_many(self, payloads: Sequence[Any]) -> Sequence[Prediction | Response]:
        """Score payloads; raises as `score` does."""
        return self._within(self.timeout(len(payloads)), lambda: self._scorer.predict_many(payloads))

    def timeout(self, projects: int) -> float:
        """Return the timeout of a call with so many projects, in seconds."""
        known = self._seconds_per_project
        usual = _UNKNOWN_SHARE * self._limit if known is None else SLACK * known
        return max(self._limit, usual * projects)

    def _within(self, seconds: float, work: Callable[[], Result]) -> Result:
        """Return the result of a function, which runs on another thread."""
        outcome: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

        def finish(call: ThreadCall, result: Any, error: BaseException | None) -> None:
            self._threads.release(call)
            outcome.put((result, error))

        call = ThreadCall(work, finish)
        self._threads.begin(call)
        try:
            result, error = outcome.get(timeout=seconds)
        except Empty:
            self._leave_behind(call)
            raise TimeoutError(
                f"the predictor had not answered after {seconds:.3g} seconds "
                "(PREDAWN_PROJECT_TIMEOUT_SECONDS sets the limit)"
            ) from None
        if error is None:
            answer: Result = result
            return answer
        if isinstance(error, Exception):
            raise error
        raise RuntimeError(f"the predictor ended with {describe(error)}") from error

    def _leave_behind(self, call: ThreadCall) -> None:
        log.warning("a call of the predictor has not returned; its projects are tried in smaller parts")
        if not self._threads.leave_behind(call):
            raise RunFailedError(
                f"{self.stuck + 1} calls of the predictor have not come back. Correct it, or give it more "
                "time with PREDAWN_PROJECT_TIMEOUT_SECONDS."
            )
