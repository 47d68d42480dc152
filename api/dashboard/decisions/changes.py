"""Changes of predictions between two runs, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from api.dashboard.drawing.matrix import Matrix, build_matrix
from core.run_diff import TagMove
from core.types import Output, Run
from store.runs import ledger
from store.serving.comparison import (
    ChangeKind,
    CountedChange,
    are_multi_label,
    common_output,
    compare_tags,
    count_differing_predictions,
    list_tag_moves,
    sum_changes,
)
from store.serving.history import Publication, count_changes

MAX_LINES: Final = 30

_NAMES: Final = {Output.TAGS: "tag", Output.NUMBER: "number", Output.RANKING: "ranking", None: "prediction"}


@dataclass(frozen=True, slots=True)
class RunChanges:
    """The changes of predictions between two runs; of tags, from which to which.

    `both` is the number of projects that both runs have, None if only the changed ones are known. `of` names
    what both say of a project: a tag, a number or a ranking. `same_first` is the number of changed projects
    that keep their first tag, and are neither in the matrix nor in the lines.
    """

    both: int | None
    changed: int
    same_first: int
    added: int
    removed: int
    matrix: Matrix
    lines: Sequence[TagMove]
    of: str


def find_changes(connection: Connection, from_run: Run, to_run: Run) -> RunChanges:
    """Compare two retained runs; only runs of different bases are read as a whole.

    Those of tags are read by an index, which has no lists of tags.
    """
    if from_run.base != to_run.base and not are_multi_label(connection, from_run, to_run):
        return summarise_changes(compare_tags(connection, from_run.run_id, to_run.run_id))
    changes = summarise_changes(count_differing_predictions(connection, from_run.run_id, to_run.run_id))
    return replace(changes, both=from_run.counts.stored - changes.removed)


def summarise_changes(found: Sequence[CountedChange], of: str = "tag") -> RunChanges:
    """Sum the changes; projects that kept what is said of them count for `both` only."""
    changed, same = sum_changes(found, ChangeKind.CHANGED), sum_changes(found, ChangeKind.SAME)
    moved = list_tag_moves(found)
    return RunChanges(
        both=changed + same if same else None,
        changed=changed,
        same_first=sum(
            move.projects
            for move in found
            if move.change is ChangeKind.CHANGED and move.to_tag and move.from_tag == move.to_tag
        ),
        added=sum_changes(found, ChangeKind.ADDED),
        removed=sum_changes(found, ChangeKind.REMOVED),
        matrix=build_matrix([(move.from_tag, move.to_tag, move.projects) for move in moved]),
        lines=moved[:MAX_LINES],
        of=of,
    )


def find_published_changes(connection: Connection, publication: Publication) -> RunChanges | None:
    """Return what a publication changed; None of the first one, which changed every answer."""
    if publication.from_run is None:
        return None
    runs = [ledger.find_run(connection, run_id) for run_id in (publication.from_run, publication.to_run)]
    found = count_changes(connection, publication.publication_id)
    return summarise_changes(found, name_predictions(connection, *runs))


def name_predictions(connection: Connection, from_run: Run, to_run: Run) -> str:
    """Return what both runs say of a project: a tag, a number or a ranking; a prediction if not the same."""
    return _NAMES[common_output(connection, from_run, to_run)]
