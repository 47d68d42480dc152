"""Examples of what is shown of models."""

from typing import Final

from api.examples.answers import answered

_FIGURES: Final = {"precision": 0.86, "recall": 0.85, "f1": 0.85, "num_samples": 77}

_LIVE: Final = {
    "run": {
        "run_id": 3,
        "figures": {
            "tags_psi_published": {
                "value": 0.004,
                "threshold": 0.1,
                "status": "ok",
                "detail": "stability index of predicted tags against run 2",
            },
            "accuracy": {
                "value": 0.86,
                "threshold": None,
                "status": "shown",
                "detail": "share of right answers on 120 labels that the model was not trained on",
            },
        },
        "calibration": [
            {"lower": 0.9, "upper": 1.0, "mean_score": 0.96, "accuracy": 0.95, "num_samples": 88}
        ],
    },
    "traffic": {
        "window_seconds": 604800.0,
        "measured_at": "2025-06-02T07:29:40Z",
        "figures": {
            "vocabulary_coverage": {
                "value": 0.81,
                "threshold": 0.5,
                "status": "ok",
                "detail": "share of 4,210 words that the model knows",
            }
        },
    },
}

PERFORMANCE: Final = answered(
    "/performance?filter=overall",
    {
        "model_version": 1,
        "run_id": 3,
        "filter": "overall",
        "status": "evaluated",
        "performance": {"overall": _FIGURES},
        "live": _LIVE,
    },
)

_ARGS: Final = {
    "word_ngrams": [1, 2],
    "char_ngrams": [2, 5],
    "min_df": 2,
    "max_features": 50000,
    "c": 1.0,
    "min_score": 0.3,
    "seed": 0,
}

ARGS: Final = answered("/args", {"model_version": 1, "run_id": 3, "args": _ARGS})

ARG: Final = answered("/args/min_score", {"model_version": 1, "run_id": 3, "arg": "min_score", "value": 0.3})

_MODEL: Final = {
    "model_version": 1,
    "status": "champion",
    "in_service": True,
    "predictor": "tagger",
    "weighted_f1": 0.85,
    "num_samples": 387,
    "created_at": "2025-06-01T14:12:00Z",
}

MODELS: Final = answered("/models", {"models": [_MODEL]})

MODEL: Final = answered(
    "/models/1",
    {
        **_MODEL,
        "args": _ARGS,
        "metrics": {"status": "evaluated", "overall": _FIGURES},
        "training_data": {"num_samples": 387},
        "artifact_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "library_versions": {"scikit-learn": "1.9.0"},
    },
)
