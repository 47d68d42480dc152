"""Matrices of counts by two labels, shaded by size."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MAX_LABELS: Final = 15
SHADES: Final = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and its shade from 0 to `SHADES`; `same` is true on the diagonal."""

    count: int
    shade: int
    same: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column; `left_out` is the sum of the counts outside the rows and columns shown."""

    labels: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    left_out: int


def build_matrix(
    found: Iterable[tuple[str, str, int]],
    labels: Sequence[str] | None = None,
    max_labels: int = MAX_LABELS,
    *,
    one_scale: bool = False,
) -> Matrix:
    """Return a matrix of counts.

    Parameters
    ----------
    found
        Row, column and count; repeated pairs are summed.
    labels
        The labels in order; by default sorted by count, largest first.
    max_labels
        The largest number of labels.
    one_scale
        Whether all cells are shaded by the largest count; by default those of the diagonal by its own.
    """
    counts = Counter[tuple[str, str]]()
    for row, column, number in found:
        counts[row, column] += number
    shown = (labels if labels is not None else _sort_labels(counts))[:max_labels]
    largest = max((number for (row, column), number in counts.items() if row != column), default=0)
    diagonal = max((number for (row, column), number in counts.items() if row == column), default=0)
    if one_scale:
        largest = diagonal = max(largest, diagonal)
    rows = [
        [
            Cell(
                counts[row, column],
                _shade(counts[row, column], diagonal if row == column else largest),
                row == column,
            )
            for column in shown
        ]
        for row in shown
    ]
    inside = sum(cell.count for row in rows for cell in row)
    return Matrix(shown, rows, counts.total() - inside)


def _sort_labels(counts: Mapping[tuple[str, str], int]) -> Sequence[str]:
    totals = Counter[str]()
    for pair, number in counts.items():
        for label in pair:
            totals[label] += number
    return [label for label, _ in sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))]


def _shade(number: int, largest: int) -> int:
    """Return the shade of a count; it grows with the square root, so that small counts stay visible."""
    return math.ceil(SHADES * math.sqrt(number / largest)) if number else 0
