"""What predictions of projects look like."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Source = Literal["cache", "on_demand", "memory"]

TAGS_MEANING = (
    "The best tags, descending by score: ten at most, or of a multi-label model all that reach their "
    "thresholds, which may be none."
)


class Tag(BaseModel):
    """A tag and its score."""

    model_config = ConfigDict(from_attributes=True)

    tag: str
    score: float = Field(description="From 0 to 1.")


class ProjectPrediction(BaseModel):
    """The prediction of a project."""

    project_id: str
    predicted_tag: str = Field(description="The best tag, or `other` where its score is too small.")
    score: float = Field(description="The score of the best tag.")
    tags: list[Tag] = Field(description=TAGS_MEANING)
    source: Source = Field(
        description="`cache`: stored by a run; `on_demand`: made for this answer; `memory`: made for an "
        "earlier one."
    )
    stale: bool = Field(
        description="Whether the text has changed since, or the last check of the run is too old."
    )
    run_id: int | None = Field(description="The run that stored it; null where it was made on demand.")
    model_version: int
    scored_at: datetime
