"""The smallest score with which a multi-label tagger predicts each of its tags."""

from typing import Final

import numpy as np
import numpy.typing as npt

DEFAULT_THRESHOLD: Final = np.float32(0.5)
"""Where the decision is zero: the support vector machine's own border."""

MIN_EXAMPLES: Final = 5
"""Fewer held-out projects of a tag than these say too little to move its threshold."""

Scores = npt.NDArray[np.float32]
Members = npt.NDArray[np.bool_]


def fit_thresholds(scores: Scores, members: Members) -> Scores:
    """Return the threshold of each tag with the largest F1.

    Parameters
    ----------
    scores
        Of shape (n_texts, n_tags), of texts that the scoring model has not seen.
    members
        Which text has which tag, of that shape.

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
    """Return a threshold with the largest F1, the highest of several, of shape (n_texts,) both.

    It lies in the middle between two scores, so that rounding does not decide about those texts.
    """
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    below = np.append(falling[1:], np.float32(-1))
    right = np.cumsum(members[order])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + members.sum())
    f1[falling == below] = -1  # no threshold parts equal scores
    last = int(f1.argmax())
    lower = max(below[last], np.float32(0))
    middle = (falling[last] + lower) / np.float32(2)
    return np.float32(middle if middle > lower else falling[last])


def predict_by_halves(scores: Scores, members: Members, first_half: npt.NDArray[np.bool_]) -> Members:
    """Say which tags texts would get, each half by thresholds that were fitted on the other.

    A threshold that was fitted on the very texts it is judged by would flatter itself.

    Parameters
    ----------
    scores, members
        As of `fit_thresholds`.
    first_half
        Which texts are in the first half, of shape (n_texts,).
    """
    predicted = np.zeros(scores.shape, dtype=bool)
    for half in (first_half, ~first_half):
        predicted[half] = scores[half] >= fit_thresholds(scores[~half], members[~half])
    return predicted
