import hashlib

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.content import content_hash
from model.training.held_out import is_held_out

hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=20)


def expected(content_hash: bytes) -> bool:
    return int.from_bytes(content_hash[:8], "big") % 100 < 20


@given(hashes, st.integers(0, 20))
def test_it_goes_by_the_first_eight_bytes_of_each_hash(hashes, cut):
    array = pa.array(hashes, pa.binary())
    assert is_held_out(array).tolist() == list(map(expected, hashes))
    assert is_held_out(array[cut:]).tolist() == list(map(expected, hashes[cut:]))
    chunked = pa.chunked_array([array[:cut], array[cut:]], pa.binary())
    assert is_held_out(chunked).tolist() == list(map(expected, hashes))
    assert is_held_out(pa.array(hashes, pa.binary(32))).tolist() == list(map(expected, hashes))


@pytest.mark.parametrize(
    ("number", "held_out"),
    [(0, True), (19, True), (20, False), (21, False), (99, False), (100, True), (119, True), (120, False)],
)
def test_of_a_hundred_remainders_the_first_twenty_are_held_out(number, held_out):
    """Another share would make models that were trained before and after incomparable."""
    content_hash = number.to_bytes(8, "big") + bytes(24)
    assert is_held_out(pa.array([content_hash])).tolist() == [held_out]


def test_it_is_a_fifth():
    hashes = [content_hash(f"title {number}", "") for number in range(5000)]
    assert 0.18 < is_held_out(pa.array(hashes)).mean() < 0.22


@pytest.mark.parametrize("wrong", [[None], [b"short"], [b"x" * 33]])
def test_what_is_no_hash_is_refused(wrong):
    with pytest.raises(ValueError, match=r"missing|width"):
        is_held_out(pa.array(wrong, pa.binary()))


def test_the_content_hash_is_as_documented():
    assert content_hash("é", "b") == hashlib.sha256("é".encode() + b"\x00b").digest()
    assert content_hash("a", "b") != content_hash("ab", "")
    assert content_hash("\ud800", "") != content_hash("\ud801", "")
