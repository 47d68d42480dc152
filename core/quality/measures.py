"""Measures of the predictions of a run, and of the answers to on-demand traffic.

Distributions are lists of bins; figures are single numbers, each with its threshold. A figure beyond its
threshold warns; only checks hold a run.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from core.quality.f1 import f1
from core.types import OTHER_TAG

SCORE_BINS: Final = 20
"""The bins of the histogram of scores, of equal width."""

CALIBRATION_BINS: Final = 10
"""The bins of scores that a calibration has, of equal width."""

MIN_LABELS: Final = 50
"""The labels, at least, that figures such as F1 are given for; fewer are `not enough labels`."""

MINIMA: Final = frozenset({"coverage", "f1", "vocabulary_coverage"})
"""The checks and metrics whose limit is the least value allowed; of all others it is the largest."""

LENGTH_EDGES: Final = (0, 32, 64, 128, 256, 512, 1024, 2048, 4096)
"""The lower edges of the bins of text lengths, in characters of title and description; the last is open."""


class Scope(StrEnum):
    """The subject of a measure: the predictions of the catalogue, or the answers to on-demand traffic."""

    CATALOGUE = "catalogue"
    ON_DEMAND = "on_demand"


class DistributionName(StrEnum):
    """The distributions that are stored.

    `tags` are the predicted tags, `best_tags` the highest-scored ones even where they are too uncertain to be
    predicted, `scores` and `calibration` go by score, `text_lengths` by characters, and `values` are
    predicted numbers by the deciles of their run. `all_tags` are those of multi-label models: a project is in
    the bin of each of its tags, or in that of `other` if it has none.
    """

    TAGS = "tags"
    ALL_TAGS = "all_tags"
    BEST_TAGS = "best_tags"
    SCORES = "scores"
    CALIBRATION = "calibration"
    TEXT_LENGTHS = "text_lengths"
    VALUES = "values"


SCORE_DISTRIBUTIONS: Final = (DistributionName.TAGS, DistributionName.BEST_TAGS, DistributionName.SCORES)
"""The distributions that follow from predictions alone."""

SCORE_UNIT: Final = 1_000_000_000
"""Sums of scores are counted in billionths."""


class FigureStatus(StrEnum):
    """The status of a figure; `shown` ones have no threshold."""

    OK = "ok"
    WARN = "warn"
    SHOWN = "shown"
    NOT_ENOUGH = "not enough"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its threshold, and a sentence that describes it."""

    scope: Scope
    name: str
    status: FigureStatus
    value: float | None
    threshold: float | None
    detail: str


@dataclass(frozen=True, slots=True)
class Bin:
    """A bin of a distribution: its label or range, the number of its items, and their means.

    `upper` is None for the open end; `accuracy` is known for labelled projects only. `score_sum` is the sum
    of the scores in billionths, which is exact, where bins are to be added up.
    """

    label: str
    items: int
    lower: float | None = None
    upper: float | None = None
    mean_score: float | None = None
    accuracy: float | None = None
    score_sum: int | None = None


Distribution = tuple[Bin, ...]
Distributions = Mapping[DistributionName, Distribution]


@dataclass(frozen=True, slots=True)
class ScoreCount:
    """The number of predictions with the same tags and bin of the score, and the sum of their scores.

    Both are negative where predictions are taken away. The sum is in billionths, and so exact.
    """

    predicted_tag: str
    best_tag: str
    score_bin: int
    items: int
    score_sum: int


@dataclass(frozen=True, slots=True)
class TagTotal:
    """The number of predictions with a tag among theirs, and the sum of its scores, as in `ScoreCount`."""

    tag: str
    items: int
    score_sum: int


@dataclass(frozen=True, slots=True)
class LabelCount:
    """The number of labelled projects with the same tags and bin of the score, and the sum of their scores.

    The bin is one of `CALIBRATION_BINS`; the model was trained on none of these projects.
    """

    known_tag: str
    best_tag: str
    score_bin: int
    items: int
    score_sum: float


@dataclass(frozen=True, slots=True)
class PairCount:
    """The number of predicted tags in a bin of `CALIBRATION_BINS`, of right ones, and the sum of scores."""

    score_bin: int
    items: int
    right: int
    score_sum: float


@dataclass(frozen=True, slots=True)
class LabelSets:
    """Projects with lists of known tags, none of which the model was trained on, and what it predicted.

    `exact` counts the projects whose predicted tags are the known ones, `known_tags` the known tags of all.
    """

    projects: int
    exact: int
    known_tags: int
    predicted: tuple[PairCount, ...]

    @property
    def micro_f1(self) -> float:
        """F1 over all pairs of project and tag; 0 where there are none."""
        predicted = sum(entry.items for entry in self.predicted)
        return f1(sum(entry.right for entry in self.predicted), self.known_tags, predicted)


def counts(distribution: Distribution) -> dict[str, int]:
    """Return the items of a distribution by label."""
    return {found.label: found.items for found in distribution}


def other_share(tags: Mapping[str, int]) -> float | None:
    """Return the share of `other` in counts by predicted tag, None where there are none."""
    total = sum(tags.values())
    return tags.get(OTHER_TAG, 0) / total if total else None


def breaks_threshold(name: str, value: float, threshold: float) -> bool:
    """Return whether a check or metric is below the least value allowed, or above the largest."""
    return value < threshold if name in MINIMA else value > threshold


