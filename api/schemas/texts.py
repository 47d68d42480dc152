"""The requests and answers of `/predict`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from api.schemas.explanation import Explanation, NoExplanation
from api.schemas.predictions import (
    BEST_TAGS,
    TAGS_MEANING,
    BestScore,
    Number,
    PredictedTag,
    Ranking,
    Source,
    Tag,
)
from core.errors import InputError
from core.features import Feature, write_features


class TextPrediction(BaseModel):
    """The prediction of a text."""

    input_text: str | None = Field(description="The text; null for the free payloads of a custom predictor.")
    predicted_tag: PredictedTag
    score: BestScore
    tags: list[Tag] = Field(description=TAGS_MEANING)
    value: Number = None
    items: Ranking = None
    in_domain: float | None = Field(
        description="The share of the model's held-out projects that are less like its training texts than "
        "this text is. Below 0.05 it is unknown ground; 0 where no word is known. Where more than one in "
        "twenty held-out projects have no known word, these do not count, and texts without one have null. "
        "Null also for the text of a project that a run has scored, and for models without word vectors."
    )
    source: Source = Field(
        description="`cache`: stored by a run; `on_demand`: made for this answer; `memory`: made for an "
        "earlier one."
    )
    stale: bool = Field(description="Whether the last check of the run is too long ago.")
    run_id: int | None = Field(description="The run that stored it; null if none did.")
    model_version: int = Field(description="The version of the model.")
    scored_at: datetime = Field(description="When it was scored.")
    explanation: Explanation | NoExplanation | None = Field(
        default=None,
        exclude_if=lambda explanation: explanation is None,
        description="Why it is the best tag, where `explain` asks for it.",
    )


class TextPredictions(BaseModel):
    """The predictions of the texts of a request, in their order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "predictions": [
                        {
                            "input_text": "Transfer learning with transformers for text classification.",
                            "predicted_tag": "natural-language-processing",
                            "score": 0.91,
                            "tags": BEST_TAGS,
                            "in_domain": 0.62,
                            "source": "on_demand",
                            "stale": False,
                            "run_id": None,
                            "model_version": 1,
                            "scored_at": "2025-06-02T07:30:00Z",
                        }
                    ]
                }
            ]
        }
    )

    predictions: list[TextPrediction] = Field(description="The predictions.")


def is_unicode(text: str) -> bool:
    """Return whether a text can be written in UTF-8; JSON can carry lone surrogates, which cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class TextItem(BaseModel):
    """A text to tag, or the title and the description of a project."""

    text: str | None = Field(default=None, description="The text, in place of title and description.")
    title: str | None = Field(default=None, description="The title of a project.")
    description: str | None = Field(default=None, description="The description of a project.")
    features: dict[str, Any] | None = Field(
        default=None, description="The features of a project, where PREDAWN_FEATURES names some."
    )

    _features: str | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Self:
        given = [text for text in (self.text, self.title, self.description) if text is not None]
        if self.text is not None and len(given) > 1:
            raise PydanticCustomError(
                "text_ambiguous", "Send either `text`, or `title` and `description`, not both."
            )
        if not any(text.strip() for text in given):
            raise PydanticCustomError(
                "text_missing", "There is no text to classify; send `text`, or `title` and `description`."
            )
        if not all(is_unicode(text) for text in given):
            raise PydanticCustomError(
                "text_unicode", "The text holds half of a surrogate pair, which is not valid Unicode."
            )
        longest = (info.context or {}).get("max_text_characters")
        if longest is not None and any(len(text) > longest for text in given):
            raise PydanticCustomError(
                "text_too_long", "A text may have {longest} characters at most.", {"longest": longest}
            )
        self._features = check_features(self.features, (info.context or {}).get("features", ()))
        return self

    @property
    def canonical_features(self) -> str | None:
        """The features in their canonical form; None where none are set."""
        return self._features

    @property
    def joined(self) -> str:
        """The text as answers repeat it."""
        return self.text if self.text is not None else f"{self.title or ''} {self.description or ''}".strip()


class TextsRequest(BaseModel):
    """Texts to classify."""

    texts: list[TextItem] = Field(description="The texts to tag.")

    @model_validator(mode="before")
    @classmethod
    def _check(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, dict) and isinstance(value.get("texts"), list):
            check_texts(value["texts"], (info.context or {}).get("max_texts"))
        return value


def check_texts(texts: list[Any], most: int | None) -> None:
    """Refuse an empty list of texts, or one of more than are allowed."""
    if not texts:
        raise PydanticCustomError("texts_empty", "List of texts to classify cannot be empty.")
    if most is not None and len(texts) > most:
        raise PydanticCustomError(
            "texts_too_many",
            "List of texts to classify cannot hold more than {most} texts; this one has {length}.",
            {"most": most, "length": len(texts)},
        )


def check_features(values: Mapping[str, object] | None, features: Sequence[Feature]) -> str | None:
    """Return the canonical form of features; None if there are none, neither given nor set.

    What is not given is null, as in a catalogue.
    """
    if values is None and not features:
        return None
    try:
        return write_features(features, values or {})
    except InputError as error:
        raise PydanticCustomError("features", "{why}", {"why": str(error)}) from None


class JsonPayload:
    """Any JSON, documented as the texts that the tagger takes."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Accept anything: only the model in service knows what it takes."""
        return core_schema.any_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the texts."""
        return handler(TextsRequest.__pydantic_core_schema__)
