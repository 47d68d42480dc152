"""Explanations of predictions for pages: n-grams for and against a tag, and the text shaded by them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.routes.predictions.inferred import storable
from api.state import State
from core.types import Prediction
from model.predictors.scorer import Scorer, payload_text
from model.tagger import explanation
from model.tagger.explanation import TagExplanation
from model.tagger_scorer import TaggerScorer

MAX_NGRAMS_SHOWN: Final = 8
SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; its shade is positive if it supports the tag, negative if it speaks against it."""

    text: str
    shade: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedPrediction:
    """A prediction, with its explanation if the tagger made it; `largest` is the weight of a full bar."""

    prediction: Prediction
    explanation: TagExplanation | None
    pieces: Sequence[Piece]
    largest: float
    note: str | None = None
    multi_label: bool = False


async def explain(
    state: State, version: int, payloads: Sequence[Mapping[str, str]], *, tag: str | None = None
) -> list[ExplainedPrediction]:
    """Return the predictions of a model for texts, with explanations.

    Raises
    ------
    InferenceRefusedError
        If the model cannot be loaded, or too many requests wait.
    PredictorFailedError
        If a custom predictor fails, or answers with a response of its own.
    InputError
        If the model does not have the tag.
    """
    made = await state.inference.predict(version, payloads)
    predictions = [storable(one.answer) for one in made]

    def work(scorer: Scorer) -> list[ExplainedPrediction]:
        pairs = zip(payloads, predictions, strict=True)
        return [_explain_prediction(scorer, payload, prediction, tag) for payload, prediction in pairs]

    return await state.inference.run(version, work)


def _explain_prediction(
    scorer: Scorer, payload: Mapping[str, str], prediction: Prediction, tag: str | None
) -> ExplainedPrediction:
    if not isinstance(scorer, TaggerScorer):
        return ExplainedPrediction(prediction, None, (), 0.0, note=explanation.NO_EXPLANATION)
    text = payload_text(payload)
    found = explanation.explain(scorer.tagger, text, tag=tag, top=MAX_NGRAMS_SHOWN)
    named = [abs(entry.value) for entry in (*found.in_favour, *found.against)]
    # The text of a project contains its title twice; the page shows it once.
    start = len(payload["title"]) + 1 if "title" in payload else 0
    return ExplainedPrediction(
        prediction=prediction,
        explanation=found,
        pieces=shade(text, found, start),
        largest=max(named, default=0.0),
        multi_label=scorer.tagger.multi_label,
    )


def shade(text: str, found: TagExplanation, start: int = 0) -> list[Piece]:
    """Split a text, from `start` on, into words and gaps, each word shaded by its weight."""
    words = [word for word in found.words if word.start >= start]
    largest = max((abs(word.value) for word in words), default=0.0)
    pieces, end = [], start
    for word in words:
        if word.start > end:
            pieces.append(Piece(text[end : word.start], 0))
        strength = math.ceil(SHADES * abs(word.value) / largest - 0.5) if largest else 0
        pieces.append(
            Piece(text[word.start : word.end], int(math.copysign(strength, word.value)), word.value)
        )
        end = word.end
    if end < len(text):
        pieces.append(Piece(text[end:], 0))
    return pieces