def describe_limit(name: str, threshold: str) -> str:
    """Return the limit of a check or metric with its direction: `at most 0.25`."""
    return f"{'at least' if name in MINIMA else 'at most'} {threshold}"


def mean_score(distribution: Distribution) -> float | None:
    """Return the mean score of all items of a distribution, None where there are none."""
    scored = [(found.mean_score, found.items) for found in distribution if found.mean_score is not None]
    items = sum(number for _, number in scored)
    return sum(mean * number for mean, number in scored) / items if items else None


def tally_scores(
    found: Iterable[ScoreCount], base: Distributions | None = None
) -> dict[DistributionName, Distribution]:
    """Return the distributions of predicted tags, of best tags, and of scores.

    With `base`, the counts are what is added to its distributions, which have exact sums of scores.
    """
    sums = {name: _read_sums(name, base) for name in SCORE_DISTRIBUTIONS}
    for entry in found:
        lower = entry.score_bin / SCORE_BINS
        for name, label in (
            (DistributionName.TAGS, entry.predicted_tag),
            (DistributionName.BEST_TAGS, entry.best_tag),
            (DistributionName.SCORES, f"{lower:.2f}"),
        ):
            _add(sums[name], label, entry.items, entry.score_sum)
    return {name: _make_bins(name, sums[name]) for name in SCORE_DISTRIBUTIONS}


def tally_tags(found: Iterable[TagTotal], base: Distributions | None = None) -> Distribution:
    """Return the distribution of all tags; with `base`, the counts are what is added to its own."""
    sums = _read_sums(DistributionName.ALL_TAGS, base)
    for entry in found:
        _add(sums, entry.tag, entry.items, entry.score_sum)
    return _make_bins(DistributionName.ALL_TAGS, sums)


_Sums = dict[str, tuple[int, int]]
"""The items and the sum of the scores of each bin."""


def _read_sums(name: DistributionName, base: Distributions | None) -> _Sums:
    sums: _Sums = {}
    for known in () if base is None else base[name]:
        assert known.score_sum is not None
        sums[known.label] = known.items, known.score_sum
    return sums


def _add(sums: _Sums, label: str, items: int, score_sum: int) -> None:
    before = sums.get(label, (0, 0))
    sums[label] = before[0] + items, before[1] + score_sum


def _make_bins(name: DistributionName, sums: _Sums) -> Distribution:
    return tuple(
        Bin(label, items, *_score_range(name, label), mean_score=total / SCORE_UNIT / items, score_sum=total)
        for label, (items, total) in _ordered(name, sums)
        if items
    )


def _ordered(name: DistributionName, sums: _Sums) -> list[tuple[str, tuple[int, int]]]:
    """Sort scores ascending, and tags by their number, descending."""
    if name is DistributionName.SCORES:
        return sorted(sums.items(), key=lambda entry: float(entry[0]))
    return sorted(sums.items(), key=lambda entry: (-entry[1][0], entry[0]))


def _score_range(name: DistributionName, label: str) -> tuple[float | None, float | None]:
    if name is not DistributionName.SCORES:
        return None, None
    return float(label), round(float(label) + 1 / SCORE_BINS, 2)


def tally_labels(labels: Iterable[LabelCount]) -> Distribution:
    """Return the calibration: by score, the share of labelled projects that were right."""
    items, right = Counter[int](), Counter[int]()
    scores: dict[int, float] = defaultdict(float)
    for entry in labels:
        items[entry.score_bin] += entry.items
        right[entry.score_bin] += entry.items if entry.known_tag == entry.best_tag else 0
        scores[entry.score_bin] += entry.score_sum
    return tuple(
        Bin(
            f"{number / CALIBRATION_BINS:.1f}",
            items[number],
            number / CALIBRATION_BINS,
            (number + 1) / CALIBRATION_BINS,
            scores[number] / items[number],
            right[number] / items[number],
        )
        for number in sorted(items)
    )


def tally_pairs(predicted: Iterable[PairCount]) -> Distribution:
    """Return the calibration of predicted tags: by score, the share that was right."""
    return tuple(
        Bin(
            f"{entry.score_bin / CALIBRATION_BINS:.1f}",
            entry.items,
            entry.score_bin / CALIBRATION_BINS,
            (entry.score_bin + 1) / CALIBRATION_BINS,
            entry.score_sum / entry.items,
            entry.right / entry.items,
        )
        for entry in predicted
    )


def tally_lengths(lengths: Iterable[int]) -> Distribution:
    """Return the distribution of text lengths, which are given in characters."""
    numbers = Counter(bisect_right(LENGTH_EDGES, length) - 1 for length in lengths)
    ends = [*pairwise(LENGTH_EDGES), (LENGTH_EDGES[-1], None)]
    return tuple(
        Bin(str(lower), numbers[position], lower, upper)
        for position, (lower, upper) in enumerate(ends)
        if numbers[position]
    )


def expected_calibration_error(calibration: Distribution) -> float | None:
    """Return the mean distance of score and accuracy, weighted by the size of a bin."""
    items = sum(found.items for found in calibration)
    if not items:
        return None
    return (
        sum(abs((found.mean_score or 0) - (found.accuracy or 0)) * found.items for found in calibration)
        / items
    )
