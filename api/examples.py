"""The examples of the OpenAPI document; a test holds each against the schema of its route."""

from http import HTTPStatus
from typing import Any, Final

from fastapi.openapi.models import Example

from api.envelope import ErrorEnvelope

Json = dict[str, Any]

_HOST: Final = "http://127.0.0.1:8000"
_NOW: Final = "2025-06-02T07:30:00Z"
_NIGHT: Final = "2025-06-02T03:00:04Z"

_TAGS: Final = [
    {"tag": "natural-language-processing", "score": 0.91},
    {"tag": "computer-vision", "score": 0.05},
    {"tag": "mlops", "score": 0.04},
]


def _answer(path: str, data: Any, *, method: str = "GET", status: int = 200, message: str = "OK") -> Json:
    return {
        "message": message,
        "method": method,
        "status-code": status,
        "timestamp": _NOW,
        "url": f"{_HOST}{path}",
        "data": data,
    }


def example(content: Json, description: str) -> Json:
    """Return the documentation of an answer with an example."""
    return {"description": description, "content": {"application/json": {"example": content}}}


_ERRORS: Final[dict[int, tuple[str, str, str]]] = {
    400: (
        "POST",
        "/predict",
        "The body is not sent as JSON. Send it with the header `Content-Type: application/json`.",
    ),
    404: (
        "GET",
        "/predictions/0815",
        (
            "The catalogue has no project '0815'. Check the id, wait for the next sync, or send its text to "
            "`POST /predict`."
        ),
    ),
    406: (
        "GET",
        "/predictions",
        (
            "A listing can be had as application/json, text/csv, application/x-ndjson, and the request "
            "accepts none of them. Correct its `Accept` header."
        ),
    ),
    413: (
        "POST",
        "/predict",
        (
            "The body is larger than 2,097,152 bytes. Send fewer texts in one request "
            "(PREDAWN_MAX_BODY_BYTES sets the limit)."
        ),
    ),
    503: (
        "GET",
        "/predictions/7",
        (
            "The database cannot be reached at the moment, so stored predictions cannot be read. Try again "
            "in a second; `POST /predict` tags texts meanwhile."
        ),
    ),
    504: (
        "GET",
        "/predictions/7",
        (
            "There is no stored prediction of project '7' that fits its text. Ask without `Cache-Control: "
            "only-if-cached`, or wait for the next run."
        ),
    ),
}
_MEANINGS: Final = {
    504: "Nothing that is stored fits, and the request wants nothing else.",
    400: "The request is not usable.",
    404: "There is no such thing; the sentence says what to do instead.",
    406: "None of the forms of the answer is accepted.",
    413: "The body is too large.",
    503: "It cannot be answered at this moment; `Retry-After` says when to try again.",
}


def errors(*statuses: int) -> dict[int | str, Json]:
    """Return the documentation of errors, each with an example."""
    documented: dict[int | str, Json] = {}
    for status in statuses:
        method, path, detail = _ERRORS[status]
        content = _answer(path, {}, method=method, status=status, message=HTTPStatus(status).phrase)
        documented[status] = {
            "model": ErrorEnvelope,
            **example({**content, "detail": detail}, _MEANINGS[status]),
        }
    return documented


PREDICTION: Final = _answer(
    "/predictions/7",
    {
        "project_id": "7",
        "predicted_tag": "natural-language-processing",
        "score": 0.91,
        "tags": _TAGS,
        "source": "cache",
        "stale": False,
        "run_id": 3,
        "model_version": 1,
        "scored_at": _NIGHT,
    },
)

PREDICTION_PAGE: Final = _answer(
    "/predictions?tag=natural-language-processing&limit=1",
    {
        "predictions": [PREDICTION["data"]],
        "run_id": 3,
        "next": "WzMsICI3IiwgIjAuOTEiLCAiM2E5ZjA0YjEiXQ",
        "without": [],
    },
)

EXPLANATION: Final = _answer(
    "/predictions/7/explanation?top=1",
    {
        "project_id": "7",
        "model_version": 1,
        "fits": True,
        "explanation": {
            "tag": "natural-language-processing",
            "decision": 0.81,
            "score": 0.91,
            "intercept": -0.62,
            "in_favour": [{"ngram": "transformers", "kind": "words", "count": 2, "value": 0.34}],
            "against": [{"ngram": " im", "kind": "characters", "count": 1, "value": -0.05}],
            "rest": 1.14,
            "n_ngrams": 214,
        },
    },
)

HISTORY: Final = _answer(
    "/predictions/7/history",
    {
        "project_id": "7",
        "in_catalogue": True,
        "runs": [
            {
                "run_id": 3,
                "published_at": "2025-06-02T03:00:06Z",
                "predicted_tag": "natural-language-processing",
                "score": 0.91,
                "model_version": 1,
                "in_service": True,
            }
        ],
        "changes": [
            {
                "publication_id": 3,
                "kind": "publish",
                "changed_at": "2025-06-02T03:00:06Z",
                "from_run": 2,
                "to_run": 3,
                "from_tag": "computer-vision",
                "to_tag": "natural-language-processing",
                "from_score": 0.52,
                "to_score": 0.91,
            }
        ],
    },
)

PREDICT_REQUESTS: Final[dict[str, Example]] = {
    "texts": Example(
        summary="Texts",
        value={"texts": [{"text": "Transfer learning with transformers for text classification."}]},
    ),
    "projects": Example(
        summary="Titles and descriptions",
        value={"texts": [{"title": "Tracking pedestrians", "description": "Object detection in video."}]},
    ),
}

