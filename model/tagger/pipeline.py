"""The scikit-learn pipeline of a fitted tagger, rebuilt from its arrays."""

from typing import Any, Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC

from model.tagger.normalisation import normalise
from model.tagger.tagger import Tagger, TermBlock
from model.tagger.vector_block import VectorBlock

WORD_PATTERN: Final = r"[^ ]+"
"""Words are separated by spaces; a normalised text has no other white space."""


def make_pipeline(tagger: Tagger) -> Pipeline:
    """Return the fitted pipeline from texts to decisions."""
    blocks: list[tuple[str, Any]] = [
        (name, _vectoriser(block, analyzer, ngrams))
        for name, block, analyzer, ngrams in (
            ("words", tagger.words, "word", tagger.args.word_ngrams),
            ("characters", tagger.characters, "char_wb", tagger.args.char_ngrams),
        )
        if len(block.terms)
    ]
    if tagger.vectors is not None:
        blocks.append(("vectors", VectorBlock(tagger.vectors, tagger.args.vector_weight)))
    return Pipeline([("features", FeatureUnion(blocks)), ("classifier", _classifier(tagger))])


def _classifier(tagger: Tagger) -> LinearSVC:
    classifier = LinearSVC(C=tagger.args.c, class_weight="balanced", random_state=tagger.args.seed)
    classifier.classes_ = np.array(tagger.tags, dtype=object)
    # The transpose of a C-contiguous array: prediction transposes it back without a copy.
    classifier.coef_ = tagger.weights.astype(np.float64, order="C").T
    classifier.intercept_ = tagger.intercepts
    classifier.n_features_in_ = len(tagger.weights)
    return classifier


def _vectoriser(block: TermBlock, analyzer: str, ngrams: tuple[int, int]) -> TfidfVectorizer:
    vectoriser = TfidfVectorizer(
        **ngram_options(analyzer, ngrams),
        vocabulary={term: column for column, term in enumerate(block.terms)},
        sublinear_tf=True,
    )
    vectoriser.idf_ = block.idf
    return vectoriser


def ngram_options(analyzer: str, ngrams: tuple[int, int]) -> dict[str, Any]:
    """Return the options with which scikit-learn's vectorisers cut a text into the n-grams of a block."""
    return {
        "preprocessor": normalise,
        "analyzer": analyzer,
        "token_pattern": WORD_PATTERN if analyzer == "word" else None,
        "ngram_range": ngrams,
    }
