"""The weight of word vectors is chosen on the training data: where it does not pay, it is 0."""

import hashlib
import random
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from core.errors import ArtifactError
from model.native.loading import load_native
from model.native.tagger import BUILT
from model.tagger.archive import read_archive
from model.tagger.artifact import load_artifact, read_artifact
from model.tagger.features import Features
from model.tagger.tagger import TaggerArgs
from model.training import cross_validation
from model.training.artifact import dump_artifact, write_archive
from model.training.cross_validation import choose_args, list_candidates
from model.training.evaluation import NOT_ENOUGH_LABELS
from model.training.multi_label import share_of_best, train_multi_label
from model.training.training import choose_for_labels, train
from model.training.word_table import quantise, write_table
from model.word_vectors.table import BUNDLED_SHA256, WordVectors, open_bundled

ARGS = TaggerArgs()
SEEDS = {"food": "soup", "sea": "ship", "sport": "tennis"}


@pytest.fixture(scope="module")
def rare_rows():
    """Texts of rare words, which tf-idf learns little from: those of a tag have vectors near each other."""
    table, generator = open_bundled(), random.Random(4)
    vectors = table.vectors(np.arange(len(table)))
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    near = {
        tag: [table.word(row) for row in np.argsort(-vectors @ vectors[table.find(seed)])[:250].tolist()]
        for tag, seed in SEEDS.items()
    }
    tags = generator.choices(list(SEEDS), k=160)
    texts = [generator.sample(near[tag], 3) for tag in tags]
    return [
        (f"p{number}", " ".join(words[:1]), " ".join([*words[1:], "every thing"]), tag)
        for number, (words, tag) in enumerate(zip(texts, tags, strict=True))
    ]


@pytest.fixture(scope="module")
def trained(rare_rows, as_table):
    return train(as_table(rare_rows), ARGS, vectors=open_bundled())


def test_where_labels_name_few_words_vectors_are_chosen_and_both_values_stored(rare_rows, as_table, trained):
    without = train(as_table(rare_rows), ARGS)
    assert trained.args["vector_weight"] in cross_validation.WEIGHTS
    assert trained.args["c"] in cross_validation.REGULARISATIONS
    assert trained.args["word_vectors"] == BUNDLED_SHA256
    assert (without.args["vector_weight"], without.args["word_vectors"]) == (0.0, None)
    assert trained.metrics["overall"]["f1"] > without.metrics["overall"]["f1"] + 0.1


def test_equal_examples_in_any_order_give_equal_artifacts(rare_rows, as_table, trained):
    shuffled = random.Random(1).sample(rare_rows, len(rare_rows))
    again = train(as_table(shuffled), ARGS, vectors=open_bundled())
    assert again.artifact == trained.artifact


def test_the_stored_model_has_the_vectors_that_it_names(trained):
    content = read_artifact(trained.artifact, trained.artifact_sha256)
    tagger = content.tagger
    assert tagger.vectors is open_bundled()
    assert tagger.weights.shape == (tagger.n_terms + 128, 3)
    assert np.abs(tagger.weights[tagger.n_terms :]).max() > 0.01
    if BUILT:
        assert load_native(tagger, "native", content.sample_scores) is not None
    # Words that no text of the training has.
    assert tagger.predict_proba(["broth dumplings"]).argmax() == tagger.tags.index("food")


@pytest.fixture(scope="module")
def random_table() -> WordVectors:
    """Vectors that say nothing, of the words of the bundled table."""
    words = list(map(open_bundled().word, range(len(open_bundled()))))
    vectors = quantise(np.random.default_rng(1).normal(size=(len(words), 32)))
    return WordVectors.read(write_table(words, *vectors), "the table")


def test_where_they_do_not_pay_their_weight_is_zero(make_rows, as_table, random_table):
    chosen = train(as_table(make_rows()), ARGS, vectors=random_table)
    assert chosen.args == train(as_table(make_rows()), ARGS).args
    assert chosen.args["vector_weight"] == 0.0


def test_where_few_texts_have_a_known_word_nothing_is_tried():
    texts = ["graph networks" if number < 40 else "щщщ щщщщ" for number in range(81)]
    features = Features.count(texts, ARGS, open_bundled())

    def judge(_matrix, _seen, _others, judged, candidate):
        return np.full(len(judged), float(candidate.vector_weight > 0))

    assert choose_args(features, np.arange(81), ARGS, judge) is ARGS
    assert choose_args(features, np.arange(80), ARGS, judge).vector_weight > 0


def test_with_very_many_or_very_few_labels_nothing_is_tried(rare_rows, monkeypatch):
    features = Features.count([" ".join(row[1:3]) for row in rare_rows], ARGS, open_bundled())
    labels = np.unique([row[3] for row in rare_rows], return_inverse=True)[1]
    assert choose_for_labels(features, np.arange(160), labels, ARGS).vector_weight > 0
    assert choose_for_labels(features, np.arange(49), labels, ARGS) is ARGS
    monkeypatch.setattr(cross_validation, "MAX_TEXTS", 159)
    assert choose_for_labels(features, np.arange(160), labels, ARGS) is ARGS


