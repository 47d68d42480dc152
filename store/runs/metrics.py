"""The metrics of runs: counting predictions, comparing them with the catalogue, storing what was found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import Connection, Row, Select, delete, insert, select, text

from core.quality.measures import (
    SCORE_BINS,
    SCORE_DISTRIBUTIONS,
    Bin,
    Distribution,
    DistributionName,
    Distributions,
    Figure,
    FigureStatus,
    Scope,
    ScoreCount,
    TagTotal,
    tally_scores,
    tally_tags,
)
from core.types import Run, RunStatus
from store.bulk.copy import copy_out
from store.runs.ledger import find_run
from store.runs.pairs import pair
from store.runs.tables import attached_rows
from store.schema import run_distributions, run_figures, runs
from store.sql_files import compose, statement

MAX_ANSWERS: Final = 10_000
"""The number of answers of a window that count, the newest ones."""

MAX_TEXTS: Final = 1000
"""The number of texts of a window that are sampled, the newest ones."""

KNOWN_SCHEMA: Final = pa.schema([("value", pa.float64()), ("target", pa.float64())])
"""The columns of predicted and known numbers."""

MAX_KNOWN: Final = 100_000
"""The largest number of known numbers that predicted ones are compared with."""


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """A run's predictions beside the catalogue.

    `active` projects are in the catalogue, the run has `rows`, and `current` of these were made from the text
    that an active project has now.
    """

    active: int
    rows: int
    current: int

    @property
    def exact(self) -> bool:
        """True if the run holds exactly the projects of the catalogue, as they are now."""
        return self.active == self.rows == self.current


def compare_with_catalogue(connection: Connection, run_id: int) -> CatalogueMatch:
    """Compare an attached run's predictions with the catalogue, all of both."""
    query = compose("runs/compare_with_catalogue", rows=attached_rows("run_id"))
    row = connection.execute(text(query), {"run_id": run_id}).one()
    return CatalogueMatch(row.active, row.rows, row.current)


def count_scores(connection: Connection, run_id: int) -> list[ScoreCount]:
    """Count the predictions of a run by tags and score, in one pass over its rows."""
    query = compose("runs/count_scores", rows=attached_rows("run_id"))
    rows = connection.execute(text(query), {"run_id": run_id, "bins": SCORE_BINS})
    return [_score_count(row) for row in rows]


def count_distributions(
    connection: Connection, run: Run, other_run: int | None = None, *, multi_label: bool
) -> dict[DistributionName, Distribution]:
    """Count the distributions of an attached run that follow from its predictions.

    Of a multi-label model all tags are counted, too. The distributions of a delta run are what another run on
    its base counts, and the difference: the given one if it is on this base, so that the less they differ the
    less is counted, or else the base.
    """
    if run.whole_run is None:
        return _count_whole(connection, run, multi_label=multi_label)
    base = find_run(connection, run.whole_run)
    other = base if other_run is None else find_run(connection, other_run)
    counted = _read_exact(connection, other, multi_label=multi_label) if other.base == run.base else None
    if counted is None:
        other = base
        counted = _read_exact(connection, base, multi_label=multi_label)
        counted = counted or _count_whole(connection, base, multi_label=multi_label)
    pairs = pair(other, run)
    query = compose("runs/count_differing_scores", pairs=pairs)
    differences = connection.execute(text(query), {"bins": SCORE_BINS})
    found = tally_scores(map(_score_count, differences), counted)
    if multi_label:
        differences = connection.execute(text(compose("runs/count_differing_tags", pairs=pairs)))
        found[DistributionName.ALL_TAGS] = tally_tags(map(_tag_total, differences), counted)
    return found


def _count_whole(
    connection: Connection, run: Run, *, multi_label: bool
) -> dict[DistributionName, Distribution]:
    found = tally_scores(count_scores(connection, run.run_id))
    if multi_label:
        query = compose("runs/count_all_tags", rows=attached_rows("run_id"))
        counted = connection.execute(text(query), {"run_id": run.run_id})
        found[DistributionName.ALL_TAGS] = tally_tags(map(_tag_total, counted))
    return found


