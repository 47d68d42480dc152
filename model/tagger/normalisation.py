"""Joining and normalising the text that the tagger sees."""

import numpy as np

from model.tagger.code_points import normal_forms


def join_text(title: str, description: str) -> str:
    """Return the text of a project; the title counts twice, because its words say more."""
    return f"{title} {title} {description}"


def normalise(text: str) -> str:
    """Replace every code point of a text by its normal form; the length stays the same.

    Letters, digits and marks become lower case if that is a single code point; everything else becomes a
    space. So do lone surrogates, and the result is always valid Unicode.
    """
    code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return str(normal_forms()[code_points].tobytes(), "utf-32-le")
