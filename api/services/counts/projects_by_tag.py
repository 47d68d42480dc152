"""Numbers of projects by tag, counted in the store and kept until another run, or other rows, are counted."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from core.quality.measures import DistributionName, Scope
from store.runs.ledger import find_run
from store.runs.metrics import read_distributions
from store.serving.snapshot import (
    DepartedPredictions,
    ServingSnapshot,
    count_corrected,
    count_departed,
    count_tags,
)

TagNumbers = Mapping[str, int]
Counted = TypeVar("Counted")

MAX_KEPT: Final = 32
"""The number of counts that are kept, of some runs."""


class ProjectsByTag:
    """The numbers of projects by tag, of the runs that were counted last."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[object, Any]] = {}

    def of_run(self, connection: Connection, run_id: int, *, multi_label: bool) -> TagNumbers:
        """Return the number of projects of each tag of a run, as pages show it, most frequent first.

        With `multi_label` a project counts for each of its tags.
        """
        if multi_label:
            return _sort(self.listed(connection, run_id, multi_label=True))
        return self.predicted(connection, run_id)

    def in_service(self, connection: Connection, found: ServingSnapshot, *, multi_label: bool) -> TagNumbers:
        """Return the number of projects that are answered with each tag, most frequent first."""
        if found.run_id is None:
            return {}
        counts = Counter(self.of_run(connection, found.run_id, multi_label=multi_label))
        counts.update(self.moved(connection, found, multi_label=multi_label))
        return _sort({tag: number for tag, number in counts.items() if number > 0})

    def predicted(self, connection: Connection, run_id: int) -> TagNumbers:
        """Return the number of projects of each predicted tag of a run, most frequent first.

        They are those that the run was measured by, if it was; none if it is one of numbers or of rankings.
        """
        measured = read_distributions(connection, run_id, Scope.CATALOGUE)
        if measured:
            counts: TagNumbers = {
                entry.label: entry.items for entry in measured.get(DistributionName.TAGS, ())
            }
        else:
            rows = find_run(connection, run_id).counts.stored
            counts = self._find(("predicted", run_id), rows, lambda: count_tags(connection, run_id))
        return _sort(counts)

    def listed(self, connection: Connection, run_id: int, *, multi_label: bool) -> TagNumbers:
        """Return the number of projects of each tag in the rows of a run.

        This reads all rows: once, and again where some were forgotten. With `multi_label` a project counts
        for each of its tags.
        """
        rows = find_run(connection, run_id).counts.stored
        return self._find(
            ("listed", run_id, multi_label),
            rows,
            lambda: count_tags(connection, run_id, multi_label=multi_label),
        )

    def moved(self, connection: Connection, found: ServingSnapshot, *, multi_label: bool) -> TagNumbers:
        """Return by how much corrections and departures change the numbers of the run in service.

        Projects that have left the catalogue have no answer.
        """
        if found.run_id is None:
            return {}
        counts = Counter(self._corrected(connection, found, multi_label=multi_label))
        counts.subtract(self.departed(connection, found, multi_label=multi_label).by_tag)
        return counts

    def departed(
        self, connection: Connection, found: ServingSnapshot, *, multi_label: bool
    ) -> DepartedPredictions:
        """Return the predictions in service whose projects have left the catalogue.

        They are counted once for each change of an answer.
        """
        if found.run_id is None:
            return DepartedPredictions(0, {})
        run = find_run(connection, found.run_id)
        return self._find(
            ("departed", multi_label),
            (run.run_id, run.last_sync, found.last_change),
            lambda: count_departed(connection, run, multi_label=multi_label),
        )

    def _corrected(self, connection: Connection, found: ServingSnapshot, *, multi_label: bool) -> TagNumbers:
        run_id = found.run_id
        assert run_id is not None
        return self._find(
            ("corrected", multi_label),
            (run_id, found.last_change),
            lambda: count_corrected(
                connection, run_id, find_run(connection, run_id).base, multi_label=multi_label
            ),
        )

    def _find(self, of: tuple[object, ...], state: object, count: Callable[[], Counted]) -> Counted:
        """Return what was counted in a state, or count it."""
        kept = self._kept.get(of)
        if kept is not None and kept[0] == state:
            counted: Counted = kept[1]
            return counted
        counted = count()
        self._kept.pop(of, None)
        self._kept[of] = state, counted
        if len(self._kept) > MAX_KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        return counted


def _sort(counts: TagNumbers) -> TagNumbers:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
