"""Which tagger scores: the native one where it is built and agrees with scikit-learn, or scikit-learn."""

import logging
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa

from core.errors import InputError
from model.native.choice import TaggerChoice, is_native_chosen
from model.native.samples import sample_texts
from model.native.tagger import NativeTagger
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger

TOLERANCE: Final = 1e-6
"""The largest difference of a score: single precision rounds by 3e-8 at most, the rest is for no defect."""

_log = logging.getLogger(__name__)


def load_native(tagger: Tagger, choice: TaggerChoice = "auto") -> NativeTagger | None:
    """Compile a tagger, and compare it with scikit-learn on sample texts.

    Returns
    -------
    NativeTagger or None
        None where scikit-learn has to score: it is asked for, the extension is not built, or it differs.

    Raises
    ------
    InputError
        If the native tagger is asked for, and cannot score.
    """
    if not is_native_chosen(choice):
        if choice == "native":
            raise InputError(
                "PREDAWN_TAGGER asks for the native tagger, which is not built here; install Predawn again "
                "where there is a C compiler, or unset the variable to score with scikit-learn."
            )
        return None
    native = NativeTagger.compile(tagger)
    difference = largest_difference(native, tagger)
    if difference <= TOLERANCE:
        return native
    sentence = (
        f"The native tagger differs from scikit-learn by {difference:.2g} on sample texts, and is not used; "
        "install Predawn again, and report it if that does not help."
    )
    if choice == "native":
        raise InputError(sentence)
    _log.warning("%s Scoring is many times slower until then.", sentence)
    return None


def largest_difference(native: NativeTagger, tagger: Tagger) -> float:
    """Return by how much the two differ at most on the sample texts; infinity where a score is no number."""
    titles = sample_texts(tagger)
    descriptions = titles[::-1]
    texts = list(map(join_text, titles, descriptions))
    # A copy, so that the pipeline, which is large, goes when it has been compared with.
    expected = replace(tagger).predict_proba(texts)
    columns = (pa.chunked_array([pa.array(column, pa.string())]) for column in (titles, descriptions))
    found = np.stack([native.score_columns(*columns), native.score_texts(texts)])
    return float(np.nan_to_num(np.abs(found - expected), nan=np.inf).max())
