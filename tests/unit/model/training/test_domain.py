"""A model says how like its training texts a text is; of held-out projects one in twenty is unlike them."""

import csv
import hashlib
import string
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import ArtifactError
from model.native.tagger import BUILT
from model.tagger.archive import read_archive
from model.tagger.artifact import load_artifact
from model.tagger.domain import (
    LIKENESS_TOLERANCE,
    N_QUANTILES,
    NOTHING_KNOWN,
    UNKNOWN_GROUND,
    Domain,
    likenesses,
)
from model.tagger.normalisation import join_text
from model.tagger.tagger import TaggerArgs
from model.tagger_scorer import TaggerScorer
from model.training.artifact import write_archive
from model.training.domain import fit_centroids, fit_domain
from model.training.training import train
from model.training.word_table import write_table
from model.word_vectors.table import WordVectors, open_bundled
from tests.conftest import SAMPLE

LICENSE = Path(__file__).parents[4] / "LICENSE"


def train_on(path, as_table, vectors=None):
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]]
    rows = [(row["id"], row["title"], row["description"], row["tag"]) for row in rows]
    return train(as_table(rows), TaggerArgs(), vectors=vectors or open_bundled())


@pytest.fixture(scope="module")
def trained(as_table):
    return train_on(SAMPLE, as_table)


@pytest.fixture(scope="module")
def domain_tagger(trained):
    return load_artifact(trained.artifact, trained.artifact_sha256)


@pytest.mark.parametrize("choice", ["scikit-learn", *(["native"] if BUILT else [])])
def test_texts_of_another_domain_are_unknown_ground(domain_tagger, choice):
    scorer = TaggerScorer(domain_tagger, choice=choice)
    unknown, wordless, known = scorer.predict_texts(
        ["Whisk two eggs with sugar and flour", "zzzz", "Detecting objects in images with a neural network"]
    )
    assert unknown.in_domain < UNKNOWN_GROUND
    assert wordless.in_domain == 0.0
    assert known.in_domain > 0.3


def test_one_in_twenty_held_out_projects_is_unknown_ground(trained, domain_tagger):
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        texts = {row["id"]: join_text(row["title"], row["description"]) for row in csv.DictReader(file)}
    held_out = [texts[project_id] for project_id in trained.held_out["project_id"]]
    ranks = [found.in_domain for found in TaggerScorer(domain_tagger).predict_texts(held_out)]
    assert 0.05 - 1 / len(held_out) <= np.mean(np.array(ranks) < UNKNOWN_GROUND) <= 0.05
    assert np.median(ranks) == pytest.approx(0.5, abs=0.02)


def test_paragraphs_of_a_licence_are_unknown_ground(real_catalogue, as_table):
    trained = train_on(real_catalogue, as_table)
    scorer = TaggerScorer(load_artifact(trained.artifact, trained.artifact_sha256))
    paragraphs = [part for part in LICENSE.read_text().split("\n\n") if len(part.split()) > 20]
    ranks = [prediction.in_domain for prediction in scorer.predict_texts(paragraphs)]
    assert np.mean(np.array(ranks) < UNKNOWN_GROUND) >= 0.9
    (invoice,) = scorer.predict_texts(["Invoice 4711 is overdue"])
    assert invoice.in_domain < UNKNOWN_GROUND


@pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")
def test_both_taggers_place_a_text_alike(domain_tagger):
    texts = ["", "graph", "Monitoring models; 漢字", "the " * 3000, "Invoice 4711 is overdue", "x" * 300]
    native, reference = (
        [
            prediction.in_domain
            for prediction in TaggerScorer(domain_tagger, choice=choice).predict_texts(texts)
        ]
        for choice in ("native", "scikit-learn")
    )
    assert native == pytest.approx(reference, abs=1e-6)


