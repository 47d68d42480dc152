"""Numbers as people read them, and text as PostgreSQL can store it."""


def count_of(number: int, noun: str) -> str:
    """Return a number of things, with the noun in the right number: `1 project`, `2,000 projects`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def show_number(value: float) -> str:
    """Return a predicted number with its digits in groups, as many as tell numbers apart, up to 15."""
    # There is no negative zero for people.
    return f"{value + 0.0:,.15g}"


def escape_unstorable(text: str) -> str:
    """Escape what PostgreSQL cannot store in text: NULs and lone surrogates."""
    return text.replace("\x00", "\\0").encode("utf-8", "backslashreplace").decode("utf-8")
