"""Loading the native tagger, which is used only if it is built and agrees with scikit-learn."""

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
"""The largest accepted difference of a score; single precision alone rounds by up to 3e-8."""

_log = logging.getLogger(__name__)


def load_native(tagger: Tagger, choice: TaggerChoice = "auto") -> NativeTagger | None:
    """Compile a tagger, and compare it with scikit-learn on sample texts.

    Returns
    -------
    NativeTagger or None
        None if scikit-learn has to score: it is requested, the extension is not built, or the two differ.

    Raises
    ------
    InputError
        If the native tagger is requested but cannot score.
    """
    if not is_native_chosen(choice):
        if choice == "native":
            raise InputError(
                "PREDAWN_TAGGER requests the native tagger, which is not built here; install Predawn again "
                "with a C compiler present, or unset the variable to score with scikit-learn."
            )
        return None
    native = NativeTagger.compile(tagger)
    difference = largest_difference(native, tagger)
    if difference <= TOLERANCE:
        return native
    sentence = (
        f"The native tagger differs from scikit-learn by {difference:.2g} on sample texts and is not used; "
        "install Predawn again, and report it if that does not help."
    )
    if choice == "native":
        raise InputError(sentence)
    _log.warning("%s Scoring is many times slower until then.", sentence)
    return None


def largest_difference(native: NativeTagger, tagger: Tagger) -> float:
    """Return the largest difference of the two on the sample texts; infinity if a score is not a number."""
    titles = sample_texts(tagger)
    descriptions = titles[::-1]
    texts = list(map(join_text, titles, descriptions))
    # A copy, so that its pipeline, which is large, is freed after the comparison.
    expected = replace(tagger).predict_proba(texts)
    columns = (pa.chunked_array([pa.array(column, pa.string())]) for column in (titles, descriptions))
    found = np.stack([native.score_columns(*columns), native.score_texts(texts)])
    return float(np.nan_to_num(np.abs(found - expected), nan=np.inf).max())
