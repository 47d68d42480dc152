"""The past: publications of runs with what they changed, and a project's predictions over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, select, text

from store.schema import projects, publications
from store.serving.comparison import CountedChange, read_changes
from store.serving.feed import FeedPosition
from store.sql_files import Sql, compose, statement

_PUBLICATION_BEFORE: Final = Sql(
    "(SELECT max(b.publication_id) FROM predawn.publications AS b WHERE b.publication_id < :publication_id)"
)
_PUBLICATION_IN_SERVICE: Final = Sql("(SELECT s.publication_id FROM predawn.serving AS s)")


@dataclass(frozen=True, slots=True)
class Publication:
    """A move of the serving pointer, by a publish or a rollback; `from_run` is None for the first."""

    publication_id: int
    from_run: int | None
    to_run: int
    kind: str
    forced: bool
    actor: str
    reason: str | None
    published_at: datetime


def list_publications(connection: Connection, top: int, before: int | None = None) -> list[Publication]:
    """Return the latest publications, or the latest before one, the newest first."""
    query = select(publications).order_by(publications.c.publication_id.desc()).limit(top)
    if before is not None:
        query = query.where(publications.c.publication_id < before)
    return [Publication(**row) for row in connection.execute(query).mappings()]


def list_publications_of(connection: Connection, run_id: int, top: int) -> list[Publication]:
    """Return the latest publications of a run, the newest first."""
    query = select(publications).where(publications.c.to_run == run_id)
    rows = connection.execute(query.order_by(publications.c.publication_id.desc()).limit(top))
    return [Publication(**row) for row in rows.mappings()]


def find_first_publication(connection: Connection, run_id: int) -> Publication | None:
    """Return the publication that first put a run into service, None for a run that was never published."""
    query = select(publications).where(publications.c.to_run == run_id)
    found = (
        connection.execute(query.order_by(publications.c.publication_id).limit(1)).mappings().one_or_none()
    )
    return None if found is None else Publication(**found)


def find_checked_against(connection: Connection, run_id: int) -> int | None:
    """Return the run that the checks of a run compared it with, None if nothing was in service then."""
    found: int | None = connection.scalar(statement("serving/find_run_checked_against"), {"run_id": run_id})
    return found


def count_changes(connection: Connection, publication_id: int) -> list[CountedChange]:
    """Count the changes of a publication by tags, the largest first; they outlive the runs.

    The projects that left the catalogue, or came back, since the publication before are among them, but for
    those that did both.
    """
    query = compose("serving/count_changes_by_tag", departures=_departures(_PUBLICATION_BEFORE))
    return read_changes(connection.execute(text(query), {"publication_id": publication_id}))


def count_departures(connection: Connection) -> list[CountedChange]:
    """Count the projects that left the catalogue, or came back, since the run in service was published.

    One that left and came back counts for neither.
    """
    query = compose("serving/count_departures", departures=_departures(_PUBLICATION_IN_SERVICE))
    return read_changes(connection.execute(text(query)))


def _departures(publication: Sql) -> Sql:
    return compose("serving/departures", publication=publication)


@dataclass(frozen=True, slots=True)
class PublishedChanges:
    """The numbers of answers that a publication added, removed and changed, and the cursor before them."""

    added: int
    removed: int
    changed: int
    after: str

    @property
    def is_empty(self) -> bool:
        """True if no answer changed."""
        return self.added == self.removed == self.changed == 0


def count_published(connection: Connection, publication_id: int) -> PublishedChanges:
    """Return what changed with a publication, and between it and the one before."""
    given = {"publication_id": publication_id}
    row = connection.execute(statement("serving/count_first_publication"), given).one_or_none()
    if row is None:
        row = connection.execute(statement("serving/count_published_changes"), given).one()
    return PublishedChanges(row.added, row.removed, row.changed, FeedPosition(row.before).cursor())


@dataclass(frozen=True, slots=True)
class ProjectHistory:
    """A project's rows in retained runs and its changes by publications, both the newest first."""

    in_catalogue: bool
    runs: Sequence[RowMapping]
    changes: Sequence[RowMapping]


def read_history(connection: Connection, project_id: str, limit: int) -> ProjectHistory | None:
    """Return the history of a project, or None for one that the catalogue never had."""
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
    return ProjectHistory(project is not None and project.removed_at is None, runs, changes)
