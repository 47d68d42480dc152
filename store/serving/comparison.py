"""Comparing two runs whose predictions are retained."""

from sqlalchemy import Connection, text

from core.types import RunDiff, ScoreMove
from store.runs.ledger import find_run
from store.runs.tables import attached_rows
from store.serving import figures
from store.serving.pointer import check_attached
from store.sql_files import template


def diff_runs(connection: Connection, from_run: int, to_run: int, *, top: int) -> RunDiff:
    """Return how a run differs from another.

    Parameters
    ----------
    connection
        An open connection.
    from_run
        The run that is compared with.
    to_run
        The run that is compared.
    top
        How many score moves are listed.

    Raises
    ------
    NotFoundError
        If there is no such run, or its predictions are no longer there.
    """
    for run_id in (from_run, to_run):
        find_run(connection, run_id)
        check_attached(connection, run_id)
    churn = figures.compare(connection, to_run, from_run)
    rows = {"from_rows": attached_rows(from_run), "to_rows": attached_rows(to_run)}
    matrix = connection.execute(text(template("serving/diff_matrix").format(**rows)))
    moves = connection.execute(text(template("serving/diff_moves").format(**rows)), {"top": top})
    return RunDiff(
        from_run=from_run,
        to_run=to_run,
        both=churn.both,
        added=churn.added,
        removed=churn.removed,
        changed=churn.changed,
        matrix=tuple((row.from_tag, row.to_tag, row.projects) for row in matrix),
        moves=tuple(ScoreMove(**row) for row in moves.mappings()),
    )