def test_a_rank_is_the_share_of_held_out_projects_that_are_less_alike():
    domain = Domain(np.eye(2, dtype=np.float32), np.linspace(0.2, 0.7, N_QUANTILES))
    ranks = [domain.rank(likeness) for likeness in (-1.0, 0.2, 0.45, 0.7, 0.9)]
    assert ranks == pytest.approx([0, 0, 0.5, 1, 1])
    flat = Domain(np.eye(2, dtype=np.float32), np.zeros(N_QUANTILES))
    assert [flat.rank(0.0), flat.rank(0.1)] == [0.0, 1.0]


def test_a_likeness_that_many_held_out_projects_have_keeps_its_rank_whatever_its_last_digit():
    quantiles = np.linspace(0.2, 0.7, N_QUANTILES)
    quantiles[44:61] = quantiles[44]
    domain = Domain(np.eye(2, dtype=np.float32), quantiles)
    ranks = [domain.rank(quantiles[44] + difference) for difference in (0, -3e-16, 3e-16, 1e-12)]
    assert ranks == pytest.approx([0.44] * 4)
    assert domain.rank(quantiles[44] + 1e-6) > 0.6
    # Held-out projects differ in the last digit as well.
    quantiles[44:61] += np.linspace(0, 3e-16, 17)
    nearly_equal = Domain(domain.centroids, quantiles)
    assert nearly_equal.rank(quantiles[60]) == pytest.approx(0.44)
    assert 0.44 <= nearly_equal.rank(float(np.nextafter(quantiles[44] + LIKENESS_TOLERANCE, 1))) <= 0.61


def test_equal_texts_have_one_rank_by_either_tagger_alone_or_among_others(domain_tagger):
    texts = ["Monitoring models in production", "Detecting objects in images", "graph networks for chemistry"]
    domain = domain_tagger.domain
    found = likenesses(domain_tagger.sum_vectors(texts), domain.centroids)
    for text, likeness in zip(texts, found.tolist(), strict=True):
        quantiles = np.sort(np.concatenate([np.full(17, likeness), np.linspace(-1, 1, N_QUANTILES - 17)]))
        tagger = replace(domain_tagger, domain=Domain(domain.centroids, quantiles))
        ranks = [
            TaggerScorer(tagger, choice=choice).predict_texts(among)[-1].in_domain
            for choice in ("scikit-learn", *(["native"] if BUILT else []))
            for among in ([text], [*texts, text], [text] * 70)
        ]
        assert ranks == pytest.approx([ranks[0]] * len(ranks), abs=1e-6)


def unlike(number, *, known):
    """Return the quantiles of held-out projects of which so many hundredths have no known word."""
    return np.concatenate([np.full(number, NOTHING_KNOWN), np.linspace(*known, N_QUANTILES - number)])


def test_projects_in_a_script_that_the_table_lacks_are_no_measure_of_the_others():
    domain = Domain(np.eye(2, dtype=np.float32), unlike(40, known=(0.2, 0.7)))
    assert [domain.rank(likeness) for likeness in (-1.0, 0.2, 0.45, 0.9)] == pytest.approx([0, 0, 0.5, 1])
    assert domain.rank(NOTHING_KNOWN) is None
    # As few as these are among the one in twenty.
    domain = Domain(np.eye(2, dtype=np.float32), unlike(5, known=(0.2, 0.7)))
    assert (domain.rank(NOTHING_KNOWN), domain.rank(0.2)) == (0.0, pytest.approx(0.05))
    assert Domain(domain.centroids, np.full(N_QUANTILES, NOTHING_KNOWN)).rank(0.5) is None


