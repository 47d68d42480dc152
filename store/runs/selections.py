"""The projects that a partial run scores anew; all others are as in the run in service.

The chosen projects are stored with the run, so that it scores the same ones when it is resumed. Those that
have left the catalogue since are like all others.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from core.types import Run, Selection
from store.runs.delta import own_rows
from store.runs.tables import attached_rows, table_name
from store.sql_files import Sql, compose, number, statement


def choose(connection: Connection, selection: Selection, in_service: int, *, multi_label: bool) -> list[str]:
    """Return the projects of the catalogue that a selection names, by id or by a tag of the run in service.

    Of a multi-label model the tag may be any of a project's.
    """
    if selection.tag is not None:
        query = text(compose("runs/choose_tagged", rows=attached_rows("run_id")))
        given = {"run_id": in_service, "tag": selection.tag, "multi_label": multi_label}
        found = connection.scalars(query, given)
    else:
        # A NUL cannot be stored, so no project has one in its id.
        ids = [project_id for project_id in selection.ids if "\x00" not in project_id]
        found = connection.scalars(statement("runs/choose_ids"), {"ids": ids})
    return sorted(found)


def enter(connection: Connection, run_id: int, project_ids: Sequence[str]) -> None:
    """Store the projects that a partial run scores."""
    connection.execute(statement("runs/enter_selection"), {"run_id": run_id, "ids": list(project_ids)})


def take_others(connection: Connection, run_id: int, in_service: Run) -> None:
    """Fill the table of a partial run with all that is not to be scored.

    That is what an earlier attempt scored, and what the run in service differs by from its base.
    """
    _execute(connection, "runs/drop_unselected", run_id)
    _execute(connection, "runs/copy_unselected", run_id, own=own_rows(in_service))


def find_missing(connection: Connection, run_id: int) -> int:
    """Find the chosen projects still to be scored, for the rest of the transaction, and count them."""
    missing = _execute(connection, "runs/find_unscored_selected", run_id)
    connection.execute(text("ANALYZE missing"))
    return missing


def count_added(connection: Connection, run_id: int, in_service: Run) -> int:
    """Count the chosen projects that the run in service knows nothing of."""
    query = compose(
        "runs/count_added_selected",
        selected=compose("runs/selected"),
        in_service=number(in_service.run_id),
        base_run=number(in_service.base),
    )
    return connection.scalar(text(query), {"run_id": run_id}) or 0


def take_failed(connection: Connection, run_id: int, in_service: Run) -> None:
    """Take what could not be scored from the run in service: fitting predictions, and failures of others."""
    _execute(connection, "runs/keep_unscored_selected", run_id, own=own_rows(in_service))
    query = compose("runs/inherit_failures", selected=compose("runs/selected"))
    connection.execute(text(query), {"run_id": run_id, "in_service": in_service.run_id})


def has_misfits(connection: Connection, run_id: int) -> bool:
    """Return whether a complete partial run has scored other texts than the chosen projects have now."""
    query = compose("runs/has_misfit_selected", table=table_name(run_id), selected=compose("runs/selected"))
    return connection.scalar(text(query), {"run_id": run_id}) is True


def _execute(connection: Connection, name: str, run_id: int, **parts: Sql) -> int:
    query = compose(name, table=table_name(run_id), selected=compose("runs/selected"), **parts)
    return connection.execute(text(query), {"run_id": run_id}).rowcount
