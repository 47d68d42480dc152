"""Promise 11: the native tagger and scikit-learn agree on every text.

They agree where no score differs by more than 1e-6 and no label differs. The native tagger gives scores in
single precision, as they are stored; the rest of the tolerance is never used.
"""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.native.loading import TOLERANCE
from model.native.tagger import BUILT, NativeTagger
from model.tagger.code_points import CODE_POINTS, normal_forms
from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger, TaggerArgs, TermBlock
from model.tagger_scorer import TaggerScorer
from model.training.training import fit_tagger
from model.word_vectors.table import open_bundled
from tests.conftest import SAMPLE
from tests.examples import examples

pytestmark = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")

Projects = Sequence[tuple[str, str]]

SURROGATES = range(0xD800, 0xE000)
VARIED_TEXTS = 50_000
"""The number of texts for each of the models that are told apart by their number, 20 in all."""

Item = TypeVar("Item")


words = st.text(max_size=12) | st.sampled_from(["the", "model", "Learning", "re-train", "PyTorch"])
texts = st.text() | st.lists(words, max_size=30).map(" ".join)


def read_catalogue(path: Path) -> tuple[Projects, list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]]
    return [(row["title"], row["description"]) for row in rows], [row["tag"] for row in rows]


def fit_on(path: Path) -> Tagger:
    projects, tags = read_catalogue(path)
    names, labels = np.unique(tags, return_inverse=True)
    vectors = open_bundled()
    args = TaggerArgs(c=0.3, vector_weight=1.0, word_vectors=vectors.sha256)
    features = Features.count([join_text(*project) for project in projects], args, vectors)
    return fit_tagger(features, tuple(names.tolist()), labels, args, 4.0)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return fit_on(SAMPLE)


@pytest.fixture(scope="module")
def native(tagger: Tagger) -> NativeTagger:
    return NativeTagger.compile(tagger)


def assert_agreement(tagger: Tagger, native: NativeTagger, projects: Projects) -> None:
    """Compare columns and single texts with the pipeline."""
    texts = [join_text(*project) for project in projects]
    titles, descriptions = (
        pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*projects, strict=True)
    )
    found = native.score_columns(titles, descriptions)
    expected = tagger.predict_proba(texts)
    assert np.abs(found - expected).max() <= TOLERANCE
    assert (found.argmax(axis=1) == expected.astype(np.float32).argmax(axis=1)).all()
    assert (native.score_texts(texts) == found).all()


def assert_same_predictions(tagger: Tagger, projects: Projects) -> None:
    """Compare what a run would store."""
    titles, descriptions = (list(column) for column in zip(*projects, strict=True))
    ids = [str(number) for number in range(len(titles))]
    table = pa.table({"project_id": ids, "title": titles, "description": descriptions})
    native, reference = (
        TaggerScorer(tagger, choice=choice).score(table) for choice in ("native", "scikit-learn")
    )
    assert native["predicted_tag"].equals(reference["predicted_tag"])
    assert native["tags"].equals(reference["tags"])
    differences = np.abs(native["score"].to_numpy() - reference["score"].to_numpy())
    assert differences.max() <= TOLERANCE


def test_on_the_sample_catalogue(tagger: Tagger, native: NativeTagger) -> None:
    projects, _ = read_catalogue(SAMPLE)
    assert_agreement(tagger, native, projects)
    assert_same_predictions(tagger, projects)


@pytest.fixture(scope="module")
def multi_label_tagger(tagger: Tagger) -> Tagger:
    """A tagger whose tags are decided on one by one, with thresholds that texts are on either side of."""
    middle = np.linspace(0.2, 0.6, len(tagger.tags), dtype=np.float32)
    return replace(tagger, thresholds=middle)


def test_with_several_tags_on_the_sample_catalogue(multi_label_tagger: Tagger) -> None:
    projects, _ = read_catalogue(SAMPLE)
    native = NativeTagger.compile(multi_label_tagger)
    assert_agreement(multi_label_tagger, native, projects)
    assert_same_predictions(multi_label_tagger, projects)
    assert np.abs(native.score_texts(["model"]).sum() - 1) > 0.01


