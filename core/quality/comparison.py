"""Comparison of two models on the held-out projects that they share."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from core.quality.f1 import TagCounts

SharedCount = tuple[Sequence[str], Sequence[str], Sequence[str], int]
"""Known tags, the tags that either model predicted, and the number of projects with these."""


class TagComparison(NamedTuple):
    """The F1 of either model for a tag, and the number of projects that have it."""

    f1: float
    f1_against: float
    projects: int


class HeldOutComparison:
    """Two models on the held-out projects that both have; neither was evaluated after having seen them.

    `model` and `against` count their tags; `differing` is the number of projects whose predicted tags differ.
    """

    def __init__(self, counts: Iterable[SharedCount]) -> None:
        self.model, self.against = TagCounts(), TagCounts()
        self.differing = 0
        for known, predicted, other, projects in counts:
            self.model.add(known, predicted, projects)
            self.against.add(known, other, projects)
            self.differing += projects if set(predicted) != set(other) else 0

    @classmethod
    def of_single_tags(cls, counts: Iterable[tuple[str, str, str, int]]) -> Self:
        """Compare models that predict one tag of a project."""
        return cls(([known], [predicted], [other], projects) for known, predicted, other, projects in counts)

    @property
    def projects(self) -> int:
        """The number of projects that both models have."""
        return self.model.projects

    @property
    def per_tag(self) -> dict[str, TagComparison]:
        """The comparison for each known tag, in the order of their names."""
        return {
            tag: TagComparison(self.model.f1(tag), self.against.f1(tag), projects)
            for tag, projects in sorted(self.model.known.items())
        }
