"""Counting the terms of many texts at once, with the same counts as scikit-learn's CountVectorizer.

With `char_wb`, CountVectorizer spends most of its time on cutting the same words again for every text. Such
n-grams never cross a word, so (texts x n-grams) = (texts x words) @ (words x n-grams), and every distinct
word is cut once; benchmarks/training_scale.py measures the difference.
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
    """The number of occurrences of each term in each text.

    Attributes
    ----------
    terms
        The distinct terms in the order of their code points.
    matrix
        Integer counts of shape (n_texts, n_terms), column indices sorted.
    """

    terms: Sequence[str]
    matrix: csr_array

    def document_frequencies(self) -> npt.NDArray[np.int64]:
        """Return the number of texts in which each term occurs, of shape (n_terms,)."""
        return np.bincount(self.matrix.indices, minlength=len(self.terms)).astype(np.int64)

    def select_columns(self, columns: npt.NDArray[np.intp]) -> Self:
        """Return the counts of some terms, given by ascending column numbers."""
        if len(columns) == len(self.terms):
            return self
        return type(self)([self.terms[column] for column in columns], self.matrix[:, columns])


@dataclass(frozen=True, eq=False)
class WordStream:
    """The words of many texts, one after another, as numbers.

    Attributes
    ----------
    words
        The distinct words, in the order of their first occurrence.
    numbers
        The number of each word in the stream, of shape (n_words_in_stream,).
    bounds
        The start of each text, and the end of the last, of shape (n_texts + 1,).
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
        """Return `length` words of the stream from `start` on."""
        return " ".join([self.words[number] for number in self.numbers[start : start + length]])


class _Numbering(dict[str, int]):
    """Numbers words in the order of their first occurrence."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def count_words(stream: WordStream, ngrams: tuple[int, int], min_df: int) -> TermCounts:
    """Count the n-grams of words that occur in at least `min_df` texts."""
    blocks = [_no_counts(len(stream.bounds) - 1)]
    grams = np.zeros(len(stream.numbers), dtype=np.int64)
    for length in range(1, ngrams[1] + 1):
        starts, bounds = _ngram_starts(stream, length)
        # An n-gram is an n-gram that is one word shorter, and a word; at length 1 the shorter one is 0.
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
    texts_by_words = count_texts(stream)
    if not stream.words:
        return TermCounts([], texts_by_words)
    vectoriser = CountVectorizer(analyzer="char_wb", ngram_range=ngrams, lowercase=False, dtype=np.int32)
    words_by_grams = csr_array(vectoriser.fit_transform(stream.words))
    grams = TermCounts(vectoriser.get_feature_names_out().tolist(), words_by_grams)
    # An n-gram is in no more texts than its words together, so most rare ones are dropped before the product.
    word_frequencies = np.bincount(texts_by_words.indices, minlength=len(stream.words))
    at_most = (words_by_grams > 0).astype(np.int64).T @ word_frequencies
    grams = grams.select_columns(np.flatnonzero(at_most >= min_df))
    matrix = texts_by_words @ grams.matrix
    matrix.sort_indices()
    return _keep_frequent(TermCounts(grams.terms, matrix), min_df)


def count_texts(stream: WordStream) -> csr_array:
    """Return the counts of the distinct words in each text, of shape (n_texts, n_words)."""
    return _count_numbers(stream.numbers, stream.bounds, len(stream.words))


def _no_counts(n_texts: int) -> TermCounts:
    bounds = np.zeros(n_texts + 1, dtype=np.int64)
    return TermCounts([], _count_numbers(bounds[:0], bounds, 0))


def _ngram_starts(stream: WordStream, length: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """Return the starts of the n-grams of a length in the stream, and the bounds of the texts among them."""
    lengths = np.diff(stream.bounds)
    places = np.arange(len(stream.numbers)) - np.repeat(stream.bounds[:-1], lengths)
    starts = np.flatnonzero(places <= np.repeat(lengths, lengths) - length)
    bounds = np.concatenate([[0], np.cumsum(np.maximum(lengths - (length - 1), 0))])
    return starts, bounds


def _count_numbers(
    numbers: npt.NDArray[np.int64], bounds: npt.NDArray[np.int64], n_columns: int
) -> csr_array:
    ones = np.ones(len(numbers), dtype=np.int32)
    # Copied, because adding up duplicates rearranges the numbers in place.
    matrix = csr_array((ones, numbers, bounds), shape=(len(bounds) - 1, n_columns), copy=True)
    matrix.sum_duplicates()
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def _keep_frequent(counts: TermCounts, min_df: int) -> TermCounts:
    return counts.select_columns(np.flatnonzero(counts.document_frequencies() >= min_df))
