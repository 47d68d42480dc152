"""The n-grams of a text and the intercept add up to what scikit-learn decides."""

import csv
from pathlib import Path

import numpy as np
import pytest

from core.errors import InputError
from model.tagger.explanation import explain
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger, TaggerArgs
from model.word_vectors.table import open_bundled

SAMPLE = Path(__file__).parents[4] / "examples" / "catalogue.csv"
ODD = [
    "", "!?", "\ud800", "a", "ЯЗЫК язык Übersetzung", "camera camera camera", "e\u0301 İstanbul ﬁ ẞ",
    "pixel\n\tcamera  deploy", "nothing-known zzzz 漢字 क्षि", "grammar " * 2000,
]  # fmt: skip


def read_texts(path: Path, most: int) -> list[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row.get("project_id") or row["id"], row["title"], row["description"], row["tag"])
                for row in csv.DictReader(file)]  # fmt: skip
    return [row for row in rows if row[3]][:most]


def check_sums(tagger: Tagger, text: str, top: int = 10) -> None:
    decisions = tagger.pipeline.decision_function([text])
    decisions = np.column_stack([-decisions, decisions]) if decisions.ndim == 1 else decisions
    for column, tag in enumerate(tagger.tags):
        found = explain(tagger, text, tag=tag, top=top)
        named = sum(entry.value for entry in (*found.in_favour, *found.against))
        assert found.decision == pytest.approx(decisions[0, column], abs=1e-6)
        assert found.intercept + named + found.rest == pytest.approx(decisions[0, column], abs=1e-6)
        by_word = sum(word.value for word in found.words)
        assert found.intercept + by_word == pytest.approx(decisions[0, column], abs=1e-6)
        assert found.intercept + sum(word.value for word in found.by_word) == pytest.approx(
            decisions[0, column], abs=1e-6
        )
        assert found.score == pytest.approx(tagger.predict_proba([text])[0, column], abs=1e-9)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_contributions_sum_to_the_decision_for_odd_texts(tagger, vector_tagger, text):
    check_sums(tagger, text)
    check_sums(vector_tagger, text)


def test_contributions_sum_to_the_decision_for_the_sample_catalogue(fit):
    rows = read_texts(SAMPLE, 150)
    tagger = fit(rows)
    for _, title, description, _ in rows[:10]:
        check_sums(tagger, join_text(title, description))


@pytest.mark.parametrize("step", [60, pytest.param(20, marks=pytest.mark.slow)])
def test_contributions_sum_to_the_decision_for_real_texts(fit, real_catalogue, step):
    rows = read_texts(real_catalogue, 764)
    tagger = fit(rows, vectors=open_bundled())
    for _, title, description, _ in rows[::step]:
        check_sums(tagger, join_text(title, description), top=3)


def test_longer_ngrams_of_words_are_shared_among_the_words(make_rows, fit):
    tagger = fit(make_rows(120), TaggerArgs(word_ngrams=(2, 3), char_ngrams=(3, 3)))
    check_sums(tagger, "camera pixel image model data camera pixel image")


def test_without_words_among_its_terms_the_characters_explain_alone(fit):
    rows = [
        (str(n), word + str(n), "", tag) for n, (word, tag) in enumerate([("paint", "a"), ("print", "b")] * 2)
    ]
    tagger = fit(rows)
    assert tagger.words.terms == []
    check_sums(tagger, "paint print")
    assert {entry.kind for entry in explain(tagger, "paint", tag="a").in_favour} == {"characters"}


def test_what_speaks_for_a_tag_comes_first_and_what_speaks_against_it_is_below_zero(tagger):
    text = "A camera, a CAMERA and one pixel: deploy the cluster"
    found = explain(tagger, text, tag="computer-vision", top=5)
    assert [len(found.in_favour), len(found.against)] == [5, 5]
    favour, against = ([entry.value for entry in side] for side in (found.in_favour, found.against))
    assert favour == sorted(favour, reverse=True)
    assert against == sorted(against)
    assert min(favour) > 0 > max(against)
    assert "camera" in {entry.ngram for entry in found.in_favour if entry.kind == "words"}
    everything = explain(tagger, text, tag="computer-vision", top=10_000)
    assert everything.rest == pytest.approx(0, abs=1e-12)
    camera = next(entry for entry in everything.in_favour if (entry.ngram, entry.kind) == ("camera", "words"))
    assert camera.count == 2
    assert found.n_ngrams == everything.n_ngrams
    assert found.rest == pytest.approx(
        found.decision - found.intercept - sum(favour) - sum(against), abs=1e-9
    )


def test_words_are_found_in_the_text_as_it_was_given(tagger):
    text = "  Camera,Übersetzung?\tdeploy"
    words = explain(tagger, text).words
    assert [text[word.start : word.end] for word in words] == ["Camera", "Übersetzung", "deploy"]
    value = {text[word.start : word.end]: word.value for word in explain(tagger, text, tag="mlops").words}
    assert value["deploy"] > 0 > value["Camera"]


def test_the_best_tag_is_explained_by_default_and_an_unknown_one_refused_with_the_known(tagger):
    assert explain(tagger, "camera pixel").tag == "computer-vision"
    with pytest.raises(InputError, match=r"no tag 'cooking'.*computer-vision, language, mlops"):
        explain(tagger, "camera", tag="cooking")


def test_a_word_that_no_training_text_had_speaks_by_its_vector(tagger, vector_tagger, rows):
    text = "photograph Photograph zzzz"
    assert not any("photograph" in f"{title} {description}" for _, title, description, _ in rows)
    found = explain(vector_tagger, text, tag="computer-vision", top=100)
    entry = next(entry for entry in found.in_favour if entry.kind == "vectors")
    assert (entry.ngram, entry.count) == ("photograph", 2)
    assert entry.value > 0
    assert {entry.kind for entry in explain(tagger, text, top=100).in_favour} <= {"characters"}


def test_words_are_folded_from_their_occurrences_and_the_weightiest_comes_first(vector_tagger):
    found = explain(vector_tagger, "Camera, camera: deploy the pixel", tag="computer-vision")
    assert {(word.word, word.count) for word in found.by_word} == {
        ("camera", 2), ("deploy", 1), ("the", 1), ("pixel", 1)
    }  # fmt: skip
    sizes = [abs(word.value) for word in found.by_word]
    assert sizes == sorted(sizes, reverse=True)
    camera = next(word.value for word in found.by_word if word.word == "camera")
    assert camera == pytest.approx(found.words[0].value + found.words[1].value)
