from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from model.tagger.ngrams import cut_characters, cut_words
from model.tagger.normalisation import normalise
from model.tagger.pipeline import ngram_options

texts = st.text(alphabet="ab é漢 ", max_size=20) | st.text(max_size=20)
lengths = st.tuples(st.integers(1, 7), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))


@given(texts, lengths)
def test_words_are_cut_as_by_scikit_learn(text, ngrams):
    cut = CountVectorizer(**ngram_options("word", ngrams)).build_analyzer()
    assert sorted(cut_words(normalise(text).split(), ngrams)) == sorted(cut(text))


@given(texts, lengths)
def test_characters_are_cut_as_by_scikit_learn(text, ngrams):
    cut = CountVectorizer(**ngram_options("char_wb", ngrams)).build_analyzer()
    assert sorted(cut_characters(normalise(text).split(), ngrams)) == sorted(cut(text))


def test_short_words_are_one_ngram():
    assert list(cut_characters(["a"], (2, 5))) == [" a", "a ", " a "]
    assert list(cut_characters(["a"], (4, 5))) == [" a "]
    assert list(cut_words(["a", "b", "c"], (2, 3))) == ["a b", "b c", "a b c"]
