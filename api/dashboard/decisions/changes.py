"""Changes of tags between two runs, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.dashboard.drawing.matrix import Matrix, build_matrix
from store.serving.comparison import TagTransition

MAX_LINES: Final = 30


@dataclass(frozen=True, slots=True)
class RunChanges:
    """The changes of tags between two runs.

    `both` is the number of projects that both runs have, None if only the changed ones are known.
    """

    both: int | None
    changed: int
    added: int
    removed: int
    matrix: Matrix
    lines: Sequence[TagTransition]


def summarise_changes(found: Sequence[TagTransition]) -> RunChanges:
    """Sum the moves between tags; projects that kept their tag count for `both` only."""
    both = [move for move in found if move.from_tag is not None and move.to_tag is not None]
    moved = [move for move in both if move.from_tag != move.to_tag]
    has_unchanged = len(moved) < len(both)
    return RunChanges(
        both=sum(move.projects for move in both) if has_unchanged else None,
        changed=sum(move.projects for move in moved),
        added=sum(move.projects for move in found if move.from_tag is None),
        removed=sum(move.projects for move in found if move.to_tag is None),
        matrix=build_matrix([(str(m.from_tag), str(m.to_tag), m.projects) for m in moved]),
        lines=moved[:MAX_LINES],
    )
