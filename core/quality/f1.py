"""F1 of predictions against known tags."""

from collections import Counter
from collections.abc import Iterable, Mapping


class TagCounts:
    """Counts of known tags, of predicted tags, and of predicted tags that are right.

    A project may have one known tag or several, and so may its prediction.
    """

    def __init__(self) -> None:
        self.known = Counter[str]()
        self.predicted = Counter[str]()
        self.right = Counter[str]()
        self.projects = 0
        self.exact = 0

    def add(self, known: Iterable[str], predicted: Iterable[str], projects: int) -> None:
        """Add projects that share their known tags and their predicted ones."""
        known, predicted = {*known}, {*predicted}
        self.known.update(dict.fromkeys(known, projects))
        self.predicted.update(dict.fromkeys(predicted, projects))
        self.right.update(dict.fromkeys(known & predicted, projects))
        self.projects += projects
        self.exact += projects if known == predicted else 0

    @property
    def accuracy(self) -> float | None:
        """The share of projects whose predicted tags are exactly the known ones; None without projects."""
        return self.exact / self.projects if self.projects else None

    def f1(self, tag: str) -> float:
        """Return the F1 of one tag."""
        return f1(self.right[tag], self.known[tag], self.predicted[tag])

    def weighted_f1(self) -> float:
        """Return the mean F1 of the known tags, weighted by how often each is known; one must be known."""
        return sum(count * self.f1(tag) for tag, count in self.known.items()) / self.known.total()

    def micro_f1(self) -> float:
        """Return the F1 over all pairs of project and tag."""
        return f1(self.right.total(), self.known.total(), self.predicted.total())


def f1(right: int, known: int, predicted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is known or predicted."""
    return 2 * right / (known + predicted) if known + predicted else 0.0


def weighted_f1(labels: Mapping[tuple[str, str], int]) -> float:
    """Return the mean F1 of the known tags, weighted by how often each is known.

    Parameters
    ----------
    labels
        The number of projects, at least one, by known and predicted tag.
    """
    counts = TagCounts()
    for (known, predicted), projects in labels.items():
        counts.add([known], [predicted], projects)
    return counts.weighted_f1()
