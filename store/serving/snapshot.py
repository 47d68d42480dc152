"""The run in service and its surroundings, as the API watches and shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from core.types import Model, Run, RunStatus
from store.models import registry
from store.sql_files import Sql, compose, number, statement, template


@dataclass(frozen=True, slots=True)
class ServingSnapshot:
    """The run in service and its model, the newest run and model, and the last promotion, None before any.

    Before the first publication the model is the champion. The canary is None as a rule; its share is in
    ten-thousandths. `last_change` is the number of the last change of an answer, 0 before there is any, and
    `read_at` the time of the database.
    """

    run_id: int | None
    publication_id: int | None
    moved_at: datetime | None
    checked_at: datetime | None
    model_version: int | None
    canary_id: int | None
    canary_run: int | None
    canary_share: int | None
    canary_model: int | None
    newest_run: int | None
    newest_status: RunStatus | None
    newest_started_at: datetime | None
    newest_finished_at: datetime | None
    scheduler_active: bool
    newest_model: int | None
    last_promotion: int | None
    last_change: int
    read_at: datetime


def _snapshot(row: Mapping[str, Any]) -> ServingSnapshot:
    status = row["newest_status"]
    return ServingSnapshot(**{**row, "newest_status": None if status is None else RunStatus(status)})


async def read_snapshot_async(connection: Any) -> ServingSnapshot:
    """Return the run in service, over a session of asyncpg."""
    return _snapshot(dict(await connection.fetchrow(template("serving/read_snapshot"))))


def read_snapshot(connection: Connection) -> ServingSnapshot:
    """Return the run in service."""
    return _snapshot(dict(connection.execute(statement("serving/read_snapshot")).mappings().one()))


def find_model(connection: Connection, found: ServingSnapshot) -> Model | None:
    """Return the model in service, or None if there is none."""
    if found.model_version is None:
        return None
    return registry.find_model(connection, found.model_version)


def count_tags(connection: Connection, run_id: int, *, multi_label: bool = False) -> dict[str, int]:
    """Count the projects of a run by tag; this reads the index of the whole run.

    With `multi_label` a project counts for each of its tags, and all rows are read.
    """
    name = "serving/count_listed_tags" if multi_label else "serving/count_tags"
    rows = connection.execute(statement(name), {"run_id": run_id})
    return {row.predicted_tag: row.projects for row in rows}


@dataclass(frozen=True, slots=True)
class DepartedPredictions:
    """The predictions of a run whose projects are no longer in the catalogue, in all and by tag."""

    projects: int
    by_tag: Mapping[str, int]


def count_departed(connection: Connection, run: Run, *, multi_label: bool = False) -> DepartedPredictions:
    """Count the predictions of a retained run whose projects are no longer in the catalogue.

    It looks at the projects that changed after the last sync that the run has seen. With `multi_label` a
    project counts for each of its tags.
    """
    several = Sql("true" if multi_label else "false")
    query = compose("serving/count_departed", departed=_departed(run), several=several)
    rows = connection.execute(text(query)).all()
    return DepartedPredictions(
        sum(row.projects for row in rows if row.is_total),
        {row.tag: row.projects for row in rows if row.tag is not None},
    )


def count_departed_numbers(connection: Connection, run: Run, edges: Sequence[float]) -> Mapping[int, int]:
    """Count the numbers of a retained run whose projects are no longer in the catalogue.

    Returns
    -------
    mapping of int to int
        The counts by the place of a number: 0 below the first of the ascending edges, 1 from there to the
        next one, and so on.
    """
    query = compose("serving/count_departed_numbers", departed=_departed(run))
    rows = connection.execute(text(query), {"edges": list(edges)})
    return {row.place: row.items for row in rows}


def _departed(run: Run) -> Sql:
    since = "true"
    if run.last_sync is not None:
        since = f"(j.changed_in > {run.last_sync:d} OR j.changed_in IS NULL)"
    return compose("serving/departed", run_id=number(run.run_id), base_run=number(run.base), since=Sql(since))


def count_corrected(
    connection: Connection, run_id: int, base: int, *, multi_label: bool = False
) -> dict[str, int]:
    """Count by how much corrections in force change the number of projects of each tag in a run.

    Parameters
    ----------
    connection
        An open connection.
    run_id, base
        The run, and the whole run that it is read with, itself if it is whole.
    multi_label
        Whether a project counts for each of its tags; otherwise it does for the first one.
    """
    query = compose(
        "serving/count_corrected",
        run_id=number(run_id),
        base_run=number(base),
        several=Sql("true" if multi_label else "false"),
    )
    return {row.tag: int(row.projects) for row in connection.execute(text(query))}
