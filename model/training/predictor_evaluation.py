"""Evaluating a custom predictor on known labels, from its predictions alone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.quality.claim import EVALUATED, NO_COMMON_TAG, NOT_ENOUGH_LABELS
from core.quality.measures import MIN_LABELS
from model.training.evaluation import (
    averaged,
    calibration,
    confusion,
    figures_per_tag,
    find_slices,
    overall,
    share_of_other,
)
from model.training.multi_label_evaluation import overall_of_sets

MAX_PAIRS: Final = 20_000_000
"""The largest number of pairs of a project and a tag that lists of tags are evaluated on."""

MAX_CONFUSED: Final = 200
"""The largest number of tags that are told apart in a confusion matrix."""


def evaluate_predictions(
    known: Sequence[str],
    best: Sequence[str],
    scores: Sequence[float],
    texts: tuple[Sequence[str], Sequence[str]],
    min_score: float,
) -> dict[str, Any]:
    """Compute the metrics that a tagger gets at its training.

    Parameters
    ----------
    known, best, scores
        The known tag of each project, the highest-scored one, and its score.
    texts
        The titles, and the descriptions.
    min_score
        The score below which the predicted tag is `other`.

    Returns
    -------
    dict
        The groups of `model.training.evaluation.evaluate`. Where no predicted tag is a known one there is
        `status` alone, and where there are no labels.
    """
    if not known:
        return {"status": NOT_ENOUGH_LABELS}
    if not {*known} & {*best}:
        return {"status": NO_COMMON_TAG}
    tags = sorted({*known, *best})
    numbers = {tag: number for number, tag in enumerate(tags)}
    true, predicted = (np.array([numbers[tag] for tag in column]) for column in (known, best))
    right, found = true == predicted, np.asarray(scores, np.float64)
    return {
        "status": EVALUATED if len(known) >= MIN_LABELS else NOT_ENOUGH_LABELS,
        "overall": overall(true, predicted),
        "per_tag": _known_ones(figures_per_tag(tags, true, predicted)),
        "slices": {
            name: averaged(true[rows], predicted[rows], "weighted")
            for name, rows in find_slices(*texts).items()
        },
        "confusion": confusion(tags, true, predicted) if len(tags) <= MAX_CONFUSED else {},
        "calibration": calibration(found, right, None, lambda _: None),
        "other": share_of_other(found, right, min_score),
    }


def evaluate_lists(
    known: Sequence[Sequence[str]],
    predicted: Sequence[Sequence[str]],
    texts: tuple[Sequence[str], Sequence[str]],
) -> dict[str, Any]:
    """Compute the metrics that a multi-label tagger gets at its training.

    Of many projects with very many tags, only as many are looked at as fit into memory.

    Parameters
    ----------
    known, predicted
        The known tags of each project, and the predicted ones.
    texts
        The titles, and the descriptions.

    Returns
    -------
    dict
        The groups of `model.training.multi_label_evaluation.evaluate_multi_label`, without thresholds;
        `status` alone where there are no labels.
    """
    tags = sorted({tag for listed in (*known, *predicted) for tag in listed})
    if not tags:
        return {"status": NOT_ENOUGH_LABELS}
    rows = min(len(known), max(MIN_LABELS, MAX_PAIRS // len(tags)))
    true, found = (_as_members(lists[:rows], tags) for lists in (known, predicted))
    slices = find_slices(*(column[:rows] for column in texts))
    return {
        "status": EVALUATED if len(known) >= MIN_LABELS else NOT_ENOUGH_LABELS,
        "overall": overall_of_sets(true, found),
        "per_tag": _known_ones(figures_per_tag(tags, true, found)),
        "slices": {name: averaged(true[chosen], found[chosen], "micro") for name, chosen in slices.items()},
        # A list has no scores: each of its tags has the score 1.
        "calibration": calibration(np.ones(int(found.sum())), true[found], None, lambda _: None),
        "other": {"share": float((~found.any(axis=1)).mean())},
    }


def _as_members(lists: Sequence[Sequence[str]], tags: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return lists of tags as a mask of shape (n_projects, n_tags)."""
    numbers = {tag: number for number, tag in enumerate(tags)}
    found = np.zeros((len(lists), len(tags)), dtype=bool)
    for row, listed in enumerate(lists):
        found[row, [numbers[tag] for tag in listed]] = True
    return found


def _known_ones(per_tag: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of tags that are known of a project; a predictor may have many others."""
    return {tag: figures for tag, figures in per_tag.items() if figures["num_samples"]}
