"""The multi-label tagger: one-vs-rest as scikit-learn has it, with thresholds, and metrics as it has them."""

import hashlib
from dataclasses import replace

import numpy as np
import pyarrow.compute as pc
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import classification_report, f1_score, precision_recall_fscore_support
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from core.content import content_hash
from core.errors import ArtifactError, TrainingError
from core.types import OTHER_TAG, TrainedModel
from model.native.tagger import BUILT
from model.tagger.artifact import load_artifact
from model.tagger.explanation import explain
from model.tagger.normalisation import join_text
from model.tagger.pipeline import ngram_options
from model.tagger.tagger import Tagger, TaggerArgs
from model.tagger_scorer import TaggerScorer
from model.training.artifact import dump_artifact
from model.training.held_out import is_held_out
from model.training.multi_label import train_multi_label
from model.training.training import SOLVER_TOLERANCE
from tests.tag_sets import TOPICS, TagSetRows, generate, tabulate

TAGS = sorted(TOPICS)


@pytest.fixture(scope="module")
def rows() -> TagSetRows:
    """A catalogue in the order that training puts it in, on which the solver depends a little."""
    return sorted(generate(), key=lambda row: content_hash(row[1], row[2]))


@pytest.fixture(scope="module")
def trained(rows: TagSetRows) -> TrainedModel:
    return train_multi_label(tabulate(rows), TaggerArgs())


@pytest.fixture(scope="module")
def tagger(trained: TrainedModel) -> Tagger:
    return load_artifact(trained.artifact, trained.artifact_sha256)


def texts_of(rows: TagSetRows) -> list[str]:
    return [join_text(title, description) for _, title, description, _ in rows]


def reference() -> Pipeline:
    blocks = [
        (
            analyzer,
            TfidfVectorizer(
                **ngram_options(analyzer, ngrams), sublinear_tf=True, min_df=2, max_features=50_000
            ),
        )
        for analyzer, ngrams in (("word", (1, 2)), ("char_wb", (2, 5)))
    ]
    machine = LinearSVC(C=1.0, class_weight="balanced", random_state=0, tol=SOLVER_TOLERANCE)
    return Pipeline([("features", FeatureUnion(blocks)), ("classifier", OneVsRestClassifier(machine))])


def held_out_of(trained: TrainedModel) -> tuple[np.ndarray, np.ndarray]:
    binarizer = MultiLabelBinarizer(classes=TAGS)
    true = binarizer.fit_transform(trained.held_out["tags"])
    return true, binarizer.transform(trained.held_out["predicted_tags"])


def test_decisions_are_those_of_one_vs_rest(rows, tagger):
    known = MultiLabelBinarizer(classes=TAGS).fit_transform([tags for *_, tags in rows])
    pipeline = reference().fit(texts_of(rows), known)
    decisions = pipeline.decision_function(texts_of(rows))
    assert np.abs(tagger.pipeline.decision_function(texts_of(rows)) - decisions).max() < 1e-5
    expected = 1 / (1 + np.exp(-tagger.temperature * decisions)) >= tagger.thresholds
    table = TaggerScorer(tagger).score(tabulate(rows))
    found = MultiLabelBinarizer(classes=TAGS).fit_transform(table["tags"].to_pylist())
    assert (found == expected).all()


def test_what_is_evaluated_has_not_seen_the_held_out(rows, trained):
    held_out = is_held_out(tabulate(rows)["content_hash"])
    assert trained.training_data["num_held_out"] == held_out.sum() == len(trained.held_out["project_id"])
    assert set(trained.held_out["project_id"]) == {
        row[0] for row, out in zip(rows, held_out, strict=True) if out
    }
    seen = [row for row, out in zip(rows, held_out, strict=True) if not out]
    pipeline = reference().fit(
        texts_of(seen), MultiLabelBinarizer(classes=TAGS).fit_transform([tags for *_, tags in seen])
    )
    by_id = {row[0]: row for row in rows}
    texts = texts_of([by_id[project_id] for project_id in trained.held_out["project_id"]])
    temperature = trained.metrics["calibration"]["temperature"]
    scores = 1 / (1 + np.exp(-temperature * pipeline.decision_function(texts)))
    predicted = held_out_of(trained)[1]
    found = np.where(predicted.any(axis=1), np.where(predicted, scores, 0).max(axis=1), scores.max(axis=1))
    assert np.abs(found - trained.held_out["score"]).max() < 1e-5


