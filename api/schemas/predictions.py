"""The shape of a project's prediction."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Source = Literal["cache", "on_demand", "memory", "correction"]

TAGS_MEANING = (
    "The best tags, descending by score: ten at most, or of a multi-label model all that reach their "
    "thresholds, which may be none."
)


BEST_TAGS: Final[list[Any]] = [
    {"tag": "natural-language-processing", "score": 0.91},
    {"tag": "computer-vision", "score": 0.05},
    {"tag": "mlops", "score": 0.04},
]


class Tag(BaseModel):
    """A tag and its score."""

    model_config = ConfigDict(from_attributes=True)

    tag: str = Field(description="The tag.")
    score: float = Field(description="From 0 to 1.")


class Item(BaseModel):
    """An item of a ranking and its score."""

    model_config = ConfigDict(from_attributes=True)

    item: str = Field(description="The item.")
    score: float = Field(description="Any finite number.")


PredictedTag = Annotated[
    str | None,
    Field(
        description="The best tag, or `other` where its score is too small; null of models that say a number "
        "or a ranking."
    ),
]
BestScore = Annotated[float | None, Field(description="The score of the best tag; null where there is none.")]
Number = Annotated[
    float | None,
    Field(
        exclude_if=lambda value: value is None,
        description="The number, of models that say one; otherwise the field is absent.",
    ),
]
Ranking = Annotated[
    list[Item] | None,
    Field(
        exclude_if=lambda items: items is None,
        description="The ranked items, the best first, of models that say a ranking; otherwise the field is "
        "absent.",
    ),
]
"""The output of a model for a project or a text: tags, a number, or a ranking."""


STORED_PREDICTION: Final[dict[str, Any]] = {
    "project_id": "7",
    "predicted_tag": "natural-language-processing",
    "score": 0.91,
    "tags": BEST_TAGS,
    "source": "cache",
    "stale": False,
    "run_id": 3,
    "model_version": 1,
    "scored_at": "2025-06-02T03:00:04Z",
}


class ProjectPrediction(BaseModel):
    """The prediction of a project."""

    model_config = ConfigDict(json_schema_extra={"examples": [STORED_PREDICTION]})

    project_id: str = Field(description="The id of the project.")
    predicted_tag: PredictedTag
    score: BestScore
    tags: list[Tag] = Field(description=TAGS_MEANING)
    value: Number = None
    items: Ranking = None
    source: Source = Field(
        description="`cache`: stored by a run; `on_demand`: made for this answer; `memory`: made for an "
        "earlier one; `correction`: a person says so of this text."
    )
    stale: bool = Field(
        description="Whether the text has changed since, or the last check of the run is too old."
    )
    run_id: int | None = Field(description="The run that stored it; null where it was made on demand.")
    model_version: int = Field(description="The version of the model.")
    canary: bool = Field(
        default=False,
        exclude_if=lambda canary: not canary,
        description="True if a canary's run, or its model, answers for the project; otherwise left out.",
    )
    scored_at: datetime = Field(description="When it was scored.")
    model_tag: str | None = Field(
        default=None,
        description="What the model predicts instead; left out unless `source` is `correction`.",
    )
    model_score: float | None = Field(
        default=None, description="The score of `model_tag`; left out unless `source` is `correction`."
    )
