"""The moves of the serving pointer, as they are shown: publishing and rolling back, and what they changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, text

from store.runs.ledger import find_run
from store.runs.tables import attached_rows
from store.schema import publications
from store.serving.pointer import check_attached
from store.sql_files import statement, template


@dataclass(frozen=True, slots=True)
class PastMove:
    """A move of the pointer; `from_run` is None for the first."""

    publication_id: int
    from_run: int | None
    to_run: int
    kind: str
    forced: bool
    actor: str
    reason: str | None
    published_at: datetime


@dataclass(frozen=True, slots=True)
class TagMove:
    """How many projects went from one tag to another; None where they came, or went."""

    from_tag: str | None
    to_tag: str | None
    projects: int


def list_moves(connection: Connection, top: int, before: int | None = None) -> list[PastMove]:
    """Return the latest moves, or the latest before one, the newest first."""
    query = select(publications).order_by(publications.c.publication_id.desc()).limit(top)
    if before is not None:
        query = query.where(publications.c.publication_id < before)
    return [PastMove(**row) for row in connection.execute(query).mappings()]


def moves_to(connection: Connection, run_id: int, top: int) -> list[PastMove]:
    """Return the latest moves to a run, the newest first."""
    query = select(publications).where(publications.c.to_run == run_id)
    rows = connection.execute(query.order_by(publications.c.publication_id.desc()).limit(top))
    return [PastMove(**row) for row in rows.mappings()]


def first_move_to(connection: Connection, run_id: int) -> PastMove | None:
    """Return the move that first put a run into service, None for one that never was."""
    query = select(publications).where(publications.c.to_run == run_id)
    found = (
        connection.execute(query.order_by(publications.c.publication_id).limit(1)).mappings().one_or_none()
    )
    return None if found is None else PastMove(**found)


def count_changes(connection: Connection, publication_id: int) -> list[TagMove]:
    """Return what a move changed, the largest groups first; it is kept for longer than the runs."""
    rows = connection.execute(statement("serving/count_changes_by_tag"), {"publication_id": publication_id})
    return [TagMove(row.from_tag, row.to_tag, row.projects) for row in rows]


def compare_tags(connection: Connection, from_run: int, to_run: int) -> list[TagMove]:
    """Count the projects of two retained runs by their tags in either; it reads both as a whole.

    Raises
    ------
    NotFoundError
        If there is no such run, or its predictions are no longer there.
    """
    for run_id in (from_run, to_run):
        find_run(connection, run_id)
        check_attached(connection, run_id)
    query = template("serving/compare_tags_of_runs").format(
        from_rows=attached_rows(from_run), to_rows=attached_rows(to_run)
    )
    return [TagMove(row.from_tag, row.to_tag, row.projects) for row in connection.execute(text(query))]
