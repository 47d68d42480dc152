"""Evaluating a model on held-out projects; `/performance` serves the results."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from core.quality.claim import EVALUATED, NOT_ENOUGH_LABELS
from core.quality.measures import CALIBRATION_BINS, MIN_LABELS
from model.tagger.normalisation import normalise
from model.tagger.tagger import probabilities

DEFAULT_TEMPERATURE: Final = 4.0
"""The temperature if there are too few held-out labels to fit one: 764 projects with 6 tags gave 3.9."""

SHORT_TEXT_WORDS: Final = 8
LONG_TEXT_WORDS: Final = 30

TEMPERATURE_BOUNDS: Final = (0.05, 50.0)

IntArray = npt.NDArray[np.intp]
FloatArray = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp] | npt.NDArray[np.bool_]
"""Numbers of tags, of shape (n_projects,), or which project has which tag, of shape (n_projects, n_tags)."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """The decisions of a model on held-out projects.

    Attributes
    ----------
    tags
        All tags, ascending; labels are numbers of these.
    true
        The true label of each project, of shape (n_projects,).
    known
        The labels that the model was trained on, of shape (n_known,).
    decisions
        The decisions for the known labels, of shape (n_projects, n_known).
    temperature
        The factor of decisions before they become scores.
    """

    tags: Sequence[str]
    true: IntArray
    known: IntArray
    decisions: FloatArray
    temperature: float

    @property
    def scores(self) -> FloatArray:
        """The scores of the known labels, of shape (n_projects, n_known)."""
        return probabilities(self.decisions, self.temperature)

    @property
    def predicted(self) -> IntArray:
        """The label with the highest score, of shape (n_projects,)."""
        return np.asarray(self.known[self.decisions.argmax(axis=1)])


def fit_temperature(decisions: FloatArray, true_columns: IntArray) -> float:
    """Return the temperature with the smallest negative log-likelihood of the true labels.

    Parameters
    ----------
    decisions
        Decisions of shape (n_texts, n_tags).
    true_columns
        The columns of the true labels, of shape (n_texts,).
    """
    return minimise(lambda temperature: negative_log_likelihood(decisions, true_columns, temperature))


def minimise(loss: Callable[[float], float]) -> float:
    """Return the temperature, within `TEMPERATURE_BOUNDS`, with the smallest loss."""
    low, high = np.log(TEMPERATURE_BOUNDS)
    found = minimize_scalar(
        lambda logarithm: loss(float(np.exp(logarithm))), bounds=(low, high), method="bounded"
    )
    return float(np.exp(found.x))


def negative_log_likelihood(decisions: FloatArray, true_columns: IntArray, temperature: float) -> float:
    """Return the mean negative log-likelihood, in nats, of the true labels at a temperature."""
    logarithms = log_softmax(temperature * decisions, axis=1)
    return float(-logarithms[np.arange(len(decisions)), true_columns].mean())


def evaluate(
    outcome: Outcome, titles: Sequence[str], descriptions: Sequence[str], min_score: float
) -> dict[str, Any]:
    """Compute the metrics of a model on held-out projects.

    Returns
    -------
    dict
        `status` (`evaluated`, or `not enough labels` below `MIN_LABELS`), `overall`, `per_tag`,
        `slices`, `confusion`, `calibration` and `other`. Precision, recall and F1 are those of the
        highest-scored tag; a figure is None if there is nothing to compute it from.
    """
    true, predicted = outcome.true, outcome.predicted
    return {
        "status": EVALUATED if len(true) >= MIN_LABELS else NOT_ENOUGH_LABELS,
        "overall": overall(true, predicted),
        "per_tag": figures_per_tag(outcome.tags, true, predicted),
        "slices": {
            name: averaged(true[rows], predicted[rows], "weighted")
            for name, rows in find_slices(titles, descriptions).items()
        },
        "confusion": confusion(outcome.tags, true, predicted),
        "calibration": _calibration(outcome),
        "other": share_of_other(outcome.scores.max(axis=1, initial=0.0), true == predicted, min_score),
    }


def averaged(true: Labels, predicted: Labels, average: str) -> dict[str, Any]:
    """Return precision, recall and F1, averaged over the tags, and the number of projects."""
    if not len(true):
        return {"precision": None, "recall": None, "f1": None, "num_samples": 0}
    precision, recall, f1, _ = precision_recall_fscore_support(
        true, predicted, average=average, zero_division=0.0
    )
    return {
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(f1),
        "num_samples": len(true),
    }


def plain_average(true: Labels, predicted: Labels, average: str) -> dict[str, Any]:
    """Return precision, recall and F1, averaged over the tags."""
    figures = averaged(true, predicted, average)
    del figures["num_samples"]
    return figures


def overall(true: IntArray, predicted: IntArray) -> dict[str, Any]:
    """Averages weighted by the number of projects of a tag, and, under `macro`, plain ones."""
    accuracy = float((true == predicted).mean()) if len(true) else None
    return averaged(true, predicted, "weighted") | {
        "accuracy": accuracy,
        "macro": plain_average(true, predicted, "macro"),
    }


def figures_per_tag(tags: Sequence[str], true: Labels, predicted: Labels) -> dict[str, Any]:
    """Return precision, recall, F1 and the number of projects of each tag."""
    if not len(true):
        return {}
    figures = precision_recall_fscore_support(true, predicted, labels=np.arange(len(tags)), zero_division=0.0)
    return {
        tag: {
            "precision": float(precision),
            "recall": float(recall),
            "f1": float(f1),
            "num_samples": int(support),
        }
        for tag, precision, recall, f1, support in zip(tags, *figures, strict=True)
    }


def find_slices(titles: Sequence[str], descriptions: Sequence[str]) -> Mapping[str, npt.NDArray[np.bool_]]:
    """Return the texts of each slice, as masks of shape (n_texts,)."""
    described = np.array([len(normalise(description).split()) for description in descriptions], dtype=int)
    words = np.array([len(normalise(title).split()) for title in titles], dtype=int) + described
    return {
        "short_text": words < SHORT_TEXT_WORDS,
        "long_text": words >= LONG_TEXT_WORDS,
        "no_title": words == described,
        "no_description": described == 0,
    }


def confusion(tags: Sequence[str], true: IntArray, predicted: IntArray) -> dict[str, Any]:
    """Rows are true tags, columns predicted ones, both in the order of `tags`."""
    if not len(true):
        return {"tags": list(tags), "counts": []}
    counts = confusion_matrix(true, predicted, labels=np.arange(len(tags)))
    return {"tags": list(tags), "counts": counts.tolist()}


def _calibration(outcome: Outcome) -> dict[str, Any]:
    """Compare the score of the predicted tag with how often it is right.

    The likelihoods leave out projects whose tag the model was not trained on.
    """
    rows = np.flatnonzero(np.isin(outcome.true, outcome.known))
    columns = np.searchsorted(outcome.known, outcome.true[rows])
    decisions = outcome.decisions[rows]
    return calibration(
        outcome.scores.max(axis=1, initial=0.0),
        outcome.true == outcome.predicted,
        outcome.temperature,
        lambda temperature: negative_log_likelihood(decisions, columns, temperature) if len(rows) else None,
    )


def calibration(
    scores: FloatArray,
    right: npt.NDArray[np.bool_],
    temperature: float | None,
    loss: Callable[[float], float | None],
) -> dict[str, Any]:
    """Compare scores with the share of right answers, in bins of equal width.

    The expected calibration error is the mean distance of the two, weighted by the size of a bin.

    Parameters
    ----------
    scores
        The scores of answers, of shape (n_answers,).
    right
        Which answers are right, of that shape.
    temperature
        The temperature of the model; None if it has none.
    loss
        Returns the negative log-likelihood at a temperature; None without any labels.
    """
    numbers = np.minimum((scores * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    bins = [
        {
            "from": number / CALIBRATION_BINS,
            "to": (number + 1) / CALIBRATION_BINS,
            "mean_score": float(scores[inside].mean()),
            "accuracy": float(right[inside].mean()),
            "num_samples": int(inside.sum()),
        }
        for number in np.unique(numbers).tolist()
        for inside in [numbers == number]
    ]
    distances = [
        abs(entry["mean_score"] - entry["accuracy"]) * entry["num_samples"] / len(scores) for entry in bins
    ]
    return {
        "temperature": temperature,
        "expected_calibration_error": sum(distances) if bins else None,
        "negative_log_likelihood": None if temperature is None else loss(temperature),
        "negative_log_likelihood_uncalibrated": loss(1.0),
        "bins": bins,
    }


def share_of_other(scores: FloatArray, right: npt.NDArray[np.bool_], min_score: float) -> dict[str, Any]:
    """Return the share of projects whose score is below the smallest one, and the accuracy of the rest."""
    answered = scores >= min_score
    return {
        "min_score": min_score,
        "share": float(1 - answered.mean()) if len(answered) else None,
        "accuracy_of_rest": float(right[answered].mean()) if answered.any() else None,
    }
