"""Delta runs: what a run must look at to be a whole run's difference, and its rows that need no scoring.

A delta run is a base, which is a whole run of its model, and a table of what differs: predictions that the
base has otherwise or not at all, and *tombstones*, rows without a prediction, for what the base has and the
run has not.
"""

from sqlalchemy import Connection, text

from core.types import Run
from store.runs.ledger import find_run
from store.runs.metrics import compare_with_catalogue
from store.runs.tables import table_name
from store.sql_files import Sql, compose, number, statement

_NO_ROWS = Sql("(SELECT * FROM predawn.prediction_deltas WHERE false)")


def find_newest_run(connection: Connection, model_version: int, *, but: int | None = None) -> Run | None:
    """Return the newest complete, retained run of a model, published or not; None without one.

    With `but`, that run does not count itself. What is found then is its *predecessor*: its own differences
    from the base begin with those of that run.
    """
    found: int | None = connection.scalar(
        statement("runs/find_newest_run"), {"model_version": model_version, "but": but}
    )
    return None if found is None else find_run(connection, found)


def find_candidates(connection: Connection, predecessor: Run) -> int:
    """Find the projects to look at, for the rest of the transaction.

    Returns
    -------
    int
        The number of all projects that a delta run would have otherwise than its base.
    """
    own = own_rows(predecessor)
    if predecessor.last_sync is None:
        projects = compose("runs/candidates_of_all", own=own)
    else:
        projects = compose("runs/candidates_since")
    query = compose(
        "runs/find_candidates",
        projects=projects,
        base=table_name(predecessor.base),
    )
    connection.execute(
        text(query),
        {
            "predecessor": predecessor.run_id,
            "last_sync": predecessor.last_sync,
            "base_run": predecessor.base,
        },
    )
    connection.execute(text("ANALYZE candidates (project_id)"))
    return connection.scalar(text(compose("runs/count_differing", own=own))) or 0


def count_own_rows(connection: Connection, run_id: int, base_run: int) -> int:
    """Return the number of rows that delta runs on a base have had, apart from one run."""
    return int(
        connection.scalar(statement("runs/count_own_rows"), {"base_run": base_run, "run_id": run_id}) or 0
    )


def copy_predecessor(connection: Connection, run_id: int, predecessor: Run) -> int:
    """Copy what the predecessor has of its own and still fits, and return the number of these rows."""
    query = compose("runs/copy_predecessor", table=table_name(run_id), own=own_rows(predecessor))
    return connection.execute(text(query), {"run_id": run_id}).rowcount


def bury_removed(connection: Connection, run_id: int) -> int:
    """Add tombstones for what the base has of projects that left, and return their number."""
    query = compose("runs/add_tombstones_of_removed", table=table_name(run_id))
    return connection.execute(text(query), {"run_id": run_id}).rowcount


def bury_unscored(connection: Connection, run: Run) -> int:
    """Add tombstones for what the base has of projects that could not be scored, and return their number."""
    query = compose(
        "runs/add_tombstones_of_unscored", table=table_name(run.run_id), base=table_name(run.base)
    )
    return connection.execute(text(query), {"run_id": run.run_id, "base_run": run.base}).rowcount


def find_missing(connection: Connection, run_id: int) -> int:
    """Find the projects that still need a prediction, for the rest of the transaction, and count them."""
    query = compose("runs/find_missing_candidates", table=table_name(run_id))
    missing = connection.execute(text(query), {"run_id": run_id}).rowcount
    connection.execute(text("ANALYZE missing"))
    return missing


def matches_catalogue(connection: Connection, run: Run, active: int) -> bool:
    """Return whether an attached run holds exactly the projects of the catalogue, as they are now.

    Parameters
    ----------
    connection
        An open connection.
    run
        The run.
    active
        The number of active projects.
    """
    if run.last_sync is None:
        return compare_with_catalogue(connection, run.run_id).exact
    if run.counts.stored != active:
        return False
    query = compose("runs/has_mismatch", run_id=number(run.run_id), base_run=number(run.base))
    return connection.scalar(text(query), {"last_sync": run.last_sync}) is False


def own_rows(run: Run) -> Sql:
    """Return the rows that a run has beyond its base: none, if it is whole."""
    if run.whole_run is None:
        return _NO_ROWS
    return Sql(f"(SELECT * FROM predawn.prediction_deltas WHERE run_id = {number(run.run_id)})")
