"""The tagger: tf-idf of words and of characters within words, word vectors, and a linear classifier."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from core.errors import InputError
from model.tagger.domain import Domain
from model.word_vectors.table import WordVectors

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

PREDICTOR: Final = "model.tagger:Tagger"
"""The value of `predictor` for a tagger in the registry."""

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_MAX_NGRAM: Final = 64
_MAX_WEIGHT: Final = 100.0


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
    vector_weight
        The length of the block of word vectors beside the other two blocks; 0 for none.
    word_vectors
        The SHA-256 of the table of word vectors, in hexadecimal; None without that block.

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
    vector_weight: float = 0.0
    word_vectors: str | None = None

    def __post_init__(self) -> None:
        rules = {
            "word_ngrams": 1 <= self.word_ngrams[0] <= self.word_ngrams[1] <= _MAX_NGRAM,
            "char_ngrams": 1 <= self.char_ngrams[0] <= self.char_ngrams[1] <= _MAX_NGRAM,
            "min_df": 1 <= self.min_df < 1 << 32,
            "max_features": 1 <= self.max_features < 1 << 32,
            "c": 0 < self.c < float("inf"),
            "min_score": 0 <= self.min_score <= 1,
            "seed": 0 <= self.seed < 1 << 32,
            "vector_weight": 0 <= self.vector_weight <= _MAX_WEIGHT,
            "word_vectors": (self.word_vectors is not None) == (self.vector_weight > 0),
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
            "vector_weight": float,
            "word_vectors": _digest,
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


def _digest(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _DIGEST.fullmatch(value)):
        raise ValueError(f"{value!r} is no SHA-256 in hexadecimal")
    return value


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
        Two blocks of features; the features of `words` come first.
    weights
        The weights, of shape (n_features, n_tags); those of the word vectors' dimensions come last.
    intercepts
        The intercepts, of shape (n_tags,).
    temperature
        The factor of decisions before they become scores.
    args
        The arguments that the tagger was trained with.
    thresholds
        The smallest score with which a multi-label tagger predicts each tag, of shape (n_tags,). None for a
        tagger that chooses one tag.
    vectors
        The table of word vectors, the third block of features; None without one.
    domain
        The ground that the tagger knows, by these vectors; None where it was not measured.
    """

    tags: tuple[str, ...]
    words: TermBlock
    characters: TermBlock
    weights: npt.NDArray[np.float32]
    intercepts: npt.NDArray[np.float64]
    temperature: float
    args: TaggerArgs
    thresholds: npt.NDArray[np.float32] | None = None
    vectors: WordVectors | None = None
    domain: Domain | None = None

    @property
    def n_terms(self) -> int:
        """The number of features that are terms."""
        return len(self.words.terms) + len(self.characters.terms)

    @property
    def multi_label(self) -> bool:
        """True if each tag is decided independently, so that a text may have several tags, or none."""
        return self.thresholds is not None

    @cached_property
    def pipeline(self) -> "Pipeline":
        """The fitted scikit-learn pipeline from texts to decisions."""
        # Imported here because scikit-learn takes 2 s of processor time, which nothing needs where the native
        # tagger scores: neither a server, nor a run, nor a command.
        from model.tagger.pipeline import make_pipeline  # noqa: PLC0415

        return make_pipeline(self)

    def predict_proba(self, texts: Iterable[str]) -> npt.NDArray[np.float64]:
        """Return the scores of all tags, of shape (n_texts, n_tags).

        Each row sums to one, except for a multi-label tagger.
        """
        texts = list(texts)
        if not texts:
            return np.empty((0, len(self.tags)))
        to_scores = independent_probabilities if self.multi_label else probabilities
        return to_scores(self.pipeline.decision_function(texts), self.temperature)

    def sum_vectors(self, texts: Iterable[str]) -> npt.NDArray[np.float64]:
        """Return the block of word vectors of texts at length one, of shape (n_texts, n_dimensions)."""
        transformers = dict(self.pipeline["features"].transformer_list)
        block: npt.NDArray[np.float64] = transformers["vectors"].transform(texts).toarray()
        return block / self.args.vector_weight


def probabilities(decisions: npt.NDArray[np.float64], temperature: float) -> npt.NDArray[np.float64]:
    """Return the scores for decisions of shape (n_texts, n_tags), their softmax; each row sums to one."""
    warmed = temperature * decisions
    # Subtracting the largest changes no score, and no exponential overflows.
    exponentials = np.exp(warmed - warmed.max(axis=1, keepdims=True))
    scores: npt.NDArray[np.float64] = exponentials / exponentials.sum(axis=1, keepdims=True)
    return scores


def independent_probabilities(
    decisions: npt.NDArray[np.float64], temperature: float
) -> npt.NDArray[np.float64]:
    """Return the scores of a multi-label tagger for decisions: the logistic function of each."""
    # 1 / (1 + exp(-x)), written so that no exponential overflows.
    scores: npt.NDArray[np.float64] = np.exp(-np.logaddexp(0.0, -temperature * decisions))
    return scores
