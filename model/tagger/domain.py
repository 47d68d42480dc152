"""The ground that a tagger knows: how like its training texts a text is, by the vectors of its words."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

MAX_CENTROIDS: Final = 32
N_QUANTILES: Final = 101
NEAREST: Final = 2
"""The number of nearest centroids whose mean product with a text is its likeness; one centroid tells less."""

NOTHING_KNOWN: Final = -2.0
"""The likeness of a text of which no word has a vector: below that of any other, as centroids are short."""

LIKENESS_TOLERANCE: Final = 1e-9
"""Likenesses that differ by less are equal: the native tagger and NumPy differ by some 1e-16 for one text."""

UNKNOWN_GROUND: Final = 0.05
"""A text whose `in_domain` is below it is called unknown ground; so is one in twenty held-out projects."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Domain:
    """The ground of a tagger.

    Attributes
    ----------
    centroids
        Directions of the training texts' word vectors, less what texts have in common, of shape
        (n_centroids, n_dimensions).
    quantiles
        The likenesses of held-out projects: the smallest, each hundredth, and the largest, ascending.
    """

    centroids: npt.NDArray[np.float32]
    quantiles: FloatArray

    def rank(self, likeness: float) -> float | None:
        """Return the share of held-out projects that are less like the training texts, from 0 to 1.

        A project whose likeness is within `LIKENESS_TOLERANCE` of that of the text is not less like them.
        Where many projects have one likeness, an exact comparison would jump over all of them at the last
        digit.

        Where more held-out projects than `UNKNOWN_GROUND` have no known word, as in a script that the table
        does not have, the others are the measure, and of a text without a known word the rank is None.
        """
        bounds = self._bounds
        if not bounds or (likeness == NOTHING_KNOWN and len(bounds) < N_QUANTILES):
            return None
        # Without NumPy, whose calls would take longer than the rest of the text. Rounding takes longer, too.
        above = bisect_left(bounds, likeness - LIKENESS_TOLERANCE)
        if above == 0:
            return 0.0
        if above == len(bounds):
            return 1.0
        low, high = bounds[above - 1], bounds[above]
        if likeness > high:
            return above / (len(bounds) - 1)
        return (above - 1 + (likeness - low) / (high - low)) / (len(bounds) - 1)

    @cached_property
    def _bounds(self) -> list[float]:
        """The quantiles that texts are ranked by."""
        bounds: list[float] = self.quantiles.tolist()
        nothing_known = bounds.count(NOTHING_KNOWN)
        return bounds[nothing_known:] if nothing_known > UNKNOWN_GROUND * (N_QUANTILES - 1) else bounds


def likenesses(directions: FloatArray, centroids: npt.NDArray[np.float32]) -> FloatArray:
    """Return the mean product of each text with its nearest centroids, of shape (n_texts,).

    Parameters
    ----------
    directions
        The sum of the vectors of each text's words, of length one or zero, of shape (n_texts, n_dimensions).
    centroids
        The centroids, `NEAREST` or more.

    Returns
    -------
    numpy.ndarray
        `NOTHING_KNOWN` for directions of length zero.
    """
    products = directions @ centroids.T.astype(np.float64)
    nearest = np.partition(products, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
    return np.where((directions != 0).any(axis=1), nearest, NOTHING_KNOWN)
