"""Numbers as text: the shortest decimal form, or none where the number is not exact.

One rule holds for every source that has numbers: no trailing zeros, no sign of zero, no point in whole
numbers, and no exponent up to a hundred digits. A floating-point number is the shortest text that gives it
again in its own precision; beyond the whole numbers that its precision holds exactly, it is inexact. NaN,
which pandas and others write for a missing value, is missing; infinities are inexact. CSV has no numbers: its
values are texts.
"""

import math
import re
from decimal import Decimal, InvalidOperation

import pyarrow as pa
import pyarrow.compute as pc

MAX_EXACT = {"halffloat": 2.0**11, "float": 2.0**24, "double": 2.0**53}
"""The largest whole number of each floating-point type of Arrow up to which all of them are exact."""

_MAX_DIGITS = 100
_WHOLE = re.compile(r"-?[1-9][0-9]*|0")


def write_number(literal: str) -> str:
    """Write a finite decimal literal, such as `7.0`, `0E-9` or `1e3`, in its shortest form."""
    if _WHOLE.fullmatch(literal):
        return literal
    try:
        number = Decimal(literal)
    except InvalidOperation:  # an exponent of twenty digits
        return literal
    if not number:
        return "0"
    if abs(number.adjusted()) < _MAX_DIGITS:
        plain = format(number, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    sign, digits, _ = number.as_tuple()
    mantissa = "".join(map(str, digits)).rstrip("0")
    fraction = f".{mantissa[1:]}" if len(mantissa) > 1 else ""
    return f"{'-' if sign else ''}{mantissa[0]}{fraction}e{number.adjusted()}"


def is_exact(value: float, limit: float = MAX_EXACT["double"]) -> bool:
    """Return whether a floating-point number is exact; NaN, which is missing, is."""
    return math.isnan(value) or abs(value) <= limit


def write_numbers(array: pa.Array) -> pa.StringArray:
    """Write an array of integers, floating-point numbers or decimals; what is not exact is null."""
    kind = array.type
    if pa.types.is_integer(kind):
        return array.cast(pa.string())
    if pa.types.is_decimal(kind):
        return _normalised(array.cast(pa.string()))
    exact = pc.less_equal(pc.abs(_comparable(array)), MAX_EXACT[str(kind)])  # false for NaN
    array = pc.if_else(exact, array, pa.scalar(None, kind))
    if pa.types.is_float16(kind):
        # Arrow writes halves as if they were doubles; NumPy knows the shortest text.
        return _normalised(pa.array([None if v is None else str(v) for v in _halves(array)], pa.string()))
    whole = pc.if_else(pc.equal(pc.floor(array), array), array, pa.scalar(None, kind))
    if whole.null_count == array.null_count:
        return whole.cast(pa.int64()).cast(pa.string())
    return _normalised(array.cast(pa.string()))


def find_inexact(array: pa.Array) -> pa.BooleanArray | None:
    """Return which floating-point numbers are not exact; None for other types, which are."""
    kind = array.type
    if not pa.types.is_floating(kind):
        return None
    return pc.greater(pc.abs(_comparable(array)), MAX_EXACT[str(kind)])


def _comparable(array: pa.Array) -> pa.Array:
    return array.cast(pa.float32()) if pa.types.is_float16(array.type) else array


def _halves(array: pa.Array) -> list[object]:
    values = array.cast(pa.float32()).to_numpy(zero_copy_only=False).astype("float16")
    return [
        value if valid else None for value, valid in zip(values, array.is_valid().to_pylist(), strict=True)
    ]


def _normalised(texts: pa.StringArray) -> pa.StringArray:
    """Bring texts of numbers, as Arrow and NumPy write them, to the shortest form."""
    texts = pc.replace_substring_regex(texts, r"(\.[0-9]*?)0+$", r"\1")
    texts = pc.replace_substring_regex(texts, r"\.$", "")
    odd = pc.match_substring_regex(texts, r"[eE]|^-0(\.0*)?$")
    if not pc.any(odd).as_py():
        return texts
    return pa.array([None if text is None else write_number(text) for text in texts.to_pylist()], pa.string())
