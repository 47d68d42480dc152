"""Scores are written as PostgreSQL writes them: the fewest digits that are the same in single precision."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from core.scores import as_stored, in_single


@given(st.floats(2**-126, 1) | st.floats(1e-9, 1))
@example(9.999999747378752e-06)
@example(0.1)
@example(1.0)
@example(0.0)
@example(0.99999994)
@example(0.9975694417953491)
@example(0.0009948401087430975)
def test_the_fewest_digits_that_are_the_same_in_single_precision(score: float) -> None:
    single = np.float32(score)
    found = as_stored(score)
    assert np.float32(found) == single
    # NumPy, as PostgreSQL does, writes the shortest number that is read as the same.
    assert found == float(np.format_float_scientific(single, unique=True))
    assert as_stored(found) == found
    assert as_stored(float(single)) == found


@given(st.lists(st.floats(0, 1)))
def test_single_precision_is_that_of_numpy(scores: list[float]) -> None:
    assert in_single(scores) == np.array(scores, np.float32).tolist()
