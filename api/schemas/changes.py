"""The query and the answer of `/changes`."""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

IN_PAGE: Final = 1000
MAX_IN_PAGE: Final = 5000


ChangeKind = Literal["publish", "rollback", "removal", "return", "correction", "withdrawal", "expiry"]


class ChangesQuery(BaseModel):
    """The query of the feed of changes."""

    after: str | None = Field(
        default=None,
        description="The cursor after which to continue: `next` of the page before, or `changes` of a "
        "listing. Without it the feed begins with the first publication.",
    )
    limit: int = Field(default=IN_PAGE, ge=1, le=MAX_IN_PAGE, description="The largest number of changes.")


class Change(BaseModel):
    """A change of a stored answer; null where there was, or is, no answer.

    Numbers and items are those of models that say these; of others, the fields are absent.
    """

    change_id: int = Field(
        description="The number of the change; a later one has a higher number. All changes of the first "
        "publication have the same."
    )
    kind: ChangeKind = Field(
        description="`publish` or `rollback` of a run; `removal` if the project left the catalogue, `return` "
        "if it came back, and the run in service has a prediction for it; `correction` if a person corrected "
        "the tag, `withdrawal` if that was withdrawn, `expiry` if the text has changed since."
    )
    project_id: str = Field(description="The id of the project.")
    from_tag: str | None = Field(description="The predicted tag before.")
    to_tag: str | None = Field(description="The predicted tag after; null if there is no answer any more.")
    from_tags: list[str] | None = Field(
        description="All tags before, if the model predicts several; otherwise null."
    )
    to_tags: list[str] | None = Field(
        description="All tags after, if the model predicts several; otherwise null."
    )
    from_value: float | None = Field(
        default=None, exclude_if=lambda value: value is None, description="The number before."
    )
    to_value: float | None = Field(
        default=None,
        exclude_if=lambda value: value is None,
        description="The number after; null if there is no answer any more.",
    )
    from_items: list[str] | None = Field(
        default=None, exclude_if=lambda items: items is None, description="The ranked items before."
    )
    to_items: list[str] | None = Field(
        default=None,
        exclude_if=lambda items: items is None,
        description="The ranked items after; null if there is no answer any more.",
    )
    score: float | None = Field(description="The score of the tag after.")
    run_id: int = Field(description="The run in service after the change.")
    publication_id: int = Field(
        description="The publication that brought the change, or the latest one before it."
    )
    at: datetime = Field(description="When the change was made.")


class ChangePage(BaseModel):
    """Changes in their order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "changes": [
                        {
                            "change_id": 42,
                            "kind": "publish",
                            "project_id": "7",
                            "from_tag": "computer-vision",
                            "to_tag": "natural-language-processing",
                            "from_tags": None,
                            "to_tags": None,
                            "score": 0.91,
                            "run_id": 3,
                            "publication_id": 3,
                            "at": "2025-06-02T03:00:06Z",
                        }
                    ],
                    "next": "42",
                }
            ]
        }
    )

    changes: list[Change] = Field(description="The changes; empty if there is none after the cursor yet.")
    next: str = Field(description="The cursor after these changes.")
