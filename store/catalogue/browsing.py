"""Lists of projects with their predictions in the run in service: filtered, sorted, and page by page.

A catalogue of up to `MAX_SORTED` projects is filtered and sorted as a whole. In a larger one a page takes no
longer: it follows the index of scores, looks at few changed projects, or goes through the ids band by band.
"""

import math
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Connection, text

from core.types import Output, Run
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
from store.catalogue.search import escape_like
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
    source = listing.find_source(projects)
    if order in _INDEX_ORDERS and (listing.is_by_score if source is not None else listing.follows_index):
        return listing.by_score(order, ListPosition.read(after, order))
    if source is not None:
        return listing.sorted(order, ListPosition.read(after, order), source)
    return listing.by_bands(after, projects)


def count_projects(
    connection: Connection, run: BrowsedRun | None, filters: ProjectFilters, *, projects: int
) -> int | None:
    """Count the projects that pass filters, up to `MAX_COUNTED` + 1; None if that would take too long."""
    listing = _Listing(connection, run, filters, MAX_COUNTED + 1)
    source = listing.find_source(projects)
    if listing.is_by_score:
        return listing.count_by_score()
    if source is not None:
        return listing.count(source)
    if listing.follows_index:
        return listing.count_by_score()
    return None


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
_MEASURES: Final = {Output.NUMBER: ("value", "double precision")}
"""The column and its type that an order by score goes by, where it is not the score."""
_SCORE: Final = ("score", "real")
_MIN_REAL: Final = 2.0**-149
_MAX_REAL: Final = (2 - 2.0**-23) * 2.0**127
_ORDERS: Final = {
    Order.SCORE: "coalesce(l.{column}, '-Infinity') DESC, l.project_id",
    Order.LOWEST_SCORE: "coalesce(l.{column}, '-Infinity'), l.project_id",
    Order.CHANGED: "l.changed_at DESC, l.project_id",
}
_POSITIONS: Final = {
    Order.SCORE: (
        "(coalesce(l.{column}, '-Infinity') < CAST(:after_key AS {type})"
        " OR coalesce(l.{column}, '-Infinity') = CAST(:after_key AS {type}) AND l.project_id > :after_id)"
    ),
    Order.LOWEST_SCORE: (
        "(coalesce(l.{column}, '-Infinity') > CAST(:after_key AS {type})"
        " OR coalesce(l.{column}, '-Infinity') = CAST(:after_key AS {type}) AND l.project_id > :after_id)"
    ),
    Order.CHANGED: (
        "(l.changed_at < CAST(:after_key AS timestamptz)"
        " OR l.changed_at = CAST(:after_key AS timestamptz) AND l.project_id > :after_id)"
    ),
}
# By whether the model predicts several tags.
_HAS_TAG: Final = (
    "l.predicted_tag = :tag",
    "(:tag = ANY (l.predicted_tags) OR l.predicted_tags = '{}' AND l.predicted_tag = :tag)",
)
# Most projects have no known tag: their predictions need not be looked up.
_HAS_KNOWN_TAG: Final = "(l.tag IS NOT NULL OR l.known_tags IS NOT NULL)"
_DIFFERS: Final = (
    "(l.tag <> l.predicted_tag OR l.predicted_tag <> ALL (l.known_tags))",
    (
        "NOT (coalesce(l.known_tags, ARRAY[l.tag]) @> l.predicted_tags"
        " AND coalesce(l.known_tags, ARRAY[l.tag]) <@ l.predicted_tags)"
    ),
)
# Forwards the index has the highest scores first and then ids, backwards both the other way round.
_INDEX_ORDERS: Final = {
    Order.SCORE: ("{0}.{1} DESC, {0}.project_id", "<", ">"),
    Order.LOWEST_SCORE: ("{0}.{1}, {0}.project_id DESC", ">", "<"),
}
# The tags of the correction in force; an index has the few projects that have one.
_CORRECTED: Final = Sql(
    "CASE WHEN j.corrected_hash = j.content_hash THEN coalesce(j.corrected_tags, ARRAY[j.corrected_tag]) END"
)
_IS_CORRECTED: Final = Sql("(j.corrected_hash = j.content_hash) IS TRUE")
_NEVER_CORRECTED: Final = Sql("CAST(NULL AS text[])")
# A value and no condition of its own: of that the planner expects a single correction, and compares each
# prediction with all of them.
_NOT_CORRECTED: Final = Sql(
    "AND (SELECT j.corrected_hash = j.content_hash FROM predawn.projects AS j"
    " WHERE j.project_id = p.project_id AND j.corrected_hash IS NOT NULL) IS NOT TRUE"
)
_NOT_REPLACED: Final = (
    "AND NOT EXISTS (SELECT FROM predawn.prediction_deltas AS d"
    " WHERE d.run_id = {run_id} AND d.project_id = p.project_id)"
)


