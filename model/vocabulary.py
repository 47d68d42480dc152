"""How much of a text a model knows the words of."""

from collections.abc import Iterable

from core.judgement import Vocabulary
from model.normalisation import normalise


def count_known(known: frozenset[str] | None, texts: Iterable[str]) -> Vocabulary:
    """Count the words of texts, and those that a model knows.

    Parameters
    ----------
    known
        The words that the model knows; None where it does not tell.
    texts
        The texts.
    """
    if known is None:
        return Vocabulary(0, None)
    # All at once: normalising calls NumPy, which costs more than most texts are long.
    words = normalise(" ".join(texts)).split(" ")
    words = list(filter(None, words))
    return Vocabulary(len(words), sum(map(known.__contains__, words)))
