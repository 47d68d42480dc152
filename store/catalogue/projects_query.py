"""A list of projects in SQL: its conditions and orders, the positions in them, and its parameters."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.types import Output
from store.catalogue.project_lists import BrowsedRun, ListPosition, Order, ProjectFilters, Show
from store.sql_files import Sql, escape_like

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


@dataclass(frozen=True, slots=True)
class ProjectsQuery:
    """The filters of a list, and the run in service whose predictions it shows; None before there is one."""

    run: BrowsedRun | None
    filters: ProjectFilters

    @property
    def has_tags(self) -> bool:
        """True if the predictions are tags, so that projects may be corrected."""
        return self.run is None or self.run.output is Output.TAGS

    @property
    def measure(self) -> tuple[str, str]:
        """The column that an order by score goes by, and its type."""
        return _SCORE if self.run is None else _MEASURES.get(self.run.output, _SCORE)

    @property
    def since(self) -> int | None:
        """The first sync whose changes are looked at: a text that the run has read itself is not stale."""
        if self.run is None or self.run.since is None:
            return None
        return self.run.since + (self.filters.show is Show.STALE)

    def order(self, order: Order) -> Sql:
        """Return the expressions of an order, except that of ids."""
        column, _ = self.measure
        return Sql(_ORDERS[order].format(column=column))

    def stands_after(self, order: Order) -> Sql:
        """Return the condition that a project stands after a position in an order, except that of ids."""
        column, kind = self.measure
        return Sql(_POSITIONS[order].format(column=column, type=kind))

    def conditions(self) -> list[str]:
        """Return the conditions that projects have to pass."""
        filters, run = self.filters, self.run
        multi_label = run is not None and run.multi_label
        column, kind = self.measure
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

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the conditions, and of the index of tags and scores."""
        filters, run = self.filters, self.run
        low, high = filters.bounds
        words = filters.text.split()
        return {
            "prefix": filters.text,
            "words": [f"%{escape_like(word)}%" for word in words],
            "tag": filters.tag,
            "known": filters.known,
            "item": filters.item,
            "min_score": self._bounded(low),
            "max_score": self._bounded(high),
            "tags": self._listed_tags(),
            "since": self.since,
            "since_time": None if run is None else run.started_at,
        }

    def _listed_tags(self) -> Sequence[str]:
        """Return the tags whose entries of the index are merged; numbers have one entry for all."""
        if not self.has_tags:
            return [""]
        if self.filters.tag:
            return [self.filters.tag]
        return [] if self.run is None else list(self.run.tags)

    def position(self, order: Order, position: ListPosition | None) -> dict[str, Any]:
        """Return the parameters of a position in an order; none for the beginning."""
        if position is None:
            return {}
        is_measure = order in (Order.SCORE, Order.LOWEST_SCORE)
        key = self._bounded(float(position.key)) if is_measure else position.key
        return {"after_id": position.project_id, "after_key": key}

    def _bounded(self, value: float) -> float:
        """Return a number that was asked for as the column can have it: beyond its range infinite or zero."""
        if self.measure != _SCORE:
            return value
        if abs(value) > _MAX_REAL:
            return math.copysign(math.inf, value)
        return value if abs(value) >= _MIN_REAL else 0.0
