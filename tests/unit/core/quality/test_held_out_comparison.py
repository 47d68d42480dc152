"""Two models are compared on the projects that both held out, and F1 is scikit-learn's."""

import pytest
from sklearn.metrics import accuracy_score, f1_score
from sklearn.preprocessing import MultiLabelBinarizer

from core.quality.comparison import HeldOutComparison

KNOWN = [["a"], ["a", "b"], ["b"], ["c", "a"], ["c"]]
FIRST = [["a"], ["b"], ["b", "c"], ["a", "c"], ["b"]]
SECOND = [["a"], ["b"], ["c"], ["c", "a"], []]
PROJECTS = [3, 2, 4, 1, 5]


def test_lists_of_tags_are_compared_by_pairs() -> None:
    found = HeldOutComparison(zip(KNOWN, FIRST, SECOND, PROJECTS, strict=True))
    binarizer = MultiLabelBinarizer(classes=["a", "b", "c"])
    true, first, second = (binarizer.fit_transform(lists) for lists in (KNOWN, FIRST, SECOND))
    assert (found.projects, found.differing) == (15, 9)
    for counts, predicted in ((found.model, first), (found.against, second)):
        expected = {"sample_weight": PROJECTS, "zero_division": 0.0}
        assert counts.micro_f1() == pytest.approx(f1_score(true, predicted, average="micro", **expected))
        assert counts.weighted_f1() == pytest.approx(
            f1_score(true, predicted, average="weighted", **expected)
        )
        assert counts.accuracy == pytest.approx(accuracy_score(true, predicted, sample_weight=PROJECTS))
    by_tag = f1_score(true, first, average=None, sample_weight=PROJECTS)
    assert [entry.f1 for entry in found.per_tag.values()] == pytest.approx(by_tag)
    assert [(tag, entry.projects) for tag, entry in found.per_tag.items()] == [("a", 6), ("b", 6), ("c", 6)]


def test_models_without_a_project_in_common_have_no_accuracy() -> None:
    found = HeldOutComparison.of_single_tags([])
    assert (found.projects, found.model.accuracy, found.per_tag) == (0, None, {})
