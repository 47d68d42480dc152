"""Choosing the weight of the word vectors, and the regularisation, on the training data alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from core.quality.measures import MIN_LABELS
from model.tagger.features import Features, has_terms
from model.tagger.tagger import TaggerArgs

FOLDS: Final = 3

SMALL: Final = 4000
"""The largest number of texts of which all are used, with every candidate."""

MAX_TEXTS: Final = 20_000
"""The largest number of texts with which word vectors are tried at all.

Labels beyond it name the words themselves: of 24,000 Debian packages over 58 sections the best weight gave
0.0004 of F1 more and took half as long again to fit, the others gave less than nothing.
"""

MIN_KNOWN: Final = 0.5
"""Word vectors are tried where at least this share of the texts has a known word.

In a language that the table does not have, candidates differ in their `c` alone, and the best of six wins by
chance: on Arabic and Hindi names, 2 % with a known word, that cost 0.002 and 0.006 of F1.
"""

WEIGHTS: Final = (0.5, 1.0)
REGULARISATIONS: Final = (0.1, 0.3, 1.0)

Rows = npt.NDArray[np.intp]
Figures = npt.NDArray[np.float64]
Judge = Callable[[csr_array, Rows, csr_array, Rows, TaggerArgs], Figures]
"""Fits on the features of some texts, and says of each of some others, from 0 to 1, how right it is."""


def choose_args(features: Features, rows: Rows, args: TaggerArgs, judge: Judge) -> TaggerArgs:
    """Return the arguments with the weight and `c` that are best in cross-validation on some texts.

    Without word vectors the arguments are as they were given, and so they are where no term is frequent
    enough among these texts, though it may be among all of them. Another choice must be better than these by
    more than the standard error of the paired difference, so that chance chooses no block that does nothing.

    Parameters
    ----------
    features
        The counted terms and the word vectors of all texts.
    rows
        The texts to choose on, in an order that depends on nothing but their content.
    args
        The arguments.
    judge
        Fits and judges.
    """
    if features.table is None or not MIN_LABELS <= len(rows) <= MAX_TEXTS:
        return args
    if features.vectors[rows].any(axis=1).mean() < MIN_KNOWN:
        return args
    candidates = list_candidates(args, features.table.sha256, all_texts=len(rows) <= SMALL)
    rows = rows[:SMALL]
    blocks = features.fit(rows, args)
    if not has_terms(blocks):
        return args
    plain = features.transform(blocks, rows, 0.0)
    vectors = csr_array(features.vectors[rows])
    folds = np.arange(len(rows)) % FOLDS

    def validate(candidate: TaggerArgs) -> Figures:
        matrix = plain
        if candidate.vector_weight > 0:
            matrix = csr_array(hstack([plain, candidate.vector_weight * vectors], format="csr"))
        figures = np.empty(len(rows))
        for fold in range(FOLDS):
            seen, judged = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            figures[judged] = judge(matrix[seen], rows[seen], matrix[judged], rows[judged], candidate)
        return figures

    without = validate(args)
    gains = [validate(candidate) - without for candidate in candidates]
    best = max(range(len(gains)), key=lambda number: gains[number].mean())
    gain = gains[best]
    return candidates[best] if gain.mean() > gain.std() / np.sqrt(len(gain)) else args


def list_candidates(args: TaggerArgs, table: str, *, all_texts: bool) -> list[TaggerArgs]:
    """Return the arguments to try beside the given ones.

    What is best for a part of the texts need not be best for all of them: the more there are, the less weight
    serves. So only the smallest weight is tried on a part.
    """
    if not all_texts:
        return [replace(args, vector_weight=WEIGHTS[0], word_vectors=table)]
    return [
        replace(args, vector_weight=weight, word_vectors=table, c=c)
        for weight in WEIGHTS
        for c in REGULARISATIONS
    ]
