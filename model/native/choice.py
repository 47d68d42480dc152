"""Which tagger is to score, told without loading scikit-learn."""

from typing import Literal

from model.native.tagger import BUILT

TaggerChoice = Literal["auto", "native", "scikit-learn"]
"""The values of PREDAWN_TAGGER."""


def is_native_chosen(choice: TaggerChoice) -> bool:
    """Return whether the native tagger is to score: it is built, and scikit-learn is not asked for."""
    return BUILT and choice != "scikit-learn"
