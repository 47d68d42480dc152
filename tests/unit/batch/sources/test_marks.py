"""Marks of removed rows: a zero is none, however it is written; what cannot be told is neither."""

import pyarrow as pa
import pytest

from batch.sources.values.marks import read_marks


@pytest.mark.parametrize("written", ["1", "1.0", "2", "TRUE", "t", "Yes", "y", "2026-01-02", "0.5"])
def test_a_text_is_a_mark(written: str) -> None:
    assert read_marks(pa.array([written])).to_pylist() == [True]


@pytest.mark.parametrize(
    "written", ["0", "0.0", "0.", ".0", "00", "-0.0", "0e0", "False", "f", "no", "N", "", " ", None]
)
def test_a_text_is_no_mark(written: str | None) -> None:
    assert read_marks(pa.array([written], pa.string())).to_pylist() == [False]


@pytest.mark.parametrize("written", ["perhaps", "-", "nan", "gone"])
def test_a_text_is_neither(written: str) -> None:
    assert read_marks(pa.array([written])).to_pylist() == [None]
