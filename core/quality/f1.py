"""F1 of predictions against known tags."""

from collections import Counter
from collections.abc import Mapping


def weighted_f1(labels: Mapping[tuple[str, str], int]) -> float:
    """Return the mean F1 of the known tags, weighted by how often each is known.

    Parameters
    ----------
    labels
        The number of projects, at least one, by known and predicted tag.
    """
    known: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for (known_tag, predicted_tag), count in labels.items():
        known[known_tag] += count
        predicted[predicted_tag] += count
    weighted = (
        count * 2 * labels.get((tag, tag), 0) / (count + predicted[tag]) for tag, count in known.items()
    )
    return sum(weighted) / known.total()
