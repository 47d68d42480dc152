"""Calls that take too long are left behind; those that come back after all count no more."""

import threading
import time
from typing import Any

import pytest

from batch.workers.timeout import TimeoutScorer
from core.errors import RunFailedError
from core.halving import IsolatedFailure
from model.predictors.scorer import PredictorScorer
from tests.waiting import wait_until, with_enough_time


class Waiting:
    """Answers once it may."""

    def __init__(self) -> None:
        self.may_go = threading.Event()

    def predict(self, payload: Any) -> str:
        self.may_go.wait(60)
        return "late"


class Exiting:
    """Ends what it takes for its process."""

    def predict(self, payload: Any) -> str:
        raise SystemExit(3)


def test_calls_that_return_after_all_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.predictors.call_threads.MAX_STUCK", 1)
    predictor = Waiting()
    scorer = TimeoutScorer(PredictorScorer(predictor, 0.0), 0.05)
    for _ in range(3):
        predictor.may_go.clear()
        with pytest.raises(TimeoutError):
            scorer.predict({})
        predictor.may_go.set()
        wait_until(lambda: not scorer.stuck)
    predictor.may_go.clear()
    with pytest.raises(TimeoutError):
        scorer.predict({})
    with pytest.raises(RunFailedError, match="2 calls of the predictor have not come back"):
        scorer.predict({})
    predictor.may_go.set()


def test_a_predictor_that_exits_ends_its_call_and_not_the_worker() -> None:
    scorer = TimeoutScorer(PredictorScorer(Exiting(), 0.0), 20.0)
    with pytest.raises(RuntimeError, match="the predictor ended with SystemExit: 3"):
        scorer.predict({})


class Slow:
    """Hangs on some payloads, and notes which it was asked for."""

    def __init__(self, hanging: set[int]) -> None:
        self.hanging = hanging
        self.asked: list[int] = []
        self.may_go = threading.Event()

    def predict(self, payload: int) -> str:
        self.asked.append(payload)
        if payload in self.hanging:
            self.may_go.wait(60)
        return "tag"


def test_rows_that_hang_cost_themselves_and_what_they_answer_late_is_dropped() -> None:
    def check(seconds: float) -> None:
        predictor = Slow({2, 3})
        scorer = TimeoutScorer(PredictorScorer(predictor, 0.0), seconds)
        outcomes = scorer.answer([0, 1, 2, 3, 4])
        assert scorer.stuck == 2
        predictor.may_go.set()
        wait_until(lambda: not scorer.stuck)
        assert predictor.asked == [0, 1, 2, 3, 4]
        sizes = [0 if isinstance(outcome, IsolatedFailure) else len(outcome) for outcome in outcomes]
        assert sizes == [2, 0, 0, 1]

    with_enough_time(check, 0.5, 10.0)


def test_rows_on_which_a_predictor_exits_cost_themselves() -> None:
    outcomes = TimeoutScorer(PredictorScorer(Exiting(), 0.0), 20.0).answer([{}, {}])
    assert [str(outcome.error) for outcome in outcomes if isinstance(outcome, IsolatedFailure)] == [
        "the predictor ended with SystemExit: 3"
    ] * 2


class HalfBusy:
    """Waits, and then keeps a processor busy for as long."""

    def predict(self, payload: Any) -> str:
        time.sleep(0.02)
        until = time.thread_time() + 0.02
        while time.thread_time() < until:
            pass
        return "tag"


def test_the_share_of_busy_time_is_known() -> None:
    scorer = TimeoutScorer(PredictorScorer(HalfBusy(), 0.0), 20.0)
    before = scorer.call_times
    assert before.busy_since(before) == 1.0
    scorer.answer([{}] * 5)
    # Other programs make the waiting longer, and the busy time never.
    assert 0.0 < scorer.call_times.busy_since(before) <= 0.55
    assert scorer.call_times.busy_seconds >= 0.1
