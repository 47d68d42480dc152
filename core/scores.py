"""Scores as the store keeps them: in single precision, written with as few digits as tell them apart."""

import struct
from array import array
from collections.abc import Iterable
from typing import Final

_SINGLE: Final = struct.Struct("f")
_SHORT: Final = tuple(f"{{:.{digits}g}}".format for digits in (6, 7, 8))


def as_stored(score: float) -> float:
    """Return a score as the store gives it back.

    It is the number with the fewest digits that is the same in single precision, which is what PostgreSQL
    writes of a `real`: a text has the same score whether it is looked up or asked about.
    """
    (single,) = _SINGLE.unpack(_SINGLE.pack(score))
    for write in _SHORT:
        short = float(write(single))
        if _SINGLE.unpack(_SINGLE.pack(short))[0] == single:
            return short
    return float(f"{single:.9g}")


def in_single(scores: Iterable[float]) -> list[float]:
    """Return scores rounded to single precision."""
    return array("f", scores).tolist()
