"""Tables of counts by two labels, shaded by how large they are."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MAX_LABELS: Final = 15
SHADES: Final = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, its shade from 0 to `SHADES`, and whether both labels are the same."""

    count: int
    shade: int
    same: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column; `left_out` is the sum of what is in no row or column that is shown."""

    labels: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    left_out: int


def lay_out(
    found: Iterable[tuple[str, str, int]], labels: Sequence[str] | None = None, most: int = MAX_LABELS
) -> Matrix:
    """Return a matrix of counts.

    Parameters
    ----------
    found
        Row, column and count; the same pair may come again.
    labels
        The labels in their order; by default those that count most, the largest first.
    most
        How many labels are shown at most.
    """
    counts = Counter[tuple[str, str]]()
    for row, column, number in found:
        counts[row, column] += number
    shown = (labels if labels is not None else _largest(counts))[:most]
    largest = max((number for (row, column), number in counts.items() if row != column), default=0)
    diagonal = max((number for (row, column), number in counts.items() if row == column), default=0)
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


def _largest(counts: Mapping[tuple[str, str], int]) -> Sequence[str]:
    totals = Counter[str]()
    for pair, number in counts.items():
        for label in pair:
            totals[label] += number
    return [label for label, _ in sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))]


def _shade(number: int, largest: int) -> int:
    """Return a shade; its square root goes by the count, so that small counts are still told apart."""
    return math.ceil(SHADES * math.sqrt(number / largest)) if number else 0
