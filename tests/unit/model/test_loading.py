"""A model is loaded with the settings that its version was registered for, and with no others."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.types import DEFAULT_MAX_RANKED, Model, ModelStatus, Output
from model.loading import ScorerOptions, explain_mismatch, predictor_fingerprint
from model.predictors.interface import PredictorIdentity

IDENTITY = PredictorIdentity("package.module:Class", "0" * 64, "1")


def options(min_score: float, max_ranked: int = DEFAULT_MAX_RANKED) -> ScorerOptions:
    return ScorerOptions("package.module:Class", None, None, min_score, "auto", 30.0, max_ranked)


def registered(min_score: float) -> Model:
    args = {"version": "1", "config_sha256": "0" * 64, "min_score": min_score}
    return Model(
        version=2,
        predictor="package.module:Class",
        fingerprint=predictor_fingerprint(IDENTITY, options(min_score)),
        artifact_sha256=None,
        args=args,
        metrics={},
        training_data={},
        library_versions={},
        status=ModelStatus.CANDIDATE,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("min_score", "text"),
    [(0.0, "0"), (0.3, "0.3"), (0.123456, "0.123456"), (0.000015, "1.5e-05"), (1.0, "1"), (1, "1")],
)
def test_a_version_by_a_score_of_six_digits_keeps_its_fingerprint(min_score: float, text: str) -> None:
    expected = f"{IDENTITY.fingerprint} min_score={text} text=2"
    assert predictor_fingerprint(IDENTITY, options(min_score)) == expected


def test_every_digit_of_the_smallest_score_makes_a_version() -> None:
    model = registered(0.9999999)
    assert explain_mismatch(model, IDENTITY, options(0.9999999)) is None
    changed = explain_mismatch(model, IDENTITY, options(1.0))
    assert changed is not None
    assert changed.endswith("this has changed: PREDAWN_MIN_SCORE (now 1, then 0.9999999).")
    assert explain_mismatch(registered(1.0), IDENTITY, options(0.9999999)) is not None


def test_another_limit_of_rankings_is_another_version_of_a_predictor_of_rankings_alone() -> None:
    ranking = replace(IDENTITY, output=Output.RANKING)
    unlimited = f"{ranking.fingerprint} min_score=0 text=2"
    assert predictor_fingerprint(ranking, options(0.0)) == unlimited
    assert predictor_fingerprint(ranking, options(0.0, 11)) != unlimited
    assert predictor_fingerprint(IDENTITY, options(0.0, 11)) == predictor_fingerprint(IDENTITY, options(0.0))


def test_lists_that_were_cut_are_of_another_version() -> None:
    several = replace(IDENTITY, multi_label=True)
    assert predictor_fingerprint(several, options(0.0)) != f"{several.fingerprint} min_score=0 text=2"
