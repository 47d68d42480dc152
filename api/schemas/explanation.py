"""The shapes of explanations, as the OpenAPI document shows them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_NGRAMS = 100


class Ngram(BaseModel):
    """The contribution of an n-gram of the text, or of a word by its vector, to the decision."""

    model_config = ConfigDict(from_attributes=True)

    ngram: str = Field(description="As the model sees it: in lower case, with a space at each end of a word.")
    kind: Literal["words", "characters", "vectors"] = Field(
        description="`words` and `characters`: an n-gram of these; `vectors`: a word, by its vector."
    )
    count: int = Field(description="How often the text holds it.")
    value: float = Field(description="What it adds to the decision; below zero it speaks against the tag.")


class Word(BaseModel):
    """The contribution of a word of the text, through its vector and all n-grams it is part of."""

    model_config = ConfigDict(from_attributes=True)

    word: str = Field(description="As the model sees it: in lower case.")
    count: int = Field(description="How often the text holds it.")
    value: float = Field(description="What it adds to the decision; below zero it speaks against the tag.")


class Explanation(BaseModel):
    """Why the tagger decides as it does.

    `decision` is `intercept` + the `value`s of `in_favour` and `against` + `rest`; it is also `intercept` +
    the `value`s of `by_word`.
    """

    model_config = ConfigDict(from_attributes=True)

    tag: str = Field(description="The tag that is explained.")
    decision: float = Field(description="The linear model's decision; scores are a softmax of these.")
    score: float = Field(description="The score of the tag.")
    intercept: float = Field(description="The decision for a text that holds nothing the model knows.")
    in_favour: list[Ngram] = Field(description="What speaks for the tag, the weightiest first.")
    against: list[Ngram] = Field(description="What speaks against it, the weightiest first.")
    rest: float = Field(description="What all other n-grams add together.")
    n_ngrams: int = Field(
        description="How many different n-grams of the text the model knows, and words by their vectors."
    )
    by_word: list[Word] = Field(
        description="All words of the text, each with all its n-grams, the weightiest first."
    )


class NoExplanation(BaseModel):
    """The reason why there is no explanation."""

    reason: str = Field(description="Why there is none.")


class ProjectExplanation(BaseModel):
    """Why the model in service gives a project its tag."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "project_id": "7",
                    "model_version": 1,
                    "fits": True,
                    "explanation": {
                        "tag": "natural-language-processing",
                        "decision": 0.81,
                        "score": 0.91,
                        "intercept": -0.62,
                        "in_favour": [{"ngram": "transformers", "kind": "words", "count": 2, "value": 0.34}],
                        "against": [{"ngram": " im", "kind": "characters", "count": 1, "value": -0.05}],
                        "rest": 1.14,
                        "n_ngrams": 214,
                        "by_word": [{"word": "transformers", "count": 2, "value": 0.98}],
                    },
                }
            ]
        }
    )

    project_id: str = Field(description="The id of the project.")
    model_version: int = Field(description="The version of the model.")
    fits: bool = Field(
        description="Whether the stored prediction was made from this text, which is that of the project now."
    )
    explanation: Explanation | NoExplanation = Field(description="The explanation of the tag.")
