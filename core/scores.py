"""Scores as the store keeps them: in single precision, written with as few digits as tell them apart."""

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

_SINGLE: Final = struct.Struct("f")
_FORMS: Final = ("%.6g", "%.7g", "%.8g")
_BOUNDS: Final = (1e-4, 1e-3, 1e-2, 1e-1, 1.0)
# What turns a number between two bounds into one of so many digits before the point. The product is exact, as
# its factors have 24 and no more than 28 bits beside powers of two; the quotient is rounded as reading the
# digits is. From 0.001 on seven digits end in a 0 where six are enough: neighbours in single precision are
# too close for the seventh to differ.
_SHIFTS: Final = (
    (1e9, 1e10, 1e11, 1e12),
    (1e9, 1e10, 1e11),
    (1e8, 1e9, 1e10),
    (1e7, 1e8, 1e9),
)


def as_stored(score: float) -> float:
    """Return a score as the store gives it back.

    It is the number with the fewest digits that is the same in single precision, which is what PostgreSQL
    writes of a `real`: a text has the same score whether it is looked up or asked about.
    """
    packed = _SINGLE.pack(score)
    (single,) = _SINGLE.unpack(packed)
    if _BOUNDS[0] <= single < 1:
        # Writing the digits and reading them took three times as long.
        for shift in _SHIFTS[bisect_right(_BOUNDS, single) - 1]:
            short: float = round(single * shift) / shift
            if _SINGLE.pack(short) == packed:
                return short
    for form in _FORMS:
        short = float(form % single)
        if _SINGLE.pack(short) == packed:
            return short
    return float(f"{single:.9g}")


def in_single(scores: Iterable[float]) -> list[float]:
    """Return scores rounded to single precision."""
    return array("f", scores).tolist()
