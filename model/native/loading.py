"""Loading the native tagger, which is used only if it is built and agrees with scikit-learn."""

import logging
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.errors import InputError
from model.native.choice import TaggerChoice, is_native_chosen
from model.native.tagger import NativeTagger
from model.tagger.normalisation import join_text
from model.tagger.samples import sample_projects, score_samples
from model.tagger.tagger import Tagger

TOLERANCE: Final = 1e-6
"""The largest accepted difference of a score, whichever tagger gave it; single precision alone rounds by up
to 3e-8."""

_log = logging.getLogger(__name__)


def load_native(
    tagger: Tagger, choice: TaggerChoice = "auto", sample_scores: npt.NDArray[np.float32] | None = None
) -> NativeTagger | None:
    """Compile a tagger, and compare it with scikit-learn on sample texts.

    Parameters
    ----------
    tagger
        The fitted tagger.
    choice
        The tagger that is to score.
    sample_scores
        The scores that scikit-learn gave to the sample texts, of shape (n_texts, n_tags). Without them
        scikit-learn, which takes seconds to import, scores the texts now.

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
    expected = score_samples(tagger) if sample_scores is None else sample_scores
    difference = largest_difference(native, tagger, expected)
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


def largest_difference(native: NativeTagger, tagger: Tagger, expected: npt.NDArray[np.float32]) -> float:
    """Return the largest difference from the scores expected for the sample texts.

    It is infinite if a score is not a number, or if there are scores for another number of texts.
    """
    titles, descriptions = sample_projects(tagger)
    texts = list(map(join_text, titles, descriptions))
    columns = (pa.chunked_array([pa.array(column, pa.string())]) for column in (titles, descriptions))
    found = np.stack([native.score_columns(*columns), native.score_texts(texts)])
    if expected.shape != found.shape[1:]:
        return float(np.inf)
    return float(np.nan_to_num(np.abs(found - expected), nan=np.inf).max())
