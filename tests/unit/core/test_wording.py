"""Numbers as people read them: things with the noun in the right number, and digits in groups."""

import pytest

from core.wording import count_of, show_number


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_345, "12,345 rows")]
)
def test_the_noun_follows_the_number(number: int, words: str) -> None:
    assert count_of(number, "row") == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234500.0, "1,234,500"),
        (1234501.0, "1,234,501"),
        (123456789.123, "123,456,789.123"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (-5.5, "-5.5"),
        (999_999_999_999_999.0, "999,999,999,999,999"),
        (1e300, "1e+300"),
    ],
)
def test_a_number_has_its_digits_in_groups(value: float, shown: str) -> None:
    assert show_number(value) == shown
