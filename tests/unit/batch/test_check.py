from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from batch.check import check_f1, weighted_f1
from core.judgement import LEAST_LABELS
from core.settings import Settings
from core.types import CheckStatus

pairs = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdo"))


@given(st.lists(pairs, min_size=1, max_size=40))
def test_weighted_f1_is_scikit_learns(outcomes):
    known, predicted = zip(*outcomes, strict=True)
    expected = f1_score(known, predicted, average="weighted", zero_division=0.0)
    assert weighted_f1(Counter(outcomes)) == pytest.approx(expected)


def test_too_few_labels_are_said_and_never_passed():
    check = check_f1({("mlops", "mlops"): LEAST_LABELS - 1}, Settings())
    assert (check.status, check.figure) == (CheckStatus.NOT_ENOUGH_LABELS, None)


@pytest.mark.parametrize(("right", "status"), [(80, CheckStatus.PASSED), (20, CheckStatus.BREACHED)])
def test_f1_is_held_to_its_threshold(right, status):
    labels = {("mlops", "mlops"): right, ("mlops", "other"): 100 - right}
    check = check_f1(labels, Settings(min_f1=0.6))
    assert check.status is status
    assert check.figure == pytest.approx(2 * right / (100 + right))
