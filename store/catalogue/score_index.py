"""Lists of projects by score or number, in the order of the index of tags and scores."""

import math
from typing import Any, Final

from sqlalchemy import Connection, text

from core.types import Output
from store.catalogue.project_lists import ListedProject, ListPosition, Order, ProjectPage, Show
from store.catalogue.projects_query import ProjectsQuery
from store.sql_files import Sql, compose, number

# Forwards the index has the highest scores first and then ids, backwards both the other way round.
_ORDERS: Final = {
    Order.SCORE: ("{0}.{1} DESC, {0}.project_id", "<", ">"),
    Order.LOWEST_SCORE: ("{0}.{1}, {0}.project_id DESC", ">", "<"),
}
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


class ScoreIndex:
    """The statements of a list that follow the index of tags and scores."""

    def __init__(self, connection: Connection, query: ProjectsQuery, limit: int) -> None:
        self._connection = connection
        self._query = query
        self._limit = limit

    @property
    def has_all(self) -> bool:
        """True if the index has all that the filters ask for."""
        run, filters = self._query.run, self._query.filters
        if run is None or (run.multi_label and filters.tag):
            return False
        if run.output is Output.RANKING or filters.item:
            return False
        return not filters.text and not filters.known and filters.show in (Show.ALL, Show.UNSURE)

    @property
    def has_all_projects(self) -> bool:
        """True if, besides, no project passes that the index does not have."""
        filters = self._query.filters
        return self.has_all and (filters.bounds != (-math.inf, math.inf) or filters.tag != "")

    @staticmethod
    def has_order(order: Order) -> bool:
        """Return whether the index has the projects in an order."""
        return order in _ORDERS

    def read_page(self, order: Order, position: ListPosition | None) -> ProjectPage:
        """Return the projects after a position."""
        query, (column, _) = self._query, self._query.measure
        merged, *_ = _ORDERS[order]
        statement = compose(
            "catalogue/list_projects_by_score",
            arms=self._arms(order, position),
            corrected_arm=self._corrected_arm(order, position),
            arm_order=Sql(merged.format("p", column)),
            listed_order=Sql(merged.format("u", column)),
        )
        given = self._parameters() | query.position(order, position)
        rows = self._connection.execute(text(statement), given)
        found = [ListedProject(**row) for row in rows.mappings()]
        active = [project for project in found if project.removed_at is None]
        then = ListPosition.after_page(found, order, self._limit)
        return ProjectPage(active, then, order, scored_only=not self.has_all_projects)

    def count(self) -> int:
        """Count the entries that pass, up to the limit."""
        statement = compose(
            "catalogue/count_projects_by_score",
            arms=self._arms(Order.SCORE, None),
            corrected_arm=self._corrected_arm(Order.SCORE, None),
        )
        return int(self._connection.execute(text(statement), self._parameters()).scalar_one())

    def _parameters(self) -> dict[str, Any]:
        return {**self._query.parameters(), "limit": self._limit}

    def _position(self, order: Order, position: ListPosition | None) -> Sql:
        """Return the condition that an entry stands after a position."""
        if position is None:
            return Sql("true")
        column, kind = self._query.measure
        _, beyond, later = _ORDERS[order]
        return Sql(
            f"(p.{column} {beyond} CAST(:after_key AS {kind})"
            f" OR p.{column} = CAST(:after_key AS {kind}) AND p.project_id {later} :after_id)"
        )

    def _arms(self, order: Order, position: ListPosition | None) -> Sql:
        run, has_tags = self._query.run, self._query.has_tags
        assert run is not None
        merged, *_ = _ORDERS[order]
        column, kind = self._query.measure

        def arm(rows: str, table_run: int, not_replaced: str) -> Sql:
            return compose(
                "catalogue/scored_arm",
                rows=Sql(f"predawn.{rows}"),
                table_run=number(table_run),
                listed=Sql("p.predicted_tag = t.tag" if has_tags else "p.value IS NOT NULL"),
                not_replaced=Sql(not_replaced),
                not_corrected=_NOT_CORRECTED if has_tags else Sql(""),
                column=Sql(column),
                type=Sql(kind),
                position=self._position(order, position),
                arm_order=Sql(merged.format("p", column)),
            )

        if run.run_id == run.base_run:
            return arm("predictions", run.run_id, "")
        replaced = _NOT_REPLACED.format(run_id=number(run.run_id))
        of_base = arm("predictions", run.base_run, replaced)
        return Sql(f"({of_base}) UNION ALL ({arm('prediction_deltas', run.run_id, '')})")

    def _corrected_arm(self, order: Order, position: ListPosition | None) -> Sql:
        run = self._query.run
        assert run is not None
        return compose(
            "catalogue/corrected_arm",
            run_id=number(run.run_id),
            base_run=number(run.base_run),
            type=Sql(self._query.measure[1]),
            position=self._position(order, position) if self._query.has_tags else Sql("false"),
        )
