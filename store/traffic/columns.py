"""Predictions as columns of the tables of traffic, and back."""

from collections.abc import Mapping
from typing import Any

from core.scores import as_stored
from core.types import Output, Prediction, TagScore


def to_columns(prediction: Prediction) -> dict[str, Any]:
    """Return the columns of a prediction; null in those of other outputs."""
    tagged = prediction.output is Output.TAGS
    ranked = prediction.items
    return {
        "predicted_tag": prediction.predicted_tag,
        "score": prediction.score,
        "tags": [entry.tag for entry in prediction.tags] if tagged else None,
        "scores": [entry.score for entry in prediction.tags] if tagged else None,
        "in_domain": prediction.in_domain,
        "value": prediction.value,
        "items": None if ranked is None else [entry.item for entry in ranked],
        "item_scores": None if ranked is None else [entry.score for entry in ranked],
    }


def from_columns(row: Mapping[str, Any]) -> Prediction:
    """Return the prediction of a row."""
    if row["value"] is not None:
        return Prediction.of_number(row["value"])
    if row["items"] is not None:
        return Prediction.of_ranking(zip(row["items"], row["item_scores"], strict=True))
    tags = zip(row["tags"], row["scores"], strict=True)
    in_domain = row["in_domain"]
    return Prediction(
        row["predicted_tag"],
        as_stored(row["score"]),
        tuple(TagScore(tag, as_stored(score)) for tag, score in tags),
        None if in_domain is None else as_stored(in_domain),
    )
