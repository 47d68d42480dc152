"""A custom predictor is asked no more often than it has to be, whatever fails beside a row."""

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from batch.workers.batch_size import GrowingBatchSize
from batch.workers.timeout import TimeoutScorer
from batch.workers.worker import ScoredChunk, score_projects
from model.predictors.score_matrix import ScoreMatrix
from model.predictors.scorer import PredictorScorer

ROWS = 5000


class Counting:
    """Counts how often it is asked for each project, and fails on some."""

    def __init__(self, failing: int) -> None:
        self.asked = Counter[str]()
        self.bad = {str(place * ROWS // failing) for place in range(failing)} if failing else set()

    def predict(self, payload: dict[str, str]) -> Any:
        project_id = payload["project_id"]
        self.asked[project_id] += 1
        if project_id not in self.bad:
            return "tag"
        # One half raises, one half answers with what is no prediction.
        return None if int(project_id) % 2 else 1 / 0


class Unusable(Counting):
    """Takes batches, and answers some rows with what is no prediction."""

    def predict_batch(self, payloads: list[dict[str, str]]) -> list[Any]:
        self.asked.update(payload["project_id"] for payload in payloads)
        return [None if payload["project_id"] in self.bad else "tag" for payload in payloads]


class Matrix(Counting):
    """Answers as ready-made predictors do, some rows with what is no score."""

    def predict_batch(self, payloads: list[dict[str, str]]) -> ScoreMatrix:
        self.asked.update(payload["project_id"] for payload in payloads)
        bad = [payload["project_id"] in self.bad for payload in payloads]
        return ScoreMatrix(["a", "b"], np.where(np.array(bad)[:, None], np.nan, [0.75, 0.25]))


class Forgetful(Counting):
    """Takes batches, and leaves some rows out."""

    def predict_batch(self, payloads: list[dict[str, str]]) -> list[str]:
        return ["tag" for payload in payloads if payload["project_id"] not in self.bad]


def score(predictor: Any, features: str | None = None) -> ScoredChunk:
    projects = pa.table(
        {
            "project_id": [str(number) for number in range(ROWS)],
            "title": ["a title"] * ROWS,
            "description": [""] * ROWS,
            "features": pa.array([features] * ROWS, pa.string()),
            "content_hash": [b"x"] * ROWS,
        }
    )
    return score_projects(TimeoutScorer(PredictorScorer(predictor, 0.0), 20.0), projects)


@pytest.mark.parametrize("failing", [0, 6, 29, 117])
@pytest.mark.parametrize("kind", [Counting, Unusable, Matrix])
def test_each_row_is_predicted_once(kind: type[Counting], failing: int) -> None:
    predictor = kind(failing)
    scored = score(predictor)
    assert set(predictor.asked.values()) == {1}
    assert predictor.asked.total() == ROWS
    assert {failure.project_id for failure in scored.failures} == predictor.bad
    assert set(scored.table["project_id"].to_pylist()) == predictor.asked.keys() - predictor.bad
    # Each piece of the table is a command for the server.
    assert sum(1 for piece in scored.table.to_batches() if piece.num_rows) == 1


class Changing(Counting):
    """Changes the payloads in place, and fails on some after that."""

    def predict_batch(self, payloads: list[dict[str, Any]]) -> list[str]:
        for payload in payloads:
            payload["title"] = "query: " + payload["title"]
            payload["features"]["stars"] += 1
        return [self.predict(payload) for payload in payloads]

    def predict(self, payload: dict[str, Any]) -> str:
        if payload["project_id"] in self.bad:
            raise ValueError("a bad project")
        return f"{payload['title']}, {payload['features']['stars']} stars"


def test_payloads_that_a_call_has_changed_are_fresh_in_the_next_one() -> None:
    predictor = Changing(29)
    scored = score(predictor, features='{"stars": 7}')
    assert {failure.project_id for failure in scored.failures} == predictor.bad
    assert set(scored.table["predicted_tag"].to_pylist()) == {"query: a title, 8 stars"}


def test_the_error_names_both_lengths_of_the_whole_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not those of a half of a half."""
    monkeypatch.setattr(GrowingBatchSize, "_SECONDS", 1_000.0)
    predictor = Forgetful(0)
    predictor.bad = {"30"}
    scored = score(predictor)
    assert len(scored.table) == ROWS - 1
    assert [failure.project_id for failure in scored.failures] == ["30"]
    assert "31 results for 32 payloads" in scored.failures[0].error
