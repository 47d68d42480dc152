"""Comparing two runs whose predictions are retained."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, TextClause, text

from core.types import Run, RunDiff, ScoreMove
from store.runs.ledger import find_run
from store.runs.tables import attached_rows
from store.serving.pointer import check_attached
from store.sql_files import Sql, compose

_OTHER_TAG: Final = Sql("t.predicted_tag <> a.predicted_tag")
_OTHER_TAGS: Final = Sql("NOT (t.tags @> a.tags AND t.tags <@ a.tags)")


@dataclass(frozen=True, slots=True)
class Churn:
    """The difference of two runs: projects in both, those whose tag differs, those removed and added."""

    both: int
    changed: int
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class TagTransition:
    """The number of projects that changed from one tag to another; None where one side has none."""

    from_tag: str | None
    to_tag: str | None
    projects: int


def measure_churn(connection: Connection, run_id: int, against: int, *, multi_label: bool = False) -> Churn:
    """Count how a run differs from an earlier one, both of them attached.

    With `multi_label` a project has changed if any of its tags was added or removed, whatever their order;
    otherwise, if its predicted tag differs.
    """
    run = find_run(connection, run_id)
    differs = _OTHER_TAGS if multi_label else _OTHER_TAG
    if run.base_run == against:
        return _measure_churn_from_base(connection, run, find_run(connection, against), differs)
    query = compose(
        "serving/measure_churn",
        rows=attached_rows("run_id"),
        against=attached_rows("against"),
        differs=differs,
    )
    row = connection.execute(text(query), {"run_id": run_id, "against": against}).one()
    return Churn(row.both, row.changed, row.removed, row.added)


def _measure_churn_from_base(connection: Connection, run: Run, base: Run, differs: Sql) -> Churn:
    # Reused rows are the same in both, so that reading the scored ones is enough.
    query = compose(
        "serving/measure_churn_from_base",
        rows=attached_rows("run_id"),
        against=attached_rows("base_run"),
        differs=differs,
    )
    row = connection.execute(text(query), {"run_id": run.run_id, "base_run": base.run_id}).one()
    both = run.counts.reused + row.both
    return Churn(both, row.changed, removed=base.counts.stored - both, added=run.counts.stored - both)


def diff_runs(connection: Connection, from_run: int, to_run: int, *, top: int) -> RunDiff:
    """Return the differences between two runs.

    Parameters
    ----------
    connection
        An open connection.
    from_run
        The run to compare with.
    to_run
        The run to compare.
    top
        The number of score moves to list.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    _check_runs(connection, from_run, to_run)
    churn = measure_churn(connection, to_run, from_run)
    runs = {"from_run": from_run, "to_run": to_run}
    matrix = connection.execute(_over_both("serving/diff_matrix"), runs)
    moves = connection.execute(_over_both("serving/diff_moves"), runs | {"top": top})
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


def compare_tags(connection: Connection, from_run: int, to_run: int) -> list[TagTransition]:
    """Count the projects of two runs by their tags in either; it reads both runs as a whole.

    Raises
    ------
    NotFoundError
        If a run does not exist, or its predictions were dropped.
    """
    _check_runs(connection, from_run, to_run)
    rows = connection.execute(_over_both("serving/compare_tags"), {"from_run": from_run, "to_run": to_run})
    return [TagTransition(row.from_tag, row.to_tag, row.projects) for row in rows]


def _check_runs(connection: Connection, *run_ids: int) -> None:
    for run_id in run_ids:
        find_run(connection, run_id)
        check_attached(connection, run_id)


def _over_both(name: str) -> TextClause:
    """Return a statement over the rows of two runs, its parameters `from_run` and `to_run`."""
    return text(compose(name, from_rows=attached_rows("from_run"), to_rows=attached_rows("to_run")))
