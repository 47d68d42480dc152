"""What answers say of quality and drift."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from core.quality.measures import FigureStatus


class FigureValue(BaseModel):
    """A figure of quality or drift."""

    value: float | None
    threshold: float | None = Field(description="What it is held to; null where it is only shown.")
    status: FigureStatus
    detail: str


class QualityWarning(BaseModel):
    """A figure beyond its threshold."""

    of: Literal["in_service", "newest", "traffic"] = Field(
        description="The run in service, the newest run where that is another one, or the on-demand traffic."
    )
    run_id: int | None = Field(description="The run; null of the traffic.")
    name: str
    value: float | None
    threshold: float | None
    detail: str


class QualityHealth(BaseModel):
    """What is known of quality and drift."""

    status: Literal["ok", "warn"]
    measured_at: datetime = Field(description="When the traffic was measured; it is renewed every minute.")
    warnings: list[QualityWarning]


class CalibrationBin(BaseModel):
    """Labelled projects whose scores are alike, and how many of them were right."""

    lower: float | None
    upper: float | None
    mean_score: float | None
    accuracy: float | None
    num_samples: int


class RunQuality(BaseModel):
    """The figures of the run in service, on labels that the model has not seen where it needs any."""

    run_id: int
    figures: dict[str, FigureValue]
    calibration: list[CalibrationBin]


class TrafficQuality(BaseModel):
    """The figures of the on-demand traffic of a window that ends when it was measured."""

    window_seconds: float
    measured_at: datetime
    figures: dict[str, FigureValue]


class LivePerformance(BaseModel):
    """How the model does in service, beside how it did when it was trained."""

    run: RunQuality | None = Field(description="Null before anything was published.")
    traffic: TrafficQuality | None = Field(description="Null until it was measured first.")
