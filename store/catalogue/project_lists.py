"""The filters, order and position of a list of projects, and its pages."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from core.types import Output

UNSURE_BELOW: Final = 0.5

_SEPARATOR: Final = "~"


class Show(StrEnum):
    """The projects to list, by their state."""

    ALL = "all"
    UNSURE = "unsure"
    DIFFERS = "differs"
    CORRECTED = "corrected"
    STALE = "stale"
    NEW = "new"
    REMOVED = "removed"


class Order(StrEnum):
    """The order of a list."""

    ID = "id"
    SCORE = "score"
    LOWEST_SCORE = "-score"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BrowsedRun:
    """The run in service: its number, that of the whole run it is read with, its tags, and what it says.

    `since` is the sync that it has seen, None if that is unknown.
    """

    run_id: int
    base_run: int
    started_at: datetime
    since: int | None
    multi_label: bool
    tags: Sequence[str]
    output: Output = Output.TAGS


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """The filters of a list; empty texts, infinite bounds of the score, and `Show.ALL` let all pass.

    `text` is the beginning of an id, or words of a title, and `item` one of a ranking. Of a run of numbers
    the bounds are those of the number, and an order by score is one by number.
    """

    text: str = ""
    tag: str = ""
    known: str = ""
    item: str = ""
    min_score: float = -math.inf
    max_score: float = math.inf
    show: Show = Show.ALL

    @property
    def bounds(self) -> tuple[float, float]:
        """The bounds of the score, with those of unsure projects."""
        highest = UNSURE_BELOW if self.show is Show.UNSURE else math.inf
        return self.min_score, min(self.max_score, highest)

    @property
    def is_empty(self) -> bool:
        """True if all projects pass."""
        return self == type(self)()


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project with what answers say of it: tag and score, a number, or items.

    `is_corrected` is true if a person has said the tag, and `is_current` None without a prediction.
    """

    project_id: str
    title: str
    known_tag: str | None
    removed_at: datetime | None
    changed_at: datetime
    predicted_tag: str | None
    score: float | None
    value: float | None
    items: Sequence[str] | None
    is_corrected: bool
    is_current: bool | None

    @property
    def measure(self) -> float:
        """The number or the score by which it is sorted; the lowest possible value without either."""
        if self.value is not None:
            return self.value
        return -math.inf if self.score is None else self.score


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A page of projects; `then` is the position after it, None at the end.

    `order` is the order that it has: a large catalogue has no other one for some filters. `searched` is False
    if the search stopped before the page was full. `scored_only` is True if projects that pass are left out,
    because they have no prediction or are removed.
    """

    projects: Sequence[ListedProject]
    then: str | None
    order: Order
    searched: bool = True
    scored_only: bool = False


@dataclass(frozen=True, slots=True)
class ListPosition:
    """The last project before a page: its id, and what else the order goes by."""

    project_id: str = ""
    key: str = ""

    @classmethod
    def read(cls, written: str, order: Order) -> Self | None:
        """Return the position that was written for an order; None for the beginning, or if it is none."""
        key, separator, project_id = written.partition(_SEPARATOR)
        if order is Order.ID:
            return cls(written) if written else None
        return cls(project_id, key) if separator and _is_key(key, order) else None

    @classmethod
    def after(cls, project: ListedProject, order: Order) -> str:
        """Write the position of a project for an order."""
        if order is Order.ID:
            return project.project_id
        key = project.changed_at.isoformat() if order is Order.CHANGED else repr(project.measure)
        return f"{key}{_SEPARATOR}{project.project_id}"

    @classmethod
    def after_page(cls, projects: Sequence[ListedProject], order: Order, limit: int) -> str | None:
        """Write the position after a page of up to `limit` projects; None if it is the last one."""
        return cls.after(projects[-1], order) if len(projects) == limit else None


def _is_key(key: str, order: Order) -> bool:
    try:
        return bool(datetime.fromisoformat(key)) if order is Order.CHANGED else not math.isnan(float(key))
    except ValueError:
        return False
