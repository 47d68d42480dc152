"""Lists of projects with their predictions in the run in service: filtered, sorted, and page by page.

A catalogue of up to `MAX_SORTED` projects is filtered and sorted as a whole. In a larger one a page takes no
longer: it follows the index of scores, looks at few changed projects, or goes through the ids band by band.
"""

import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, text

from core.types import Run
from store.catalogue.id_order import IdBand, IdOrder
from store.catalogue.project_lists import (
    BrowsedRun,
    ListedProject,
    ListPosition,
    Order,
    ProjectFilters,
    ProjectPage,
    Show,
)
from store.catalogue.projects_query import ProjectsQuery
from store.catalogue.score_index import ScoreIndex
from store.sql_files import Sql, compose, number, statement

MAX_SORTED: Final = 200_000
"""The number of projects that are filtered and sorted as a whole: it takes less than half a second."""

MAX_COUNTED: Final = 10_000
"""The number up to which matching projects are counted."""

WINDOW: Final = 50_000
"""The number of projects of a dense band that one statement looks at."""

WINDOW_SECONDS: Final = 0.4
"""The time after which a search through the ids stops, to be continued."""


def list_projects(
    connection: Connection,
    run: BrowsedRun | None,
    filters: ProjectFilters,
    order: Order,
    after: str,
    *,
    projects: int,
    limit: int,
) -> ProjectPage:
    """Return a page of projects.

    Parameters
    ----------
    connection
        An open connection.
    run
        The run in service; None before anything was published.
    filters
        The filters.
    order
        The order.
    after
        The position after the page before, empty for the first page.
    projects
        The number of projects of the catalogue.
    limit
        The number of projects of a page.
    """
    listing = _Listing(connection, run, filters, limit)
    source, index = listing.find_source(projects), listing.index
    if index.has_order(order) and (index.has_all_projects if source is not None else index.has_all):
        return index.read_page(order, ListPosition.read(after, order))
    if source is not None:
        return listing.sorted(order, ListPosition.read(after, order), source)
    return listing.by_bands(after, projects)


def count_projects(
    connection: Connection, run: BrowsedRun | None, filters: ProjectFilters, *, projects: int
) -> int | None:
    """Count the projects that pass filters, up to `MAX_COUNTED` + 1; None if that would take too long."""
    listing = _Listing(connection, run, filters, MAX_COUNTED + 1)
    source, index = listing.find_source(projects), listing.index
    if index.has_all_projects:
        return index.count()
    if source is not None:
        return listing.count(source)
    return index.count() if index.has_all else None


def count_stale(connection: Connection, run: Run) -> int:
    """Count the projects whose text has changed since a run read it, up to `MAX_COUNTED` + 1; 0 if unknown.

    It looks at the projects that changed after the sync that the run has seen: none, as a rule.
    """
    if run.last_sync is None:
        return 0
    browsed = BrowsedRun(run.run_id, run.base, run.started_at, run.last_sync, multi_label=False, tags=())
    listing = _Listing(connection, browsed, ProjectFilters(show=Show.STALE), MAX_COUNTED + 1)
    return listing.count(_FIRST_CHANGED)


_ALL: Final = Sql("predawn.projects")
# The planner expects that most tags differ: to find the first ones it would look up one prediction after
# another, which takes four times as long as reading them all.
_FENCE: Final = Sql("OFFSET 0")
_CHANGED: Final = Sql(
    "(SELECT * FROM predawn.projects AS i WHERE i.changed_in >= :since OR i.changed_in IS NULL)"
)
_FIRST_CHANGED: Final = Sql(
    "(SELECT * FROM predawn.projects AS i WHERE i.changed_in >= :since OR i.changed_in IS NULL LIMIT :limit)"
)
_WITH_CORRECTION: Final = Sql("(SELECT * FROM predawn.projects AS i WHERE i.corrected_hash IS NOT NULL)")
# The ids of a page are found before anything else is read of the projects.
_FIRST: Final = """(SELECT * FROM predawn.projects WHERE project_id = ANY (ARRAY(
    SELECT l.project_id FROM predawn.projects AS l WHERE {listed} ORDER BY {listed_order} LIMIT :limit
)))"""
_BAND: Final = "(SELECT * FROM predawn.projects AS l WHERE {listed})"
_WINDOW: Final = Sql(
    "(SELECT * FROM predawn.projects AS i WHERE i.project_id > :after_id ORDER BY i.project_id LIMIT :window)"
)
# The tags of the correction in force; an index has the few projects that have one.
_CORRECTED: Final = Sql(
    "CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END"
)
_IS_CORRECTED: Final = Sql("(j.corrected_hash = j.content_hash) IS TRUE")
_NEVER_CORRECTED: Final = Sql("CAST(NULL AS text[])")