TEXT_PREDICTIONS: Final = _answer(
    "/predict",
    {
        "predictions": [
            {
                "input_text": "Transfer learning with transformers for text classification.",
                "predicted_tag": "natural-language-processing",
                "score": 0.91,
                "tags": _TAGS,
                "source": "on_demand",
                "stale": False,
                "run_id": None,
                "model_version": 1,
                "scored_at": _NOW,
            }
        ]
    },
    method="POST",
)

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

PERFORMANCE: Final = _answer(
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

ARGS: Final = _answer("/args", {"model_version": 1, "run_id": 3, "args": _ARGS})

ARG: Final = _answer("/args/min_score", {"model_version": 1, "run_id": 3, "arg": "min_score", "value": 0.3})

_MODEL: Final = {
    "model_version": 1,
    "status": "champion",
    "in_service": True,
    "predictor": "tagger",
    "weighted_f1": 0.85,
    "num_samples": 387,
    "created_at": "2025-06-01T14:12:00Z",
}

MODELS: Final = _answer("/models", {"models": [_MODEL]})

MODEL: Final = _answer(
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

_RUN: Final = {
    "run_id": 3,
    "status": "published",
    "in_service": True,
    "model_version": 1,
    "mode": "incremental",
    "trigger": "schedule",
    "counts": {"total": 387, "scored": 4, "reused": 383, "removed": 1, "failed": 0},
    "started_at": "2025-06-02T03:00:00Z",
    "finished_at": "2025-06-02T03:00:06Z",
    "checked_at": "2025-06-02T03:00:06Z",
}

RUNS: Final = _answer("/runs?top=1", {"runs": [_RUN]})

RUN: Final = _answer(
    "/runs/3",
    {
        **_RUN,
        "phase": "prune",
        "attempt": 1,
        "publish": True,
        "checks": [
            {
                "name": "coverage",
                "status": "passed",
                "figure": 1.0,
                "threshold": 0.99,
                "detail": "387 of 387 projects have a prediction",
            }
        ],
        "error": None,
        "failures": [],
        "attached_at": "2025-06-02T03:00:05Z",
        "pruned_at": None,
    },
)

DIFF: Final = _answer(
    "/runs/3/diff?base=2",
    {
        "run_id": 3,
        "base": 2,
        "both": 385,
        "added": 2,
        "removed": 1,
        "changed": 1,
        "matrix": [{"from_tag": "other", "to_tag": "computer-vision", "projects": 1}],
        "moves": [
            {
                "project_id": "7",
                "from_tag": "other",
                "to_tag": "computer-vision",
                "from_score": 0.29,
                "to_score": 0.84,
            }
        ],
    },
)

TAGS: Final = _answer(
    "/tags",
    {
        "model_version": 1,
        "run_id": 3,
        "tags": [
            {"tag": "natural-language-processing", "projects": 201},
            {"tag": "computer-vision", "projects": 186},
        ],
    },
)

_WELL: Final = "Predawn is well: run 3 is in service with model 1"

ROOT: Final = _answer(
    "/", {"status": "ok", "health": "/health", "docs": "/docs", "dashboard": "/dashboard"}, message=_WELL
)

_HEALTH: Final[dict[str, Any]] = {
    "status": "ok",
    "problems": [],
    "database": {"status": "ok", "kind": "embedded", "version": "18.1"},
    "replica": None,
    "run": {
        "run_id": 3,
        "published_at": "2025-06-02T03:00:06Z",
        "checked_at": "2025-06-02T03:00:06Z",
        "age_seconds": 16194.0,
        "stale": False,
    },
    "newest_run": {
        "run_id": 3,
        "status": "published",
        "started_at": "2025-06-02T03:00:00Z",
        "finished_at": "2025-06-02T03:00:06Z",
    },
    "next_run": {"due_at": "2025-06-03T03:00:00Z", "scheduler_active": True},
    "model": {"model_version": 1, "loaded": True, "kind": "native tagger"},
    "inference_pending": 0,
    "inference_stuck": 0,
    "inference_log": {"waiting": 0, "written": 12, "dropped": 0},
    "quality": {"status": "ok", "measured_at": "2025-06-02T07:29:40Z", "warnings": []},
    "versions": {"python": "3.13.5", "predawn": "0.1.0", "fastapi": "0.165.0"},
}

HEALTH: Final = _answer("/health", _HEALTH, message=_WELL)

_AWAY: Final = "The database cannot be reached, so stored predictions cannot be read."

HEALTH_AWAY: Final = _answer(
    "/health",
    {
        **_HEALTH,
        "status": "unavailable",
        "problems": [_AWAY],
        "database": {"status": "away", "kind": "embedded", "version": "18.1"},
    },
    status=503,
    message=f"Predawn is unavailable: {_AWAY}",
)

METRICS: Final = """\
# HELP predawn_http_requests_total Requests that were answered.
# TYPE predawn_http_requests_total counter
predawn_http_requests_total{route="/predictions/{project_id}",source="cache",status="200"} 1.0
"""

LIVE: Final = _answer("/health/live", {"status": "alive"})

READY: Final = _answer("/health/ready", {"ready": True, "degraded": False}, message="ready")

NOT_READY: Final = _answer(
    "/health/ready", {"ready": False, "degraded": False}, status=503, message="stopping"
)
