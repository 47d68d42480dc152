"""Compiling a fitted tagger, and scoring columns of Arrow and single texts with it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.errors import InputError
from model.tagger.code_points import normal_forms

if TYPE_CHECKING:
    from model.tagger.tagger import Tagger

try:
    from model.native.kernel import Column, Kernel, as_stored
except ImportError:
    # There was no C compiler when Predawn was installed, or an older version of it built the kernel.
    from core.scores import as_stored

    BUILT = False
else:
    BUILT = True

__all__ = ["BUILT", "NativeTagger", "as_stored"]

_TITLES, _DESCRIPTIONS = 0, 1


class NativeTagger:
    """A compiled tagger; any number of threads may score with it at once.

    Parameters
    ----------
    kernel
        The tables.
    n_tags
        The number of tags.
    """

    def __init__(self, kernel: "Kernel", n_tags: int) -> None:
        self.kernel = kernel
        self.n_tags = n_tags

    @classmethod
    def compile(cls, tagger: "Tagger") -> Self:
        """Compile a fitted tagger; the extension must be built (`BUILT`)."""
        kernel = Kernel(
            normal_forms(),
            (tagger.words.terms, np.ascontiguousarray(tagger.words.idf), tagger.args.word_ngrams),
            (tagger.characters.terms, np.ascontiguousarray(tagger.characters.idf), tagger.args.char_ngrams),
            np.ascontiguousarray(tagger.weights),
            np.ascontiguousarray(tagger.intercepts),
            tagger.temperature,
            **_options(tagger),
        )
        return cls(kernel, len(tagger.tags))

    def score_columns(
        self, titles: pa.ChunkedArray, descriptions: pa.ChunkedArray
    ) -> npt.NDArray[np.float32]:
        """Score projects by their titles and descriptions, joined as by `join_text`.

        Parameters
        ----------
        titles, descriptions
            Columns of `string` or `large_string`, of equal length and in any chunks.

        Returns
        -------
        numpy.ndarray
            The scores of all tags, of shape (n_texts, n_tags); each row sums to one, except for a multi-label
            tagger.

        Raises
        ------
        InputError
            If a text is null, is not valid UTF-8, or is larger than 1 GiB; the message names the row.
        """
        _refuse_nulls("title", titles)
        _refuse_nulls("description", descriptions)
        scores = np.empty((len(titles), self.n_tags), dtype=np.float32)
        first = 0
        # Each batch of a table ends where a chunk of either column ends.
        for batch in pa.table([titles, descriptions], ["title", "description"]).to_batches():
            end = first + len(batch)
            columns = _column(batch.column(_TITLES)), _column(batch.column(_DESCRIPTIONS))
            self.kernel.score_columns(*columns, scores[first:end], first)
            first = end
        return scores

    def score_text(self, text: str) -> list[float]:
        """Return the scores of all tags for one text, rounded to single precision."""
        return self.kernel.score_text(text)

    def compare_text(self, text: str) -> tuple[list[float], float]:
        """Return the scores of a text, and its likeness to the training texts; the tagger has a domain."""
        return self.kernel.compare_text(text)

    def score_texts(self, texts: Iterable[str]) -> npt.NDArray[np.float32]:
        """Return the scores of texts, of shape (n_texts, n_tags)."""
        scores = [self.kernel.score_text(text) for text in texts]
        return np.array(scores, dtype=np.float32).reshape(len(scores), self.n_tags)


def _options(tagger: "Tagger") -> dict[str, Any]:
    """Return the arguments that only some taggers need."""
    options: dict[str, Any] = {}
    if tagger.multi_label:
        options["independent"] = True
    if tagger.vectors is not None:
        table = tagger.vectors.sections
        weight = tagger.args.vector_weight
        options["vectors"] = (table.vectors, table.scales, table.offsets, table.letters, weight)
    if tagger.domain is not None:
        options["centroids"] = tagger.domain.centroids
    return options


def _column(texts: pa.Array) -> "Column":
    _, offsets, data = texts.buffers()
    return Column(offsets, data, texts.offset, len(texts), wide=texts.type == pa.large_string())


def _refuse_nulls(name: str, texts: pa.ChunkedArray) -> None:
    if texts.null_count:
        row = pc.index(pc.is_null(texts), value=True).as_py()
        raise InputError(f"The {name} of row {row} is null; use an empty string, or leave the row out.")
