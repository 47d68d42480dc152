"""Scores as the store keeps them: in single precision, written with as few digits as tell them apart."""

import struct
from array import array
from collections.abc import Iterable
from typing import Final

_SINGLE: Final = struct.Struct("f")
_SHORT: Final = ("%.6g", "%.7g", "%.8g")
# From here to 1 seven digits end in a 0 where six are enough: neighbours in single precision are too
# close for the seventh to differ.
_LEAST: Final = 1e-3


def as_stored(score: float) -> float:
    """Return a score as the store gives it back.

    It is the number with the fewest digits that is the same in single precision, which is what PostgreSQL
    writes of a `real`: a text has the same score whether it is looked up or asked about.
    """
    packed = _SINGLE.pack(score)
    (single,) = _SINGLE.unpack(packed)
    for form in _SHORT[1:] if _LEAST <= single <= 1 else _SHORT:
        short = float(form % single)
        if _SINGLE.pack(short) == packed:
            return short
    return float(f"{single:.9g}")


def in_single(scores: Iterable[float]) -> list[float]:
    """Return scores rounded to single precision."""
    return array("f", scores).tolist()
