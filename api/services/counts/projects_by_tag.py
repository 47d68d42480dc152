"""Numbers of projects by tag, counted in the store and kept until another run, or other rows, are counted."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from core.quality.measures import DistributionName, Scope
from store.runs.ledger import find_run
from store.runs.metrics import read_distributions
from store.serving.snapshot import ServingSnapshot, count_corrected, count_tags

TagNumbers = Mapping[str, int]


class ProjectsByTag:
    """The numbers of projects by tag, of the run that was counted last."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[object, ...], TagNumbers]] = {}

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
            counts = self._find("predicted", (run_id, rows), lambda: count_tags(connection, run_id))
        return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))

    def listed(self, connection: Connection, run_id: int, *, multi_label: bool) -> TagNumbers:
        """Return the number of projects of each tag in the rows of a run.

        This reads all rows: once, and again where some were forgotten. With `multi_label` a project counts
        for each of its tags.
        """
        rows = find_run(connection, run_id).counts.stored
        return self._find(
            "listed",
            (run_id, rows, multi_label),
            lambda: count_tags(connection, run_id, multi_label=multi_label),
        )

    def corrected(self, connection: Connection, found: ServingSnapshot, *, multi_label: bool) -> TagNumbers:
        """Return by how much corrections change the numbers of the run in service.

        They are counted once for each change of an answer.
        """
        run_id = found.run_id
        if run_id is None:
            return {}
        return self._find(
            "corrected",
            (run_id, found.last_change, multi_label),
            lambda: count_corrected(
                connection, run_id, find_run(connection, run_id).base, multi_label=multi_label
            ),
        )

    def _find(self, name: str, key: tuple[object, ...], count: Callable[[], TagNumbers]) -> TagNumbers:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = key, count()
        return kept[1]
