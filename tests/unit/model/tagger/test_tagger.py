import numpy as np
import pytest
from scipy.special import expit, softmax

from core.errors import InputError
from model.tagger.normalisation import join_text
from model.tagger.tagger import TaggerArgs, independent_probabilities, probabilities


def test_it_learns_what_the_topics_are(tagger):
    scores = tagger.predict_proba(["camera pixel image", "grammar of a corpus", "deploy and rollback"])
    assert [tagger.tags[column] for column in scores.argmax(axis=1)] == [
        "computer-vision",
        "language",
        "mlops",
    ]


def test_scores_are_the_softmax_of_temperature_times_decision(tagger, rows):
    texts = [join_text(title, description) for _, title, description, _ in rows[:20]]
    features = tagger.pipeline["features"].transform(texts)
    decisions = features @ tagger.weights.astype(float) + tagger.intercepts
    np.testing.assert_allclose(tagger.predict_proba(texts), softmax(4.0 * decisions, axis=1), atol=1e-12)


@pytest.mark.parametrize("temperature", [0.01, 1.0, 4.0, 1e4])
def test_scores_of_any_decisions_are_those_of_scipy(temperature):
    decisions = np.random.default_rng(7).normal(0, 3, (50, 4))
    decisions[0], decisions[1, 0] = 0, 1e6
    softmaxes, logistic = softmax(temperature * decisions, axis=1), expit(temperature * decisions)
    np.testing.assert_allclose(probabilities(decisions, temperature), softmaxes, rtol=0, atol=1e-14)
    np.testing.assert_allclose(
        independent_probabilities(decisions, temperature), logistic, rtol=1e-12, atol=1e-300
    )
    assert probabilities(decisions[:0], temperature).shape == (0, 4)


def test_case_punctuation_and_script_do_not_matter_and_rows_sum_to_one(tagger):
    scores = tagger.predict_proba(["Camera, PIXEL!", "camera  pixel ", "ЯЗЫК", "", "!?", "\ud800"])
    assert scores.shape == (6, 3)
    np.testing.assert_array_equal(scores[0], scores[1])
    assert tagger.tags[scores[2].argmax()] == "language"
    np.testing.assert_allclose(scores.sum(axis=1), 1)


def test_no_texts_give_no_scores(tagger):
    assert tagger.predict_proba([]).shape == (0, 3)


def test_two_tags_have_two_columns_that_oppose_each_other(make_rows, fit):
    tagger = fit(make_rows(80, ("computer-vision", "mlops")))
    scores = tagger.predict_proba(["camera image pixel", "deploy the container"])
    assert scores.shape == (2, 2)
    assert scores.argmax(axis=1).tolist() == [0, 1]
    np.testing.assert_array_equal(tagger.weights[:, 0], -tagger.weights[:, 1])


def test_a_tagger_without_common_words_works_on_characters_alone(fit):
    rows = [(str(n), word, "", tag) for n, (word, tag) in enumerate([("paint", "a"), ("print", "b")] * 2)]
    tagger = fit([(i, title + i, "", tag) for i, title, _, tag in rows])
    assert tagger.words.terms == []
    assert tagger.predict_proba(["paint", "print"]).argmax(axis=1).tolist() == [0, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_score": 1.5},
        {"min_df": 0},
        {"c": 0.0},
        {"c": float("nan")},
        {"max_features": 0},
        {"seed": -1},
        {"word_ngrams": (2, 1)},
        {"char_ngrams": (0, 3)},
    ],
)
def test_arguments_out_of_range_are_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        TaggerArgs(**wrong)


def test_arguments_survive_the_round_trip_and_unknown_ones_are_refused():
    args = TaggerArgs(char_ngrams=(2, 4), c=0.5)
    assert TaggerArgs.from_mapping(args.as_mapping()) == args
    with pytest.raises(InputError, match="'penalty'"):
        TaggerArgs.from_mapping({"penalty": 1})
    with pytest.raises(InputError, match="has the wrong type"):
        TaggerArgs.from_mapping({"word_ngrams": 3})
