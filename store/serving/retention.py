"""Retention: choosing the runs to keep, and dropping the tables of the others."""

from datetime import timedelta

from sqlalchemy import Connection, Engine, delete, func, select, update

from store import schema
from store.runs import labels
from store.runs.tables import RunTable, list_tables, remove
from store.schema import runs
from store.serving.canary import add_up_requests
from store.serving.pointer import pointer_at_rest
from store.sql_files import statement
from store.traffic import popular

_INFERENCE_BATCH = 10_000
_HISTORY_BATCH = 100_000


def list_retained(connection: Connection, *, published: int, unpublished: int) -> set[int]:
    """Return the runs whose tables are retained.

    These are the newest published ones, the newest each of ready, held and failed ones, every run that may be
    resumed, the run in service, that of a running canary, and the target of a rollback.
    """
    rows = connection.execute(
        statement("serving/list_retained_runs"), {"published": published, "unpublished": unpublished}
    )
    return {row.run_id for row in rows}


def prune(engine: Engine, *, published: int, unpublished: int) -> tuple[list[int], list[int]]:
    """Drop the tables of the runs that are not retained.

    Changes of labels that no counts need any more are forgotten, and old requests of canaries added up.

    Returns
    -------
    tuple of (list of int, list of int)
        The runs whose tables were dropped, and those whose tables a reader was still using.
    """
    with engine.begin() as connection:
        retained = list_retained(connection, published=published, unpublished=unpublished)
        tables = [table for table in list_tables(connection) if table.run_id not in retained]
    dropped: list[int] = []
    kept: list[int] = []
    for table in tables:
        with pointer_at_rest(engine) as connection:
            # A rollback may have put it into service meanwhile.
            if table.run_id in list_retained(connection, published=published, unpublished=unpublished):
                continue
            (dropped if drop(engine, table) else kept).append(table.run_id)
    with engine.begin() as connection:
        labels.forget_past_changes(connection)
        add_up_requests(connection)
    return dropped, kept


def prune_inference_log(engine: Engine, keep: timedelta) -> int:
    """Delete the on-demand predictions older than a duration, and return their number.

    Each batch is a transaction of its own, to keep locks short.
    """
    deleted = 0
    with engine.begin() as connection:
        before = connection.execute(select(func.now())).scalar_one() - keep
    while True:
        with engine.begin() as connection:
            batch = connection.execute(
                statement("serving/delete_old_inferences"), {"before": before, "batch": _INFERENCE_BATCH}
            ).rowcount
        deleted += batch
        if batch < _INFERENCE_BATCH:
            return deleted


def prune_history(engine: Engine, *, keep: timedelta, most: int) -> tuple[int, int]:
    """Delete runs, their publications and the changes of these that are older than a duration, or too many.

    Runs with predictions, and publications from or to them, are kept.

    Returns
    -------
    tuple of (int, int)
        The numbers of runs and of publications deleted.
    """
    with engine.begin() as connection:
        first_kept = connection.scalar(statement("serving/find_first_kept_run"), {"keep": keep, "most": most})
        past = {"first_kept": first_kept}
        publications = list(connection.scalars(statement("serving/list_past_publications"), past))
    if publications:
        with engine.begin() as connection:
            connection.execute(statement("serving/forget_changes"), {"publications": publications})
    changes = {"publications": publications, "batch": _HISTORY_BATCH}
    deleted = _HISTORY_BATCH if publications else 0
    while deleted == _HISTORY_BATCH:
        with engine.begin() as connection:
            deleted = connection.execute(statement("serving/delete_past_changes"), changes).rowcount
    with engine.begin() as connection:
        connection.execute(
            delete(schema.publications).where(schema.publications.c.publication_id.in_(publications))
        )
        runs_deleted = connection.execute(statement("serving/delete_past_runs"), past).rowcount
        connection.execute(statement("catalogue/delete_past_syncs"), {"keep": keep, "most": most})
    return runs_deleted, len(publications)


def drop(engine: Engine, table: RunTable) -> bool:
    """Drop the predictions of a run, record it, and return whether they are gone.

    It is recorded first: without its own table, a delta run would read like its base.
    """
    with engine.begin() as connection:
        popular.forget(connection, table.run_id)
        labels.forget(connection, table.run_id)
        connection.execute(
            update(runs).where(runs.c.run_id == table.run_id).values(pruned_at=func.clock_timestamp())
        )
    return remove(engine, table)
