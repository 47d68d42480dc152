"""The features of a tagger, fitted on counts: the chosen terms, their rarity, and the weighted matrix."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import TfidfTransformer

from model.tagger.tagger import TaggerArgs, TermBlock
from model.tagger.term_counts import TermCounts, WordStream, count_characters, count_texts, count_words
from model.tagger.vector_block import find_words, unit_sums
from model.word_vectors.table import WordVectors


@dataclass(frozen=True, eq=False)
class FittedBlock:
    """A block of features that is fitted on some texts, and the columns of the counts that it keeps."""

    columns: npt.NDArray[np.intp]
    transformer: TfidfTransformer

    @classmethod
    def fit(cls, counts: TermCounts, rows: npt.NDArray[np.intp], args: TaggerArgs) -> Self:
        """Choose the terms and their weights from the given texts alone."""
        seen = counts.matrix[rows]
        columns = choose_terms(np.bincount(seen.indices, minlength=len(counts.terms)), args)
        transformer = TfidfTransformer(sublinear_tf=True)
        if len(columns):
            transformer.fit(seen[:, columns])
        return cls(columns, transformer)

    def transform(self, counts: TermCounts, rows: npt.NDArray[np.intp]) -> csr_array:
        """Return the tf-idf features of some texts, of shape (n_rows, n_columns), each row of length one."""
        matrix = counts.matrix[rows][:, self.columns]
        return csr_array(self.transformer.transform(matrix)) if len(self.columns) else matrix

    def terms(self, counts: TermCounts) -> TermBlock:
        """Return the chosen terms with their inverse document frequencies."""
        idf = self.transformer.idf_ if len(self.columns) else np.empty(0)
        return TermBlock([counts.terms[column] for column in self.columns], idf)


@dataclass(frozen=True, eq=False)
class Features:
    """The counts of both blocks of terms for the same texts, and the block of word vectors.

    Attributes
    ----------
    words, characters
        The counts.
    table
        The table of word vectors; None without one.
    vectors
        The block of word vectors of each text, of shape (n_texts, n_dimensions).
    """

    words: TermCounts
    characters: TermCounts
    table: WordVectors | None
    vectors: npt.NDArray[np.float64]

    @classmethod
    def count(cls, texts: Iterable[str], args: TaggerArgs, table: WordVectors | None = None) -> Self:
        """Count the terms of texts, each text and each distinct word once."""
        stream = WordStream.read(texts)
        return cls(
            count_words(stream, args.word_ngrams, args.min_df),
            count_characters(stream, args.char_ngrams, args.min_df),
            table,
            _sum_vectors(stream, table),
        )

    def fit(self, rows: npt.NDArray[np.intp], args: TaggerArgs) -> tuple[FittedBlock, FittedBlock]:
        """Fit both blocks on some texts."""
        return FittedBlock.fit(self.words, rows, args), FittedBlock.fit(self.characters, rows, args)

    def transform(
        self, blocks: tuple[FittedBlock, FittedBlock], rows: npt.NDArray[np.intp], vector_weight: float
    ) -> csr_array:
        """Return the features of some texts, words first, of shape (n_rows, n_features)."""
        words, characters = blocks
        parts = [words.transform(self.words, rows), characters.transform(self.characters, rows)]
        if vector_weight > 0:
            parts.append(csr_array(vector_weight * self.vectors[rows]))
        return csr_array(hstack(parts, format="csr"))


def has_terms(blocks: Iterable[FittedBlock]) -> bool:
    """Return True if a block has a term; no classifier can be fitted without one."""
    return any(len(block.columns) > 0 for block in blocks)


def _sum_vectors(stream: WordStream, table: WordVectors | None) -> npt.NDArray[np.float64]:
    if table is None:
        return np.empty((len(stream.bounds) - 1, 0))
    places, rows = find_words(stream.words, table)
    return unit_sums(count_texts(stream)[:, places], table.vectors(rows))


def choose_terms(document_frequencies: npt.NDArray[np.int64], args: TaggerArgs) -> npt.NDArray[np.intp]:
    """Return the columns of the most frequent terms, ascending; ties go to the first terms."""
    frequent = np.flatnonzero(document_frequencies >= args.min_df)
    most_frequent_first = np.argsort(-document_frequencies[frequent], kind="stable")
    return np.sort(frequent[most_frequent_first[: args.max_features]])
