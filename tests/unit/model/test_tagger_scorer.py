from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scores import as_stored
from core.types import OTHER_TAG, TAGS_KEPT, Prediction, TagScore
from model.predictors.interface import best_of
from model.predictors.scored import PREDICTED_SCHEMA, SCORED_SCHEMA, best_columns, rank_tags
from model.tagger.normalisation import join_text
from model.tagger_scorer import TaggerScorer, select_tags
from tests.unit.model.conftest import projects_of

TAGS = [f"tag-{number:02d}" for number in range(14)]


# Quarters, so that scores tie often.
score_rows = st.integers(1, 14).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 4).map(lambda quarter: quarter / 4), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


@given(score_rows)
def test_the_highest_scores_come_first_and_ties_go_by_tag(score_rows):
    scores, columns = best_columns(np.array(score_rows))
    for row, row_scores, row_columns in zip(score_rows, scores.tolist(), columns.tolist(), strict=True):
        expected = sorted(range(len(row)), key=lambda column: (-row[column], TAGS[column]))[:TAGS_KEPT]
        assert row_columns == expected
        assert row_scores == [row[column] for column in expected]


@given(score_rows, st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]))
def test_the_table_says_other_below_the_least_score_and_only_there(score_rows, min_score):
    table = rank_tags(np.array(score_rows), pa.array(TAGS[: len(score_rows[0])]), min_score)
    assert table.schema == PREDICTED_SCHEMA
    table.validate(full=True)
    for row in table.to_pylist():
        assert row["score"] == row["scores"][0]
        assert row["predicted_tag"] == (OTHER_TAG if row["score"] < min_score else row["tags"][0])


def test_scores_that_differ_only_beyond_single_precision_are_equal():
    scores, columns = best_columns(np.array([[0.4, 0.4 + 1e-12, 0.2]]))
    assert columns.tolist() == [[0, 1, 2]]
    assert scores[0, 0] == scores[0, 1]


@pytest.mark.parametrize("least", [0.1, 0.3, 0.7, 0.9])
def test_a_score_is_compared_with_the_least_one_in_single_precision(least):
    stored, below = np.float32(least), np.nextafter(np.float32(least), np.float32(0))
    scores = np.array([[stored, 0.0], [below, 0.0]], dtype=np.float32)
    table = rank_tags(scores, pa.array(["a", "b"]), least)
    assert table["predicted_tag"].to_pylist() == ["a", "other"]
    found = [best_of([TagScore("a", float(score))], least).predicted_tag for score in (stored, below)]
    assert found == ["a", "other"]


def test_a_score_that_is_the_threshold_of_a_tag_reaches_it():
    scores = np.array([[0.5, 0.25], [np.nextafter(np.float32(0.5), np.float32(0)), 0.125]], dtype=np.float32)
    thresholds = np.array([0.5, 0.25], dtype=np.float32)
    table = select_tags(scores, pa.array(["a", "b"]), thresholds)
    assert table["tags"].to_pylist() == [["a", "b"], []]
    assert table["predicted_tag"].to_pylist() == ["a", "other"]


def test_an_answer_has_the_tags_whose_thresholds_its_scores_are(tagger):
    scorer = TaggerScorer(replace(tagger, thresholds=np.zeros(3, dtype=np.float32)))
    scores = {entry.tag: entry.score for entry in scorer.predict({"text": "camera"}).tags}
    exact = np.array([scores[tag] for tag in tagger.tags], dtype=np.float32)
    for thresholds, count in ((exact, 3), (np.nextafter(exact, np.float32(2)), 0)):
        scorer = TaggerScorer(replace(tagger, thresholds=thresholds))
        assert len(scorer.predict({"text": "camera"}).tags) == count


def test_a_chunk_is_scored_as_each_of_its_texts(tagger, projects):
    table = TaggerScorer(tagger).score(projects)
    assert table.schema == SCORED_SCHEMA
    assert table["project_id"].to_pylist() == projects["project_id"].to_pylist()
    for project, row in zip(projects.to_pylist(), table.to_pylist(), strict=True):
        expected = tagger.predict_proba([join_text(project["title"], project["description"])])[0]
        assert row["scores"] == pytest.approx(sorted(expected, reverse=True), rel=1e-6)
        assert row["tags"][0] == tagger.tags[expected.argmax()]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_every_kind_of_text_column_and_any_chunks_give_the_same(tagger, rows, kind):
    scorer = TaggerScorer(tagger)
    expected = scorer.score(projects_of(rows[:20]))
    assert scorer.score(projects_of(rows[:20], kind)).equals(expected)
    pieces = [projects_of(rows[:7], kind), projects_of(rows[7:20], kind)]
    assert scorer.score(pa.concat_tables(pieces)).equals(expected)


def test_an_empty_chunk_gives_an_empty_table(tagger, projects):
    assert TaggerScorer(tagger).score(projects[:0]).equals(SCORED_SCHEMA.empty_table())


def test_a_missing_description_is_an_empty_one(tagger):
    scorer = TaggerScorer(tagger)
    with_null, with_empty = projects_of([("1", "camera", None)]), projects_of([("1", "camera", "")])
    assert scorer.score(with_null).equals(scorer.score(with_empty))


def test_one_payload_is_scored_as_the_same_project_of_a_chunk(tagger, projects):
    scorer = TaggerScorer(tagger, min_score=0.9)
    for project, row in zip(projects.to_pylist(), scorer.score(projects).to_pylist(), strict=True):
        tags = tuple(
            TagScore(tag, as_stored(score)) for tag, score in zip(row["tags"], row["scores"], strict=True)
        )
        assert scorer.predict(project) == Prediction(row["predicted_tag"], as_stored(row["score"]), tags)


def test_the_least_score_is_the_one_of_the_training_unless_another_is_given(tagger):
    assert TaggerScorer(tagger).min_score == tagger.args.min_score
    assert TaggerScorer(tagger, 1.0).predict({"text": "the"}).predicted_tag == OTHER_TAG
    assert TaggerScorer(tagger, 0.0).predict({"text": "the"}).predicted_tag in tagger.tags


def test_a_score_that_is_just_enough_is_enough(tagger):
    text = {"text": "images of a camera"}
    found = TaggerScorer(tagger, min_score=0.0).predict(text)
    above = float(np.nextafter(np.float32(found.score), np.float32(2)))
    tags = [
        TaggerScorer(tagger, min_score=least).predict(text).predicted_tag for least in (found.score, above)
    ]
    assert tags == [found.predicted_tag, OTHER_TAG]
