"""The figures and distributions of runs, as they are kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from core.quality.measures import (
    Bin,
    Distribution,
    DistributionName,
    Distributions,
    Figure,
    FigureStatus,
    Scope,
)
from store.schema import run_distributions, run_figures


def store(
    connection: Connection,
    run_id: int,
    scope: Scope,
    distributions: Distributions,
    figures: Iterable[Figure],
) -> None:
    """Keep what was measured of a run, instead of what an earlier attempt of it may have kept."""
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
    """Return the figures of a run, those of the catalogue first; none where it was not measured."""
    query = (
        select(run_figures)
        .where(run_figures.c.run_id == run_id)
        .order_by(run_figures.c.scope, run_figures.c.name)
    )
    return [
        Figure(Scope(row.scope), row.name, FigureStatus(row.status), row.value, row.threshold, row.detail)
        for row in connection.execute(query)
    ]


def read_distributions(
    connection: Connection, run_id: int, scope: Scope
) -> dict[DistributionName, Distribution]:
    """Return the distributions of a run by name; none where it was not measured."""
    columns = run_distributions.c
    query = (
        select(run_distributions)
        .where(columns.run_id == run_id, columns.scope == scope.value)
        .order_by(columns.distribution, columns.position)
    )
    found: dict[DistributionName, list[Bin]] = defaultdict(list)
    for row in connection.execute(query):
        found[DistributionName(row.distribution)].append(
            Bin(row.label, row.items, row.lower, row.upper, row.mean_score, row.accuracy)
        )
    return {name: tuple(bins) for name, bins in found.items()}


def read_history(
    connection: Connection, scope: Scope, names: Iterable[str], top: int
) -> dict[str, list[tuple[int, Figure]]]:
    """Return some figures of the newest runs that were measured, by name, the oldest run first."""
    columns = run_figures.c
    newest = select(columns.run_id).distinct().order_by(columns.run_id.desc()).limit(top).subquery()
    query = (
        select(run_figures)
        .where(
            columns.scope == scope.value, columns.name.in_(list(names)), columns.run_id.in_(select(newest))
        )
        .order_by(columns.run_id)
    )
    found: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for row in connection.execute(query):
        figure = Figure(scope, row.name, FigureStatus(row.status), row.value, row.threshold, row.detail)
        found[row.name].append((row.run_id, figure))
    return dict(found)
