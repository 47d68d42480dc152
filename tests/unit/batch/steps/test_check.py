from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from batch.steps.check import (
    check_churn,
    check_coverage,
    check_f1,
    check_failures,
    check_other,
    check_shift,
)
from core.quality.f1 import weighted_f1
from core.quality.measures import MIN_LABELS
from core.settings import Settings
from core.types import CheckStatus
from store.serving.comparison import Churn

pairs = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdo"))


@given(st.lists(pairs, min_size=1, max_size=40))
def test_weighted_f1_is_scikit_learns(outcomes):
    known, predicted = zip(*outcomes, strict=True)
    expected = f1_score(known, predicted, average="weighted", zero_division=0.0)
    assert weighted_f1(Counter(outcomes)) == pytest.approx(expected)


def test_too_few_labels_are_said_and_never_passed():
    check = check_f1({("mlops", "mlops"): MIN_LABELS - 1}, Settings())
    assert (check.status, check.figure) == (CheckStatus.NOT_ENOUGH_LABELS, None)


@pytest.mark.parametrize(("right", "status"), [(80, CheckStatus.PASSED), (20, CheckStatus.BREACHED)])
def test_f1_is_held_to_its_threshold(right, status):
    labels = {("mlops", "mlops"): right, ("mlops", "other"): 100 - right}
    check = check_f1(labels, Settings(min_f1=0.6))
    assert check.status is status
    assert check.figure == pytest.approx(2 * right / (100 + right))


@pytest.mark.parametrize(
    ("check", "figure"),
    [
        (check_coverage(99, 100, Settings(min_coverage=0.99)), 0.99),
        (check_coverage(0, 0, Settings(min_coverage=0.99)), 1.0),
        (check_failures(1, 100, Settings(max_failures=0.01)), 0.01),
        (check_failures(0, 0, Settings(max_failures=0.0)), 0.0),
        (check_other({"other": 1, "mlops": 3}, Settings(max_other=0.25)), 0.25),
        (check_other({}, Settings(max_other=0.0)), 0.0),
        (check_shift({"mlops": 9, "nlp": 1}, {"mlops": 90, "nlp": 10}, 7, Settings(max_psi=0.0)), 0.0),
        (check_churn(Churn(both=100, changed=10, removed=60, added=30), 7, Settings(max_churn=0.1)), 0.1),
        (check_f1({("mlops", "mlops"): 75, ("nlp", "nlp"): 25}, Settings(min_f1=1.0)), 1.0),
    ],
)  # fmt: skip
def test_a_run_may_reach_a_threshold(check, figure):
    assert check.status is CheckStatus.PASSED
    assert check.figure == pytest.approx(figure)


@pytest.mark.parametrize(
    ("check", "figure"),
    [
        (check_coverage(989, 1000, Settings(min_coverage=0.99)), 0.989),
        (check_failures(11, 1000, Settings(max_failures=0.01)), 0.011),
        (check_other({"other": 26, "mlops": 74}, Settings(max_other=0.25)), 0.26),
        # (0.5 - 0.9) ln(0.5 / 0.9) + (0.5 - 0.1) ln(0.5 / 0.1)
        (check_shift({"mlops": 9, "nlp": 1}, {"mlops": 5, "nlp": 5}, 7, Settings(max_psi=0.87)), 0.878890),
        (check_churn(Churn(both=100, changed=11, removed=60, added=30), 7, Settings(max_churn=0.1)), 0.11),
        (check_f1({("mlops", "mlops"): 50, ("nlp", "mlops"): 50}, Settings(min_f1=0.34)), 1 / 3),
    ],
)  # fmt: skip
def test_a_run_is_held_beyond_a_threshold(check, figure):
    assert check.status is CheckStatus.BREACHED
    assert check.figure == pytest.approx(figure, abs=1e-6)


@pytest.mark.parametrize(
    "check",
    [
        check_shift(None, {"mlops": 1}, None, Settings(max_psi=0.0)),
        check_churn(None, None, Settings(max_churn=0.0)),
        check_churn(Churn(both=0, changed=0, removed=5, added=5), 7, Settings(max_churn=0.0)),
    ],
)
def test_without_anything_to_compare_with_a_check_says_so(check):
    assert (check.status, check.figure) == (CheckStatus.NOT_APPLICABLE, None)
