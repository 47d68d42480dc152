"""Fitting the smallest score with which a multi-label tagger predicts each tag."""

from typing import Final

import numpy as np
import numpy.typing as npt

DEFAULT_THRESHOLD: Final = np.float32(0.5)
"""The score of a decision of zero, which is the border of the support vector machine."""

MIN_EXAMPLES: Final = 5
"""The fewest held-out projects with a tag that its threshold is fitted on."""

Scores = npt.NDArray[np.float32]
Members = npt.NDArray[np.bool_]


def fit_thresholds(scores: Scores, members: Members) -> Scores:
    """Return the threshold with the largest F1 for each tag.

    Parameters
    ----------
    scores
        The scores of texts that the model has not seen, of shape (n_texts, n_tags).
    members
        The true tags of each text, as a mask of the same shape.

    Returns
    -------
    numpy.ndarray
        Of shape (n_tags,); `DEFAULT_THRESHOLD` for tags with fewer than `MIN_EXAMPLES` texts.
    """
    thresholds = np.full(scores.shape[1], DEFAULT_THRESHOLD)
    for tag in np.flatnonzero(members.sum(axis=0) >= MIN_EXAMPLES):
        thresholds[tag] = best_threshold(scores[:, tag], members[:, tag])
    return thresholds


def best_threshold(scores: Scores, members: npt.NDArray[np.bool_]) -> np.float32:
    """Return the highest threshold with the largest F1, for scores and labels of shape (n_texts,).

    It lies midway between two scores, so that rounding does not change the prediction for these texts.
    """
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    below = np.append(falling[1:], np.float32(-1))
    right = np.cumsum(members[order])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + members.sum())
    f1[falling == below] = -1  # no threshold separates equal scores
    last = int(f1.argmax())
    lower = max(below[last], np.float32(0))
    middle = (falling[last] + lower) / np.float32(2)
    return np.float32(middle if middle > lower else falling[last])


def predict_by_halves(scores: Scores, members: Members, first_half: npt.NDArray[np.bool_]) -> Members:
    """Return the predicted tags of texts, each half by thresholds that were fitted on the other.

    Thresholds that are evaluated on the texts they were fitted on would look better than they are.

    Parameters
    ----------
    scores, members
        As for `fit_thresholds`.
    first_half
        The texts in the first half, as a mask of shape (n_texts,).
    """
    predicted = np.zeros(scores.shape, dtype=bool)
    for half in (first_half, ~first_half):
        predicted[half] = scores[half] >= fit_thresholds(scores[~half], members[~half])
    return predicted
