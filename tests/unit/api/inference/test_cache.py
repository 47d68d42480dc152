"""The answers that are kept in memory: those that were used last, of each model its own."""

from datetime import UTC, datetime

from api.inference.cache import AnswerCache, CacheEntry
from core.types import Prediction, TagScore


def answer(tag: str) -> CacheEntry:
    return CacheEntry(Prediction(tag, 0.5, (TagScore(tag, 0.5),)), datetime.now(UTC))


def test_an_answer_that_is_asked_for_outlives_newer_ones_that_are_not() -> None:
    memory = AnswerCache(2)
    memory.add(1, b"old", answer("old"))
    memory.add(1, b"newer", answer("newer"))
    assert memory.find(1, b"old") is not None
    memory.add(1, b"newest", answer("newest"))
    assert memory.find(1, b"newer") is None
    assert memory.find(1, b"old") is not None
    assert len(memory) == 2


def test_an_answer_that_is_made_anew_replaces_its_predecessor_and_counts_as_used() -> None:
    memory = AnswerCache(2)
    memory.add(1, b"a", answer("before"))
    memory.add(1, b"b", answer("b"))
    memory.add(1, b"a", answer("after"))
    memory.add(1, b"c", answer("c"))
    found = memory.find(1, b"a")
    assert found is not None
    assert found.prediction.predicted_tag == "after"
    assert memory.find(1, b"b") is None


def test_models_do_not_share_answers() -> None:
    memory = AnswerCache(2)
    memory.add(1, b"a", answer("first"))
    assert memory.find(2, b"a") is None
    memory.add(2, b"a", answer("second"))
    kept = [memory.find(version, b"a") for version in (1, 2)]
    assert [found and found.prediction.predicted_tag for found in kept] == ["first", "second"]


def test_nothing_is_kept_where_nothing_may_be_and_of_what_has_no_key() -> None:
    memory = AnswerCache(0)
    memory.add(1, b"a", answer("a"))
    assert len(memory) == 0
    assert memory.find(1, b"a") is None
    assert AnswerCache(2).find(1, None) is None
