"""Thresholds of a multi-label tagger: the best F1 there is, and nothing that was fitted on what it judges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from model.training.thresholds import best_threshold, fit_thresholds, predict_by_halves

SCORED = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30).filter(
    lambda pairs: any(member for _, member in pairs)
)


def split(pairs: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    scores, members = zip(*pairs, strict=True)
    return np.array(scores, dtype=np.float32) / 12, np.array(members)


@given(SCORED)
def test_no_threshold_has_a_larger_f1(pairs):
    scores, members = split(pairs)
    found = f1_score(members, scores >= best_threshold(scores, members))
    others = [f1_score(members, scores >= score, zero_division=0.0) for score in scores]
    assert found == pytest.approx(max(others))


@given(SCORED)
def test_a_threshold_keeps_away_from_scores(pairs):
    scores, members = split(pairs)
    threshold = best_threshold(scores, members)
    assert 0 <= threshold <= 1
    assert np.abs(scores[scores > 0] - threshold).min(initial=1) > 0.01


def test_a_tag_with_few_examples_has_the_border_of_the_machine():
    scores = np.linspace(0, 1, 40, dtype=np.float32).reshape(20, 2)
    members = np.zeros((20, 2), dtype=bool)
    members[-5:, 0] = True
    members[-4:, 1] = True
    thresholds = fit_thresholds(scores, members)
    assert thresholds[0] == best_threshold(scores[:, 0], members[:, 0]) != 0.5
    assert thresholds[1] == 0.5


def test_of_several_thresholds_with_the_largest_f1_the_highest_is_taken():
    # One right of one, and two right of four, are both an F1 of two thirds.
    scores = np.array([0.9, 0.7, 0.5, 0.3], "f4")
    members = np.array([True, False, False, True])
    assert best_threshold(scores, members) == pytest.approx(0.8)


def test_a_score_that_is_the_threshold_reaches_it():
    scores = np.array([[0.5], [0.5], [0.49], [0.51]], "f4")
    found = predict_by_halves(scores, np.zeros((4, 1), dtype=bool), np.array([True, False, True, False]))
    assert found[:, 0].tolist() == [True, True, False, True]


def test_each_half_is_judged_by_thresholds_of_the_other():
    # In one half everything of the tag is above 0.8, in the other above 0.2.
    scores = np.array([0.9, 0.85, 0.82, 0.95, 0.99, 0.7, 0.5, 0.3, 0.25, 0.22, 0.4, 0.6, 0.1, 0.05], "f4")
    members = np.array([True] * 5 + [False] * 2 + [True] * 5 + [False] * 2)
    first = np.arange(14) < 7
    found = predict_by_halves(scores[:, None], members[:, None], first)[:, 0]
    own = fit_thresholds(scores[first, None], members[first, None])[0]
    assert ((scores[first] >= own) == members[first]).all()
    assert found.tolist() == [True] * 7 + [False] * 7
