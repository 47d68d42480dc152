"""The shapes of runs, of the difference of two runs, and of tags."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from core.types import CheckStatus, Mode, Phase, RunStatus, Trigger

MAX_RUN: Final = 2**63 - 1


class Counts(BaseModel):
    """The numbers of projects that a run covered, scored, reused, found removed, and failed to score."""

    model_config = ConfigDict(from_attributes=True)

    total: int
    scored: int
    reused: int
    removed: int
    failed: int


_RUN: Final[dict[str, Any]] = {
    "run_id": 3,
    "status": "published",
    "in_service": True,
    "model_version": 1,
    "mode": "incremental",
    "trigger": "schedule",
    "counts": {"total": 387, "scored": 4, "reused": 383, "removed": 1, "failed": 0},
    "started_at": "2025-06-02T03:00:00Z",
    "finished_at": "2025-06-02T03:00:06Z",
    "checked_at": "2025-06-02T03:00:06Z",
}


class RunSummary(BaseModel):
    """A run in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [_RUN]})

    run_id: int
    status: RunStatus
    in_service: bool
    model_version: int | None
    mode: Mode
    trigger: Trigger
    counts: Counts
    started_at: datetime
    finished_at: datetime | None
    checked_at: datetime | None


class RunList(BaseModel):
    """The newest runs, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"runs": [_RUN]}]})

    runs: list[RunSummary]


class Check(BaseModel):
    """The result of a check."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    status: CheckStatus
    figure: float | None
    threshold: float | None
    detail: str


class Failure(BaseModel):
    """A project that a run could not score."""

    project_id: str
    error: str


class RunDetail(RunSummary):
    """A run with all that is known of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_RUN,
                    "phase": "prune",
                    "attempt": 1,
                    "publish": True,
                    "checks": [
                        {
                            "name": "coverage",
                            "status": "passed",
                            "figure": 1.0,
                            "threshold": 0.99,
                            "detail": "387 of 387 projects have a prediction",
                        }
                    ],
                    "error": None,
                    "failures": [],
                    "attached_at": "2025-06-02T03:00:05Z",
                    "pruned_at": None,
                }
            ]
        }
    )

    phase: Phase
    attempt: int
    publish: bool = Field(description="Whether it was to be published by itself.")
    checks: list[Check]
    error: str | None
    failures: list[Failure] = Field(description="The first projects that it could not score.")
    attached_at: datetime | None
    pruned_at: datetime | None = Field(description="When its predictions were dropped, if they were.")


class TagChange(BaseModel):
    """The number of projects that changed from one tag to another."""

    from_tag: str
    to_tag: str
    projects: int


class Move(BaseModel):
    """A project whose score differs between two runs, with its tag and score in either."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str
    from_tag: str
    to_tag: str
    from_score: float
    to_score: float


class Diff(BaseModel):
    """The difference between two runs."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "run_id": 3,
                    "base": 2,
                    "both": 385,
                    "added": 2,
                    "removed": 1,
                    "changed": 1,
                    "matrix": [{"from_tag": "other", "to_tag": "computer-vision", "projects": 1}],
                    "moves": [
                        {
                            "project_id": "7",
                            "from_tag": "other",
                            "to_tag": "computer-vision",
                            "from_score": 0.29,
                            "to_score": 0.84,
                        }
                    ],
                }
            ]
        }
    )

    run_id: int
    base: int = Field(description="The run that it is compared with.")
    both: int = Field(description="How many projects are in both.")
    added: int = Field(description="How many are in this run alone.")
    removed: int = Field(description="How many are in the other alone.")
    changed: int = Field(description="How many of those in both have another tag.")
    matrix: list[TagChange] = Field(description="From which tag to which they went, the most first.")
    moves: list[Move] = Field(
        description="The projects whose score differs most, with or without another tag."
    )


class TagCount(BaseModel):
    """A tag, and how many projects have it in the run in service."""

    tag: str
    projects: int


class TagList(BaseModel):
    """The tags that the model knows or the run in service holds, by the number of projects."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model_version": 1,
                    "run_id": 3,
                    "tags": [
                        {"tag": "natural-language-processing", "projects": 201},
                        {"tag": "computer-vision", "projects": 186},
                    ],
                }
            ]
        }
    )

    model_version: int | None
    run_id: int | None
    tags: list[TagCount]