class _Listing:
    """The statements of a list."""

    def __init__(
        self, connection: Connection, run: BrowsedRun | None, filters: ProjectFilters, limit: int
    ) -> None:
        self._connection = connection
        self._query = ProjectsQuery(run, filters)
        self._limit = limit
        self.index = ScoreIndex(connection, self._query, limit)

    def find_source(self, projects: int) -> Sql | None:
        """Return the projects to filter and sort: few, or all of a small catalogue; None for too many."""
        few = self._find_few()
        return _ALL if few is None and projects <= MAX_SORTED else few

    def sorted(self, order: Order, position: ListPosition | None, source: Sql) -> ProjectPage:
        """Filter and sort all projects of a source."""
        listed_order, at = self._order(order, position)
        conditions = [*self._query.conditions(), at]
        found = self._read(source, conditions, listed_order, self._query.position(order, position))
        return ProjectPage(found, ListPosition.after_page(found, order, self._limit), order)

    def _order(self, order: Order, position: ListPosition | None) -> tuple[Sql, Sql]:
        """Return an order, and the condition that a project stands after a position."""
        if order is Order.ID:
            listed_order, after = self._ids.order("l.project_id"), self._ids.follows("l.project_id")
        else:
            listed_order, after = self._query.order(order), self._query.stands_after(order)
        return listed_order, Sql("true") if position is None else after

    @cached_property
    def _ids(self) -> IdOrder:
        return IdOrder.find(self._connection)

    def by_bands(self, after: str, projects: int) -> ProjectPage:
        """Look through the ids after one, band by band, until a page is full or time is up."""
        found, length = list[ListedProject](), self._ids.measure(after)
        deadline = time.monotonic() + WINDOW_SECONDS
        for band in self._ids.find_bands(self._connection, projects):
            last: str | None = after if band.shortest <= length else ""
            while last is not None and length <= band.longest:
                found += self._read_band(band, last, self._limit - len(found))
                if len(found) == self._limit:
                    return ProjectPage(found, found[-1].project_id, Order.ID)
                end = self._find_end_of_window(last) if band.is_dense else None
                if time.monotonic() > deadline:
                    searched = self._find_last(band, last, end)
                    if searched is not None:
                        return ProjectPage(found, searched, Order.ID, searched=False)
                last = end
        return ProjectPage(found, None, Order.ID)

    def _read_band(self, band: IdBand, after: str, limit: int) -> list[ListedProject]:
        """Return the first projects of a band that pass, in a dense one those of the next window."""
        order, given = self._ids.order_in(band, "l.project_id"), {"after_id": after, "limit": limit}
        if band.is_dense:
            conditions = [*self._query.conditions(), self._ids.belongs(band, "l.project_id")]
            return self._read(_WINDOW, conditions, order, given | {"window": WINDOW})
        listed = self._ids.follows_in(band, "l.project_id")
        source = _FIRST if self._query.filters.is_empty else _BAND
        band_rows = Sql(source.format(listed=listed, listed_order=order))
        return self._read(band_rows, self._query.conditions(), order, given)

    def _find_end_of_window(self, after: str) -> str | None:
        given = {"after": after, "window": WINDOW}
        end: str | None = self._connection.scalar(statement("catalogue/find_end_of_window"), given)
        return end

    def _find_last(self, band: IdBand, after: str, end: str | None) -> str | None:
        """Return the last id of a band that was looked at, up to the end of a window; None without one."""
        query = compose(
            "catalogue/find_last_of_band",
            listed=self._ids.follows_in(band, "l.project_id"),
            reversed=self._ids.order_in(band, "l.project_id", reverse=True),
        )
        last: str | None = self._connection.scalar(text(query), {"after_id": after, "end": end})
        return last

    def _find_few(self) -> Sql | None:
        """Return the few projects to look at, those that changed or are corrected; None for all."""
        run, show = self._query.run, self._query.filters.show
        if show is Show.CORRECTED:
            return _WITH_CORRECTION
        if run is None or run.since is None or show not in (Show.STALE, Show.NEW):
            return None
        given = {"since": self._query.since, "most": MAX_COUNTED}
        return _CHANGED if self._connection.scalar(statement("catalogue/has_few_changes"), given) else None

    def count(self, source: Sql) -> int:
        """Count the projects of a source that pass, up to the limit."""
        query = compose(
            "catalogue/count_projects",
            listed=self._listed(source),
            conditions=Sql(" AND ".join(self._query.conditions()) or "true"),
        )
        return int(self._connection.execute(text(query), self._parameters()).scalar_one())

    def _read(
        self, source: Sql, conditions: Sequence[str], order: Sql, given: Mapping[str, Any]
    ) -> list[ListedProject]:
        query = compose(
            "catalogue/list_projects",
            listed=self._listed(source),
            conditions=Sql(" AND ".join(conditions) or "true"),
            fence=_FENCE if source == _ALL and self._query.filters.show is Show.DIFFERS else Sql(""),
            listed_order=order,
        )
        rows = self._connection.execute(text(query), {**self._parameters(), **given})
        return [ListedProject(**row) for row in rows.mappings()]

    def _listed(self, source: Sql) -> Sql:
        run, has_tags = self._query.run, self._query.has_tags
        run_id, base_run = (0, 0) if run is None else (run.run_id, run.base_run)
        return compose(
            "catalogue/listed_projects",
            source=source,
            run_id=number(run_id),
            base_run=number(base_run),
            corrected=_CORRECTED if has_tags else _NEVER_CORRECTED,
            is_corrected=_IS_CORRECTED if has_tags else Sql("false"),
        )

    def _parameters(self) -> dict[str, Any]:
        return {**self._query.parameters(), "limit": self._limit}
