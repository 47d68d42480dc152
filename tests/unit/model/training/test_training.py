import hashlib
import json
from dataclasses import replace
from random import Random

import pyarrow as pa
import pytest

from core.errors import TrainingError
from model.tagger.artifact import load_artifact
from model.tagger.tagger import TaggerArgs
from model.training.evaluation import DEFAULT_TEMPERATURE, EVALUATED, NOT_ENOUGH_LABELS
from model.training.held_out import is_held_out
from model.training.training import train

ARGS = TaggerArgs()


@pytest.fixture(scope="module")
def trained(rows, as_table):
    return train(as_table(rows), ARGS)


def held_out_rows(rows, as_table):
    flags = is_held_out(as_table(rows)["content_hash"])
    seen = [row for row, flag in zip(rows, flags, strict=True) if not flag]
    return seen, [row for row, flag in zip(rows, flags, strict=True) if flag]


def test_the_stored_model_is_the_one_fitted_on_everything(trained, rows, fit):
    stored = load_artifact(trained.artifact, trained.artifact_sha256)
    fitted = fit(sorted(rows, key=lambda row: row[0]))
    texts = ["camera pixel", "grammar of language", "the rollback"]
    assert stored.words.terms == fitted.words.terms
    fitted = replace(fitted, temperature=stored.temperature)
    assert stored.predict_proba(texts) == pytest.approx(fitted.predict_proba(texts), abs=1e-3)


def test_the_order_of_the_examples_does_not_change_a_byte(trained, rows, as_table):
    shuffled = list(rows)
    shuffled.sort(key=lambda row: row[2])
    assert shuffled != rows
    again = train(as_table(shuffled), ARGS)
    assert again.artifact == trained.artifact
    assert again.metrics == trained.metrics
    assert again.training_data == trained.training_data
    assert again.held_out == trained.held_out


def test_other_labels_or_arguments_change_it(trained, rows, as_table):
    assert train(as_table(rows), TaggerArgs(c=0.5)).artifact != trained.artifact
    changed = train(as_table([(*rows[0][:3], "mlops-2"), *rows[1:-1], (*rows[-1][:3], "mlops-2")]), ARGS)
    assert changed.training_data["fingerprint"] != trained.training_data["fingerprint"]


def test_c_and_the_seed_reach_the_solver(rows, fit):
    first, again, other, weak = (
        fit(rows, TaggerArgs(**given)) for given in ({}, {}, {"seed": 1}, {"c": 0.001})
    )
    assert (first.weights == again.weights).all()
    assert (first.weights != other.weights).any()
    assert abs(weak.weights).max() < abs(first.weights).max() / 10


def test_held_out_predictions_are_those_of_a_model_that_has_not_seen_them(trained, rows, as_table, fit):
    seen, held_out = held_out_rows(rows, as_table)
    held_out.sort(key=lambda row: as_table([row])["content_hash"][0].as_py())
    assert trained.held_out["project_id"] == [row[0] for row in held_out]
    assert trained.held_out["tag"] == [row[3] for row in held_out]
    assert all(len(bytes.fromhex(text)) == 32 for text in trained.held_out["content_hash"])
    tagger = replace(fit(seen), temperature=trained.metrics["calibration"]["temperature"])
    texts = [f"{title} {title} {description}" for _, title, description, _ in held_out]
    scores = tagger.predict_proba(texts)
    assert trained.held_out["score"] == pytest.approx(scores.max(axis=1), abs=1e-3)
    assert trained.held_out["predicted_tag"] == [tagger.tags[label] for label in scores.argmax(axis=1)]


def test_labels_that_cannot_be_learnt_are_not_known_of_the_held_out(rows, as_table):
    # Who has seen these projects has learnt their labels by heart; who has not can but guess.
    tags = [tag for *_, tag in rows]
    Random(7).shuffle(tags)
    trained = train(as_table([(*row[:3], tag) for row, tag in zip(rows, tags, strict=True)]), ARGS)
    assert trained.metrics["overall"]["accuracy"] < 0.6


def test_what_is_registered_is_plain_json_and_complete(trained, rows):
    assert trained.artifact_sha256 == hashlib.sha256(trained.artifact).hexdigest()
    assert trained.metrics["status"] == EVALUATED
    assert trained.training_data["num_samples"] == len(rows) == 300
    assert sum(trained.training_data["num_samples_per_tag"].values()) == 300
    assert trained.args["min_score"] == ARGS.min_score
    for part in (trained.metrics, trained.args, dict(trained.held_out), dict(trained.training_data)):
        json.dumps(part, allow_nan=False)


