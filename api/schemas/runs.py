"""What is shown of runs, of how two of them differ, and of tags."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from core.types import CheckStatus, Mode, Phase, RunStatus, Trigger

MAX_RUN: Final = 2**63 - 1


class Counts(BaseModel):
    """How many projects a run covered, scored, carried over, saw leaving, and failed to score."""

    model_config = ConfigDict(from_attributes=True)

    total: int
    scored: int
    reused: int
    removed: int
    failed: int


class RunSummary(BaseModel):
    """A run in a list."""

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

    runs: list[RunSummary]


class Check(BaseModel):
    """What a check found."""

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

    phase: Phase
    attempt: int
    publish: bool = Field(description="Whether it was to be published by itself.")
    checks: list[Check]
    error: str | None
    failures: list[Failure] = Field(description="The first projects that it could not score.")
    attached_at: datetime | None
    pruned_at: datetime | None = Field(description="When its predictions were dropped, if they were.")


class TagChange(BaseModel):
    """How many projects went from one tag to another."""

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
    """How a run differs from another."""

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

    model_version: int | None
    run_id: int | None
    tags: list[TagCount]
