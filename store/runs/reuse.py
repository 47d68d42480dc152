"""Reusing predictions of earlier runs, and finding the projects that these have none for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, text

from store.runs.tables import table_name
from store.sql_files import Sql, compose, statement


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier run whose predictions can be reused.

    `base_run` is the run that it reused predictions from itself, if there was exactly one; `attached_at` is
    when it was complete, if it is.
    """

    run_id: int
    base_run: int | None
    attached_at: datetime | None


def list_bases(connection: Connection, *, run_id: int, model_version: int) -> list[Base]:
    """Return the earlier runs of a model whose predictions can be reused, the best first."""
    rows = connection.execute(
        statement("runs/list_bases"), {"run_id": run_id, "model_version": model_version}
    )
    return [Base(row.run_id, row.base_run, row.attached_at) for row in rows]


def line(bases: Sequence[Base]) -> Sequence[Base]:
    """Return the first base and those after it, as long as each reused only the predictions of the next.

    Each of these has the same predictions as the next, except those that it scored.
    """
    for length, (newer, older) in enumerate(pairwise(bases), start=1):
        if newer.base_run != older.run_id or older.attached_at is None:
            return bases[:length]
    return bases


def copy_unchanged(connection: Connection, *, run_id: int, base_run: int) -> int:
    """Copy into an empty table the predictions of an earlier run whose input has not changed.

    Returns
    -------
    int
        The number of predictions copied.
    """
    query = compose("runs/copy_unchanged", table=table_name(run_id), base=table_name(base_run))
    return _execute(connection, query, {"run_id": run_id})


def find_missing(connection: Connection, run_id: int) -> int:
    """Find the projects that a run's table does not hold, for the rest of the transaction, and count them."""
    query = compose("runs/find_missing", table=table_name(run_id))
    return _found(connection, _execute(connection, query, {"run_id": run_id}))


def find_unlike(connection: Connection, bases: Sequence[Base]) -> int:
    """Find the projects that will be missing once the first base is copied, without waiting for that.

    Projects for which the rest of the first base's `line` cannot have another prediction are marked.
    """
    query = compose("runs/find_unlike", base=table_name(bases[0].run_id))
    parameters = {"base_run": bases[0].run_id, "since": line(bases)[-1].attached_at}
    return _found(connection, _execute(connection, query, parameters))


def _found(connection: Connection, missing: int) -> int:
    connection.execute(text("ANALYZE missing"))
    return missing


def forget_missing(connection: Connection) -> None:
    """Forget the projects found missing in this transaction."""
    connection.execute(text("DROP TABLE missing"))


def copy_missing(connection: Connection, *, run_id: int, base_run: int, settled: bool) -> int:
    """Copy predictions from an earlier run for projects that are still missing.

    Parameters
    ----------
    connection
        The connection that found the missing projects, in the same transaction.
    run_id
        The run.
    base_run
        The earlier run.
    settled
        Whether to skip projects that the run cannot have, because it belongs to the line of the first base.

    Returns
    -------
    int
        The number of predictions copied.
    """
    query = compose(
        "runs/copy_missing",
        table=table_name(run_id),
        base=table_name(base_run),
        wanted=Sql("m.may_be_older" if settled else "true"),
    )
    return _execute(connection, query, {"run_id": run_id, "base_run": base_run})


def drop_misfits(connection: Connection, run_id: int) -> int:
    """Delete the predictions of a run whose project has changed or was removed."""
    return _execute(connection, compose("runs/drop_misfits", table=table_name(run_id)))


def _execute(connection: Connection, query: Sql, parameters: Mapping[str, object] | None = None) -> int:
    return connection.execute(text(query), parameters).rowcount
