"""What is shown of models: metrics, arguments, and all that is known of one."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, Field

from api.schemas.quality import LivePerformance
from core.types import ModelStatus

MAX_VERSION: Final = 2**31 - 1


class Performance(BaseModel):
    """Metrics of the model in service on projects that it had not seen."""

    model_version: int
    run_id: int | None
    filter: str | None
    status: str | None = Field(description="`evaluated`, or `not enough labels` where figures say little.")
    performance: dict[str, Any]
    live: LivePerformance


class Args(BaseModel):
    """The arguments of the model in service."""

    model_version: int
    run_id: int | None
    args: dict[str, Any]


class Arg(BaseModel):
    """One argument of the model in service."""

    model_version: int
    run_id: int | None
    arg: str
    value: Any


class ModelSummary(BaseModel):
    """A model in a list."""

    model_version: int
    status: ModelStatus
    in_service: bool
    predictor: str
    weighted_f1: float | None = Field(
        description="On held-out projects, of a multi-label model micro F1; null where it was not evaluated."
    )
    num_samples: int | None = Field(description="How many labelled projects it was trained on.")
    created_at: datetime


class ModelList(BaseModel):
    """All models, the newest first."""

    models: list[ModelSummary]


class ModelDetail(ModelSummary):
    """A model with all that is known of it."""

    args: dict[str, Any]
    metrics: dict[str, Any]
    training_data: dict[str, Any]
    artifact_sha256: str | None
    library_versions: dict[str, str] | None = Field(description="Null in production.")
