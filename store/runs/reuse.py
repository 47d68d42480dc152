"""Reusing predictions of earlier runs, and finding the projects that these have none for."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from store.runs.tables import attached_rows, table_name
from store.sql_files import Sql, compose, statement


@dataclass(frozen=True, slots=True)
class ReuseSource:
    """An earlier run whose predictions can be reused, and whether it is complete."""

    run_id: int
    is_complete: bool

    @property
    def rows(self) -> Sql:
        """All its predictions, in a FROM clause; the run is the parameter `source_run`."""
        return attached_rows("source_run") if self.is_complete else table_name(self.run_id)


def list_reuse_sources(connection: Connection, *, run_id: int, model_version: int) -> list[ReuseSource]:
    """Return the earlier runs of a model whose predictions can be reused, the best first."""
    rows = connection.execute(
        statement("runs/list_reuse_sources"), {"run_id": run_id, "model_version": model_version}
    )
    return [ReuseSource(row.run_id, row.is_complete) for row in rows]


def copy_unchanged(connection: Connection, *, run_id: int, source: ReuseSource) -> int:
    """Copy into an empty table the predictions of an earlier run whose input has not changed.

    Returns
    -------
    int
        The number of predictions copied.
    """
    query = compose("runs/copy_unchanged", table=table_name(run_id), source=source.rows)
    return _execute(connection, query, {"run_id": run_id, "source_run": source.run_id})


def find_missing(connection: Connection, run_id: int) -> int:
    """Find the projects that a run's table does not hold, for the rest of the transaction, and count them."""
    query = compose("runs/find_missing", table=table_name(run_id))
    return _found(connection, _execute(connection, query, {"run_id": run_id}))


def find_unlike(connection: Connection, source: ReuseSource) -> int:
    """Find the projects that will be missing once a source of reuse is copied, without waiting for that."""
    query = compose("runs/find_unlike", source=source.rows)
    return _found(connection, _execute(connection, query, {"source_run": source.run_id}))


def _found(connection: Connection, missing: int) -> int:
    connection.execute(text("ANALYZE missing"))
    return missing


def forget_missing(connection: Connection) -> None:
    """Forget the projects found missing in this transaction."""
    connection.execute(text("DROP TABLE missing"))


def copy_missing(connection: Connection, *, run_id: int, source_run: int) -> int:
    """Copy predictions from the table of an earlier run for projects that are still missing.

    Returns
    -------
    int
        The number of predictions copied.
    """
    query = compose("runs/copy_missing", table=table_name(run_id), source=table_name(source_run))
    return _execute(connection, query, {"run_id": run_id, "source_run": source_run})


def drop_misfits(connection: Connection, run_id: int) -> int:
    """Delete the predictions of a run whose project has changed or was removed."""
    return _execute(connection, compose("runs/drop_misfits", table=table_name(run_id)))


def _execute(connection: Connection, query: Sql, parameters: Mapping[str, object] | None = None) -> int:
    return connection.execute(text(query), parameters).rowcount
