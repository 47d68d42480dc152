"""Scores as the store keeps them: in single precision, written with as few digits as tell them apart."""

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

_SINGLE: Final = struct.Struct("f")
_FORMS: Final = ("%.6g", "%.7g", "%.8g")
_BOUNDS: Final = (1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1)
_SMALL: Final = 1e-3
# From here to 1 seven digits end in a 0 where six are enough: neighbours in single precision are too
# close for the seventh to differ.
_SHIFTS: Final = tuple(
    tuple(float(10**digits) * 10**place for digits in ((6, 7, 8, 9) if bound < _SMALL else (7, 8, 9)))
    for place, bound in zip(range(len(_BOUNDS) - 1, -1, -1), _BOUNDS, strict=True)
)
"""The factors that give a number above a bound six to nine digits before the point, by bound."""
_NEARLY_HALF: Final = 0.499999


def as_stored(score: float) -> float:
    """Return a score as the store gives it back.

    It is the number with the fewest digits that is the same in single precision, which is what PostgreSQL
    writes of a `real`: a text has the same score whether it is looked up or asked about.
    """
    packed = _SINGLE.pack(score)
    (single,) = _SINGLE.unpack(packed)
    if _BOUNDS[0] <= single < 1:
        # Writing the digits and reading them took twice as long.
        for shift in _SHIFTS[bisect_right(_BOUNDS, single) - 1]:
            product = single * shift
            digits = round(product)
            if abs(product - digits) > _NEARLY_HALF:
                break  # The product is rounded, so the other neighbour may be the nearer one.
            # Both have less than 53 bits beside powers of two, so the quotient is rounded as reading is.
            short: float = digits / shift
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
