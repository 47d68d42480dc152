"""Distributions become figures, and figures warn beyond their thresholds and nowhere else."""

import pytest

from core.quality.measures import (
    DistributionName,
    Distributions,
    Figure,
    FigureStatus,
    LabelCount,
    Scope,
    ScoreCount,
    counts,
    tally_labels,
    tally_lengths,
    tally_scores,
)
from core.quality.rules import (
    MIN_LABELS,
    Measures,
    References,
    Vocabulary,
    judge_catalogue,
    judge_traffic,
    training_counts,
)
from core.settings import Settings

SETTINGS = Settings(_env_file=None)

BILLION = 1_000_000_000
"""Scores are summed up in billionths."""


def distributions(tags: dict[str, int], score: float = 0.9) -> Distributions:
    scores = [
        ScoreCount(tag, tag, int(score * 20), items, round(items * score * BILLION))
        for tag, items in tags.items()
    ]
    return tally_scores(scores)


def judged(found: Measures, references: References, scope: Scope = Scope.CATALOGUE) -> dict[str, Figure]:
    judge = judge_catalogue if scope is Scope.CATALOGUE else judge_traffic
    return {figure.name: figure for figure in judge(found, references, SETTINGS)}


def warned(figures: dict[str, Figure]) -> set[str]:
    return {name for name, figure in figures.items() if figure.status is FigureStatus.WARN}


def test_scores_are_tallied_by_tag_and_by_bin() -> None:
    found = tally_scores(
        [
            ScoreCount("mlops", "mlops", 19, 30, 29_100_000_000),
            ScoreCount("other", "mlops", 4, 10, 2_200_000_000),
            ScoreCount("vision", "vision", 19, 60, 58_200_000_000),
        ]
    )
    assert counts(found[DistributionName.TAGS]) == {"vision": 60, "mlops": 30, "other": 10}
    assert counts(found[DistributionName.BEST_TAGS]) == {"vision": 60, "mlops": 40}
    low, high = found[DistributionName.SCORES]
    assert (low.lower, low.upper, low.items, low.mean_score) == (0.2, 0.25, 10, pytest.approx(0.22))
    assert (high.lower, high.upper, high.items, high.mean_score) == (0.95, 1.0, 90, pytest.approx(0.97))


def test_lengths_fall_into_the_bin_that_begins_at_or_below_them() -> None:
    found = tally_lengths([0, 31, 32, 63, 64, 100_000])
    assert [(entry.lower, entry.upper, entry.items) for entry in found] == [
        (0, 32, 2),
        (32, 64, 2),
        (64, 128, 1),
        (4096, None, 1),
    ]


def test_the_same_distribution_warns_of_nothing() -> None:
    same = distributions({"mlops": 60, "vision": 40})
    figures = judged(Measures(same), References(same, 1, {"mlops": 58, "vision": 42}))
    assert warned(figures) == set()
    assert figures["tags_psi_published"].value == 0.0
    assert figures["tags_js_training"].value == pytest.approx(0.0173, abs=1e-4)
    assert figures["mean_score"].value == pytest.approx(0.9)


def test_another_distribution_warns_by_every_measure_of_it() -> None:
    before, after = distributions({"mlops": 60, "vision": 40}), distributions({"mlops": 99, "vision": 1}, 0.4)
    figures = judged(Measures(after), References(before, 1, {"mlops": 60, "vision": 40}))
    assert warned(figures) == {
        "tags_psi_published",
        "tags_js_published",
        "tags_psi_training",
        "tags_js_training",
        "scores_psi_published",
    }


def test_a_figure_at_its_threshold_warns_of_nothing() -> None:
    """Distributions that have nothing in common have a Jensen-Shannon distance of 1."""
    before, after = distributions({"mlops": 60}), distributions({"vision": 60})
    for limit, status in ((1.0, FigureStatus.OK), (0.99, FigureStatus.WARN)):
        settings = Settings(_env_file=None, warn_js=limit)
        found = {f.name: f for f in judge_catalogue(Measures(after), References(before, 1), settings)}
        assert (found["tags_js_published"].status, found["tags_js_published"].value) == (status, 1.0)


def test_uncertain_tags_are_compared_with_training_by_what_was_scored_highest() -> None:
    unsure = tally_scores([ScoreCount("other", tag, 4, 50, 11 * BILLION) for tag in ("mlops", "vision")])
    figures = judged(Measures(unsure), References(None, None, {"mlops": 50, "vision": 50}))
    assert figures["tags_psi_training"].value == 0.0
    assert figures["other_share"].value == 1.0


