"""How good a multi-label model is on projects that it has not seen, as `/performance` serves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from sklearn.metrics import precision_recall_fscore_support

from model.tagger.tagger import independent_probabilities
from model.training.evaluation import (
    CALIBRATION_BINS,
    EVALUATED,
    MIN_LABELS,
    NOT_ENOUGH_LABELS,
    TEMPERATURE_BOUNDS,
    find_slices,
)
from model.training.thresholds import Members, Scores, predict_by_halves

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MultiLabelOutcome:
    """What a multi-label model decided on held-out projects.

    Attributes
    ----------
    tags
        All tags, ascending.
    true
        Which project has which tag, of shape (n_projects, n_tags).
    known
        Which tags the model was trained on, of shape (n_tags,).
    decisions
        Its decisions, of shape (n_projects, n_tags).
    temperature
        What turns decisions into scores.
    thresholds
        The smallest score of each tag that is stored with the model, fitted on all of these projects.
    first_half
        Which projects are in the first of two halves, each of which is judged by thresholds fitted on the
        other, of shape (n_projects,).
    """

    tags: Sequence[str]
    true: Members
    known: npt.NDArray[np.bool_]
    decisions: FloatArray
    temperature: float
    thresholds: Scores
    first_half: npt.NDArray[np.bool_]

    @property
    def scores(self) -> Scores:
        """The scores, in the precision that they are stored in, of shape (n_projects, n_tags)."""
        return independent_probabilities(self.decisions, self.temperature).astype(np.float32)

    @property
    def predicted(self) -> Members:
        """Which tags the projects would get, of shape (n_projects, n_tags)."""
        return predict_by_halves(self.scores, self.true & self.known, self.first_half)


def fit_independent_temperature(decisions: FloatArray, true: Members) -> float:
    """Return the temperature with the smallest negative log-likelihood of all pairs of text and tag."""
    low, high = np.log(TEMPERATURE_BOUNDS)
    found = minimize_scalar(
        lambda logarithm: pair_loss(decisions, true, float(np.exp(logarithm))),
        bounds=(low, high),
        method="bounded",
    )
    return float(np.exp(found.x))


def pair_loss(decisions: FloatArray, true: Members, temperature: float) -> float:
    """Return the mean negative log-likelihood, in nats, over all pairs of text and tag."""
    return float(np.logaddexp(0, np.where(true, -temperature, temperature) * decisions).mean())


def evaluate_multi_label(
    outcome: MultiLabelOutcome, titles: Sequence[str], descriptions: Sequence[str]
) -> dict[str, Any]:
    """Compute the metrics of a multi-label model on held-out projects.

    Returns
    -------
    dict
        `status`, `overall`, `per_tag`, `slices`, `calibration` and `other`, as `evaluate` gives them.
        Precision, recall and F1 without another name are micro averages: over all pairs of project and tag.
        `accuracy` is the share of projects whose tags are exactly the known ones.
    """
    true, predicted = outcome.true, outcome.predicted
    slices = find_slices(titles, descriptions)
    return {
        "status": EVALUATED if len(true) >= MIN_LABELS else NOT_ENOUGH_LABELS,
        "overall": _overall(true, predicted),
        "per_tag": _per_tag(outcome, predicted),
        "slices": {name: _micro(true[rows], predicted[rows]) for name, rows in slices.items()},
        "calibration": _calibration(outcome, predicted),
        "other": {"share": float((~predicted.any(axis=1)).mean()) if len(true) else None},
    }


def _averaged(true: Members, predicted: Members, average: str) -> dict[str, Any]:
    if not len(true):
        return {"precision": None, "recall": None, "f1": None}
    precision, recall, f1, _ = precision_recall_fscore_support(
        true, predicted, average=average, zero_division=0.0
    )
    return {"precision": float(precision), "recall": float(recall), "f1": float(f1)}


def _micro(true: Members, predicted: Members) -> dict[str, Any]:
    return _averaged(true, predicted, "micro") | {"num_samples": len(true)}


def _overall(true: Members, predicted: Members) -> dict[str, Any]:
    exact = float((true == predicted).all(axis=1).mean()) if len(true) else None
    return _micro(true, predicted) | {
        "accuracy": exact,
        "micro": _averaged(true, predicted, "micro"),
        "macro": _averaged(true, predicted, "macro"),
    }


def _per_tag(outcome: MultiLabelOutcome, predicted: Members) -> dict[str, Any]:
    if not len(outcome.true):
        return {}
    figures = precision_recall_fscore_support(outcome.true, predicted, average=None, zero_division=0.0)
    columns = zip(outcome.tags, *figures, outcome.thresholds, strict=True)
    return {
        tag: {
            "precision": float(precision),
            "recall": float(recall),
            "f1": float(f1),
            "num_samples": int(support),
            "threshold": float(threshold),
        }
        for tag, precision, recall, f1, support, threshold in columns
    }


def _calibration(outcome: MultiLabelOutcome, predicted: Members) -> dict[str, Any]:
    """Compare the scores of predicted tags with the share of right ones, in bins of equal width.

    The likelihoods are those of all pairs of a project and a tag that the model was trained on.
    """
    scores, right = outcome.scores[predicted].astype(float), outcome.true[predicted]
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
    distances = [abs(entry["mean_score"] - entry["accuracy"]) * entry["num_samples"] for entry in bins]
    decisions, true = outcome.decisions[:, outcome.known], outcome.true[:, outcome.known]
    before, after = (
        pair_loss(decisions, true, temperature) if decisions.size else None
        for temperature in (1.0, outcome.temperature)
    )
    return {
        "temperature": outcome.temperature,
        "expected_calibration_error": sum(distances) / len(scores) if bins else None,
        "negative_log_likelihood": after,
        "negative_log_likelihood_uncalibrated": before,
        "bins": bins,
    }
