"""The kernel shortens scores to the digits that the store gives back, as Python does."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import scores
from model.native.tagger import BUILT, as_stored

pytestmark = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")


@given(st.floats(0, 2, width=32) | st.floats(0, 1) | st.integers(1, 2**30).map(lambda bits: bits / 2**30))
@example(9.999999747378752e-06)
@example(0.0009948401087430975)
@example(0.99999994)
@example(1e-8)
@example(0.0)
@example(1.0)
def test_scores_have_the_digits_that_python_gives_them(score: float) -> None:
    assert as_stored(score) == scores.as_stored(score)


def test_so_have_scores_of_every_size() -> None:
    assert as_stored is not scores.as_stored
    generator = np.random.default_rng(1)
    for score in (10 ** generator.uniform(-9, 0, 20_000)).astype(np.float32).tolist():
        assert as_stored(score) == scores.as_stored(score)
