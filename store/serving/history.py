"""What was said of a project over all publications."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from store.schema import projects
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class History:
    """The rows of retained runs and the changes by publications, both the newest first."""

    in_catalogue: bool
    runs: Sequence[RowMapping]
    changes: Sequence[RowMapping]


def read_history(connection: Connection, project_id: str, limit: int) -> History | None:
    """Return what is kept of a project, or None for one that the catalogue never had."""
    project = connection.execute(
        select(projects.c.removed_at).where(projects.c.project_id == project_id)
    ).one_or_none()
    given = {"project_id": project_id}
    runs = connection.execute(statement("serving/read_history"), given).mappings().all()
    changes = (
        connection.execute(statement("serving/read_changes"), {**given, "limit": limit}).mappings().all()
    )
    if project is None and not changes:
        return None
    return History(project is not None and project.removed_at is None, runs, changes)
