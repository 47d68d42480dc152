"""Numbers of things have the noun in the right number."""

import pytest

from core.wording import count_of


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_345, "12,345 rows")]
)
def test_the_noun_follows_the_number(number: int, words: str) -> None:
    assert count_of(number, "row") == words
