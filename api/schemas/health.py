"""The answers of the health routes."""

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.quality import QualityHealth
from core.types import RunStatus


class Links(BaseModel):
    """The links of the first page; null where there is nothing to link to."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"status": "ok", "health": "/health", "docs": "/docs", "dashboard": "/dashboard"}]
        }
    )

    status: Literal["ok", "warn", "degraded", "unavailable"] = Field(description="The health in one word.")
    health: str = Field(description="The path of the health of every component.")
    docs: str | None = Field(description="The path of the documentation; null in production.")
    dashboard: str = Field(description="The path of the dashboard.")


class DatabaseHealth(BaseModel):
    """The state of the database."""

    status: Literal["ok", "away"] = Field(description="Whether it can be reached.")
    kind: Literal["embedded", "external"] = Field(
        description="`embedded`, or `external` for a server of your own."
    )
    version: str | None = Field(description="The version of PostgreSQL; null in production.")


class ReplicaHealth(BaseModel):
    """The replica that stored predictions are read from."""

    status: Literal["ok", "behind", "away"] = Field(
        description="The primary is read while it is `behind` by too much, or `away`."
    )
    lag_seconds: float | None = Field(description="How far it is behind; null while it is `away`.")


class RunHealth(BaseModel):
    """The run in service."""

    run_id: int = Field(description="The number of the run.")
    published_at: datetime | None = Field(description="When it was put into service.")
    checked_at: datetime | None = Field(description="When it was last found to be that of the catalogue.")
    age_seconds: float | None = Field(description="How long ago that was.")
    stale: bool = Field(description="Whether its last check is too long ago.")


class NewestRun(BaseModel):
    """The newest run, in service or not."""

    run_id: int = Field(description="The number of the run.")
    status: RunStatus = Field(description="Its status.")
    started_at: datetime = Field(description="When it began.")
    finished_at: datetime | None = Field(description="When it ended; null until then.")


class ModelHealth(BaseModel):
    """The model in service."""

    model_version: int = Field(description="The version of the model.")
    loaded: bool = Field(description="Whether it is loaded.")
    kind: Literal["native tagger", "scikit-learn tagger", "predictor"] | None = Field(
        description="What scores with it; null while it is not loaded."
    )


class NextRun(BaseModel):
    """The next run of the schedule."""

    due_at: datetime = Field(description="When it is due.")
    scheduler_active: bool = Field(description="Whether a scheduler is there to make it.")


class LogHealth(BaseModel):
    """The log of on-demand predictions in this worker."""

    waiting: int = Field(description="Predictions that wait to be written.")
    written: int = Field(description="Predictions written since the start.")
    dropped: int = Field(description="Predictions dropped since the start.")


UNREACHABLE: Final = "The database cannot be reached, so stored predictions cannot be read."


_HEALTH: Final[dict[str, Any]] = {
    "status": "ok",
    "problems": [],
    "database": {"status": "ok", "kind": "embedded", "version": "18.1"},
    "replica": None,
    "run": {
        "run_id": 3,
        "published_at": "2025-06-02T03:00:06Z",
        "checked_at": "2025-06-02T03:00:06Z",
        "age_seconds": 16194.0,
        "stale": False,
    },
    "newest_run": {
        "run_id": 3,
        "status": "published",
        "started_at": "2025-06-02T03:00:00Z",
        "finished_at": "2025-06-02T03:00:06Z",
    },
    "next_run": {"due_at": "2025-06-03T03:00:00Z", "scheduler_active": True},
    "model": {"model_version": 1, "loaded": True, "kind": "native tagger"},
    "inference_pending": 0,
    "inference_stuck": 0,
    "inference_log": {"waiting": 0, "written": 12, "dropped": 0},
    "quality": {"status": "ok", "measured_at": "2025-06-02T07:29:40Z", "warnings": []},
    "versions": {"python": "3.13.5", "predawn": "0.1.0", "fastapi": "0.165.0"},
}


class Health(BaseModel):
    """The state of every part."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _HEALTH,
                {
                    **_HEALTH,
                    "status": "unavailable",
                    "problems": [UNREACHABLE],
                    "database": {"status": "away", "kind": "embedded", "version": "18.1"},
                },
            ]
        }
    )

    status: Literal["ok", "warn", "degraded", "unavailable"] = Field(
        description="`warn` where all is served, and a figure of quality or drift is beyond its threshold, "
        "or the clock of the API differs from that of the database."
    )
    problems: list[str] = Field(description="What is wrong, a sentence each.")
    database: DatabaseHealth = Field(description="The database.")
    replica: ReplicaHealth | None = Field(description="Null where PREDAWN_READ_DATABASE_URL is not set.")
    run: RunHealth | None = Field(description="The run in service; null before anything was published.")
    newest_run: NewestRun | None = Field(description="The newest run; null before the first.")
    next_run: NextRun | None = Field(description="The next due run; null without a schedule.")
    model: ModelHealth | None = Field(description="The model in service; null if there is none.")
    inference_pending: int = Field(description="How many requests wait for the model in this worker.")
    inference_stuck: int = Field(description="How many calls of the model have not returned in time.")
    inference_log: LogHealth = Field(description="The log of on-demand predictions.")
    quality: QualityHealth | None = Field(description="Null until it was measured first.")
    versions: dict[str, str] | None = Field(description="Versions of the parts; null in production.")


class Live(BaseModel):
    """The answer of a process that is alive."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "alive"}]})

    status: Literal["alive"] = Field(description="Always `alive`.")


class Ready(BaseModel):
    """The answer to whether this process takes requests."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"ready": True, "degraded": False}, {"ready": False, "degraded": False}]
        }
    )

    ready: bool = Field(description="Whether requests can be answered.")
    degraded: bool = Field(description="Whether something is wrong that does not keep it from answering.")
