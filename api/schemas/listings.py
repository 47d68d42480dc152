"""The shapes of listings and histories, as the OpenAPI document shows them."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.changes import ChangeKind
from api.schemas.models import MAX_VERSION
from api.schemas.predictions import STORED_PREDICTION, ProjectPrediction

IN_JSON: Final = 100
MAX_IN_JSON: Final = 1000
"""The most predictions in one JSON answer, which is built as a whole."""


class ListingQuery(BaseModel):
    """The query of a listing."""

    ids: list[str] | None = Field(
        default=None,
        description="The ids of projects, separated by commas, instead of a listing.",
        examples=[["7,8"]],
    )
    tag: str | None = Field(
        default=None,
        description="Only projects with this predicted tag, the highest score first; of a multi-label "
        "model, those that have it among their tags.",
    )
    min_score: float = Field(
        default=0.0, ge=0, le=1, description="Only scores of at least this: of the tag, where one is listed."
    )
    min_value: float | None = Field(
        default=None,
        allow_inf_nan=False,
        description="Only numbers of at least this, the largest first; where a model says numbers.",
    )
    max_value: float | None = Field(
        default=None,
        allow_inf_nan=False,
        description="Only numbers of at most this, the largest first; where a model says numbers.",
    )
    item: str | None = Field(
        default=None, description="Only projects that this item is ranked for; where a model says rankings."
    )
    model: int | None = Field(
        default=None, ge=1, le=MAX_VERSION, description="Only predictions of this version of the model."
    )
    stale: bool | None = Field(
        default=None, description="Only those that are stale, or only those that are not."
    )
    limit: int | None = Field(
        default=None,
        ge=1,
        le=2**53,
        description=f"The number of predictions: in JSON {IN_JSON} by default and {MAX_IN_JSON:,} at most, "
        "in CSV and NDJSON all by default.",
    )
    cursor: str | None = Field(
        default=None, description="The position to continue at: `next` of the page before."
    )
    excel: bool = Field(
        default=False,
        description="Whether a spreadsheet opens the CSV: with a byte-order mark, and with an apostrophe "
        "before a text that would be a formula.",
    )


class PredictionPage(BaseModel):
    """Predictions of one run."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "predictions": [STORED_PREDICTION],
                    "run_id": 3,
                    "next": "WzMsICI3IiwgIjAuOTEiLCAiM2E5ZjA0YjEiXQ",
                    "without": [],
                    "changes": "41",
                }
            ]
        }
    )

    predictions: list[ProjectPrediction] = Field(description="The predictions.")
    run_id: int | None = Field(
        description="The run that all of them are of, but given projects of a canary; null where nothing is "
        "published."
    )
    next: str | None = Field(description="The cursor of the next page; null where this is the last one.")
    without: list[str] = Field(description="Of the ids that were named, those without a stored prediction.")
    changes: str | None = Field(
        description="The cursor for `GET /changes` of the moment when the listing began; null for given ids."
    )


class RunPrediction(BaseModel):
    """A project's prediction in a retained run that was published."""

    model_config = ConfigDict(from_attributes=True)

    run_id: int = Field(description="The number of the run.")
    published_at: datetime = Field(description="When it went into service for the first time.")
    predicted_tag: str | None = Field(
        description="The best tag, or `other`; null of models that say a number or a ranking."
    )
    score: float | None = Field(description="The score of the best tag; null where there is none.")
    tags: list[str] | None = Field(
        default=None,
        exclude_if=lambda tags: tags is None,
        description="All tags, the best first, of multi-label models.",
    )
    value: float | None = Field(
        default=None,
        exclude_if=lambda value: value is None,
        description="The number, of models that say one.",
    )
    items: list[str] | None = Field(
        default=None,
        exclude_if=lambda items: items is None,
        description="The ranked items, the best first, of models that say a ranking.",
    )
    model_version: int = Field(description="The version of the model.")
    in_service: bool = Field(description="Whether it is in service.")


class PredictionChange(BaseModel):
    """A change of a project's prediction; null where it had, or has, none."""

    model_config = ConfigDict(from_attributes=True)

    publication_id: int = Field(
        description="The publication that brought the change, or the latest one before it."
    )
    kind: ChangeKind = Field(
        description="`publish` or `rollback`; `removal` if the project left the catalogue while the run was "
        "in service, `return` if it came back; `correction` if a person corrected the tag, `withdrawal` if "
        "that was withdrawn, `expiry` if the text has changed since."
    )
    changed_at: datetime = Field(description="When it changed.")
    from_run: int = Field(description="The run in service before; null before the first.")
    to_run: int = Field(description="The run in service after.")
    from_tag: str | None = Field(description="The tag before; null if there was none.")
    to_tag: str | None = Field(description="The tag after; null if there is none.")
    from_score: float | None = Field(description="The score before; null if there was none.")
    to_score: float | None = Field(description="The score after; null if there is none.")
    from_tags: list[str] | None = Field(
        default=None,
        exclude_if=lambda tags: tags is None,
        description="All tags before, of multi-label models.",
    )
    to_tags: list[str] | None = Field(
        default=None,
        exclude_if=lambda tags: tags is None,
        description="All tags after, of multi-label models.",
    )
    from_value: float | None = Field(
        default=None,
        exclude_if=lambda value: value is None,
        description="The number before, if there was one.",
    )
    to_value: float | None = Field(
        default=None, exclude_if=lambda value: value is None, description="The number after, if there is one."
    )
    from_items: list[str] | None = Field(
        default=None,
        exclude_if=lambda items: items is None,
        description="The ranked items before, if there were some.",
    )
    to_items: list[str] | None = Field(
        default=None,
        exclude_if=lambda items: items is None,
        description="The ranked items after, if there are some.",
    )


class PredictionHistory(BaseModel):
    """The predictions of a project over all publications."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "project_id": "7",
                    "in_catalogue": True,
                    "runs": [
                        {
                            "run_id": 3,
                            "published_at": "2025-06-02T03:00:06Z",
                            "predicted_tag": "natural-language-processing",
                            "score": 0.91,
                            "model_version": 1,
                            "in_service": True,
                        }
                    ],
                    "changes": [
                        {
                            "publication_id": 3,
                            "kind": "publish",
                            "changed_at": "2025-06-02T03:00:06Z",
                            "from_run": 2,
                            "to_run": 3,
                            "from_tag": "computer-vision",
                            "to_tag": "natural-language-processing",
                            "from_score": 0.52,
                            "to_score": 0.91,
                        }
                    ],
                }
            ]
        }
    )

    project_id: str = Field(description="The id of the project.")
    in_catalogue: bool = Field(description="Whether the project is in the catalogue.")
    runs: list[RunPrediction] = Field(description="Of the runs that are retained, the newest first.")
    changes: list[PredictionChange] = Field(description="They outlive the runs; the newest first.")
