"""Evaluating a multi-label model on held-out projects; `/performance` serves the results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.quality.claim import EVALUATED, NOT_ENOUGH_LABELS
from core.quality.measures import MIN_LABELS
from model.tagger.tagger import independent_probabilities
from model.training.evaluation import (
    averaged,
    calibration,
    figures_per_tag,
    find_slices,
    minimise,
    plain_average,
)
from model.training.thresholds import Members, Scores, predict_by_halves

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MultiLabelOutcome:
    """The decisions of a multi-label model on held-out projects.

    Attributes
    ----------
    tags
        All tags, ascending.
    true
        The true tags of each project, as a mask of shape (n_projects, n_tags).
    known
        The tags that the model was trained on, as a mask of shape (n_tags,).
    decisions
        The decisions of the model, of shape (n_projects, n_tags).
    temperature
        The factor of decisions before they become scores.
    thresholds
        The threshold of each tag that is stored with the model, fitted on all of these projects.
    first_half
        The first of two halves of the projects, as a mask of shape (n_projects,). Each half is evaluated with
        thresholds that were fitted on the other.
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
        """The scores, in the precision in which they are stored, of shape (n_projects, n_tags)."""
        return independent_probabilities(self.decisions, self.temperature).astype(np.float32)

    @property
    def predicted(self) -> Members:
        """The predicted tags of each project, as a mask of shape (n_projects, n_tags)."""
        return predict_by_halves(self.scores, self.true & self.known, self.first_half)


def fit_independent_temperature(decisions: FloatArray, true: Members) -> float:
    """Return the temperature with the smallest negative log-likelihood of all pairs of text and tag."""
    return minimise(lambda temperature: pair_loss(decisions, true, temperature))


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
        `status`, `overall`, `per_tag`, `slices`, `calibration` and `other`, as `evaluate` returns them.
        Precision, recall and F1 are micro averages, over all pairs of project and tag, unless named
        otherwise. `accuracy` is the share of projects whose predicted tags are exactly the true ones.
    """
    true, predicted = outcome.true, outcome.predicted
    slices = find_slices(titles, descriptions)
    return {
        "status": EVALUATED if len(true) >= MIN_LABELS else NOT_ENOUGH_LABELS,
        "overall": overall_of_sets(true, predicted),
        "per_tag": _per_tag(outcome, predicted),
        "slices": {name: averaged(true[rows], predicted[rows], "micro") for name, rows in slices.items()},
        "calibration": _calibration(outcome, predicted),
        "other": {"share": float((~predicted.any(axis=1)).mean()) if len(true) else None},
    }


def overall_of_sets(true: Members, predicted: Members) -> dict[str, Any]:
    """Return micro and macro averages, and the share of projects whose tags are exactly the true ones."""
    exact = float((true == predicted).all(axis=1).mean()) if len(true) else None
    return averaged(true, predicted, "micro") | {
        "accuracy": exact,
        "micro": plain_average(true, predicted, "micro"),
        "macro": plain_average(true, predicted, "macro"),
    }


def _per_tag(outcome: MultiLabelOutcome, predicted: Members) -> dict[str, Any]:
    thresholds = dict(zip(outcome.tags, outcome.thresholds.tolist(), strict=True))
    found = figures_per_tag(outcome.tags, outcome.true, predicted)
    return {tag: figures | {"threshold": thresholds[tag]} for tag, figures in found.items()}


def _calibration(outcome: MultiLabelOutcome, predicted: Members) -> dict[str, Any]:
    """Compare the scores of predicted tags with how often they are right.

    The likelihoods are those of all pairs of a project and a tag that the model was trained on.
    """
    decisions, true = outcome.decisions[:, outcome.known], outcome.true[:, outcome.known]
    return calibration(
        outcome.scores[predicted].astype(np.float64),
        outcome.true[predicted],
        outcome.temperature,
        lambda temperature: pair_loss(decisions, true, temperature) if decisions.size else None,
    )
