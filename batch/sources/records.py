"""Raw batches of Python objects, which come from JSON or a database."""

import contextlib
import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from batch.sources.columns import is_feature, raw_batch
from batch.sources.validation import RejectionReason
from batch.sources.values.features import MISFIT
from batch.sources.values.numbers import is_exact, write_number
from batch.sources.values.tags import split_tags
from batch.sources.values.types import INSTANT


@dataclass(frozen=True, slots=True)
class Unfit:
    """A value that cannot be held as it is in the source, such as an infinite date."""

    written: str
    reason: RejectionReason


class _RefusedError(Exception):
    def __init__(self, reason: RejectionReason) -> None:
        self.reason = reason


def batch_of_values(values: Mapping[str, Sequence[object]], columns: Mapping[str, str]) -> pa.RecordBatch:
    """Make a raw batch of equally long columns; rows with a value that is not text are marked in it.

    `columns` has the name that the column of each field has in the source.
    """
    arrays: dict[str, pa.Array] = {}
    reasons: dict[int, str] = {}
    rows = 0
    for field, column in values.items():
        rows = len(column)
        faults: dict[int, RejectionReason] = {}
        if field == "created_on":
            arrays[field] = _instants(column)
        elif field == "tags":
            arrays[field] = _lists(column, faults)
        elif is_feature(field) or field == "target":
            arrays[field] = pa.array([_written_feature(value) for value in column], pa.string())
        elif field == "removed":
            arrays[field] = pa.array([_mark(value) for value in column], pa.string())
        else:
            arrays[field] = _texts(column, faults)
        for row, reason in faults.items():
            reasons.setdefault(row, reason.in_column(columns[field]))
    if reasons:
        arrays["reason"] = pa.array([reasons.get(row) for row in range(rows)], pa.string())
    return raw_batch(arrays, columns)


def _texts(column: Sequence[object], faults: dict[int, RejectionReason]) -> pa.StringArray:
    with contextlib.suppress(UnicodeEncodeError, pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array(column, pa.string())  # most are texts
    texts: list[str | bytes | None] = []
    for row, value in enumerate(column):
        try:
            texts.append(_text(value))
        except _RefusedError as refused:
            faults.setdefault(row, refused.reason)
            texts.append(None)
    try:
        return pa.array(texts, pa.string())
    except (UnicodeEncodeError, pa.ArrowInvalid, pa.ArrowTypeError):
        # Halves of surrogate pairs, or bytes: validation finds out which rows cannot stay.
        raw = [text.encode(errors="surrogatepass") if isinstance(text, str) else text for text in texts]
        return pa.array(raw, pa.binary()).view(pa.string())


def _lists(column: Sequence[object], faults: dict[int, RejectionReason]) -> pa.Array:
    """Return lists of tags; if none of the values is a list, each is a text with a list."""
    if not any(isinstance(value, list | tuple) for value in column):
        return _texts(column, faults)
    elements: list[object] = []
    offsets = [0]
    for row, value in enumerate(column):
        tags: list[object] = []
        wrong: dict[int, RejectionReason] = {}
        try:
            tags = _list(value)
            _texts(tags, wrong)
        except _RefusedError as refused:
            wrong[0] = refused.reason
        except ValueError:
            wrong[0] = RejectionReason.NO_LIST
        for reason in wrong.values():
            faults.setdefault(row, reason)
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
    _RefusedError
        If it is neither text nor a number, or not exact.
    """
    if value is None or isinstance(value, str | bytes):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    if isinstance(value, int | uuid.UUID) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(value)
    raise _RefusedError(value.reason if isinstance(value, Unfit) else RejectionReason.NOT_TEXT)


def _number(value: float | Decimal) -> str | None:
    if math.isnan(value):
        return None
    if isinstance(value, Decimal):
        if value.is_finite():
            return write_number(str(value))
    elif is_exact(value):
        return write_number(repr(value))
    raise _RefusedError(RejectionReason.INEXACT)


def _instants(column: Sequence[object]) -> pa.Array:
    if all(value is None or isinstance(value, datetime) for value in column):
        return pa.array(column, INSTANT)
    return pa.array([_written(value) for value in column], pa.string())


def _mark(value: object) -> str | None:
    """Return the mark of a removed row as text, which `marks.read_marks` reads."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode(errors="replace")
    if isinstance(value, Unfit):  # a time that never comes is no mark
        return None if "infinity" in value.written else "1"
    if isinstance(value, date):
        return "1"
    if value is None or isinstance(value, str) or (isinstance(value, float) and math.isnan(value)):
        return value if isinstance(value, str) else None
    return "1" if value else "0"


def _written_feature(value: object) -> str | None:
    """Return the value of a feature as text, which `features.read_features` reads."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return None if math.isnan(value) else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    try:
        text = _text(value)
        raw = text.encode() if isinstance(text, str) else text
        return None if raw is None else raw.decode()
    except (_RefusedError, UnicodeError):
        return MISFIT


def _written(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Unfit):
        return value.written
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(value).encode(errors="replace").decode()