@examples(40)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_with_several_tags_on_any_texts(multi_label_tagger: Tagger, projects: Projects) -> None:
    assert_same_predictions(multi_label_tagger, projects)


def test_on_a_real_catalogue(real_catalogue: Path) -> None:
    tagger = fit_on(real_catalogue)
    projects, _ = read_catalogue(real_catalogue)
    assert_agreement(tagger, NativeTagger.compile(tagger), projects)
    assert_same_predictions(tagger, projects)


@examples(150)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_on_any_texts(tagger: Tagger, native: NativeTagger, projects: Projects) -> None:
    assert_agreement(tagger, native, projects)


def batches(items: list[Item], size: int) -> Iterator[list[Item]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]


def vary(random: Random, projects: Projects, count: int) -> Iterator[tuple[str, str]]:
    """Cut, repeat, capitalise and mix texts, and put letters of all scripts into them."""
    for _ in range(count):
        title, description = random.choice(projects)
        place = random.randrange(len(description) + 1)
        foreign = "".join(map(chr, random.choices(range(0xE000, CODE_POINTS), k=random.randrange(6))))
        yield random.choice(
            [
                (title.swapcase(), description[place:]),
                (title, description[:place] + foreign + description[place:]),
                (foreign + title, description * random.randrange(3)),
                (random.choice(projects)[0], f"{description[::-1]} {place}"),
                ("", description.replace(" ", random.choice(["", "\u0301", "-", "_", "\u3000"]))),
            ]
        )


def check_varied(tagger: Tagger, native: NativeTagger, count: int, seed: int = 5) -> None:
    projects, _ = read_catalogue(SAMPLE)
    for batch in batches(list(vary(Random(seed), projects, count)), 5000):
        assert_agreement(tagger, native, batch)


def test_on_varied_texts(tagger: Tagger, native: NativeTagger) -> None:
    check_varied(tagger, native, 2000)


