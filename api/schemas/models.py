"""The shapes of models: metrics, arguments, and everything known of one model."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.quality import LIVE_PERFORMANCE, LivePerformance
from core.types import ModelStatus

MAX_VERSION: Final = 2**31 - 1


_FIGURES: Final[dict[str, Any]] = {"precision": 0.86, "recall": 0.85, "f1": 0.85, "num_samples": 77}


class ModelPerformance(BaseModel):
    """Metrics of the model in service on projects that it had not seen."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model_version": 1,
                    "run_id": 3,
                    "filter": "overall",
                    "status": "evaluated",
                    "performance": {"overall": _FIGURES},
                    "live": LIVE_PERFORMANCE,
                }
            ]
        }
    )

    model_version: int = Field(description="The version of the model.")
    run_id: int | None = Field(description="The run in service; null before anything was published.")
    filter: str | None = Field(description="The filter of the request; null for all metrics.")
    status: str | None = Field(description="`evaluated`, or `not enough labels` where figures say little.")
    performance: dict[str, Any] = Field(description="The metrics, by their name.")
    live: LivePerformance = Field(description="The quality since it went into service.")


_ARGS: Final[dict[str, Any]] = {
    "word_ngrams": [1, 2],
    "char_ngrams": [2, 5],
    "min_df": 2,
    "max_features": 50000,
    "c": 1.0,
    "min_score": 0.3,
    "seed": 0,
}


class ModelArgs(BaseModel):
    """The arguments of the model in service."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"model_version": 1, "run_id": 3, "args": _ARGS}]}
    )

    model_version: int = Field(description="The version of the model.")
    run_id: int | None = Field(description="The run in service; null before anything was published.")
    args: dict[str, Any] = Field(description="The arguments, by name.")


class Arg(BaseModel):
    """One argument of the model in service."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"model_version": 1, "run_id": 3, "arg": "min_score", "value": 0.3}]}
    )

    model_version: int = Field(description="The version of the model.")
    run_id: int | None = Field(description="The run in service; null before anything was published.")
    arg: str = Field(description="The name of the argument.")
    value: Any = Field(description="Its value.")


_MODEL: Final[dict[str, Any]] = {
    "model_version": 1,
    "status": "champion",
    "in_service": True,
    "predictor": "tagger",
    "weighted_f1": 0.85,
    "num_samples": 387,
    "created_at": "2025-06-01T14:12:00Z",
}


class ModelSummary(BaseModel):
    """A model in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MODEL]})

    model_version: int = Field(description="The version of the model.")
    status: ModelStatus = Field(description="`champion`, `candidate` or `archived`.")
    in_service: bool = Field(description="Whether it is in service.")
    predictor: str = Field(description="The class that predicts; `tagger` is the one that ships.")
    weighted_f1: float | None = Field(
        description="On held-out projects, of a multi-label model micro F1; null where it was not evaluated."
    )
    num_samples: int | None = Field(description="How many labelled projects it was trained on.")
    created_at: datetime = Field(description="When it was registered.")


class ModelList(BaseModel):
    """All models, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"models": [_MODEL]}]})

    models: list[ModelSummary] = Field(description="The models.")


class ModelDetail(ModelSummary):
    """A model with all that is known of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_MODEL,
                    "args": _ARGS,
                    "metrics": {"status": "evaluated", "overall": _FIGURES},
                    "training_data": {"num_samples": 387},
                    "artifact_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    "library_versions": {"scikit-learn": "1.9.0"},
                }
            ]
        }
    )

    args: dict[str, Any] = Field(description="Its arguments, by name.")
    metrics: dict[str, Any] = Field(description="Its metrics on held-out projects.")
    training_data: dict[str, Any] = Field(description="What it was trained on.")
    artifact_sha256: str | None = Field(
        description="The SHA-256 of its artifact; null for a custom predictor."
    )
    library_versions: dict[str, str] | None = Field(description="Null in production.")