def _read_exact(connection: Connection, run: Run, *, multi_label: bool) -> Distributions | None:
    """Return the stored distributions of a run; None if they were not counted, or not with exact sums."""
    found = read_distributions(connection, run.run_id, Scope.CATALOGUE)
    names = (*SCORE_DISTRIBUTIONS, DistributionName.ALL_TAGS) if multi_label else SCORE_DISTRIBUTIONS
    exact = all(found.get(name) and _is_exact(found[name]) for name in names)
    return found if exact else None


def _is_exact(distribution: Distribution) -> bool:
    return all(found.score_sum is not None for found in distribution)


def measure_quantiles(connection: Connection, run_id: int, shares: Sequence[float]) -> list[float]:
    """Return the quantiles of an attached run's numbers at some shares of them; none if it has no number."""
    query = compose("runs/measure_quantiles", rows=attached_rows("run_id"))
    found = connection.scalar(text(query), {"run_id": run_id, "shares": list(shares)})
    return [] if found is None else list(found)


def count_numbers(connection: Connection, run_id: int, edges: Sequence[float]) -> list[int]:
    """Count an attached run's numbers below the first edge, from each edge to the next, and from the last on.

    Parameters
    ----------
    connection
        An open connection.
    run_id
        The run.
    edges
        The edges, ascending and each once.
    """
    query = compose("runs/count_numbers", rows=attached_rows("run_id"))
    counts = [0] * (len(edges) + 1)
    for place, items in connection.execute(text(query), {"run_id": run_id, "edges": list(edges)}):
        counts[place] = items
    return counts


def read_known(connection: Connection, run_id: int, version: int) -> pa.Table:
    """Return predicted numbers with known ones that the model was not trained on, as `KNOWN_SCHEMA`."""
    query = compose("runs/read_known_numbers", rows=attached_rows("run_id"), unseen=compose("models/unseen"))
    parameters = {"run_id": run_id, "version": version, "most": MAX_KNOWN}
    return copy_out(connection, query, KNOWN_SCHEMA, parameters)


@dataclass(frozen=True, slots=True)
class RankingCounts:
    """The rankings of a run, those that are empty, and the items of all."""

    rankings: int
    empty: int
    items: int


def count_rankings(connection: Connection, run_id: int) -> RankingCounts:
    """Count an attached run's rankings and their items."""
    query = compose("runs/count_rankings", rows=attached_rows("run_id"))
    row = connection.execute(text(query), {"run_id": run_id}).one()
    return RankingCounts(row.rankings, row.empty, row.items)


def measure_overlap(connection: Connection, before: Run, after: Run, both: int) -> float:
    """Return the mean share of items that the rankings of two attached runs have in common.

    Parameters
    ----------
    connection
        An open connection.
    before, after
        The runs.
    both
        The number of projects of both, one at least.
    """
    row = connection.execute(text(compose("runs/measure_overlap", pairs=pair(before, after)))).one()
    return float((row.overlap + both - row.both) / both)


def count_traffic_scores(connection: Connection, window: timedelta) -> list[ScoreCount]:
    """Count the answers of a window that ends now by tags and score."""
    parameters = {"window": window, "limit": MAX_ANSWERS, "bins": SCORE_BINS}
    return [
        _score_count(row) for row in connection.execute(statement("runs/count_traffic_scores"), parameters)
    ]


def read_traffic_texts(connection: Connection, window: timedelta) -> list[tuple[str, str]]:
    """Return title and description of the logged texts of a window that ends now."""
    rows = connection.execute(statement("runs/read_traffic_texts"), {"window": window, "limit": MAX_TEXTS})
    return [(row.title, row.description) for row in rows]