def test_the_temperature_is_fitted_on_the_held_out_projects(trained):
    calibration = trained.metrics["calibration"]
    assert calibration["temperature"] != DEFAULT_TEMPERATURE
    assert calibration["negative_log_likelihood"] < calibration["negative_log_likelihood_uncalibrated"]
    assert load_artifact(trained.artifact, trained.artifact_sha256).temperature == calibration["temperature"]


def test_texts_that_occur_twice_are_on_one_side(rows, as_table):
    doubled = rows + [(f"again-{row[0]}", *row[1:]) for row in rows]
    held_out = train(as_table(doubled), ARGS).held_out
    assert {held_out["content_hash"].count(text) for text in held_out["content_hash"]} == {2}


def test_no_examples_are_refused(rows, as_table):
    with pytest.raises(TrainingError, match="no labelled projects"):
        train(as_table(rows)[:0], ARGS)


def test_one_tag_is_refused_by_its_name(make_rows, as_table):
    with pytest.raises(TrainingError, match="'mlops'"):
        train(as_table(make_rows(20, ("mlops",))), ARGS)


@pytest.mark.parametrize("column", ["project_id", "title", "description", "tag", "content_hash"])
def test_a_missing_value_is_refused_with_its_column(rows, as_table, column):
    table = as_table(rows)
    values = [None, *table[column].to_pylist()[1:]]
    place = table.column_names.index(column)
    with pytest.raises(TrainingError, match=column):
        train(table.set_column(place, column, pa.array(values, table[column].type)), ARGS)


def test_an_empty_tag_is_refused(rows, as_table):
    with pytest.raises(TrainingError, match="have no tag"):
        train(as_table([(*rows[0][:3], ""), *rows[1:]]), ARGS)


def test_texts_with_nothing_in_common_are_refused(as_table):
    with pytest.raises(TrainingError, match="No word"):
        train(as_table([("1", "x", "", "a"), ("2", "y", "", "b")]), TaggerArgs(min_df=3))
    with pytest.raises(TrainingError, match="No word"):
        train(as_table([("1", "?", "", "a"), ("2", "!", "", "b"), ("3", "", "", "b")]), ARGS)


def test_few_examples_train_with_the_default_temperature_and_say_so(make_rows, as_table):
    trained = train(as_table(make_rows(60)), ARGS)
    assert trained.metrics["status"] == NOT_ENOUGH_LABELS
    assert 0 < trained.metrics["overall"]["num_samples"] < 50
    assert trained.metrics["calibration"]["temperature"] == 4.0
    assert any(NOT_ENOUGH_LABELS in remark for remark in trained.metrics["remarks"])


@pytest.mark.parametrize("side", ["seen", "held out"])
def test_a_split_with_one_empty_side_trains_without_evaluation(rows, as_table, side):
    seen, held_out = held_out_rows(rows, as_table)
    trained = train(as_table(seen if side == "seen" else held_out), ARGS)
    assert trained.metrics["status"] == NOT_ENOUGH_LABELS
    assert trained.metrics["overall"]["f1"] is None
    assert trained.held_out["project_id"] == []
    tagger = load_artifact(trained.artifact, trained.artifact_sha256)
    assert tagger.tags[tagger.predict_proba(["camera pixel image"]).argmax()] == "computer-vision"


def test_a_tag_whose_examples_are_all_held_out_is_known_to_the_stored_model_alone(rows, as_table):
    _, held_out = held_out_rows(rows, as_table)
    rare = {row[0] for row in held_out[:3]}
    trained = train(as_table([(*row[:3], "rare") if row[0] in rare else row for row in rows]), ARGS)
    assert "rare" in load_artifact(trained.artifact, trained.artifact_sha256).tags
    assert trained.metrics["per_tag"]["rare"] == {"precision": 0, "recall": 0, "f1": 0, "num_samples": 3}
    assert any("all held out" in remark and "rare" in remark for remark in trained.metrics["remarks"])


def test_a_tag_with_one_example_is_trained_and_remarked(rows, as_table):
    trained = train(as_table([*rows, ("single", "lonely subject", "indeed lonely", "single-tag")]), ARGS)
    assert any("one example" in remark and "single-tag" in remark for remark in trained.metrics["remarks"])
    assert "single-tag" in load_artifact(trained.artifact, trained.artifact_sha256).tags


def test_two_tags_train(make_rows, as_table):
    trained = train(as_table(make_rows(300, ("language", "mlops"))), ARGS)
    assert trained.metrics["overall"]["f1"] > 0.9
    assert set(trained.held_out["predicted_tag"]) == {"language", "mlops"}


def test_progress_is_reported(rows, as_table):
    told: list[str] = []
    train(as_table(rows), ARGS, told.append)
    assert len(told) == 3
    assert "300 texts" in told[0]