def test_metrics_are_those_of_scikit_learn(trained):
    true, predicted = held_out_of(trained)
    overall, per_tag = trained.metrics["overall"], trained.metrics["per_tag"]
    report = classification_report(true, predicted, target_names=TAGS, output_dict=True, zero_division=0.0)
    for average in ("micro", "macro"):
        assert overall[average]["f1"] == pytest.approx(f1_score(true, predicted, average=average))
        for name, key in (("precision", "precision"), ("recall", "recall"), ("f1", "f1-score")):
            assert overall[average][name] == pytest.approx(report[f"{average} avg"][key])
    assert overall["f1"] == overall["micro"]["f1"]
    assert overall["accuracy"] == pytest.approx((true == predicted).all(axis=1).mean())
    precision, recall, f1, support = precision_recall_fscore_support(true, predicted)
    for number, tag in enumerate(TAGS):
        found = per_tag[tag]
        assert (found["precision"], found["recall"]) == pytest.approx((precision[number], recall[number]))
        assert (found["f1"], found["num_samples"]) == (pytest.approx(f1[number]), support[number])
    assert 0.7 < overall["f1"] < 0.95  # neither hopeless nor seen before
    assert trained.metrics["remarks"] == []


def test_thresholds_are_stored_and_shown(trained, tagger):
    thresholds = dict(zip(TAGS, tagger.thresholds.tolist(), strict=True))
    assert trained.args["thresholds"] == thresholds
    assert {tag: entry["threshold"] for tag, entry in trained.metrics["per_tag"].items()} == thresholds
    assert len(set(thresholds.values())) == len(TAGS)
    assert "min_score" not in trained.args


@pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")
def test_both_taggers_say_the_same(rows, tagger):
    native, plain = TaggerScorer(tagger, choice="native"), TaggerScorer(tagger, choice="scikit-learn")
    assert (native.tagger_kind, plain.tagger_kind) == ("native", "scikit-learn")
    found, expected = native.score(tabulate(rows)), plain.score(tabulate(rows))
    for name in ("predicted_tag", "tags"):
        assert found[name].equals(expected[name])
    difference = pc.subtract(pc.list_flatten(found["scores"]), pc.list_flatten(expected["scores"]))
    assert pc.max(pc.abs(difference)).as_py() < 1e-6


@pytest.mark.parametrize("choice", ["native", "scikit-learn"])
def test_texts_are_answered_as_projects_are_stored(rows, tagger, choice):
    if choice == "native" and not BUILT:
        pytest.skip("the native tagger is not built: there was no C compiler")
    # Of one tag nothing reaches the threshold, and of all none of a text without a word that is known.
    scorer = TaggerScorer(
        replace(tagger, thresholds=np.append(tagger.thresholds[:-1], np.float32(1))), None, choice
    )
    some = [*rows[:50], ("none", "", "zzz", [])]
    stored = scorer.score(tabulate(some)).to_pylist()
    answers = scorer.predict_texts(texts_of(some))
    for row, answer in zip(stored, answers, strict=True):
        assert [entry.tag for entry in answer.tags] == row["tags"]
        assert [entry.score for entry in answer.tags] == pytest.approx(row["scores"], abs=1e-7)
        assert (answer.predicted_tag, answer.score) == (row["predicted_tag"], pytest.approx(row["score"]))
        assert row["scores"] == sorted(row["scores"], reverse=True)
    assert not any(TAGS[-1] in row["tags"] for row in stored)
    assert max(len(row["tags"]) for row in stored) > 1
    last = stored[-1]
    assert (last["predicted_tag"], last["tags"], last["scores"]) == (OTHER_TAG, [], [])
    assert 0 < last["score"] < 0.5


def test_no_projects_give_no_rows(rows, tagger):
    assert len(TaggerScorer(tagger).score(tabulate(rows).slice(0, 0))) == 0


def test_an_explanation_gives_the_score_of_the_prediction(rows, tagger):
    text = texts_of(rows)[0]
    found = explain(tagger, text)
    best = TaggerScorer(tagger).predict({"text": text})
    assert (found.tag, found.score) == (best.predicted_tag, pytest.approx(best.score, abs=1e-6))


