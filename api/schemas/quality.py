"""The shapes of quality and drift."""

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.quality.measures import FigureStatus


class FigureValue(BaseModel):
    """A figure of quality or drift."""

    value: float | None = Field(description="The figure; null if it cannot be given.")
    threshold: float | None = Field(description="What it is held to; null where it is only shown.")
    status: FigureStatus = Field(description="How it stands to its threshold.")
    detail: str = Field(description="A sentence on it.")


class QualityWarning(BaseModel):
    """A figure beyond its threshold."""

    of: Literal["in_service", "newest", "traffic"] = Field(
        description="The run in service, the newest run where that is another one, or the on-demand traffic."
    )
    run_id: int | None = Field(description="The run; null of the traffic.")
    name: str = Field(description="The name of the figure.")
    value: float | None = Field(description="The figure; null if it cannot be given.")
    threshold: float | None = Field(description="The threshold; null if there is none.")
    detail: str = Field(description="A sentence on it.")


class QualityHealth(BaseModel):
    """The current figures of quality and drift."""

    status: Literal["ok", "warn"] = Field(
        description="`warn` if a figure of the run in service or of the traffic is beyond its threshold; "
        "of a run that is not published, `warnings` alone say it."
    )
    measured_at: datetime = Field(description="When the traffic was measured; it is renewed every minute.")
    warnings: list[QualityWarning] = Field(description="The figures beyond their thresholds.")


class CalibrationBin(BaseModel):
    """Labelled projects whose scores are alike, and how many of them were right."""

    lower: float | None = Field(description="The lower end of the scores.")
    upper: float | None = Field(description="The upper end of the scores.")
    mean_score: float | None = Field(description="The mean score; null if there are no projects.")
    accuracy: float | None = Field(description="The share that was right; null if there are no projects.")
    num_samples: int = Field(description="The number of labelled projects.")


class RunQuality(BaseModel):
    """The figures of the run in service, on labels that the model has not seen where it needs any."""

    run_id: int = Field(description="The number of the run.")
    figures: dict[str, FigureValue] = Field(description="Figures by name.")
    calibration: list[CalibrationBin] = Field(
        description="How often projects with similar scores were right."
    )


class TrafficQuality(BaseModel):
    """The figures of the on-demand traffic of a window that ends when it was measured."""

    window_seconds: float = Field(description="The length of the window, in seconds.")
    measured_at: datetime = Field(description="When it was measured.")
    figures: dict[str, FigureValue] = Field(description="Figures by name.")


LIVE_PERFORMANCE: Final[dict[str, Any]] = {
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


class LivePerformance(BaseModel):
    """The quality of the model in service, beside its quality at training."""

    model_config = ConfigDict(json_schema_extra={"examples": [LIVE_PERFORMANCE]})

    run: RunQuality | None = Field(description="Null before anything was published.")
    traffic: TrafficQuality | None = Field(description="Null until it was measured first.")
