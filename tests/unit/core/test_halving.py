"""Halving finds each item that fails, and costs no other one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.halving import IsolatedFailure, isolate_failures


@given(st.sets(st.integers(0, 20)), st.integers(1, 21))
def test_every_other_item_has_its_result_in_order(bad: set[int], size: int) -> None:
    def double(part: list[int]) -> list[int]:
        if bad.intersection(part):
            raise ValueError(part)
        return [2 * item for item in part]

    outcomes: list[int | str] = []
    for part, result in isolate_failures(list(range(size)), double):
        outcomes += ["failed"] if isinstance(result, IsolatedFailure) else result
        assert isinstance(result, IsolatedFailure) == bool(bad.intersection(part))
    assert outcomes == ["failed" if item in bad else 2 * item for item in range(size)]


def test_tables_are_halved_too() -> None:
    def whole(part: pa.Table) -> int:
        if 3 in part["number"].to_pylist():
            raise SystemExit(1)
        return len(part)

    found = list(isolate_failures(pa.table({"number": [1, 2, 3, 4, 5]}), whole))
    assert [len(part) for part, _ in found] == [2, 1, 2]
    assert isinstance(found[1][1], IsolatedFailure)
    assert isinstance(found[1][1].error, SystemExit)


def test_a_fatal_error_ends_the_attempts() -> None:
    calls = []

    def fail(part: list[int]) -> None:
        calls.append(part)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        list(isolate_failures([1, 2], fail, fatal=(TimeoutError,)))
    assert calls == [[1, 2]]
