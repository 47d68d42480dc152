"""Explanations of predictions for pages: words for and against a tag, and the text shaded by them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.dashboard.drawing import formats
from api.routes.predictions.inferred import require_prediction
from api.state import State
from core.types import Prediction
from model.predictors.scorer import Scorer, payload_text
from model.tagger import explanation
from model.tagger.domain import UNKNOWN_GROUND
from model.tagger.explanation import TagExplanation, WordContribution
from model.tagger_scorer import TaggerScorer

MAX_WORDS_SHOWN: Final = 8
SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; its shade is positive if it supports the tag, negative if it speaks against it."""

    text: str
    shade: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedPrediction:
    """A prediction, with its explanation if the tagger made it.

    Attributes
    ----------
    prediction
        The prediction.
    explanation
        The explanation; None of a custom predictor.
    pieces
        The text, shaded.
    in_favour, against
        The words with the largest contributions for the tag, and against it, the largest first.
    n_others, rest
        The number of other words, and what they add together.
    largest
        The weight of a full bar.
    caution
        A sentence where the text is unlike the training texts; None where it is not, or nobody knows.
    """

    prediction: Prediction
    explanation: TagExplanation | None
    pieces: Sequence[Piece] = ()
    in_favour: Sequence[WordContribution] = ()
    against: Sequence[WordContribution] = ()
    n_others: int = 0
    rest: float = 0.0
    largest: float = 0.0
    note: str | None = None
    multi_label: bool = False
    caution: str | None = None


async def explain(
    state: State, version: int, payloads: Sequence[Mapping[str, Any]], *, tag: str | None = None
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
    predictions = [require_prediction(one.answer) for one in made]

    def work(scorer: Scorer) -> list[ExplainedPrediction]:
        pairs = zip(payloads, predictions, strict=True)
        return [_explain_prediction(scorer, payload, prediction, tag) for payload, prediction in pairs]

    return await state.inference.run(version, work)


def _explain_prediction(
    scorer: Scorer, payload: Mapping[str, Any], prediction: Prediction, tag: str | None
) -> ExplainedPrediction:
    if not isinstance(scorer, TaggerScorer):
        return ExplainedPrediction(prediction, None, note=explanation.NO_EXPLANATION)
    text = payload_text(payload)
    found = explanation.explain(scorer.tagger, text, tag=tag)
    in_favour = [word for word in found.by_word if word.value > 0][:MAX_WORDS_SHOWN]
    against = [word for word in found.by_word if word.value < 0][:MAX_WORDS_SHOWN]
    named = [word.value for word in (*in_favour, *against)]
    # The text of a project contains its title twice; the page shows it once.
    start = len(payload["title"]) + 1 if "title" in payload else 0
    return ExplainedPrediction(
        prediction=prediction,
        explanation=found,
        pieces=shade(text, found, start),
        in_favour=in_favour,
        against=against,
        n_others=len(found.by_word) - len(named),
        rest=found.decision - found.intercept - sum(named),
        largest=max(map(abs, named), default=0.0),
        multi_label=scorer.tagger.multi_label,
        caution=_caution(prediction, found),
    )


def _caution(prediction: Prediction, found: TagExplanation) -> str | None:
    if not found.n_ngrams:
        return "The model knows nothing of this text: no word, and no part of one. The prediction is a guess."
    if prediction.in_domain is None or prediction.in_domain >= UNKNOWN_GROUND:
        return None
    return (
        "Unknown ground: this text is unlike those that the model was trained on "
        f"({formats.share(prediction.in_domain)} of its held-out projects are less like them). Do not rely "
        "on the scores."
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
