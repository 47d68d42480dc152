"""The requests and answers of `/prediction-lookups`."""

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from api.schemas.predictions import STORED_PREDICTION, ProjectPrediction
from api.schemas.texts import is_unicode


class LookupsRequest(BaseModel):
    """Projects to look up."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(
        min_length=1, description="The ids of the projects; one that is repeated is answered once."
    )
    infer: bool = Field(
        default=False,
        strict=True,
        description="Whether to ask the model for projects without a stored prediction that fits their text.",
    )

    @field_validator("ids")
    @classmethod
    def _check(cls, ids: list[str]) -> list[str]:
        if not is_unicode("".join(ids)):
            raise PydanticCustomError(
                "id_unicode", "An id holds half of a surrogate pair, which is not valid Unicode."
            )
        return ids


class LookedUpPredictions(BaseModel):
    """The predictions of the projects of a request, in their order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"predictions": [STORED_PREDICTION], "run_id": 3, "missing": ["0815"]}]
        }
    )

    predictions: list[ProjectPrediction] = Field(description="The predictions.")
    run_id: int | None = Field(
        description="The run in service, which all stored ones are of but a canary's; null where nothing is "
        "published."
    )
    missing: list[str] = Field(
        description="The ids without a prediction: not in the catalogue, or not predicted yet."
    )
