"""From the fields of a project to the text that the tagger sees."""

import numpy as np

from model.tagger.code_points import normal_forms


def join_text(title: str, description: str) -> str:
    """Return the text of a project; the title counts twice, because it says more per word."""
    return f"{title} {title} {description}"


def normalise(text: str) -> str:
    """Replace every code point of a text by its normal form; the length stays the same.

    Letters, digits and marks become their lower case where that is one code point, everything else a
    space. Lone surrogates are not letters: they become spaces, so the result is always valid Unicode.
    """
    code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return str(normal_forms()[code_points].tobytes(), "utf-32-le")
