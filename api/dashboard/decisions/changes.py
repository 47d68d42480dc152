"""Changes of tags between two runs, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from api.dashboard.drawing.matrix import Matrix, build_matrix
from core.types import Run
from store.serving.comparison import TagTransition, compare_tags, count_differing_tags

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


def find_changes(connection: Connection, from_run: Run, to_run: Run) -> RunChanges:
    """Compare two retained runs; only runs of different bases are read as a whole."""
    if from_run.base != to_run.base:
        return summarise_changes(compare_tags(connection, from_run.run_id, to_run.run_id))
    found = count_differing_tags(connection, from_run.run_id, to_run.run_id)
    removed = sum(move.projects for move in found if move.to_tag is None)
    return replace(summarise_changes(found), both=from_run.counts.stored - removed)


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
