"""Columns of any type, read as text or as times."""

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.values.numbers import write_numbers
from core.errors import CatalogueError

INSTANT = pa.timestamp("us", tz="UTC")
"""The type of times: microseconds, in UTC."""

_DATE_CHARACTERS = len("2020-02-20")
_SEPARATORS = frozenset("Tt ")
_LAST_MICROSECOND = {"s": 0, "ms": 999_000, "us": 999_999}


def as_text(array: pa.Array, column: str) -> pa.StringArray:
    """Read an array as text, without checking its UTF-8.

    Numbers are written in their shortest form, whole ones of any type without a decimal point, so that
    integer ids survive a null that made their column floating point. What is not exact is null;
    `find_inexact` of `batch.sources.values.numbers` tells it from what is missing.

    Raises
    ------
    CatalogueError
        If the type of the array holds no text; the error names `column`.
    """
    array = unwrap(array)
    kind = array.type
    if pa.types.is_string(kind):
        return array
    if _holds_bytes(kind):
        return array.cast(pa.binary()).view(pa.string())
    if pa.types.is_null(kind):
        return array.cast(pa.string())
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return write_numbers(array)
    lists = " For lists of tags, name it with PREDAWN_COLUMN_TAGS, and set PREDAWN_COLUMN_TAG to `-`."
    raise CatalogueError(
        f"The column for {column} is of type {kind}, which holds no text. Convert it to text in the "
        f"source, or name another column with PREDAWN_COLUMN_{column.removeprefix('project_').upper()}."
        f"{lists if column == 'tag' and is_list(kind) else ''}"
    )


def as_instants(array: pa.Array) -> tuple[pa.TimestampArray, pa.BooleanArray]:
    """Read an array as times in UTC, with a mask of the values that cannot be read.

    Native timestamps and dates are used as they are, text as ISO 8601 with a space or a `T`; without an
    offset they are UTC. Years outside 1 to 9999 are unreadable: Python has no such times.
    """
    array = unwrap(array)
    kind = array.type
    if pa.types.is_null(kind):
        return pa.nulls(len(array), INSTANT), pc.is_valid(array)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        found = _native_instants(array)
        return found, pc.and_(pc.is_null(found), pc.is_valid(array))
    if not (pa.types.is_string(kind) or _holds_bytes(kind)):
        return pa.nulls(len(array), INSTANT), pc.is_valid(array)
    text = blank_to_null(replace_undecodable(as_text(array, "created_on")))
    found = _native_instants(_parse_instants(text))
    return found, pc.and_(pc.is_null(found), pc.is_valid(text))


def blank_to_null(text: pa.StringArray) -> pa.StringArray:
    """Trim white space, and turn empty texts into null."""
    trimmed = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def replace_undecodable(text: pa.StringArray) -> pa.StringArray:
    """Replace bytes that are not UTF-8 by U+FFFD, so that it is safe to compute on the text."""
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        values = text.view(pa.binary()).to_pylist()
        return pa.array(
            [None if value is None else value.decode(errors="replace") for value in values], pa.string()
        )
    return text


def has_nul(text: pa.StringArray) -> bool:
    """Return whether any of the texts holds a NUL; one look at their bytes, not one at each text."""
    _, offsets, data = text.buffers()
    if data is None or not len(text):
        return False
    positions = np.frombuffer(offsets, np.int32)
    begin, end = positions[text.offset], positions[text.offset + len(text)]
    return bool(end > begin and np.frombuffer(data, np.uint8)[begin:end].min() == 0)


def unwrap(array: pa.Array) -> pa.Array:
    """Return dictionaries and extension types (UUID, JSON) as plain arrays."""
    if pa.types.is_dictionary(array.type):
        return unwrap(array.dictionary_decode())
    if isinstance(array.type, pa.UuidType):
        return pa.array([None if value is None else str(value) for value in array.to_pylist()], pa.string())
    if isinstance(array.type, pa.BaseExtensionType):
        return unwrap(array.storage)
    return array


def _parse_instants(text: pa.StringArray) -> pa.TimestampArray:
    for kind in (pa.timestamp("us"), INSTANT):
        try:
            return text.cast(kind)
        except pa.ArrowInvalid:
            continue  # another notation, a mixture, or something unreadable
    return pa.array([_parse_instant(value) for value in text.to_pylist()], INSTANT)


def _parse_instant(value: str | None) -> datetime | None:
    # Python takes any character between date and time, such as a digit of a number of milliseconds.
    if value is None or (len(value) > _DATE_CHARACTERS and not _SEPARATORS.intersection(value)):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _native_instants(array: pa.Array) -> pa.TimestampArray:
    if pa.types.is_date64(array.type):
        array = array.cast(pa.timestamp("ms"))
    kind = array.type
    if pa.types.is_date32(kind):
        low, high = pa.scalar(date.min, kind), pa.scalar(date.max, kind)
    elif kind.unit == "ns":  # 64 bits of nanoseconds end in the year 2262
        return array.cast(INSTANT, safe=False)
    else:
        zone = UTC if kind.tz else None
        low = pa.scalar(datetime.min.replace(tzinfo=zone), kind)
        last = datetime.max.replace(tzinfo=zone, microsecond=_LAST_MICROSECOND[kind.unit])
        high = pa.scalar(last, kind)
    known = pc.and_(pc.greater_equal(array, low), pc.less_equal(array, high))
    return pc.if_else(known, array, pa.scalar(None, kind)).cast(INSTANT, safe=False)


def is_list(kind: pa.DataType) -> bool:
    """Return whether a type is one of lists, in any layout."""
    return bool(
        pa.types.is_list(kind)
        or pa.types.is_large_list(kind)
        or pa.types.is_fixed_size_list(kind)
        or is_view(kind)
    )


def is_view(kind: pa.DataType) -> bool:
    """Return whether a type is one of list views, whose elements may be in any order."""
    return bool(pa.types.is_list_view(kind) or pa.types.is_large_list_view(kind))


def _holds_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_binary_view(kind)
        or pa.types.is_fixed_size_binary(kind)
    )
