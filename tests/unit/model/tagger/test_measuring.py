"""Words are counted as the tagger sees them."""

from core.quality.rules import Vocabulary
from model.tagger.measuring import count_known


def test_words_are_normalised_before_they_are_looked_up() -> None:
    known = frozenset({"graph", "networks"})
    assert count_known(known, ["Graph-Networks!", "for\nGRAPHS"]) == Vocabulary(4, 2)


def test_texts_do_not_run_into_each_other() -> None:
    assert count_known(frozenset({"graphs"}), ["gra", "phs"]) == Vocabulary(2, 0)


def test_a_model_that_does_not_tell_its_words_is_not_judged_by_them() -> None:
    assert count_known(None, ["graphs"]) == Vocabulary(0, None)
