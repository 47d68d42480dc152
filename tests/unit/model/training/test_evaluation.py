import json

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score

from model.training.evaluation import (
    EVALUATED,
    NOT_ENOUGH_LABELS,
    Outcome,
    evaluate,
    fit_temperature,
    negative_log_likelihood,
)

TAGS = ("a", "b", "c")


def outcome_of(true, decisions, known=(0, 1, 2), temperature=1.0):
    return Outcome(TAGS, np.array(true), np.array(known), np.array(decisions, dtype=float), temperature)


@pytest.fixture
def outcome():
    generator = np.random.default_rng(5)
    true = generator.integers(0, 3, 400)
    decisions = generator.normal(size=(400, 3)) + 1.5 * np.eye(3)[true]
    return outcome_of(true, decisions)


def evaluated(outcome, min_score=0.5):
    count = len(outcome.true)
    return evaluate(outcome, ["one two"] * count, ["three " * 10] * count, min_score)


def test_overall_figures_are_those_of_scikit_learn(outcome):
    overall = evaluated(outcome)["overall"]
    assert overall["f1"] == pytest.approx(f1_score(outcome.true, outcome.predicted, average="weighted"))
    assert overall["macro"]["f1"] == pytest.approx(f1_score(outcome.true, outcome.predicted, average="macro"))
    assert overall["accuracy"] == pytest.approx(accuracy_score(outcome.true, outcome.predicted))
    assert overall["num_samples"] == 400


def test_per_tag_and_confusion_count_every_project_once(outcome):
    metrics = evaluated(outcome)
    counts = np.array(metrics["confusion"]["counts"])
    assert metrics["confusion"]["tags"] == list(TAGS)
    for row, tag in enumerate(TAGS):
        figures = metrics["per_tag"][tag]
        assert figures["num_samples"] == counts[row].sum()
        assert figures["recall"] == pytest.approx(counts[row, row] / counts[row].sum())
        assert figures["precision"] == pytest.approx(counts[row, row] / counts[:, row].sum())


def test_slices_go_by_the_words_of_title_and_description():
    outcome = outcome_of([0, 0, 0, 0], [[2, 0, 0], [0, 2, 0], [2, 0, 0], [2, 0, 0]])
    titles, descriptions = ["x y", "x", "...", "x"], ["z " * 6, "", "w " * 7, "v " * 29]
    slices = evaluate(outcome, titles, descriptions, 0.3)["slices"]
    assert {name: figures["num_samples"] for name, figures in slices.items()} == {
        "short_text": 2,
        "long_text": 1,
        "no_title": 1,
        "no_description": 1,
    }
    assert slices["no_description"]["recall"] == 0
    assert slices["long_text"]["f1"] == 1


def test_calibration_weighs_bins_by_size():
    decisions = np.log([[0.9, 0.05, 0.05]] * 4 + [[0.4, 0.3, 0.3]])
    calibration = evaluated(outcome_of([0, 0, 0, 1, 1], decisions))["calibration"]
    assert [entry["num_samples"] for entry in calibration["bins"]] == [1, 4]
    assert calibration["bins"][1]["accuracy"] == 0.75
    assert calibration["expected_calibration_error"] == pytest.approx(0.15 * 0.8 + 0.4 * 0.2)


def test_other_is_what_scores_too_low():
    decisions = np.log([[0.9, 0.05, 0.05], [0.4, 0.3, 0.3], [0.8, 0.1, 0.1], [0.05, 0.05, 0.9]])
    other = evaluated(outcome_of([0, 1, 1, 2], decisions))["other"]
    assert other == {"min_score": 0.5, "share": 0.25, "accuracy_of_rest": pytest.approx(2 / 3)}


def test_few_labels_are_shown_and_called_not_enough(outcome):
    few = outcome_of(outcome.true[:49], outcome.decisions[:49])
    assert evaluated(few)["status"] == NOT_ENOUGH_LABELS
    assert evaluated(few)["overall"]["num_samples"] == 49
    assert evaluated(outcome)["status"] == EVALUATED


def test_fifty_labels_are_enough(outcome):
    enough = outcome_of(outcome.true[:50], outcome.decisions[:50])
    assert evaluated(enough)["status"] == "evaluated"


def test_a_score_of_one_is_in_the_last_bin():
    calibration = evaluated(outcome_of([0, 1], [[1000.0, 0, 0], [0, 3.0, 0]]))["calibration"]
    (last,) = calibration["bins"]
    assert (last["from"], last["to"], last["num_samples"]) == (0.9, 1.0, 2)


def test_a_score_that_is_the_smallest_allowed_is_answered():
    certain = outcome_of([0, 1], [[1000.0, 0, 0], [0, 3.0, 0]])
    assert evaluated(certain, min_score=1.0)["other"] == {
        "min_score": 1.0, "share": 0.5, "accuracy_of_rest": 1.0,
    }  # fmt: skip


def test_without_labels_there_are_no_figures_and_no_error():
    metrics = evaluated(outcome_of(np.zeros(0, dtype=int), np.empty((0, 3))))
    assert metrics["overall"]["f1"] is None
    assert metrics["other"]["share"] is None
    json.dumps(metrics, allow_nan=False)


def test_a_tag_that_the_model_did_not_know_counts_against_it():
    metrics = evaluated(outcome_of([0, 1, 2], [[2, 0], [0, 2], [0, 2]], known=(0, 1)))
    assert metrics["per_tag"]["c"] == {"precision": 0, "recall": 0, "f1": 0, "num_samples": 1}
    assert metrics["overall"]["accuracy"] == pytest.approx(2 / 3)
    only_known = negative_log_likelihood(np.array([[2.0, 0], [0, 2]]), np.array([0, 1]), 1.0)
    assert metrics["calibration"]["negative_log_likelihood"] == pytest.approx(only_known)


def test_the_temperature_is_the_one_that_generated_the_labels():
    generator = np.random.default_rng(3)
    decisions = generator.normal(size=(20_000, 3))
    weights = np.exp(2.5 * decisions)
    cumulated = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    true = np.minimum((generator.random((20_000, 1)) > cumulated).sum(axis=1), 2)
    temperature = fit_temperature(decisions, true)
    assert temperature == pytest.approx(2.5, rel=0.05)
    best = negative_log_likelihood(decisions, true, temperature)
    assert best < negative_log_likelihood(decisions, true, temperature * 1.1)
    assert best < negative_log_likelihood(decisions, true, temperature / 1.1)


def test_figures_are_plain_json(outcome):
    json.dumps(evaluated(outcome), allow_nan=False)
