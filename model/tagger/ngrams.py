"""Cutting the words of a text into n-grams, with repetitions, as scikit-learn and the native kernel do."""

from collections.abc import Iterator, Sequence


def cut_words(words: Sequence[str], lengths: tuple[int, int]) -> Iterator[str]:
    """Yield the n-grams of words; `lengths` are the shortest and the longest."""
    shortest, longest = lengths
    for length in range(shortest, min(longest, len(words)) + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def cut_characters(words: Sequence[str], lengths: tuple[int, int]) -> Iterator[str]:
    """Yield the n-grams of characters within each word, which has a space at either end.

    A padded word that is shorter than an n-gram is one n-gram, once.
    """
    shortest, longest = lengths
    for word in words:
        padded = f" {word} "
        for length in range(shortest, max(shortest, min(longest, len(padded))) + 1):
            for start in range(max(0, len(padded) - length) + 1):
                yield padded[start : start + length]
