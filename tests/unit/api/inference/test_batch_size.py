"""The size of calls follows from the time that they take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.inference.batch_size import FittedBatchSize


def grow(
    fixed: float, each: float, *, most: int = 64, seconds: float = 5.0, calls: int = 40
) -> FittedBatchSize:
    """Make calls as large as is best, as a server with enough to do does."""
    sizer = FittedBatchSize()
    for _ in range(calls):
        size = sizer.best_size(most, seconds)
        sizer.add_call(size, fixed + each * size)
    return sizer


def test_calls_that_cost_the_same_whatever_they_hold_grow_to_the_most() -> None:
    assert grow(0.05, 0.0).best_size(64, 5.0) == 64


def test_calls_that_cost_nothing_but_their_payloads_stay_small() -> None:
    assert grow(0.0, 0.01).best_size(64, 5.0) <= 4


def test_calls_grow_until_a_tenth_of_them_is_the_fixed_part() -> None:
    assert grow(0.002, 0.001).best_size(64, 5.0) == pytest.approx(18, abs=2)


def test_calls_stay_within_the_time_that_they_may_take() -> None:
    assert grow(0.5, 0.1, seconds=1.0).best_size(64, 1.0) == 5


def test_a_call_is_at_most_twice_as_large_as_any_before() -> None:
    sizer = FittedBatchSize()
    sizes = []
    for _ in range(5):
        sizes.append(sizer.best_size(64, 5.0))
        sizer.add_call(sizes[-1], 0.05)
    assert sizes == [4, 8, 16, 32, 64]


def test_a_model_that_becomes_slower_is_noticed() -> None:
    sizer = grow(0.05, 0.0)
    for size in [64, 32, 16, 8] * 20:
        sizer.add_call(size, 0.02 * size)
    assert sizer.best_size(64, 5.0) <= 16


@given(st.lists(st.tuples(st.integers(1, 100), st.floats(0, 100)), max_size=50), st.integers(1, 100))
def test_the_size_is_always_usable(measured: list[tuple[int, float]], most: int) -> None:
    sizer = FittedBatchSize()
    for size, seconds in measured:
        sizer.add_call(size, seconds)
    fixed, each = sizer.fit()
    assert fixed >= 0
    assert each >= 0
    assert 1 <= sizer.best_size(most, 1.0) <= most


def test_a_payload_waits_for_others_only_where_they_come_in_that_time() -> None:
    sizer = FittedBatchSize()
    sizer.add_call(4, 0.05)
    assert sizer.worth_waiting() == 0
    for moment in range(10):
        sizer.add_arrival(moment * 0.001)
    assert sizer.worth_waiting() == pytest.approx(0.005, rel=0.1)
    for moment in range(10, 40):
        sizer.add_arrival(float(moment))
    assert sizer.worth_waiting() == 0


def test_a_pause_between_bursts_is_not_taken_for_the_end_of_them() -> None:
    sizer = FittedBatchSize()
    sizer.add_call(16, 0.05)
    for burst in range(5):
        for place in range(16):
            sizer.add_arrival(burst * 0.05 + place * 0.0002)
    sizer.add_arrival(5 * 0.05)
    assert sizer.worth_waiting() > 0
