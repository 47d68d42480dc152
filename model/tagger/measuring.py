"""Measuring on-demand predictions; a run does it once a night, the API once a minute."""

from collections.abc import Iterable, Sequence

from core.quality.measures import DistributionName, ScoreCount, tally_lengths, tally_scores
from core.quality.rules import Measures, Vocabulary
from model.tagger.normalisation import normalise


def measure_traffic(
    counted: Sequence[ScoreCount], texts: Sequence[tuple[str, str]], known: frozenset[str] | None
) -> Measures:
    """Return the distributions of on-demand predictions, and the words of their texts.

    Parameters
    ----------
    counted
        The predictions, counted by tags and score.
    texts
        Title and description of the texts that are kept.
    known
        The words that the model knows; None if unknown.
    """
    if not counted:
        return Measures()
    lengths = tally_lengths(len(title) + len(description) for title, description in texts)
    distributions = {**tally_scores(counted), DistributionName.TEXT_LENGTHS: lengths}
    return Measures(distributions, count_known(known, (part for pair in texts for part in pair)))


def count_known(known: frozenset[str] | None, texts: Iterable[str]) -> Vocabulary:
    """Count the words of texts, and those that a model knows.

    Parameters
    ----------
    known
        The words that the model knows; None if unknown.
    texts
        The texts.
    """
    if known is None:
        return Vocabulary(0, None)
    # All at once, because the call of NumPy in `normalise` costs more than most texts.
    words = normalise(" ".join(texts)).split()
    return Vocabulary(len(words), sum(map(known.__contains__, words)))
