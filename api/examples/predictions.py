"""Examples of predictions of projects."""

from typing import Final

from api.examples.answers import BEST_TAGS, NIGHT, answered

PREDICTION: Final = answered(
    "/predictions/7",
    {
        "project_id": "7",
        "predicted_tag": "natural-language-processing",
        "score": 0.91,
        "tags": BEST_TAGS,
        "source": "cache",
        "stale": False,
        "run_id": 3,
        "model_version": 1,
        "scored_at": NIGHT,
    },
)

PREDICTION_PAGE: Final = answered(
    "/predictions?tag=natural-language-processing&limit=1",
    {
        "predictions": [PREDICTION["data"]],
        "run_id": 3,
        "next": "WzMsICI3IiwgIjAuOTEiLCAiM2E5ZjA0YjEiXQ",
        "without": [],
    },
)

EXPLANATION: Final = answered(
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

HISTORY: Final = answered(
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
