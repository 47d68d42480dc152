"""Examples of `POST /predict`."""

from typing import Final

from fastapi.openapi.models import Example

from api.examples.answers import BEST_TAGS, NOW, answered

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

TEXT_PREDICTIONS: Final = answered(
    "/predict",
    {
        "predictions": [
            {
                "input_text": "Transfer learning with transformers for text classification.",
                "predicted_tag": "natural-language-processing",
                "score": 0.91,
                "tags": BEST_TAGS,
                "source": "on_demand",
                "stale": False,
                "run_id": None,
                "model_version": 1,
                "scored_at": NOW,
            }
        ]
    },
    method="POST",
)
