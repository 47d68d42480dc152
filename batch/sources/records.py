"""Raw batches of Python objects, which come from JSON or a database."""

import math
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from batch.sources.tags import split_tags
from batch.sources.types import INSTANT
from batch.sources.validation import RejectionReason

_MAX_EXACT_FLOAT = 2.0**53
_MAX_DIGITS = 100


def batch_of_values(values: Mapping[str, Sequence[object]]) -> pa.RecordBatch:
    """Make a raw batch of equally long columns; rows with a value that is not text are marked in it."""
    arrays: dict[str, pa.Array] = {}
    reasons: dict[int, str] = {}
    rows = 0
    for field, column in values.items():
        rows = len(column)
        if field == "created_on":
            arrays[field] = _instants(column)
        elif field == "tags":
            arrays[field] = _lists(column, reasons)
        else:
            arrays[field] = _texts(column, reasons)
    if reasons:
        arrays["reason"] = pa.array([reasons.get(row) for row in range(rows)], pa.string())
    return pa.RecordBatch.from_arrays([*arrays.values()], names=[*arrays])


def plain_number(literal: str) -> str:
    """Write a whole number without point and exponent (7.0, 1e3); leave other numbers as they are."""
    number = Decimal(literal)
    if number.adjusted() < _MAX_DIGITS and number == number.to_integral_value():
        return str(int(number))
    return literal


def _texts(column: Sequence[object], reasons: dict[int, str]) -> pa.StringArray:
    texts: list[str | bytes | None] = []
    for row, value in enumerate(column):
        try:
            texts.append(_text(value))
        except TypeError:
            reasons.setdefault(row, RejectionReason.NOT_TEXT.value)
            texts.append(None)
    try:
        return pa.array(texts, pa.string())
    except (UnicodeEncodeError, pa.ArrowInvalid, pa.ArrowTypeError):
        # Halves of surrogate pairs, or bytes: validation finds out which rows cannot stay.
        raw = [text.encode(errors="surrogatepass") if isinstance(text, str) else text for text in texts]
        return pa.array(raw, pa.binary()).view(pa.string())


def _lists(column: Sequence[object], reasons: dict[int, str]) -> pa.Array:
    """Return lists of tags; if none of the values is a list, each is a text with a list."""
    if not any(isinstance(value, list | tuple) for value in column):
        return _texts(column, reasons)
    elements: list[object] = []
    offsets = [0]
    for row, value in enumerate(column):
        tags: list[object] = []
        wrong: dict[int, str] = {}
        try:
            tags = _list(value)
            _texts(tags, wrong)
        except TypeError:
            wrong[0] = RejectionReason.NOT_TEXT.value
        except ValueError:
            wrong[0] = RejectionReason.NO_LIST.value
        for reason in wrong.values():
            reasons.setdefault(row, reason)
        elements += tags if not wrong else []
        offsets.append(len(elements))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), _texts(elements, {}))


def _list(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return [*value]
    text = _text(value)
    if isinstance(text, bytes):
        text = text.decode(errors="surrogateescape")
    return [] if text is None else [*split_tags(text)]


def _text(value: object) -> str | bytes | None:
    """Return a value as text, as `types.as_text` does for a column.

    Raises
    ------
    TypeError
        If it is neither text nor a number.
    """
    if value is None or isinstance(value, str | bytes):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    if isinstance(value, int | uuid.UUID) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        exact = math.isfinite(value) and abs(value) <= _MAX_EXACT_FLOAT
        return plain_number(repr(value)) if exact else None
    if isinstance(value, Decimal):
        return plain_number(str(value)) if value.is_finite() else None
    raise TypeError(type(value))


def _instants(column: Sequence[object]) -> pa.Array:
    if all(value is None or isinstance(value, datetime) for value in column):
        return pa.array(column, INSTANT)
    return pa.array([_written(value) for value in column], pa.string())


def _written(value: object) -> str | None:
    if value is None:
        return None
    written = value.isoformat() if isinstance(value, date) else str(value)
    return written.encode(errors="replace").decode()
