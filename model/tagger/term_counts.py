"""Counting the terms of many texts at once, with the very counts of scikit-learn's CountVectorizer.

Most of what CountVectorizer spends on `char_wb` goes into cutting the same words again for every text.
Such n-grams never cross a word, so (texts x n-grams) = (texts x words) @ (words x n-grams), where every
distinct word is cut once; see benchmarks/training_scale.py for what that saves.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import CountVectorizer

from model.tagger.normalisation import normalise


@dataclass(frozen=True, eq=False)
class TermCounts:
    """How often each text has each term.

    Attributes
    ----------
    terms
        The terms in the order of their code points, without repetition.
    matrix
        Integer counts of shape (n_texts, n_terms), column indices sorted.
    """

    terms: Sequence[str]
    matrix: csr_array

    def document_frequencies(self) -> npt.NDArray[np.int64]:
        """Return in how many texts each term occurs, of shape (n_terms,)."""
        return np.bincount(self.matrix.indices, minlength=len(self.terms)).astype(np.int64)

    def select_columns(self, columns: npt.NDArray[np.intp]) -> Self:
        """Keep some terms only, given by ascending column numbers."""
        if len(columns) == len(self.terms):
            return self
        return type(self)([self.terms[column] for column in columns], self.matrix[:, columns])


@dataclass(frozen=True, eq=False)
class WordStream:
    """The words of many texts, one after the other, as numbers.

    Attributes
    ----------
    words
        The distinct words, in the order of their first occurrence.
    numbers
        The number of each running word, of shape (n_running_words,).
    bounds
        Where each text begins, and the end, of shape (n_texts + 1,).
    """

    words: Sequence[str]
    numbers: npt.NDArray[np.int64]
    bounds: npt.NDArray[np.int64]

    @classmethod
    def read(cls, texts: Iterable[str]) -> Self:
        """Normalise texts and number their words."""
        numbering = _Numbering()
        numbers, bounds = array("q"), array("q", [0])
        for text in texts:
            numbers.extend(map(numbering.__getitem__, normalise(text).split()))
            bounds.append(len(numbers))
        return cls(list(numbering), np.array(numbers, dtype=np.int64), np.array(bounds, dtype=np.int64))

    def ngram(self, start: int, length: int) -> str:
        """Return so many words from a place in the stream on."""
        return " ".join([self.words[number] for number in self.numbers[start : start + length]])


class _Numbering(dict[str, int]):
    """Gives every new word the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def count_words(stream: WordStream, ngrams: tuple[int, int], min_df: int) -> TermCounts:
    """Count the n-grams of words that occur in at least `min_df` texts."""
    blocks = [_no_counts(len(stream.bounds) - 1)]
    grams = np.zeros(len(stream.numbers), dtype=np.int64)
    for length in range(1, ngrams[1] + 1):
        starts, bounds = _ngram_starts(stream, length)
        # An n-gram is the one that is a word shorter, and a word; at length 1 the shorter one is 0.
        keys = grams[starts] * len(stream.words) + stream.numbers[starts + length - 1]
        _, firsts, numbers = np.unique(keys, return_index=True, return_inverse=True)
        grams[starts] = numbers
        if length >= ngrams[0]:
            matrix = _count_numbers(numbers, bounds, len(firsts))
            kept = np.flatnonzero(np.bincount(matrix.indices, minlength=len(firsts)) >= min_df)
            terms = [stream.ngram(start, length) for start in starts[firsts[kept]].tolist()]
            blocks.append(TermCounts(terms, matrix[:, kept]))
    terms = [term for block in blocks for term in block.terms]
    order = np.array(sorted(range(len(terms)), key=terms.__getitem__), dtype=np.intp)
    matrix = csr_array(hstack([block.matrix for block in blocks], format="csr"))[:, order]
    matrix.sort_indices()
    return TermCounts([terms[column] for column in order], matrix)


def count_characters(stream: WordStream, ngrams: tuple[int, int], min_df: int) -> TermCounts:
    """Count the n-grams of characters within padded words that occur in at least `min_df` texts."""
    texts_by_words = _count_numbers(stream.numbers, stream.bounds, len(stream.words))
    if not stream.words:
        return TermCounts([], texts_by_words)
    vectoriser = CountVectorizer(analyzer="char_wb", ngram_range=ngrams, lowercase=False, dtype=np.int32)
    words_by_grams = csr_array(vectoriser.fit_transform(stream.words))
    grams = TermCounts(vectoriser.get_feature_names_out().tolist(), words_by_grams)
    # No n-gram is in more texts than its words are together: most of the rare ones go before the product.
    word_frequencies = np.bincount(texts_by_words.indices, minlength=len(stream.words))
    at_most = (words_by_grams > 0).astype(np.int64).T @ word_frequencies
    grams = grams.select_columns(np.flatnonzero(at_most >= min_df))
    matrix = texts_by_words @ grams.matrix
    matrix.sort_indices()
    return _keep_frequent(TermCounts(grams.terms, matrix), min_df)


def _no_counts(n_texts: int) -> TermCounts:
    bounds = np.zeros(n_texts + 1, dtype=np.int64)
    return TermCounts([], _count_numbers(bounds[:0], bounds, 0))


def _ngram_starts(stream: WordStream, length: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """Return where in the stream the n-grams of a length begin, and the bounds of the texts among them."""
    lengths = np.diff(stream.bounds)
    places = np.arange(len(stream.numbers)) - np.repeat(stream.bounds[:-1], lengths)
    starts = np.flatnonzero(places <= np.repeat(lengths, lengths) - length)
    bounds = np.concatenate([[0], np.cumsum(np.maximum(lengths - (length - 1), 0))])
    return starts, bounds


def _count_numbers(
    numbers: npt.NDArray[np.int64], bounds: npt.NDArray[np.int64], n_columns: int
) -> csr_array:
    ones = np.ones(len(numbers), dtype=np.int32)
    matrix = csr_array((ones, numbers, bounds), shape=(len(bounds) - 1, n_columns))
    matrix.sum_duplicates()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def _keep_frequent(counts: TermCounts, min_df: int) -> TermCounts:
    return counts.select_columns(np.flatnonzero(counts.document_frequencies() >= min_df))
