"""Numbers of things as sentences say them."""


def count_of(number: int, noun: str) -> str:
    """Return a number of things, with the noun in the right number: `1 project`, `2,000 projects`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