class _Listing:
    """The statements of a list."""

    def __init__(
        self, connection: Connection, run: BrowsedRun | None, filters: ProjectFilters, limit: int
    ) -> None:
        self._connection = connection
        self._run = run
        self._filters = filters
        self._limit = limit

    @property
    def follows_index(self) -> bool:
        """True if the index of tags and scores has all that the filters ask for."""
        run, filters = self._run, self._filters
        if run is None or (run.multi_label and filters.tag):
            return False
        if run.output is Output.RANKING or filters.item:
            return False
        return not filters.text and not filters.known and filters.show in (Show.ALL, Show.UNSURE)

    @property
    def is_by_score(self) -> bool:
        """True if it is only of projects that the index of tags and scores has."""
        has_bounds = self._filters.bounds != (-math.inf, math.inf)
        return self.follows_index and (has_bounds or self._filters.tag != "")

    def find_source(self, projects: int) -> Sql | None:
        """Return the projects to filter and sort: few, or all of a small catalogue; None for too many."""
        few = self._find_few()
        return _ALL if few is None and projects <= MAX_SORTED else few

    def sorted(self, order: Order, position: ListPosition | None, source: Sql) -> ProjectPage:
        """Filter and sort all projects of a source."""
        listed_order, at = self._order(order, position)
        found = self._read(source, [*self._conditions(), at], listed_order, self._position(order, position))
        return ProjectPage(found, self._then(found, order), order)

    def _order(self, order: Order, position: ListPosition | None) -> tuple[Sql, str]:
        """Return an order, and the condition that a project stands after a position."""
        if order is not Order.ID:
            column, kind = self._measure
            at = "true" if position is None else _POSITIONS[order].format(column=column, type=kind)
            return Sql(_ORDERS[order].format(column=column)), at
        at = "true" if position is None else self._ids.follows("l.project_id")
        return self._ids.order("l.project_id"), at

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
            conditions = [*self._conditions(), self._ids.belongs(band, "l.project_id")]
            return self._read(_WINDOW, conditions, order, given | {"window": WINDOW})
        listed = self._ids.follows_in(band, "l.project_id")
        source = (_FIRST if self._filters.is_empty else _BAND).format(listed=listed, listed_order=order)
        return self._read(Sql(source), self._conditions(), order, given)

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

    def by_score(self, order: Order, position: ListPosition | None) -> ProjectPage:
        """Follow the index of tags and scores."""
        merged, *_ = _INDEX_ORDERS[order]
        query = compose(
            "catalogue/list_projects_by_score",
            arms=self._arms(order, position),
            corrected_arm=self._corrected_arm(order, position),
            arm_order=Sql(merged.format("p", self._measure[0])),
            listed_order=Sql(merged.format("u", self._measure[0])),
        )
        rows = self._connection.execute(text(query), self._parameters() | self._position(order, position))
        found = [ListedProject(**row) for row in rows.mappings()]
        active = [project for project in found if project.removed_at is None]
        return ProjectPage(active, self._then(found, order), order, scored_only=not self.is_by_score)

    def _find_few(self) -> Sql | None:
        """Return the few projects to look at, those that changed or are corrected; None for all."""
        run, show = self._run, self._filters.show
        if show is Show.CORRECTED:
            return _WITH_CORRECTION
        if run is None or run.since is None or show not in (Show.STALE, Show.NEW):
            return None
        given = {"since": self._since, "most": MAX_COUNTED}
        return _CHANGED if self._connection.scalar(statement("catalogue/has_few_changes"), given) else None

    @property
    def _since(self) -> int | None:
        """The first sync whose changes are looked at: a text that the run has read itself is not stale."""
        if self._run is None or self._run.since is None:
            return None
        return self._run.since + (self._filters.show is Show.STALE)

    def count(self, source: Sql) -> int:
        """Count the projects of a source that pass, up to the limit."""
        query = compose(
            "catalogue/count_projects",
            listed=self._listed(source),
            conditions=Sql(" AND ".join(self._conditions()) or "true"),
        )
        return int(self._connection.execute(text(query), self._parameters()).scalar_one())

    def count_by_score(self) -> int:
        """Count the entries of the index that pass, up to the limit."""
        query = compose(
            "catalogue/count_projects_by_score",
            arms=self._arms(Order.SCORE, None),
            corrected_arm=self._corrected_arm(Order.SCORE, None),
        )
        return int(self._connection.execute(text(query), self._parameters()).scalar_one())

    def _then(self, found: Sequence[ListedProject], order: Order) -> str | None:
        return ListPosition.after(found[-1], order) if len(found) == self._limit else None

    def _read(
        self, source: Sql, conditions: Sequence[str], order: Sql, given: Mapping[str, Any]
    ) -> list[ListedProject]:
        query = compose(
            "catalogue/list_projects",
            listed=self._listed(source),
            conditions=Sql(" AND ".join(conditions) or "true"),
            fence=_FENCE if source == _ALL and self._filters.show is Show.DIFFERS else Sql(""),
            listed_order=order,
        )
        rows = self._connection.execute(text(query), {**self._parameters(), **given})
        return [ListedProject(**row) for row in rows.mappings()]

    def _listed(self, source: Sql) -> Sql:
        run_id, base_run = (0, 0) if self._run is None else (self._run.run_id, self._run.base_run)
        return compose(
            "catalogue/listed_projects",
            source=source,
            run_id=number(run_id),
            base_run=number(base_run),
            corrected=_CORRECTED if self._has_tags else _NEVER_CORRECTED,
            is_corrected=_IS_CORRECTED if self._has_tags else Sql("false"),
        )

    @property
    def _has_tags(self) -> bool:
        return self._run is None or self._run.output is Output.TAGS

    @property
    def _measure(self) -> tuple[str, str]:
        """The column that an order by score goes by, and its type."""
        return _SCORE if self._run is None else _MEASURES.get(self._run.output, _SCORE)

    def _index_position(self, order: Order, position: ListPosition | None) -> Sql:
        """Return the condition that an entry of the index stands after a position."""
        if position is None:
            return Sql("true")
        column, kind = self._measure
        _, beyond, later = _INDEX_ORDERS[order]
        return Sql(
            f"(p.{column} {beyond} CAST(:after_key AS {kind})"
            f" OR p.{column} = CAST(:after_key AS {kind}) AND p.project_id {later} :after_id)"
        )

    def _arms(self, order: Order, position: ListPosition | None) -> Sql:
        run = self._run
        assert run is not None
        merged, *_ = _INDEX_ORDERS[order]
        column, kind = self._measure

        def arm(rows: str, table_run: int, not_replaced: str) -> Sql:
            return compose(
                "catalogue/scored_arm",
                rows=Sql(f"predawn.{rows}"),
                table_run=number(table_run),
                listed=Sql("p.predicted_tag = t.tag" if self._has_tags else "p.value IS NOT NULL"),
                not_replaced=Sql(not_replaced),
                not_corrected=_NOT_CORRECTED if self._has_tags else Sql(""),
                column=Sql(column),
                type=Sql(kind),
                position=self._index_position(order, position),
                arm_order=Sql(merged.format("p", column)),
            )

        if run.run_id == run.base_run:
            return arm("predictions", run.run_id, "")
        replaced = _NOT_REPLACED.format(run_id=number(run.run_id))
        of_base = arm("predictions", run.base_run, replaced)
        return Sql(f"({of_base}) UNION ALL ({arm('prediction_deltas', run.run_id, '')})")

    def _corrected_arm(self, order: Order, position: ListPosition | None) -> Sql:
        run = self._run
        assert run is not None
        return compose(
            "catalogue/corrected_arm",
            run_id=number(run.run_id),
            base_run=number(run.base_run),
            type=Sql(self._measure[1]),
            position=self._index_position(order, position) if self._has_tags else Sql("false"),
        )

    def _conditions(self) -> list[str]:
        return _list_conditions(self._filters, self._run)

    def _parameters(self) -> dict[str, Any]:
        filters, run = self._filters, self._run
        low, high = filters.bounds
        words = filters.text.split()
        return {
            "limit": self._limit,
            "prefix": filters.text,
            "words": [f"%{escape_like(word)}%" for word in words],
            "tag": filters.tag,
            "known": filters.known,
            "item": filters.item,
            "min_score": self._bounded(low),
            "max_score": self._bounded(high),
            "tags": self._listed_tags(),
            "since": self._since,
            "since_time": None if run is None else run.started_at,
        }

    def _listed_tags(self) -> Sequence[str]:
        """Return the tags whose entries of the index are merged; numbers have one entry for all."""
        if not self._has_tags:
            return [""]
        if self._filters.tag:
            return [self._filters.tag]
        return [] if self._run is None else list(self._run.tags)

    def _position(self, order: Order, position: ListPosition | None) -> dict[str, Any]:
        if position is None:
            return {}
        is_measure = order in (Order.SCORE, Order.LOWEST_SCORE)
        key = self._bounded(float(position.key)) if is_measure else position.key
        return {"after_id": position.project_id, "after_key": key}

    def _bounded(self, value: float) -> float:
        """Return a number that was asked for as the column can have it: beyond its range infinite or zero."""
        if self._measure != _SCORE:
            return value
        if abs(value) > _MAX_REAL:
            return math.copysign(math.inf, value)
        return value if abs(value) >= _MIN_REAL else 0.0


