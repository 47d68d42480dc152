"""The differences between two runs."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TagMove:
    """The number of projects that changed from one tag to another."""

    from_tag: str
    to_tag: str
    projects: int


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A project of two runs: its tag and score in either."""

    project_id: str
    from_tag: str
    to_tag: str
    from_score: float
    to_score: float


@dataclass(frozen=True, slots=True)
class NumberMove:
    """A project of two runs: its number in either."""

    project_id: str
    from_value: float
    to_value: float


@dataclass(frozen=True, slots=True)
class RankingMove:
    """A project of two runs: its items in either, and the share of the longer list that both have."""

    project_id: str
    from_items: Sequence[str]
    to_items: Sequence[str]
    overlap: float


@dataclass(frozen=True, slots=True)
class RunDiff:
    """The differences between two runs.

    `changed` counts the projects of both whose tag differs, and `matrix` counts them by both tags, the
    largest first; `moves` are the projects whose score differs most, with or without another tag. Of two
    multi-label models `changed` counts those that lost or gained a tag, and `matrix` those whose first tag
    differs. Of numbers and of rankings `changed` counts those that differ at all, and `number_moves` and
    `ranking_moves` are the projects that differ most.
    """

    from_run: int
    to_run: int
    both: int
    added: int
    removed: int
    changed: int
    matrix: tuple[TagMove, ...]
    moves: tuple[ScoreMove, ...]
    number_moves: tuple[NumberMove, ...]
    ranking_moves: tuple[RankingMove, ...]