def test_on_a_part_of_many_labels_only_the_smallest_weight_is_tried(rare_rows, monkeypatch):
    assert {args.vector_weight for args in list_candidates(ARGS, "0" * 64, all_texts=False)} == {0.5}
    monkeypatch.setattr(cross_validation, "SMALL", 100)
    features = Features.count([" ".join(row[1:3]) for row in rare_rows], ARGS, open_bundled())
    labels = np.unique([row[3] for row in rare_rows], return_inverse=True)[1]
    assert choose_for_labels(features, np.arange(160), labels, ARGS) == replace(
        ARGS, vector_weight=0.5, word_vectors=BUNDLED_SHA256
    )


def test_where_only_held_out_texts_make_terms_frequent_enough_nothing_is_tried(rare_rows, as_table):
    table = as_table(rare_rows)
    lists = pa.array([[tag] for tag in table["tag"].to_pylist()], pa.list_(pa.string()))
    # All 160 texts have the words "every thing", and fewer than 150 of them are not held out.
    args = TaggerArgs(min_df=150)
    for trained in (
        train(table, args, vectors=open_bundled()),
        train_multi_label(
            table.drop_columns(["tag"]).append_column("tags", lists), args, vectors=open_bundled()
        ),
    ):
        assert trained.args["vector_weight"] == 0.0
        assert trained.metrics["status"] == NOT_ENOUGH_LABELS
        assert "every" in load_artifact(trained.artifact, trained.artifact_sha256).words.terms


def test_a_gain_within_chance_chooses_nothing():
    features = Features.count(["graph networks"] * 100, ARGS, open_bundled())

    def judge(gained):
        def figures(_matrix, _seen, _others, judged, candidate):
            return ((judged < gained) & (candidate.vector_weight > 0)).astype(float)

        return figures

    # Of 100 texts one more is a gain of 0.01, with a standard error of 0.00995.
    assert choose_args(features, np.arange(100), ARGS, judge(0)) is ARGS
    assert choose_args(features, np.arange(100), ARGS, judge(2)).vector_weight == 0.5

    def better_by_chance(_matrix, _seen, _others, judged, candidate):
        return np.where(judged % 2 == 0, 1.0, 0.0) if candidate.vector_weight else (judged % 2 == 1) * 0.98

    assert choose_args(features, np.arange(100), ARGS, better_by_chance) is ARGS


def test_a_multi_label_tagger_chooses_them_as_well(rare_rows, as_table):
    table = as_table(rare_rows).drop_columns(["tag"])
    tags = [[tag, "early"] if number % 3 else [tag] for number, (*_, tag) in enumerate(rare_rows)]
    table = table.append_column("tags", pa.array(tags, pa.list_(pa.string())))
    trained = train_multi_label(table, ARGS, vectors=open_bundled())
    assert trained.args["vector_weight"] > 0
    tagger = load_artifact(trained.artifact, trained.artifact_sha256)
    assert tagger.vectors is open_bundled()
    assert train_multi_label(table, ARGS).args["vector_weight"] == 0.0


def test_the_share_of_the_best_counts_as_many_as_are_true():
    decisions = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [1.0, 1.0, 0.0]])
    members = np.array([[True, False, True], [False, False, True], [True, False, False]])
    assert share_of_best(decisions, members).tolist() == [0.5, 0.0, 1.0]


def sealed(header, arrays):
    data = write_archive(header, arrays)
    return data, hashlib.sha256(data).hexdigest()


def test_a_model_with_another_table_is_refused_with_a_sentence(trained):
    header, arrays = read_archive(trained.artifact)
    header["args"]["word_vectors"] = "0" * 64
    with pytest.raises(ArtifactError, match=r"trained with the word vectors 0000.*train the model again"):
        load_artifact(*sealed(header, arrays))


@pytest.mark.parametrize(
    "wrong", [{"word_vectors": None}, {"vector_weight": 0.0}, {"word_vectors": "abc"}, {"vector_weight": 1e9}]
)
def test_a_model_whose_arguments_contradict_each_other_is_refused(trained, wrong):
    header, arrays = read_archive(trained.artifact)
    header["args"] |= wrong
    with pytest.raises(ArtifactError, match="inconsistent"):
        load_artifact(*sealed(header, arrays))


def test_a_model_without_the_weights_of_its_vectors_is_refused(trained):
    header, arrays = read_archive(trained.artifact)
    with pytest.raises(ArtifactError, match="weights of shape"):
        load_artifact(*sealed(header, arrays | {"weights": arrays["weights"][:-1]}))


def test_a_model_of_before_there_were_vectors_loads(tagger):
    header, arrays = read_archive(dump_artifact(tagger))
    del header["args"]["word_vectors"], header["args"]["vector_weight"]
    loaded = load_artifact(*sealed(header, arrays))
    assert loaded.vectors is None
    assert loaded.args == tagger.args