def _list_conditions(filters: ProjectFilters, run: BrowsedRun | None) -> list[str]:
    multi_label = run is not None and run.multi_label
    column, kind = _SCORE if run is None else _MEASURES.get(run.output, _SCORE)
    low, high = filters.bounds
    conditions = (
        (filters.text != "", "(l.project_id ^@ :prefix OR l.title ILIKE ALL (CAST(:words AS text[])))"),
        (filters.tag != "", _HAS_TAG[multi_label]),
        (filters.known != "", "(l.tag = :known OR :known = ANY (l.known_tags))"),
        (filters.item != "", ":item = ANY (l.items)"),
        (low > -math.inf, f"l.{column} >= CAST(:min_score AS {kind})"),
        (high < math.inf, f"l.{column} <= CAST(:max_score AS {kind})"),
        (filters.show is Show.REMOVED, "l.removed_at IS NOT NULL"),
        (not filters.is_empty and filters.show is not Show.REMOVED, "l.removed_at IS NULL"),
        (
            filters.show is Show.DIFFERS,
            f"{_HAS_KNOWN_TAG} AND NOT l.is_corrected AND {_DIFFERS[multi_label]}",
        ),
        (filters.show is Show.CORRECTED, "l.is_corrected"),
        (filters.show is Show.STALE, "NOT l.is_current"),
        (
            filters.show is Show.NEW and run is not None,
            "l.first_seen_at >= CAST(:since_time AS timestamptz)",
        ),
    )
    return [condition for wanted, condition in conditions if wanted]