def test_an_explanation_is_of_the_predicted_tag_where_another_falls_short_with_a_higher_score(rows, tagger):
    strict = np.zeros_like(tagger.thresholds)
    strict[0] = 0.99
    tagger = replace(tagger, thresholds=strict)
    scorer = TaggerScorer(tagger)
    texts = [join_text(title, description) for _, title, description, tags in rows if tags == [TAGS[0]]]
    best = tagger.predict_proba(texts).argmax(axis=1).tolist()
    short = [
        text for text, tag in zip(texts, best, strict=True) if tag == 0 and TAGS[0] not in named(scorer, text)
    ]
    assert short
    for text in short[:5]:
        assert explain(tagger, text).tag == scorer.predict({"text": text}).predicted_tag != TAGS[0]
    nothing = replace(tagger, thresholds=np.ones_like(strict))
    assert TaggerScorer(nothing).predict({"text": short[0]}).predicted_tag == OTHER_TAG
    assert explain(nothing, short[0]).tag == TAGS[0]


def named(scorer, text):
    return [entry.tag for entry in scorer.predict({"text": text}).tags]


def test_the_order_of_examples_does_not_matter(rows, trained):
    again = train_multi_label(tabulate(list(reversed(rows))), TaggerArgs())
    assert again.artifact_sha256 == trained.artifact_sha256
    assert again.training_data == trained.training_data


def test_tags_that_are_rare_or_everywhere_are_said_and_do_no_harm(rows):
    everywhere = [(*row[:3], [*row[3], "all"]) for row in rows[:200]]
    held_out = is_held_out(tabulate(everywhere)["content_hash"])
    lonely = int(np.flatnonzero(held_out)[0])
    everywhere[lonely] = (*everywhere[lonely][:3], ["all", "lonely"])
    trained = train_multi_label(tabulate(everywhere), TaggerArgs())
    assert any(remark == "Tags with one example: lonely." for remark in trained.metrics["remarks"])
    assert any("did not know them: lonely." in remark for remark in trained.metrics["remarks"])
    assert trained.metrics["per_tag"]["all"]["f1"] == 1.0
    assert trained.metrics["per_tag"]["lonely"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "num_samples": 1, "threshold": 0.5,
    }  # fmt: skip
    tagger = load_artifact(trained.artifact, trained.artifact_sha256)
    assert all("all" in tags for tags in TaggerScorer(tagger).score(tabulate(everywhere))["tags"].to_pylist())


def test_few_labels_are_said(rows):
    metrics = train_multi_label(tabulate(rows[:60]), TaggerArgs()).metrics
    assert metrics["status"] == "not enough labels"
    assert metrics["remarks"][0].startswith("not enough labels")


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ([], "no labelled projects"),
        ([["one"], ["one"]], "the tag 'one' and no other"),
        ([["one"], []], "1 of the examples have no tags, the first is project 'm0292'"),
        ([["one"], None], "1 of the examples have no tags"),
    ],
)
def test_what_nothing_can_be_learnt_from_is_refused(rows, tags, message):
    table = tabulate([(*row[:3], list_) for row, list_ in zip(rows, tags, strict=False)])
    with pytest.raises(TrainingError, match=message):
        train_multi_label(table, TaggerArgs())


@pytest.mark.parametrize(
    "thresholds",
    [
        np.array([0.5], "f4"),
        np.full(len(TAGS), np.nan, "f4"),
        np.full(len(TAGS), 1.5, "f4"),
        np.full(len(TAGS), 0.5),
    ],
    ids=["few", "nan", "large", "type"],
)
def test_an_artifact_with_wrong_thresholds_is_refused(tagger, thresholds):
    data = dump_artifact(replace(tagger, thresholds=thresholds))
    with pytest.raises(ArtifactError, match="is inconsistent"):
        load_artifact(data, hashlib.sha256(data).hexdigest())


def test_a_tagger_of_single_tags_has_no_thresholds_in_its_artifact(tagger):
    data = dump_artifact(replace(tagger, thresholds=None))
    assert load_artifact(data, hashlib.sha256(data).hexdigest()).thresholds is None
