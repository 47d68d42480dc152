"""Scoring with a predictor of one's own that may never come back: no call is waited for without end."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Final, TypeVar

import pyarrow as pa

from core.errors import RunFailedError, describe
from core.types import Prediction
from model.predictors.interface import Response
from model.predictors.scorer import Scorer

MAX_STUCK: Final = 32
"""How many calls may be left behind in a process: each keeps its thread, which nothing can stop."""

SLACK: Final = 20.0
"""How many times as long as usual a call may take: a run may share its machine with anything."""

_UNKNOWN_SHARE: Final = 0.01
"""Which part of the limit each project of a call is given while it is not known how long one takes."""

Result = TypeVar("Result")

log = logging.getLogger("predawn.batch")


class PatientScorer:
    """Scores with another scorer, and leaves calls behind that take too long.

    Parameters
    ----------
    scorer
        The scorer.
    limit_seconds
        How long one project may take. A call with several may take as long as that, or `SLACK` times as long
        as so many projects took until now.
    """

    def __init__(self, scorer: Scorer, limit_seconds: float) -> None:
        self._scorer = scorer
        self._limit = limit_seconds
        self._pace: float | None = None
        self._left: list[threading.Thread] = []
        self._changing = threading.Lock()

    @property
    def reads_request(self) -> bool:
        """Whether answers depend on more than the payload."""
        return self._scorer.reads_request

    @property
    def vocabulary(self) -> frozenset[str] | None:
        """The words that the scorer knows; None where it does not tell."""
        return self._scorer.vocabulary

    @property
    def batches(self) -> bool:
        """Whether `predict_many` may be faster than one payload after the other."""
        return self._scorer.batches

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
        scored = self._within(self.patience(len(projects)), lambda: self._scorer.score(projects))
        self._pace = (monotonic() - began) / max(len(projects), 1)
        return scored

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Prediction | Response:
        """Score one payload; as `score`, it takes no longer than it may."""
        return self._within(self._limit, lambda: self._scorer.predict(payload, query_params, headers))

    def predict_many(self, payloads: Sequence[Any]) -> Sequence[Prediction | Response]:
        """Score payloads; as `score`, it takes no longer than it may."""
        return self._within(self.patience(len(payloads)), lambda: self._scorer.predict_many(payloads))

    def patience(self, projects: int) -> float:
        """Return how many seconds a call with so many projects is waited for."""
        usual = _UNKNOWN_SHARE * self._limit if self._pace is None else SLACK * self._pace
        return max(self._limit, usual * projects)

    def _within(self, seconds: float, work: Callable[[], Result]) -> Result:
        """Return what some work gives on a thread of its own, which must not keep the process from ending."""
        outcome: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

        def run() -> None:
            try:
                found: tuple[bool, Any] = (True, work())
            except BaseException as error:  # noqa: BLE001 - raised again by who waits for it
                found = (False, error)
            outcome.put(found)

        thread = threading.Thread(target=run, name="predictor", daemon=True)
        thread.start()
        try:
            fine, result = outcome.get(timeout=seconds)
        except Empty:
            self._leave_behind(thread)
            raise TimeoutError(
                f"the predictor had not answered after {seconds:.3g} seconds "
                "(PREDAWN_PROJECT_TIMEOUT_SECONDS sets the limit)"
            ) from None
        if fine:
            answer: Result = result
            return answer
        if isinstance(result, Exception):
            raise result
        raise RuntimeError(f"the predictor ended with {describe(result)}") from result

    def _leave_behind(self, thread: threading.Thread) -> None:
        with self._changing:
            # Those that came back after all are none any more.
            self._left = [left for left in (*self._left, thread) if left.is_alive()]
            stuck = len(self._left)
        log.warning("a call of the predictor does not come back; its projects are tried one part at a time")
        if stuck > MAX_STUCK:
            raise RunFailedError(
                f"{stuck} calls of the predictor have not come back. Correct it, or give it more time with "
                "PREDAWN_PROJECT_TIMEOUT_SECONDS."
            )