def test_without_a_reference_there_is_nothing_to_say() -> None:
    figures = judged(Measures(distributions({"mlops": 60})), References())
    assert {figures[name].status for name in ("tags_psi_published", "tags_js_training")} == {
        FigureStatus.NOT_APPLICABLE
    }


@pytest.mark.parametrize(("known", "status"), [(499, FigureStatus.WARN), (500, FigureStatus.OK)])
def test_unknown_words_warn(known: int, status: FigureStatus) -> None:
    found = judged(Measures({}, Vocabulary(1000, known)), References())["vocabulary_coverage"]
    assert (found.status, found.value) == (status, known / 1000)


@pytest.mark.parametrize(
    ("found", "status"),
    [(Vocabulary(20, 0), FigureStatus.NOT_ENOUGH), (Vocabulary(0, None), FigureStatus.NOT_APPLICABLE)],
)
def test_a_vocabulary_is_not_judged_by_a_few_words(found: Vocabulary, status: FigureStatus) -> None:
    assert judged(Measures({}, found), References())["vocabulary_coverage"].status is status


@pytest.mark.parametrize(("right", "status"), [(95, FigureStatus.OK), (50, FigureStatus.WARN)])
def test_scores_that_do_not_keep_what_they_promise_warn(right: int, status: FigureStatus) -> None:
    labels = [
        LabelCount("a", "a", 9, right, 0.95 * right),
        LabelCount("a", "b", 9, 100 - right, 0.95 * (100 - right)),
    ]
    figures = judged(Measures({DistributionName.CALIBRATION: tally_labels(labels)}, f1=0.5), References())
    assert figures["calibration_error"].status is status
    assert figures["calibration_error"].value == pytest.approx(abs(0.95 - right / 100))
    assert (figures["accuracy"].value, figures["labels"].value) == (pytest.approx(right / 100), 100)
    assert figures["f1"].value == 0.5


def test_too_few_labels_are_said_and_never_judged() -> None:
    labels = [LabelCount("a", "b", 9, MIN_LABELS - 1, 45.0)]
    figures = judged(Measures({DistributionName.CALIBRATION: tally_labels(labels)}, f1=0.0), References())
    assert {figures[name].status for name in ("calibration_error", "accuracy", "f1")} == {
        FigureStatus.NOT_ENOUGH
    }


def test_a_little_traffic_warns_of_nothing_and_much_of_it_does() -> None:
    run = distributions({"mlops": 6000, "vision": 4000})
    for answers, status in ((3, FigureStatus.NOT_ENOUGH), (300, FigureStatus.WARN)):
        figures = judged(Measures(distributions({"vision": answers})), References(run, 1), Scope.ON_DEMAND)
        assert figures["tags_psi_published"].status is status
        assert figures["answers"].value == answers


def test_what_people_ask_is_not_held_to_the_scores_and_lengths_of_a_catalogue() -> None:
    before = {
        **distributions({"a": 500, "b": 500}),
        DistributionName.TEXT_LENGTHS: tally_lengths([600] * 100),
    }
    after = {
        **distributions({"a": 500, "b": 500}, 0.3),
        DistributionName.TEXT_LENGTHS: tally_lengths([20] * 100),
    }
    assert warned(judged(Measures(after), References(before, 1), Scope.ON_DEMAND)) == set()
    assert warned(judged(Measures(after), References(before, 1))) == {
        "scores_psi_published",
        "text_lengths_psi_published",
    }


def test_the_tags_of_the_training_are_those_that_the_model_tells() -> None:
    assert training_counts({"num_samples_per_tag": {"a": 3}}) == {"a": 3}
    assert training_counts({"num_samples": 3}) is None


def test_of_several_tags_it_is_said_why_they_are_not_compared_with_training() -> None:
    training = {"num_samples_per_tag": {"a": 3}, "multi_label": True}
    figures = judged(Measures(distributions({"a": 60})), References.of(None, None, training))
    for name in ("tags_psi_training", "tags_js_training"):
        assert figures[name].status is FigureStatus.NOT_APPLICABLE
        assert "several tags each" in figures[name].detail
    single = judged(
        Measures(distributions({"a": 60})), References.of(None, None, {"num_samples_per_tag": {"a": 3}})
    )
    assert single["tags_psi_training"].value == 0.0
