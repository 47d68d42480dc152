"""The third block of features: the sum of the vectors of a text's known words, of length one.

A word counts as often as it occurs; where no word is known, the block is zero.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, TransformerMixin

from model.tagger.normalisation import normalise
from model.word_vectors.table import WordVectors

FloatArray = npt.NDArray[np.float64]


def unit_sums(counts: csr_array, vectors: FloatArray) -> FloatArray:
    """Return the sum of the vectors of each text, of length one or zero, of shape (n_texts, n_dimensions).

    Parameters
    ----------
    counts
        The number of occurrences of each word in each text, of shape (n_texts, n_words).
    vectors
        The vector of each word, of shape (n_words, n_dimensions).
    """
    sums: FloatArray = counts @ vectors
    lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
    return sums / np.where(lengths > 0, lengths, 1.0)[:, None]


def find_words(words: Iterable[str], table: WordVectors) -> tuple[Sequence[int], npt.NDArray[np.intp]]:
    """Return the positions of the words that the table has, and their rows of the table."""
    found = [(place, row) for place, row in enumerate(map(table.find, words)) if row is not None]
    return [place for place, _ in found], np.array([row for _, row in found], dtype=np.intp)


class VectorBlock(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """A transformer of scikit-learn from texts to the block.

    Parameters
    ----------
    table
        The table of word vectors.
    weight
        The length of the block.
    """

    def __init__(self, table: WordVectors, weight: float) -> None:
        self.table = table
        self.weight = weight

    def fit(self, texts: Iterable[str], labels: object = None) -> Self:  # noqa: ARG002 - of scikit-learn
        """Return the transformer, which has nothing to fit."""
        return self

    def transform(self, texts: Iterable[str]) -> csr_array:
        """Return the block of texts, of shape (n_texts, n_dimensions)."""
        counted = [self._count(text) for text in texts]
        ends = list(accumulate(map(len, counted), initial=0))
        found = np.array([row for text in counted for row in text], dtype=np.intp)
        rows, columns = np.unique(found, return_inverse=True)
        times = np.array([count for text in counted for count in text.values()], dtype=np.float64)
        counts = csr_array((times, columns, ends), shape=(len(counted), len(rows)))
        return csr_array(self.weight * unit_sums(counts, self.table.vectors(rows)))

    def _count(self, text: str) -> Counter[int]:
        rows = map(self.table.find, normalise(text).split())
        return Counter(row for row in rows if row is not None)
