"""The native tagger or scikit-learn scores, as the setting and the machine decide."""

import logging

import numpy as np
import pyarrow as pa
import pytest

from core.errors import InputError
from model.native import choice
from model.native import tagger as native_module
from model.native.choice import is_native_chosen
from model.native.loading import TOLERANCE, largest_difference, load_native
from model.native.tagger import BUILT, NativeTagger
from model.tagger.code_points import normal_forms
from model.tagger.samples import TEXTS, sample_texts, score_samples
from model.tagger.tagger import Tagger
from model.tagger_scorer import TaggerScorer

needs_build = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")


@needs_build
def test_the_native_tagger_is_taken_where_it_is_built(tagger):
    assert TaggerScorer(tagger).tagger_kind == "native"
    assert TaggerScorer(tagger, choice="native").tagger_kind == "native"
    assert TaggerScorer(tagger, choice="scikit-learn").tagger_kind == "scikit-learn"


@needs_build
def test_the_pipeline_that_it_was_compared_with_is_not_kept(fit, rows):
    tagger = fit(rows[:50])
    TaggerScorer(tagger)
    assert "pipeline" not in vars(tagger)


def test_without_a_build_scikit_learn_scores(tagger, monkeypatch):
    monkeypatch.setattr(choice, "BUILT", False)
    scorer = TaggerScorer(tagger)
    assert scorer.tagger_kind == "scikit-learn"
    assert scorer.predict({"text": "camera"}).tags
    with pytest.raises(InputError, match="not built here"):
        load_native(tagger, "native")


@needs_build
@pytest.mark.parametrize("letter", "e\u00e9\u0301\u0434\u673a")
def test_one_letter_of_the_table_that_differs_is_refused(fit, rows, letter, monkeypatch, caplog):
    tagger = fit([(name, f"{title} {letter * 2}", text, tag) for name, title, text, tag in rows[:50]])
    assert largest_difference(NativeTagger.compile(tagger), tagger, score_samples(tagger)) <= TOLERANCE
    forms = normal_forms().copy()
    forms[ord(letter)] = ord("q")
    monkeypatch.setattr(native_module, "normal_forms", lambda: forms)
    with caplog.at_level(logging.WARNING):
        assert load_native(tagger) is None
    assert "differs from scikit-learn" in caplog.text
    with pytest.raises(InputError, match="differs from scikit-learn"):
        load_native(tagger, "native")
    assert TaggerScorer(tagger).tagger_kind == "scikit-learn"


@needs_build
def test_it_is_compared_with_the_scores_that_an_artifact_stores(tagger, monkeypatch, caplog):
    stored = score_samples(tagger)
    monkeypatch.setattr(Tagger, "pipeline", property(lambda _: pytest.fail("scikit-learn scored")))
    assert load_native(tagger, "native", stored) is not None
    for other in (stored + np.float32(2e-6), stored[:-1], np.full_like(stored, np.nan)):
        with pytest.raises(InputError, match="differs from scikit-learn"):
            load_native(tagger, "native", other)
        assert load_native(tagger, sample_scores=other) is None
    assert "differs from scikit-learn" in caplog.text


@needs_build
def test_a_score_that_is_no_number_is_refused(tagger, monkeypatch):
    broken = np.full((len(sample_texts(tagger)), len(tagger.tags)), np.nan, dtype=np.float32)
    monkeypatch.setattr(NativeTagger, "score_columns", lambda *_: broken)
    assert load_native(tagger) is None


def test_samples_hold_the_terms_of_a_tagger_and_are_texts_of_arrow(tagger):
    texts = sample_texts(tagger)
    assert set(TEXTS) < set(texts)
    assert any(tagger.words.terms[0] in text for text in texts)
    assert pa.array(texts, pa.string()).null_count == 0


@pytest.mark.parametrize("choice", ["auto", "native", "scikit-learn"])
def test_only_scikit_learn_by_name_turns_the_native_tagger_off(choice):
    assert is_native_chosen(choice) == (BUILT and choice != "scikit-learn")


@needs_build
def test_both_taggers_give_the_same_table(tagger, rows):
    projects = pa.table(
        {
            name: [row[place] for row in rows]
            for place, name in enumerate(["project_id", "title", "description"])
        }
    )
    tables = [TaggerScorer(tagger, choice=choice).score(projects) for choice in ("native", "scikit-learn")]
    for name in ("project_id", "predicted_tag", "tags"):
        assert tables[0][name].equals(tables[1][name])
    assert np.allclose(tables[0]["score"], tables[1]["score"], rtol=0, atol=TOLERANCE)
