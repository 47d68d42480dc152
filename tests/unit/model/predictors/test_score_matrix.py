"""A matrix of scores is stored as the mappings that it stands for would be, row by row."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.halving import IsolatedFailure
from model.predictors.ready_made.configuration import to_results
from model.predictors.score_matrix import ScoreMatrix
from model.predictors.scorer import PredictorScorer, Stored, gather

TAGS = [f"tag-{number:02d}" for number in range(14)]

# Quarters, so that scores tie often, and beside them what differs in double precision alone, and no score.
values = st.sampled_from([0.0, 0.25, 0.25 + 1e-12, 0.5, 1.0]) | st.floats(0, 1)
unusable = st.sampled_from([float("nan"), -0.25, 1.0 + 1e-12, float("inf")])


def matrices(scores: st.SearchStrategy[float]) -> st.SearchStrategy[ScoreMatrix]:
    def of_tags(tags: list[str]) -> st.SearchStrategy[ScoreMatrix]:
        row = st.lists(scores, min_size=len(tags), max_size=len(tags))
        rows = st.lists(row, min_size=1, max_size=6)
        return rows.map(lambda found: ScoreMatrix(tags, np.array(found)))

    return st.lists(st.sampled_from(TAGS), min_size=1, max_size=14, unique=True).flatmap(of_tags)


class Idle:
    """Has no part in converting results."""

    def predict(self, payload: Any) -> str:
        raise NotImplementedError


def assert_like_rows(matrix: ScoreMatrix, min_score: float) -> list[Stored]:
    """Check that a matrix is stored as its rows, and return what is stored."""
    scorer = PredictorScorer(Idle(), min_score)
    found, expected = scorer.store_batch(matrix), gather(map(scorer.to_stored, matrix))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        if isinstance(one, pa.Table):
            one.validate(full=True)
            assert one.equals(other)
        else:
            assert isinstance(other, IsolatedFailure)
            assert str(one.error) == str(other.error)
    return found


@given(matrices(values), st.sampled_from([0.0, 0.25, 0.5, 1.0]))
def test_the_columns_are_those_of_the_rows(matrix: ScoreMatrix, min_score: float) -> None:
    assert len(assert_like_rows(matrix, min_score)) == 1


@given(matrices(values | unusable))
def test_a_row_with_what_is_no_score_fails_alone(matrix: ScoreMatrix) -> None:
    usable = [all(0 <= score <= 1 for score in row) for row in matrix.scores.tolist()]
    stored = assert_like_rows(matrix, 0.0)
    assert sum(isinstance(part, IsolatedFailure) for part in stored) == usable.count(False)


@pytest.mark.parametrize(
    ("tags", "scores", "failures"),
    [
        (["a", "b"], [[0, 1], [1, 0]], 0),
        (["a", "b"], np.array([[0.5, 0.25]] * 2, np.float16), 0),
        (["a", "a"], [[0.5, 0.25]] * 2, 0),
        (["a", ""], [[0.5, 0.25]] * 2, 2),
        (["a", "x" * 1001], [[0.5, 0.25]] * 2, 2),
        (["a", "b"], [[True, False]] * 2, 2),
        (["a", "b"], [["0.5", "0.25"]] * 2, 2),
    ],
)
def test_other_numbers_and_tags_that_cannot_be_stored(tags: list[str], scores: Any, failures: int) -> None:
    stored = assert_like_rows(ScoreMatrix(tags, np.array(scores)), 0.0)
    assert sum(isinstance(part, IsolatedFailure) for part in stored) == failures


def test_a_matrix_is_a_sequence_of_mappings() -> None:
    matrix = ScoreMatrix(["a", "b"], np.array([[0.5, 0.25], [0.0, 1.0], [0.25, 0.5]]))
    assert list(matrix) == [{"a": 0.5, "b": 0.25}, {"a": 0.0, "b": 1.0}, {"a": 0.25, "b": 0.5}]
    assert [matrix[-1], *matrix[:1]] == [{"a": 0.25, "b": 0.5}, {"a": 0.5, "b": 0.25}]
    assert len(matrix[1:]) == 2


def test_mappings_with_the_same_tags_are_a_matrix() -> None:
    """ONNX models that were converted from scikit-learn return them."""
    rows = [{0: 0.5, 1: np.float32(0.25)}, {0: 0.25, 1: np.float32(0.5)}]
    found = to_results(rows, None)
    assert isinstance(found, ScoreMatrix)
    assert list(found) == [{"0": 0.5, "1": 0.25}, {"0": 0.25, "1": 0.5}]
    others = [{"a": 0.5, "b": 0.25}, {"b": 0.5, "a": 0.25}, {"c": 1.0}]
    assert to_results(others, None) == others
