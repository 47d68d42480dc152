"""The results of a model that scores the same tags for every payload."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.errors import InputError
from model.predictors.interface import check_tag
from model.predictors.scored import rank_tags


@dataclass(frozen=True, slots=True, eq=False)
class ScoreMatrix(Sequence[Mapping[str, float]]):
    """A mapping of tag to score for each payload, as one array.

    A run ranks and stores all of it at once: with a mapping for each row that took as long as many models
    take to score it.

    Parameters
    ----------
    tags
        The tag of each column.
    scores
        Scores of shape (n_payloads, n_tags).
    """

    tags: Sequence[str]
    scores: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.scores)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, float]: ...
    @overload
    def __getitem__(self, place: slice) -> "ScoreMatrix": ...
    def __getitem__(self, place: int | slice) -> "Mapping[str, float] | ScoreMatrix":
        if isinstance(place, slice):
            return ScoreMatrix(self.tags, self.scores[place])
        return dict(zip(self.tags, self.scores[place].tolist(), strict=True))

    def __iter__(self) -> Iterator[Mapping[str, float]]:
        for row in self.scores.tolist():
            yield dict(zip(self.tags, row, strict=True))

    def rank(self, min_score: float) -> pa.Table | None:
        """Return the predictions of all rows as `PREDICTED_SCHEMA`.

        None if one of them cannot be stored; then each row has to be looked at.
        """
        if self.scores.dtype.kind not in "fiu" or not self._has_usable_tags():
            return None
        # A NaN is neither.
        if not ((self.scores >= 0) & (self.scores <= 1)).all():
            return None
        by_tag = sorted(range(len(self.tags)), key=self.tags.__getitem__)
        tags = pa.array([str(self.tags[column]) for column in by_tag], pa.string())
        return rank_tags(self.scores.astype(np.float32)[:, by_tag], tags, min_score)

    def _has_usable_tags(self) -> bool:
        try:
            return 0 < len(set(map(check_tag, self.tags))) == len(self.tags)
        except InputError:
            return False
