"""Answers that take longer than a page may are worked out aside, once, and kept for a while."""

import threading
from collections.abc import Callable

import pytest

from api.services.pages import long_answers
from api.services.pages.long_answers import LongAnswers
from tests.waiting import wait_until


class Work:
    """Work that ends when it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = threading.Event()

    def __call__(self) -> str:
        self.begun += 1
        assert self.may_end.wait(60)
        return "found"


def refuse_to_work() -> str:
    raise AssertionError("worked out twice")


def test_a_quick_answer_is_there_at_once_and_kept() -> None:
    answers = LongAnswers(wait_seconds=60)
    assert answers.ask("a", lambda: "found", keep_seconds=60) == "found"
    assert answers.ask("a", refuse_to_work, keep_seconds=60) == "found"
    assert answers.ask("b", lambda: "another", keep_seconds=60) == "another"


def test_a_long_answer_is_worked_out_once_whoever_asks() -> None:
    answers, work = LongAnswers(wait_seconds=0), Work()
    assert answers.ask("a", work, keep_seconds=60) is None
    assert answers.ask("a", refuse_to_work, keep_seconds=60) is None
    work.may_end.set()
    wait_until(lambda: answers.ask("a", refuse_to_work, keep_seconds=60) == "found")
    assert work.begun == 1


def test_an_answer_is_kept_no_longer_than_it_may_be() -> None:
    answers = LongAnswers(wait_seconds=60)
    assert answers.ask("a", lambda: "old", keep_seconds=-1) == "old"
    assert answers.ask("a", lambda: "new", keep_seconds=60) == "new"


def test_an_error_is_told_and_the_work_done_again() -> None:
    def fail() -> str:
        raise ValueError("no such run")

    answers = LongAnswers(wait_seconds=60)
    with pytest.raises(ValueError, match="no such run"):
        answers.ask("a", fail, keep_seconds=60)
    assert answers.ask("a", lambda: "found", keep_seconds=60) == "found"


def test_one_at_a_time_is_worked_out_and_few_wait() -> None:
    answers = LongAnswers(wait_seconds=0)
    works = [Work() for _ in range(long_answers.MAX_PENDING + 1)]

    def ask(place: int) -> Callable[[], bool]:
        return lambda: answers.ask(place, works[place], keep_seconds=60) == "found"

    assert not any(ask(place)() for place in range(len(works)))
    wait_until(lambda: works[0].begun == 1)
    assert [work.begun for work in works] == [1, 0, 0, 0, 0]
    for work in works:
        work.may_end.set()
    for place in range(len(works)):
        wait_until(ask(place))
    assert [work.begun for work in works] == [1] * len(works)


def test_few_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_answers, "MAX_KEPT", 2)
    answers = LongAnswers(wait_seconds=60)
    for place in range(5):
        answers.ask(place, lambda: "old", keep_seconds=60)
    assert answers.ask(4, refuse_to_work, keep_seconds=60) == "old"
    assert answers.ask(0, lambda: "new", keep_seconds=60) == "new"
