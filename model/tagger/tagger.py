"""The tagger: tf-idf of words and of characters within words, and a linear support vector machine."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy.special import expit, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC

from core.errors import InputError
from model.tagger.normalisation import normalise

WORD_PATTERN: Final = r"[^ ]+"
"""Words are separated by spaces; a normalised text has no other white space."""


@dataclass(frozen=True, slots=True)
class TaggerArgs:
    """The arguments of a tagger.

    Attributes
    ----------
    word_ngrams, char_ngrams
        The shortest and the longest n-grams of words, and of characters within words.
    min_df
        The number of texts in which a term must occur to be a feature.
    max_features
        The number of terms that a block keeps: those that occur in the most texts.
    c
        The inverse strength of regularisation of the support vector machine.
    min_score
        The score below which the predicted tag is `other`.
    seed
        The order in which the solver visits texts.

    Raises
    ------
    InputError
        If a value is out of its range.
    """

    word_ngrams: tuple[int, int] = (1, 2)
    char_ngrams: tuple[int, int] = (2, 5)
    min_df: int = 2
    max_features: int = 50_000
    c: float = 1.0
    min_score: float = 0.3
    seed: int = 0

    def __post_init__(self) -> None:
        rules = {
            "word_ngrams": 1 <= self.word_ngrams[0] <= self.word_ngrams[1],
            "char_ngrams": 1 <= self.char_ngrams[0] <= self.char_ngrams[1],
            "min_df": self.min_df >= 1,
            "max_features": self.max_features >= 1,
            "c": 0 < self.c < float("inf"),
            "min_score": 0 <= self.min_score <= 1,
            "seed": 0 <= self.seed < 1 << 32,
        }
        for name, holds in rules.items():
            if not holds:
                value = getattr(self, name)
                raise InputError(f"The tagger's argument {name} is {value!r}, which is out of range.")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """Return the arguments that `as_mapping` wrote, after a round trip through JSON.

        Raises
        ------
        InputError
            If a name is unknown, or a value has the wrong type.
        """
        kinds: dict[str, Callable[[Any], Any]] = {
            "word_ngrams": _pair,
            "char_ngrams": _pair,
            "c": float,
            "min_score": float,
        }
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(values) - known):
            raise InputError(f"The tagger has no argument {unknown[0]!r}; it has {', '.join(sorted(known))}.")
        try:
            return cls(**{name: kinds.get(name, int)(value) for name, value in values.items()})
        except (TypeError, ValueError) as error:
            raise InputError(f"An argument of the tagger has the wrong type: {error}.") from error

    def as_mapping(self) -> dict[str, Any]:
        """Return the arguments in types of JSON."""
        return asdict(self) | {"word_ngrams": list(self.word_ngrams), "char_ngrams": list(self.char_ngrams)}


def _pair(values: Sequence[int]) -> tuple[int, int]:
    first, second = values
    return int(first), int(second)


@dataclass(frozen=True, eq=False)
class TermBlock:
    """The terms of one block of features, in ascending order, with their inverse document frequencies."""

    terms: Sequence[str]
    idf: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tagger:
    """A fitted tagger.

    Attributes
    ----------
    tags
        The tags in ascending order.
    words, characters
        The two blocks of features; the features of `words` come first.
    weights
        The weights, of shape (n_features, n_tags).
    intercepts
        The intercepts, of shape (n_tags,).
    temperature
        The factor of decisions before they become scores.
    args
        The arguments that the tagger was trained with.
    thresholds
        The smallest score with which a multi-label tagger predicts each tag, of shape (n_tags,). None for a
        tagger that chooses one tag.
    """

    tags: tuple[str, ...]
    words: TermBlock
    characters: TermBlock
    weights: npt.NDArray[np.float32]
    intercepts: npt.NDArray[np.float64]
    temperature: float
    args: TaggerArgs
    thresholds: npt.NDArray[np.float32] | None = None

    @property
    def multi_label(self) -> bool:
        """True if each tag is decided independently, so that a text may have several tags, or none."""
        return self.thresholds is not None

    @cached_property
    def pipeline(self) -> Pipeline:
        """The fitted scikit-learn pipeline from texts to decisions."""
        blocks = [
            (name, _vectoriser(block, analyzer, ngrams))
            for name, block, analyzer, ngrams in (
                ("words", self.words, "word", self.args.word_ngrams),
                ("characters", self.characters, "char_wb", self.args.char_ngrams),
            )
            if len(block.terms)
        ]
        return Pipeline([("features", FeatureUnion(blocks)), ("classifier", self._classifier())])

    def predict_proba(self, texts: Iterable[str]) -> npt.NDArray[np.float64]:
        """Return the scores of all tags, of shape (n_texts, n_tags).

        Each row sums to one, except for a multi-label tagger.
        """
        texts = list(texts)
        if not texts:
            return np.empty((0, len(self.tags)))
        to_scores = independent_probabilities if self.multi_label else probabilities
        return to_scores(self.pipeline.decision_function(texts), self.temperature)

    def _classifier(self) -> LinearSVC:
        classifier = LinearSVC(C=self.args.c, class_weight="balanced", random_state=self.args.seed)
        classifier.classes_ = np.array(self.tags, dtype=object)
        # The transpose of a C-contiguous array: prediction transposes it back without a copy.
        classifier.coef_ = self.weights.astype(np.float64, order="C").T
        classifier.intercept_ = self.intercepts
        classifier.n_features_in_ = len(self.weights)
        return classifier


def probabilities(decisions: npt.NDArray[np.float64], temperature: float) -> npt.NDArray[np.float64]:
    """Return the scores for decisions of shape (n_texts, n_tags); each row sums to one."""
    scores: npt.NDArray[np.float64] = softmax(temperature * decisions, axis=1)
    return scores


def independent_probabilities(
    decisions: npt.NDArray[np.float64], temperature: float
) -> npt.NDArray[np.float64]:
    """Return the scores of a multi-label tagger for decisions: none depends on another tag."""
    scores: npt.NDArray[np.float64] = expit(temperature * decisions)
    return scores


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
