"""What the pages of health say."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.schemas.quality import QualityHealth
from core.types import RunStatus


class Links(BaseModel):
    """What the first page leads to; null where it is not there."""

    status: Literal["ok", "warn", "degraded", "unavailable"]
    health: str
    docs: str | None
    dashboard: str


class DatabaseHealth(BaseModel):
    """Whether the database answers."""

    status: Literal["ok", "away"]
    kind: Literal["embedded", "external"]
    version: str | None = Field(description="The version of PostgreSQL; null in production.")


class ReplicaHealth(BaseModel):
    """The replica that stored predictions are read from."""

    status: Literal["ok", "behind", "away"] = Field(
        description="The primary is read while it is `behind` by too much, or `away`."
    )
    lag_seconds: float | None = Field(description="How far it is behind; null while it is away.")


class RunHealth(BaseModel):
    """The run in service."""

    run_id: int
    published_at: datetime | None
    checked_at: datetime | None = Field(description="When it was last found to be that of the catalogue.")
    age_seconds: float | None = Field(description="How long ago that was.")
    stale: bool


class NewestRun(BaseModel):
    """The newest run, in service or not."""

    run_id: int
    status: RunStatus
    started_at: datetime
    finished_at: datetime | None


class ModelHealth(BaseModel):
    """The model in service."""

    model_version: int
    loaded: bool
    kind: Literal["native tagger", "scikit-learn tagger", "predictor"] | None = Field(
        description="What scores with it; null while it is not loaded."
    )


class NextRun(BaseModel):
    """When the schedule makes the next run."""

    due_at: datetime
    scheduler_active: bool = Field(description="Whether a scheduler is there to make it.")


class LogHealth(BaseModel):
    """The log of on-demand predictions in this worker."""

    waiting: int
    written: int
    dropped: int


class Health(BaseModel):
    """The state of every part."""

    status: Literal["ok", "warn", "degraded", "unavailable"] = Field(
        description="`warn` where all is served, and a figure of quality or drift is beyond its threshold."
    )
    problems: list[str] = Field(description="What is wrong, a sentence each.")
    database: DatabaseHealth
    replica: ReplicaHealth | None = Field(description="Null where PREDAWN_READ_DATABASE_URL is not set.")
    run: RunHealth | None
    newest_run: NewestRun | None
    next_run: NextRun | None
    model: ModelHealth | None
    inference_pending: int = Field(description="How many requests wait for the model in this worker.")
    inference_stuck: int = Field(description="How many calls of the model have not come back in time.")
    inference_log: LogHealth
    quality: QualityHealth | None = Field(description="Null until it was measured first.")
    versions: dict[str, str] | None = Field(description="Versions of the parts; null in production.")


class Live(BaseModel):
    """That the process answers."""

    status: Literal["alive"]


class Ready(BaseModel):
    """Whether requests should be sent here."""

    ready: bool
    degraded: bool = Field(description="Whether something is wrong that does not keep it from answering.")