def fit_by_number(number: int) -> Tagger:
    """Fit a tagger on a part of the sample, with n-grams, weight, number of tags and kind of its own."""
    random = Random(number)
    projects, tags = read_catalogue(SAMPLE)
    chosen = random.sample(range(len(projects)), k=len(projects) * random.randrange(3, 10) // 10)
    n_tags = random.choice([2, 9, 58])
    kinds = [tags[row] if number % 3 else f"tag-{random.randrange(n_tags):02d}" for row in chosen]
    names, labels = np.unique(kinds, return_inverse=True)
    vectors = open_bundled() if number % 4 else None
    args = TaggerArgs(
        word_ngrams=random.choice([(1, 1), (1, 2), (1, 3)]),
        char_ngrams=random.choice([(1, 3), (2, 4), (3, 5)]),
        c=random.choice([0.1, 0.3, 1.0]),
        vector_weight=0.0 if vectors is None else random.choice([0.5, 1.0]),
        word_vectors=None if vectors is None else vectors.sha256,
    )
    features = Features.count([join_text(*projects[row]) for row in chosen], args, vectors)
    tagger = fit_tagger(features, tuple(names.tolist()), labels, args, random.uniform(1, 8))
    thresholds = np.linspace(0.2, 0.6, len(names), dtype=np.float32)
    return replace(tagger, thresholds=thresholds) if number % 5 == 0 else tagger


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_many_models_on_very_many_varied_texts(number: int) -> None:
    tagger = fit_by_number(number)
    check_varied(tagger, NativeTagger.compile(tagger), VARIED_TEXTS, seed=number)


@pytest.fixture(scope="module")
def alphabet_tagger() -> Tagger:
    """A tagger that knows each letter of every script, alone and behind a space, with a weight of its own.

    So a text's scores depend on what each of its code points becomes, and on where its words end.
    """
    forms = normal_forms()
    letters = sorted(set(map(chr, np.unique(forms[forms != ord(" ")]))) - set(map(chr, SURROGATES)))
    terms = [" ", *(f" {letter}" for letter in letters), *letters]
    generator = np.random.default_rng(3)
    weights = generator.normal(size=(len(terms), 3)).astype(np.float32)
    idf = generator.uniform(1, 8, size=len(terms))
    order = np.argsort(np.array(terms, dtype=object))
    args = TaggerArgs(char_ngrams=(1, 2))
    block = TermBlock([terms[place] for place in order], idf)
    return Tagger(("a", "b", "c"), TermBlock([], np.empty(0)), block, weights, np.zeros(3), 4.0, args)


def check_code_points(alphabet_tagger: Tagger, unassigned_step: int) -> None:
    """Compare all code points that are assigned, and of the others each so many."""
    code_points = [
        chr(number)
        for number in range(CODE_POINTS)
        if number not in SURROGATES
        and (number % unassigned_step == 0 or unicodedata.category(chr(number)) not in {"Cn", "Co"})
    ]
    Random(4).shuffle(code_points)
    native = NativeTagger.compile(alphabet_tagger)
    texts = ["".join(f"a{letter}b {letter}" for letter in group) for group in batches(code_points, 64)]
    assert_agreement(alphabet_tagger, native, [("", text) for text in texts])


def test_on_code_points_within_words_and_at_their_borders(alphabet_tagger: Tagger) -> None:
    check_code_points(alphabet_tagger, 20)


@pytest.mark.slow
def test_on_every_code_point_within_words_and_at_their_borders(alphabet_tagger: Tagger) -> None:
    check_code_points(alphabet_tagger, 1)


def test_one_changed_code_point_would_be_seen(
    alphabet_tagger: Tagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison above is sharp: it finds one letter among a million that becomes another."""
    forms = normal_forms().copy()
    forms[ord("\u0416")] = ord("\u0417")
    monkeypatch.setattr("model.native.tagger.normal_forms", lambda: forms)
    native = NativeTagger.compile(alphabet_tagger)
    text = "".join(f"a{chr(letter)}b {chr(letter)}" for letter in range(0x400, 0x440))
    with pytest.raises(AssertionError):
        assert_agreement(alphabet_tagger, native, [("", text)])


def test_on_lone_surrogates_which_json_can_carry(tagger: Tagger, native: NativeTagger) -> None:
    texts = ["\ud800", "model\udfffserving", *(f"a{chr(number)}b" for number in SURROGATES)]
    assert np.abs(native.score_texts(texts) - tagger.predict_proba(texts)).max() <= TOLERANCE


@pytest.mark.parametrize("letter", ["a", "\u00df", "\u0e01", "\u6a5f", "\U0001f600", "\u0301"])
@pytest.mark.parametrize("length", range(1, 9))
def test_on_words_as_short_and_as_long_as_ngrams(
    tagger: Tagger, native: NativeTagger, letter: str, length: int
) -> None:
    word = letter * length
    assert_agreement(
        tagger, native, [(word, ""), ("", word), (word, word), (f" {word}", f"{word}.{word} {word}")]
    )


@pytest.mark.parametrize("times", [1, 2, 127, 128, 1022, 1023, 1024, 1025, 2047, 2048, 2049])
def test_on_a_term_that_comes_many_times_among_other_words(
    tagger: Tagger, native: NativeTagger, times: int
) -> None:
    others = "Segmenting images of cells, and serving the network behind an endpoint"
    repeated = "model " * times
    assert_agreement(tagger, native, [("", f"{others} {repeated}"), ("", repeated), (repeated, others)])


@pytest.mark.parametrize("half", [1 << 17, pytest.param(1 << 19, marks=pytest.mark.slow)])
def test_on_texts_of_megabytes(tagger: Tagger, native: NativeTagger, half: int) -> None:
    projects = [("learning ", "model " * (half // 6)), ("x" * half, ""), ("", "ab" * half)]
    assert_agreement(tagger, native, projects)