@pytest.mark.parametrize("choice", ["scikit-learn", *(["native"] if BUILT else [])])
def test_a_catalogue_of_two_scripts_has_ground_in_the_one_that_the_table_has(as_table, choice):
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]]
    hidden = str.maketrans({letter: chr(0x4E00 + ord(letter)) for letter in string.ascii_letters})
    texts = [[row["title"], row["description"]] for row in rows]
    for place, parts in enumerate(texts):
        if place % 5 < 2:
            parts[:] = [part.translate(hidden) for part in parts]
    examples = [(row["id"], *parts, row["tag"]) for row, parts in zip(rows, texts, strict=True)]
    trained = train(as_table(examples), TaggerArgs(), vectors=open_bundled())
    scorer = TaggerScorer(load_artifact(trained.artifact, trained.artifact_sha256), choice=choice)
    recipe, wordless, known = scorer.predict_texts(
        ["Whisk two eggs with sugar and flour", "漢字", "Detecting objects in images with a neural network"]
    )
    assert recipe.in_domain < UNKNOWN_GROUND
    assert wordless.in_domain is None
    assert known.in_domain > 0.3


def test_centroids_are_directions_and_the_same_for_the_same_texts():
    directions = np.random.default_rng(1).normal(size=(300, 8))
    directions /= np.linalg.norm(directions, axis=1)[:, None]
    centroids = fit_centroids(directions, 5, 0)
    assert centroids.shape == (5, 8)
    assert np.linalg.norm(centroids, axis=1) == pytest.approx(1, abs=1e-6)
    assert (centroids == fit_centroids(directions, 5, 0)).all()


def test_what_all_texts_have_in_common_does_not_count():
    table = WordVectors.read(
        write_table(["a"], np.array([[1, 0]], np.int8), np.ones(1, np.float32)), "the table"
    )
    directions = np.array([[0.6, 0.8], [0.0, 1.0]])[np.arange(100) % 2]
    domain = fit_domain(directions, directions, table, 0)
    common, other = likenesses(np.array([[1.0, 0.0], [0.0, 1.0]]), domain.centroids)
    assert common < 0.15
    assert other > 0.7


@pytest.fixture(scope="module")
def mirrored_table():
    """The bundled table with an opposite word for each word, so that all vectors add up to zero."""
    table = open_bundled()
    words = [*table.words, *(f"opposite{row}" for row in range(len(table)))]
    vectors = np.concatenate([table.sections.vectors, -table.sections.vectors])
    return WordVectors.read(write_table(words, vectors, np.tile(table.sections.scales, 2)), "the table")


def test_a_model_whose_table_adds_up_to_zero_loads_and_scores(mirrored_table, as_table):
    trained = train_on(SAMPLE, as_table, mirrored_table)
    assert trained.args["vector_weight"] > 0
    tagger = load_artifact(trained.artifact, trained.artifact_sha256, mirrored_table.data)
    for choice in ("scikit-learn", *(["native"] if BUILT else [])):
        unknown, known = TaggerScorer(tagger, choice=choice).predict_texts(
            ["zzzz", "Detecting objects in images with a neural network"]
        )
        assert unknown.in_domain == 0.0
        assert known.in_domain > 0.3


def test_a_few_texts_have_no_ground():
    directions = np.eye(8)[np.arange(100) % 8]
    table = WordVectors.read(
        write_table(["a"], np.ones((1, 8), np.int8), np.ones(1, np.float32)), "the table"
    )
    assert fit_domain(directions, directions[:50], table, 0) is not None
    assert fit_domain(directions, directions[:49], table, 0) is None
    assert fit_domain(directions[:49], directions, table, 0) is None
    wordless = np.concatenate([directions[:49], np.zeros((51, 8))])
    assert fit_domain(directions, wordless, table, 0) is None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("domain_centroids", np.zeros((33, 128), np.float32)),
        ("domain_centroids", np.zeros((32, 64), np.float32)),
        ("domain_centroids", np.full((32, 128), np.nan, np.float32)),
        ("domain_quantiles", np.linspace(1, 0, N_QUANTILES)),
        ("domain_quantiles", np.zeros(3)),
    ],
)
def test_another_ground_than_one_of_these_vectors_is_refused(trained, name, wrong):
    header, arrays = read_archive(trained.artifact)
    data = write_archive(header, arrays | {name: wrong})
    with pytest.raises(ArtifactError, match="centroids"):
        load_artifact(data, hashlib.sha256(data).hexdigest())
