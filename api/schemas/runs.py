"""The shapes of runs, of the difference of two runs, and of tags."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from core.types import CheckStatus, Mode, Phase, RunStatus, Trigger

MAX_RUN: Final = 2**63 - 1


class Counts(BaseModel):
    """The numbers of projects that a run covered, scored, reused, found removed, and failed to score."""

    model_config = ConfigDict(from_attributes=True)

    total: int = Field(description="Active projects of the catalogue.")
    scored: int = Field(description="Projects that the model scored.")
    reused: int = Field(description="Projects whose prediction was reused.")
    removed: int = Field(description="Projects that left the catalogue.")
    failed: int = Field(description="Projects that could not be scored.")


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

    run_id: int = Field(description="The number of the run.")
    status: RunStatus = Field(description="Its status.")
    in_service: bool = Field(description="Whether it is in service.")
    model_version: int | None = Field(description="The version of its model; null until it is chosen.")
    mode: Mode = Field(
        description="`incremental` reuses what still fits, `full` scores all anew, `partial` chosen projects."
    )
    trigger: Trigger = Field(description="What began it.")
    counts: Counts = Field(description="The numbers of its projects.")
    started_at: datetime = Field(description="When it began.")
    finished_at: datetime | None = Field(description="When it ended; null until then.")
    checked_at: datetime | None = Field(
        description="When its predictions were last found to fit the catalogue; null until then."
    )


class RunList(BaseModel):
    """The newest runs, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"runs": [_RUN]}]})

    runs: list[RunSummary] = Field(description="The runs.")


class Check(BaseModel):
    """The result of a check."""

    model_config = ConfigDict(from_attributes=True)

    name: str = Field(description="The name of the check.")
    status: CheckStatus = Field(description="The outcome of the check.")
    figure: float | None = Field(description="What was measured; null if nothing could be.")
    threshold: float | None = Field(description="The threshold; null if there is none.")
    detail: str = Field(description="A sentence on it.")


class Failure(BaseModel):
    """A project that a run could not score."""

    project_id: str = Field(description="The id of the project.")
    error: str = Field(description="Why it could not be scored.")


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

    phase: Phase = Field(description="The step that it is in, or ended in.")
    attempt: int = Field(description="How many processes have worked on it.")
    publish: bool = Field(description="Whether it was to be published by itself.")
    checks: list[Check] = Field(description="The results of its checks.")
    error: str | None = Field(description="Why it ended; null if it ended well.")
    failures: list[Failure] = Field(description="The first projects that it could not score.")
    attached_at: datetime | None = Field(description="When its predictions were complete; null until then.")
    pruned_at: datetime | None = Field(description="When its predictions were dropped, if they were.")


class TagChange(BaseModel):
    """The number of projects that changed from one tag to another."""

    model_config = ConfigDict(from_attributes=True)

    from_tag: str = Field(description="The tag before.")
    to_tag: str = Field(description="The tag after.")
    projects: int = Field(description="The number of projects.")


class Move(BaseModel):
    """A project whose score differs between two runs, with its tag and score in either."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str = Field(description="The id of the project.")
    from_tag: str = Field(description="The tag before.")
    to_tag: str = Field(description="The tag after.")
    from_score: float = Field(description="The score before.")
    to_score: float = Field(description="The score after.")


class MoveOfNumber(BaseModel):
    """A project whose number differs between two runs."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str = Field(description="The id of the project.")
    from_value: float = Field(description="The number before.")
    to_value: float = Field(description="The number after.")


class MoveOfRanking(BaseModel):
    """A project whose ranked items differ between two runs."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str = Field(description="The id of the project.")
    from_items: list[str] = Field(description="The items before.")
    to_items: list[str] = Field(description="The items after.")
    overlap: float = Field(description="The share of the longer ranking that is in both.")


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

    run_id: int = Field(description="The number of the run.")
    base: int = Field(description="The run that it is compared with.")
    both: int = Field(description="How many projects are in both.")
    added: int = Field(description="How many are in this run alone.")
    removed: int = Field(description="How many are in the other alone.")
    changed: int = Field(
        description="How many of those in both have another tag, number or ranking; if both models are "
        "multi-label, how many lost or gained a tag."
    )
    matrix: list[TagChange] = Field(description="From which tag to which they went, the most first.")
    moves: list[Move] = Field(
        description="The projects whose score differs most, with or without another tag."
    )
    number_moves: list[MoveOfNumber] = Field(
        default=[],
        exclude_if=lambda moves: not moves,
        description="The projects whose numbers differ most, where models say numbers; otherwise absent.",
    )
    ranking_moves: list[MoveOfRanking] = Field(
        default=[],
        exclude_if=lambda moves: not moves,
        description="The projects whose rankings have least in common, where models say rankings; otherwise "
        "absent.",
    )


class TagCount(BaseModel):
    """A tag, and how many projects have it in the run in service."""

    tag: str = Field(description="The tag.")
    projects: int = Field(description="The number of projects.")


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

    model_version: int | None = Field(description="The model in service; null if there is none.")
    run_id: int | None = Field(description="The run in service; null before anything was published.")
    tags: list[TagCount] = Field(description="The tags.")
