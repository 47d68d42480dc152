"""A predictor that drops rows is told how many it dropped, and not what became of a half of a half."""

import pyarrow as pa

from batch.workers.worker import score_halving
from model.predictors.scorer import PredictorScorer


class Forgetful:
    """A predictor that leaves out the payloads that it has no answer for."""

    def predict(self, payload: dict[str, str]) -> str:
        return "tag"

    def predict_batch(self, payloads: list[dict[str, str]]) -> list[str]:
        return ["tag" for payload in payloads if payload["title"] != "odd"]


def test_both_lengths_of_the_whole_batch_are_told() -> None:
    titles = ["even"] * 4999 + ["odd"]
    projects = pa.table(
        {
            "project_id": [str(number) for number in range(5000)],
            "title": titles,
            "description": [""] * 5000,
            "content_hash": [b"x"] * 5000,
        }
    )
    scored, failures = score_halving(PredictorScorer(Forgetful(), min_score=0.0), projects)
    assert len(scored) == 4999
    assert [failure.project_id for failure in failures] == ["4999"]
    assert "4,999 results for 5,000 payloads" in failures[0].error
