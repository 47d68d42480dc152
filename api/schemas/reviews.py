"""The query and the answer of `/reviews`."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

IN_PAGE: Final = 20
MAX_IN_PAGE: Final = 200


class ReviewsQuery(BaseModel):
    """The query of reviews."""

    limit: int = Field(default=IN_PAGE, ge=1, le=MAX_IN_PAGE, description="The largest number of projects.")
    cursor: str | None = Field(
        default=None, description="The position to continue at: `next` of the page before."
    )


class ProjectReview(BaseModel):
    """A project that a person should look at."""

    model_config = ConfigDict(from_attributes=True)

    project_id: str = Field(
        description="The id of the project; of a logged text, `inference-` and its number."
    )
    why: Literal["expired_correction", "known_tag", "near_tie", "unknown_ground"] = Field(
        description="`expired_correction`: its text has changed since it was corrected; `known_tag`: the "
        "model contradicts the known tag; `near_tie`: the two best tags have nearly the same score; "
        "`unknown_ground`: a text of `POST /predict` that is hardly like any training text."
    )
    title: str = Field(description="The title.")
    description: str = Field(description="The description.")
    predicted_tag: str = Field(description="The tag that the run in service has.")
    score: float = Field(description="The score of the best tag.")
    second_tag: str | None = Field(description="The second best tag; null if there is none.")
    second_score: float | None = Field(description="Its score.")
    known_tag: str | None = Field(description="The tag that the source says, several as `a|b`.")
    corrected_tag: str | None = Field(description="What a person said of an earlier text, several as `a|b`.")
    known_tags: list[str] | None = Field(description="`known_tag` as a list.")
    corrected_tags: list[str] | None = Field(description="`corrected_tag` as a list; empty for no tag.")
    content_hash: str = Field(
        description="The hash of the text, with which a correction is refused once the text has changed."
    )


class ReviewPage(BaseModel):
    """Projects that a person should look at, the most urgent first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reviews": [
                        {
                            "project_id": "7",
                            "why": "known_tag",
                            "title": "Attention for molecules",
                            "description": "A graph transformer.",
                            "predicted_tag": "graph-learning",
                            "score": 0.71,
                            "second_tag": "natural-language-processing",
                            "second_score": 0.22,
                            "known_tag": "natural-language-processing",
                            "corrected_tag": None,
                            "known_tags": ["natural-language-processing"],
                            "corrected_tags": None,
                            "content_hash": "9f86d081884c7d65" * 4,
                        }
                    ],
                    "run_id": 3,
                    "next": "WyJyZXZpZXdzIiwgMywgMTcxMDAwMCwgIjciXQ",
                }
            ]
        }
    )

    reviews: list[ProjectReview] = Field(description="The projects.")
    run_id: int | None = Field(description="The run whose predictions these are; null if none is published.")
    next: str | None = Field(description="The cursor of the next page; null if this is the last one.")
