"""Explaining the tagger's decision for a tag by the contribution of each n-gram and word of a text."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from core.errors import InputError
from model.tagger.ngrams import cut_characters, cut_words
from model.tagger.normalisation import normalise
from model.tagger.tagger import Tagger, TermBlock, independent_probabilities, probabilities

NO_EXPLANATION: Final = (
    "There is no explanation: the model is a custom predictor, and only the tagger's decisions can be "
    "explained."
)

Kind = Literal["words", "characters", "vectors"]
"""N-grams of words, n-grams of characters, or single words by their vectors."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution to a decision of an n-gram that occurs `count` times in a text."""

    ngram: str
    kind: Kind
    count: int
    value: float


@dataclass(frozen=True, slots=True)
class WordShare:
    """The contribution to a decision of one word of a text, `text[start:end]`, through all its n-grams."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class WordContribution:
    """The contribution of a word that occurs `count` times, through its vector and all n-grams it is part of.

    `word` is in its normal form.
    """

    word: str
    count: int
    value: float


@dataclass(frozen=True, slots=True)
class TagExplanation:
    """An explained decision of the tagger.

    The decision is the sum of `intercept`, the values of `in_favour` and `against`, and `rest`. It is also
    the sum of `intercept` and the values of `words`, or of `by_word`.

    Attributes
    ----------
    tag
        The tag that the decision is about.
    decision
        The value of the linear model; the score is the softmax of the decisions of all tags, or, of a
        multi-label tagger, the logistic function of this one.
    score
        The score of the tag, from 0 to 1.
    intercept
        The decision for a text without any n-gram that the tagger knows.
    in_favour, against
        The n-grams with the largest positive and the largest negative contributions, the largest first.
    rest
        The sum of the contributions of all others.
    n_ngrams
        The number of contributions: of different n-grams that the tagger knows, and of different words with a
        vector.
    words
        The contributions of the words, in their order.
    by_word
        The contributions of the different words, the largest first, positive or negative.
    """

    tag: str
    decision: float
    score: float
    intercept: float
    in_favour: tuple[Contribution, ...]
    against: tuple[Contribution, ...]
    rest: float
    n_ngrams: int
    words: tuple[WordShare, ...]
    by_word: tuple[WordContribution, ...]


class _Features(NamedTuple):
    """The n-grams of a text that one block knows: their rows in the weights, counts and tf-idf values."""

    kind: Kind
    ngrams: Sequence[str]
    rows: npt.NDArray[np.intp]
    counts: Sequence[int]
    values: FloatArray


class _Vectors(NamedTuple):
    """The words of a text that have a vector; `added` is of shape (n_words, n_tags)."""

    words: Sequence[str]
    counts: Sequence[int]
    added: FloatArray


def explain(tagger: Tagger, text: str, *, tag: str | None = None, top: int = 10) -> TagExplanation:
    """Explain the decision of a tagger for one tag.

    The model is linear in its features: a decision is exactly the intercept plus the sum, over the n-grams of
    the text, of tf-idf value times weight. The block of word vectors is a sum over words before its length is
    set, so that each word has its share of it.

    Parameters
    ----------
    tagger
        The tagger.
    text
        The text that the tagger is given.
    tag
        The tag to explain; by default the predicted one or, if none is predicted, the nearest.
    top
        The number of n-grams to return in favour of the tag, and against it.

    Raises
    ------
    InputError
        If the tagger does not know the tag.
    """
    words = normalise(text).split()
    blocks = _read_features(tagger, words)
    vectors = _read_vectors(tagger, words)
    rows = np.concatenate([block.rows for block in blocks])
    values = np.concatenate([block.values for block in blocks])
    weights = tagger.weights[rows].astype(np.float64)
    decisions = values @ weights + vectors.added.sum(axis=0) + tagger.intercepts
    column = _choose(tagger, decisions) if tag is None else _find_tag(tagger, tag)
    entries = _list_contributions(blocks, values * weights[:, column], vectors, column)
    in_favour = tuple(entry for entry in entries[:top] if entry.value > 0)
    against = tuple(entry for entry in entries[::-1][:top] if entry.value < 0)
    to_scores = independent_probabilities if tagger.multi_label else probabilities
    others = entries[len(in_favour) : len(entries) - len(against)]
    by_occurrence = _share_by_word(tagger, words, entries)
    return TagExplanation(
        tag=tagger.tags[column],
        decision=float(decisions[column]),
        score=float(to_scores(decisions[None, :], tagger.temperature)[0, column]),
        intercept=float(tagger.intercepts[column]),
        in_favour=in_favour,
        against=against,
        rest=sum(entry.value for entry in others),
        n_ngrams=len(entries),
        words=_place_words(normalise(text), by_occurrence),
        by_word=_add_up_words(words, by_occurrence),
    )


def _list_contributions(
    blocks: Sequence[_Features], added: FloatArray, vectors: _Vectors, column: int
) -> list[Contribution]:
    """Return the contributions of n-grams, given what each adds, and of vectors, by falling value."""
    entries = [
        Contribution(ngram, block.kind, count, value)
        for block, part in zip(blocks, np.split(added, [len(blocks[0].rows)]), strict=True)
        for ngram, count, value in zip(block.ngrams, block.counts, part.tolist(), strict=True)
    ]
    shares = zip(vectors.words, vectors.counts, vectors.added[:, column].tolist(), strict=True)
    entries += [Contribution(word, "vectors", count, value) for word, count, value in shares]
    return sorted(entries, key=lambda entry: (-entry.value, entry.kind, entry.ngram))


def _choose(tagger: Tagger, decisions: FloatArray) -> int:
    """Return the first predicted tag; for a multi-label tagger it need not have the highest score."""
    if tagger.thresholds is None:
        return int(decisions.argmax())
    scores = independent_probabilities(decisions[None, :], tagger.temperature)[0].astype(np.float32)
    # Subtracting 1 ranks tags below their thresholds after all others, because scores are from 0 to 1.
    return int(np.where(scores >= tagger.thresholds, scores, scores - 1).argmax())


def _find_tag(tagger: Tagger, tag: str) -> int:
    if tag not in tagger.tags:
        raise InputError(f"The model has no tag {tag!r}. Its tags are: {', '.join(tagger.tags)}.")
    return tagger.tags.index(tag)


def _read_features(tagger: Tagger, words: Sequence[str]) -> tuple[_Features, _Features]:
    args = tagger.args
    return (
        _weigh("words", tagger.words, cut_words(words, args.word_ngrams), 0),
        _weigh(
            "characters",
            tagger.characters,
            cut_characters(words, args.char_ngrams),
            len(tagger.words.terms),
        ),
    )


def _read_vectors(tagger: Tagger, words: Sequence[str]) -> _Vectors:
    """Return the words that have a vector, and what each adds to each decision."""
    if tagger.vectors is None:
        return _Vectors([], [], np.empty((0, len(tagger.tags))))
    find = tagger.vectors.find
    found = [(word, count, row) for word, count in Counter(words).items() if (row := find(word)) is not None]
    rows = np.array([row for *_, row in found], dtype=np.intp)
    counts = [count for _, count, _ in found]
    summands = np.array(counts, dtype=np.float64)[:, None] * tagger.vectors.vectors(rows)
    sums = summands.sum(axis=0)
    length = float(np.sqrt(sums @ sums))
    scaled = summands * (tagger.args.vector_weight / length if length else 0.0)
    added = scaled @ tagger.weights[tagger.n_terms :].astype(np.float64)
    return _Vectors([word for word, *_ in found], counts, added)


def _weigh(kind: Kind, block: TermBlock, ngrams: Iterable[str], first_row: int) -> _Features:
    """Return the n-grams that the block knows, with sublinear tf-idf values of length one."""
    counted = Counter(ngrams).items()
    found = [(ngram, place, count) for ngram, count in counted for place in _find(block, ngram)]
    places = np.array([place for _, place, _ in found], dtype=np.intp)
    counts = [count for *_, count in found]
    values = (1.0 + np.log(np.array(counts, dtype=np.float64))) * block.idf[places]
    length = float(np.sqrt(values @ values))
    if length:
        values /= length
    return _Features(kind, [ngram for ngram, *_ in found], places + first_row, counts, values)


def _find(block: TermBlock, ngram: str) -> Sequence[int]:
    """Return the position of an n-gram among the terms, or nothing if it is not one of them."""
    place = bisect_left(block.terms, ngram)
    return [place] if place < len(block.terms) and block.terms[place] == ngram else []


def _share_by_word(tagger: Tagger, words: Sequence[str], entries: Sequence[Contribution]) -> list[float]:
    """Return the contribution of each word of a text; n-grams of several words are shared equally."""
    added: dict[Kind, dict[str, float]] = {"words": {}, "characters": {}, "vectors": {}}
    for entry in entries:
        added[entry.kind][entry.ngram] = entry.value / entry.count
    shares = np.zeros(len(words))
    by_characters = _add_up_characters(tagger, set(words), added["characters"])
    shortest, longest = tagger.args.word_ngrams
    for start, word in enumerate(words):
        shares[start] += by_characters[word] + added["vectors"].get(word, 0.0)
        for length in range(shortest, min(longest, len(words) - start) + 1):
            value = added["words"].get(" ".join(words[start : start + length]))
            if value is not None:
                shares[start : start + length] += value / length
    return list(map(float, shares))


def _add_up_words(words: Sequence[str], shares: Sequence[float]) -> tuple[WordContribution, ...]:
    """Return the contributions of the different words, given those of each occurrence."""
    counts, values = Counter(words), dict.fromkeys(words, 0.0)
    for word, share in zip(words, shares, strict=True):
        values[word] += share
    ordered = sorted(values, key=lambda word: (-abs(values[word]), word))
    return tuple(WordContribution(word, counts[word], values[word]) for word in ordered)


def _place_words(normal: str, shares: Sequence[float]) -> tuple[WordShare, ...]:
    spans = _find_words(normal)
    return tuple(
        WordShare(start, start + len(word), share) for (word, start), share in zip(spans, shares, strict=True)
    )


def _find_words(normal: str) -> list[tuple[str, int]]:
    """Return the words of a normalised text, each with its position."""
    spans, end = [], 0
    for word in normal.split():
        start = normal.index(word, end)
        end = start + len(word)
        spans.append((word, start))
    return spans


def _add_up_characters(tagger: Tagger, words: set[str], added: Mapping[str, float]) -> Mapping[str, float]:
    """Return the contribution of the n-grams of characters within each word."""
    lengths = tagger.args.char_ngrams
    return {word: sum(added.get(ngram, 0.0) for ngram in cut_characters([word], lengths)) for word in words}
