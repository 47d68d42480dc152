"""The counts and the features are those of scikit-learn's own vectorisers, on any texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from model.tagger.features import Features, choose_terms
from model.tagger.normalisation import join_text, normalise
from model.tagger.pipeline import WORD_PATTERN
from model.tagger.tagger import TaggerArgs
from model.tagger.term_counts import WordStream, count_characters, count_words

WORDS = {"analyzer": "word", "token_pattern": WORD_PATTERN}
CHARACTERS = {"analyzer": "char_wb"}

# Few letters, so that terms repeat within and between texts; an empty text is one of them.
texts = st.lists(st.text("aAbé 中-\u0301", max_size=14), min_size=1, max_size=8)
ranges = st.tuples(st.integers(1, 3), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def vocabulary_of(texts, ngrams, min_df, options, cls=CountVectorizer, **more):
    """Fit scikit-learn's vectoriser; None where it finds no term and refuses."""
    vectoriser = cls(preprocessor=normalise, ngram_range=ngrams, min_df=min_df, **options, **more)
    try:
        return vectoriser, vectoriser.fit_transform(texts)
    except ValueError:
        return None


def assert_same_counts(counts, expected):
    if expected is None:
        assert counts.terms == []
        return
    vectoriser, matrix = expected
    assert counts.terms == vectoriser.get_feature_names_out().tolist()
    np.testing.assert_array_equal(counts.matrix.toarray(), matrix.toarray())
    assert counts.matrix.has_sorted_indices


@given(texts, ranges, st.integers(1, 2))
def test_counts_of_words(texts, ngrams, min_df):
    counts = count_words(WordStream.read(texts), ngrams, min_df)
    assert_same_counts(counts, vocabulary_of(texts, ngrams, min_df, WORDS))


@given(texts, ranges, st.integers(1, 2))
def test_counts_of_characters(texts, ngrams, min_df):
    counts = count_characters(WordStream.read(texts), ngrams, min_df)
    assert_same_counts(counts, vocabulary_of(texts, ngrams, min_df, CHARACTERS))


def test_an_ngram_whose_first_occurrence_crosses_two_texts_is_named_rightly():
    counts = count_words(WordStream.read(["x a", "b", "a b", "a b"]), (1, 2), 1)
    assert counts.terms == ["a", "a b", "b", "x", "x a"]
    assert counts.matrix.toarray().tolist() == [
        [1, 0, 0, 1, 1],
        [0, 0, 1, 0, 0],
        [1, 1, 1, 0, 0],
        [1, 1, 1, 0, 0],
    ]


@pytest.mark.parametrize("max_features", [50_000, 40])
@pytest.mark.parametrize("split", [False, True])
def test_features_are_those_of_scikit_learn(rows, max_features, split):
    args = TaggerArgs(max_features=max_features)
    texts = [join_text(title, description) for _, title, description, _ in rows]
    fitted_on = np.arange(0, len(texts), 2) if split else np.arange(len(texts))
    features = Features.count(texts, args)
    blocks = features.fit(fitted_on, args)
    kinds = [
        (blocks[0], features.words, args.word_ngrams, WORDS),
        (blocks[1], features.characters, args.char_ngrams, CHARACTERS),
    ]
    parts = []
    for block, counts, ngrams, options in kinds:
        terms = block.terms(counts)
        seen = [texts[row] for row in fitted_on]
        vectoriser, _ = vocabulary_of(seen, ngrams, args.min_df, options, TfidfVectorizer, sublinear_tf=True)
        if max_features == 50_000:
            assert terms.terms == vectoriser.get_feature_names_out().tolist()
        else:
            assert len(terms.terms) == max_features
            vectoriser, _ = vocabulary_of(
                seen, ngrams, 1, options, TfidfVectorizer, sublinear_tf=True, vocabulary=terms.terms
            )
        np.testing.assert_array_equal(terms.idf, vectoriser.idf_)
        parts.append(vectoriser.transform(texts).toarray())
    everything = features.transform(blocks, np.arange(len(texts)), 0.0).toarray()
    np.testing.assert_array_equal(everything, np.hstack(parts))


def test_the_most_frequent_terms_are_chosen_by_texts_and_ties_go_to_the_first():
    args = TaggerArgs(max_features=3)
    assert choose_terms(np.array([2, 5, 1, 2, 9, 2]), args).tolist() == [0, 1, 4]
    # "b" is said more often than "c" but in fewer texts.
    features = Features.count(["b b b b c", "b c", "c"], TaggerArgs(max_features=1))
    block, _ = features.fit(np.arange(3), TaggerArgs(max_features=1))
    assert block.terms(features.words).terms == ["c"]


def test_terms_of_the_other_texts_leave_no_trace():
    args = TaggerArgs()
    features = Features.count(["alpha beta", "alpha beta", "gamma", "gamma"], args)
    words, characters = features.fit(np.array([0, 1]), args)
    assert words.terms(features.words).terms == ["alpha", "alpha beta", "beta"]
    assert not any("g" in term for term in characters.terms(features.characters).terms)
