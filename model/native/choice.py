"""The choice between the native tagger and scikit-learn's, made without importing scikit-learn."""

from typing import Literal

from model.native.tagger import BUILT

TaggerChoice = Literal["auto", "native", "scikit-learn"]
"""The values of PREDAWN_TAGGER."""


def is_native_chosen(choice: TaggerChoice) -> bool:
    """Return True if the native tagger is to score: it is built, and scikit-learn is not requested."""
    return BUILT and choice != "scikit-learn"