def _score_count(row: Row[*tuple[object, ...]]) -> ScoreCount:
    return ScoreCount(row.predicted_tag, row.best_tag, row.score_bin, row.items, int(row.score_sum))


def _tag_total(row: Row[*tuple[object, ...]]) -> TagTotal:
    return TagTotal(row.tag, row.items, int(row.score_sum))


def save(
    connection: Connection,
    run_id: int,
    scope: Scope,
    distributions: Distributions,
    figures: Iterable[Figure],
) -> None:
    """Store the metrics of a run, replacing those that an earlier attempt may have stored."""
    for table in (run_figures, run_distributions):
        connection.execute(delete(table).where(table.c.run_id == run_id, table.c.scope == scope.value))
    rows = [{"run_id": run_id, **asdict(figure)} for figure in figures]
    if rows:
        connection.execute(insert(run_figures), rows)
    bins = [
        {
            "run_id": run_id,
            "scope": scope.value,
            "distribution": name.value,
            "position": position,
            **asdict(found),
        }
        for name, distribution in distributions.items()
        for position, found in enumerate(distribution)
    ]
    if bins:
        connection.execute(insert(run_distributions), bins)


def read_figures(connection: Connection, run_id: int) -> list[Figure]:
    """Return the figures of a run, those of the catalogue first; an unmeasured run has none."""
    query = (
        select(run_figures)
        .where(run_figures.c.run_id == run_id)
        .order_by(run_figures.c.scope, run_figures.c.name)
    )
    return [_figure(row) for row in connection.execute(query)]


def read_distributions(
    connection: Connection, run_id: int, scope: Scope
) -> dict[DistributionName, Distribution]:
    """Return the distributions of a run by name; an unmeasured run has none."""
    columns = run_distributions.c
    query = (
        select(run_distributions)
        .where(columns.run_id == run_id, columns.scope == scope.value)
        .order_by(columns.distribution, columns.position)
    )
    found: dict[DistributionName, list[Bin]] = defaultdict(list)
    for row in connection.execute(query):
        found[DistributionName(row.distribution)].append(
            Bin(row.label, row.items, row.lower, row.upper, row.mean_score, row.accuracy, row.score_sum)
        )
    return {name: tuple(bins) for name, bins in found.items()}


def read_figure_history(
    connection: Connection, scope: Scope, names: Iterable[str], top: int
) -> dict[str, list[tuple[int, Figure]]]:
    """Return some figures of the newest measured runs that were published, by name, the oldest run first."""
    columns = run_figures.c
    measured = select(columns.run_id).distinct().where(columns.run_id.in_(_published()))
    newest = measured.order_by(columns.run_id.desc()).limit(top).subquery()
    query = (
        select(run_figures)
        .where(
            columns.scope == scope.value, columns.name.in_(list(names)), columns.run_id.in_(select(newest))
        )
        .order_by(columns.run_id)
    )
    found: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.name].append((row.run_id, _figure(row)))
    return dict(found)


def read_tag_history(connection: Connection, top: int) -> dict[int, dict[str, int]]:
    """Return the number of projects by tag of the newest measured runs that were published, oldest first."""
    columns = run_distributions.c
    counted = (columns.scope == Scope.CATALOGUE.value, columns.distribution == DistributionName.TAGS.value)
    measured = select(columns.run_id).distinct().where(*counted, columns.run_id.in_(_published()))
    newest = measured.order_by(columns.run_id.desc()).limit(top).subquery()
    query = (
        select(columns.run_id, columns.label, columns["items"].label("projects"))
        .where(*counted, columns.run_id.in_(select(newest)))
        .order_by(columns.run_id, columns.position)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.run_id][row.label] = row.projects
    return dict(found)


def _published() -> Select[int]:
    return select(runs.c.run_id).where(runs.c.status == RunStatus.PUBLISHED.value)


def _figure(row: Row[Any]) -> Figure:
    return Figure(Scope(row.scope), row.name, FigureStatus(row.status), row.value, row.threshold, row.detail)
