"""Figures from distributions: the distance of each from its reference, and the warnings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from core.quality.claim import UNSEEN, LabelClaim
from core.quality.drift import Counts, expected_noise, jensen_shannon_distance, population_stability_index
from core.quality.measures import (
    MIN_LABELS,
    Distribution,
    DistributionName,
    Distributions,
    Figure,
    FigureStatus,
    LabelSets,
    Scope,
    breaks_threshold,
    counts,
    expected_calibration_error,
    mean_score,
    other_share,
)
from core.settings import Settings
from core.types import OTHER_TAG

MIN_WORDS = 100
"""The number of words from which a vocabulary is judged."""


@dataclass(frozen=True, slots=True)
class References:
    """The references that a run or the traffic is compared with.

    `published` are the distributions of a run, None if nothing is in service; `training` counts the examples
    of the model by tag, None if the model does not record them, or if it is `multi_label`: its examples have
    several tags each, and a prediction has one first tag.
    """

    published: Distributions | None = None
    published_run: int | None = None
    training: Counts | None = None
    multi_label: bool = False

    @classmethod
    def of(
        cls, published: Distributions | None, run_id: int | None, training_data: Mapping[str, object]
    ) -> Self:
        """Return the references of a model and the run in service."""
        multi_label = bool(training_data.get("multi_label"))
        return cls(published, run_id, None if multi_label else training_counts(training_data), multi_label)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The number of words, and of those that the model knows; None if it exposes no vocabulary."""

    words: int
    known: int | None


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures: distributions, the words of the texts, and F1 if there are labels.

    `label_sets` are for multi-label models, None for any other; `tags_psi` is the stability index against the
    published run, None if it is still to be computed. `claim` says what figures on known labels mean.
    """

    distributions: Distributions = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(0, None))
    f1: float | None = None
    label_sets: LabelSets | None = None
    tags_psi: float | None = None
    claim: LabelClaim = UNSEEN

    def counts(self, name: DistributionName) -> dict[str, int]:
        """Return the items of one of the distributions by label."""
        return counts(self.distributions.get(name, ()))


@dataclass(frozen=True, slots=True)
class _Limits:
    """The thresholds for shifts of tags; None for no threshold."""

    published_psi: float
    training_psi: float
    js: float | None


def judge_catalogue(found: Measures, references: References, settings: Settings) -> tuple[Figure, ...]:
    """Return the figures of a run."""
    scope = Scope.CATALOGUE
    limits = _Limits(settings.warn_psi, settings.warn_training_psi, settings.warn_js)
    return (
        *_shifts(scope, found, references, limits),
        *_further_shifts(scope, found, references, settings.warn_psi),
        *_shown(scope, found),
        _vocabulary(scope, found.vocabulary, settings.warn_vocabulary),
        *_labels(found, settings.warn_calibration),
    )


def judge_traffic(found: Measures, references: References, settings: Settings) -> tuple[Figure, ...]:
    """Return the figures of on-demand traffic.

    Scores and lengths of requested texts always differ from those of a catalogue, so they are shown without a
    threshold.
    """
    scope = Scope.ON_DEMAND
    answers = sum(found.counts(DistributionName.TAGS).values())
    threshold = settings.warn_traffic_psi
    return (
        Figure(scope, "answers", FigureStatus.SHOWN, answers, None, f"{answers:,} answers in the window"),
        *_shifts(scope, found, references, _Limits(threshold, threshold, None)),
        *_further_shifts(scope, found, references, None),
        *_shown(scope, found),
        _vocabulary(scope, found.vocabulary, settings.warn_vocabulary),
    )


def _shifts(scope: Scope, found: Measures, references: References, limits: _Limits) -> Iterator[Figure]:
    """Yield the shifts of tags from the published run and from training.

    No example is labelled `other`, so the highest-scored tags are what is compared with training.
    """
    name = DistributionName.TAGS
    published = None if references.published is None else counts(references.published.get(name, ()))
    tags, best = found.counts(name), found.counts(DistributionName.BEST_TAGS)
    predicted = f"predicted tags against run {references.published_run}"
    yield _psi(
        scope, "tags_psi_published", (published, tags), limits.published_psi, predicted, known=found.tags_psi
    )
    yield _js(scope, "tags_js_published", (published, tags), limits.js, predicted)
    if references.multi_label:
        unusable = "the examples of the model have several tags each, and its predictions a first one"
        yield _none(scope, "tags_psi_training", limits.training_psi, unusable)
        yield _none(scope, "tags_js_training", limits.js, unusable)
        return
    examples = "highest-scored tags against the examples of the model"
    yield _psi(scope, "tags_psi_training", (references.training, best), limits.training_psi, examples)
    yield _js(scope, "tags_js_training", (references.training, best), limits.js, examples)


def _further_shifts(
    scope: Scope, found: Measures, references: References, threshold: float | None
) -> Iterator[Figure]:
    for name, figure, what in (
        (DistributionName.SCORES, "scores_psi_published", "scores"),
        (DistributionName.TEXT_LENGTHS, "text_lengths_psi_published", "text lengths"),
    ):
        published = None if references.published is None else counts(references.published.get(name, ()))
        detail = f"{what} against run {references.published_run}"
        yield _psi(scope, figure, (published, found.counts(name)), threshold, detail)


def _psi(
    scope: Scope,
    name: str,
    pair: tuple[Counts | None, Counts],
    threshold: float | None,
    detail: str,
    *,
    known: float | None = None,
) -> Figure:
    expected, found = pair
    missing = _nothing_to_compare(scope, name, expected, found, threshold)
    if missing is not None:
        return missing
    assert expected is not None
    value = population_stability_index(expected, found) if known is None else known
    # Traffic is a sample, and a small sample differs from any reference.
    if scope is Scope.ON_DEMAND and threshold and expected_noise(expected, found) > threshold / 2:
        small = f"{detail}: {sum(found.values()):,} answers are too few to tell"
        return Figure(scope, name, FigureStatus.NOT_ENOUGH, value, threshold, small)
    return _judge(scope, name, value, threshold, f"stability index of {detail}")


def _js(
    scope: Scope, name: str, pair: tuple[Counts | None, Counts], threshold: float | None, detail: str
) -> Figure:
    expected, found = pair
    missing = _nothing_to_compare(scope, name, expected, found, threshold)
    if missing is not None:
        return missing
    assert expected is not None
    value = jensen_shannon_distance(expected, found)
    return _judge(scope, name, value, threshold, f"Jensen-Shannon distance of {detail}")


def _nothing_to_compare(
    scope: Scope, name: str, expected: Counts | None, found: Counts, threshold: float | None
) -> Figure | None:
    if expected:
        return None if found else _none(scope, name, threshold, "there is nothing to compare")
    return _none(scope, name, threshold, "there is nothing to compare with")


def _none(
    scope: Scope,
    name: str,
    threshold: float | None,
    detail: str,
    status: FigureStatus = FigureStatus.NOT_APPLICABLE,
) -> Figure:
    return Figure(scope, name, status, None, threshold, detail)


def _judge(scope: Scope, name: str, value: float, threshold: float | None, detail: str) -> Figure:
    if threshold is None:
        return Figure(scope, name, FigureStatus.SHOWN, value, None, detail)
    beyond = breaks_threshold(name, value, threshold)
    return Figure(scope, name, FigureStatus.WARN if beyond else FigureStatus.OK, value, threshold, detail)


def _shown(scope: Scope, found: Measures) -> Iterator[Figure]:
    tags = found.counts(DistributionName.TAGS)
    score = mean_score(found.distributions.get(DistributionName.SCORES, ()))
    share = other_share(tags)
    status = FigureStatus.NOT_APPLICABLE if share is None else FigureStatus.SHOWN
    yield Figure(scope, "mean_score", status, score, None, "mean of the highest scores")
    yield Figure(scope, "other_share", status, share, None, f"share of `{OTHER_TAG}`")


def _vocabulary(scope: Scope, found: Vocabulary, minimum: float) -> Figure:
    name = "vocabulary_coverage"
    if found.known is None:
        return _none(
            scope, name, minimum, "no words were compared: the model has no vocabulary, or nothing was scored"
        )
    if found.words < MIN_WORDS:
        return _none(
            scope, name, minimum, f"{found.words:,} words are too few to tell", FigureStatus.NOT_ENOUGH
        )
    detail = f"share of {found.words:,} words that the model knows"
    return _judge(scope, name, found.known / found.words, minimum, detail)


def _labels(found: Measures, threshold: float) -> Iterator[Figure]:
    """Yield the figures of labelled projects that the model was not trained on."""
    scope = Scope.CATALOGUE
    calibration: Distribution = found.distributions.get(DistributionName.CALIBRATION, ())
    sets = found.label_sets
    labels = sum(entry.items for entry in calibration) if sets is None else sets.projects
    what = "labels" if sets is None else "projects with known tags"
    detail = f"{labels:,} {what} that the model was not trained on"
    yield Figure(scope, "labels", FigureStatus.SHOWN, labels, None, detail)
    if not found.claim.judged:
        yield _none(scope, "calibration_error", threshold, found.claim.reason)
        yield _none(scope, "accuracy", None, found.claim.reason)
        status = FigureStatus.NOT_APPLICABLE if found.f1 is None else FigureStatus.SHOWN
        yield Figure(scope, "f1", status, found.f1, None, found.claim.reason)
        return
    if labels < MIN_LABELS:
        few = f"{detail}; at least {MIN_LABELS} are needed"
        for name, limit in (("calibration_error", threshold), ("accuracy", None), ("f1", None)):
            yield _none(scope, name, limit, few, FigureStatus.NOT_ENOUGH)
        return
    error = expected_calibration_error(calibration)
    if sets is not None:
        yield from _label_sets(sets, error, threshold, detail)
        return
    assert error is not None
    right = sum((entry.accuracy or 0) * entry.items for entry in calibration)
    yield _judge(scope, "calibration_error", error, threshold, f"expected calibration error on {detail}")
    yield _judge(scope, "accuracy", right / labels, None, f"share of right answers on {detail}")
    yield Figure(scope, "f1", FigureStatus.SHOWN, found.f1, None, f"weighted F1 on {detail}")


def _label_sets(sets: LabelSets, error: float | None, threshold: float, detail: str) -> Iterator[Figure]:
    """Yield the figures of lists of known tags; `error` is the calibration error of predicted tags."""
    scope = Scope.CATALOGUE
    if error is None:
        yield _none(scope, "calibration_error", threshold, f"no tag is predicted on {detail}")
    else:
        predicted = f"expected calibration error of the predicted tags on {detail}"
        yield _judge(scope, "calibration_error", error, threshold, predicted)
    exact = f"share of exactly the known tags on {detail}"
    yield _judge(scope, "accuracy", sets.exact / sets.projects, None, exact)
    yield Figure(scope, "f1", FigureStatus.SHOWN, sets.micro_f1, None, f"micro F1 on {detail}")


def training_counts(training_data: Mapping[str, object]) -> Counts | None:
    """Return how many examples of each tag a model was trained on, None if it does not record them."""
    found = training_data.get("num_samples_per_tag")
    return found if isinstance(found, Mapping) and found else None
