"""Features of a raw batch in their canonical form, column by column.

A value that is not of the type of its feature is left empty and counted; its row stays. What is written is
what `core.features.dump_features` writes for the same values, row by row.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.columns import column_name, feature_field
from batch.sources.values.numbers import MAX_EXACT, find_inexact
from batch.sources.values.types import as_instants, as_text, blank_to_null, replace_undecodable, unwrap
from core.errors import CatalogueError
from core.features import MAX_INT, Feature, FeatureKind

MISFIT: Final = "\0"
"""Stands in a column of texts for a value that no feature can have, because no text of one may hold a NUL."""

_PLAIN_INT: Final = r"^(0|-?[1-9][0-9]{0,17})$"
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,9})?")
_MAX_DIGITS: Final = 30
# Arrow writes numbers from the first to below the second without an exponent, and so does Python.
_WRITTEN_ALIKE: Final = (1e-4, 1e10)
_ESCAPED: Final = r'[\x00-\x1f"\\]'
# Arrays are made where they are used: the first one imports pandas, if it is installed.
_TRUE: Final = ("true", "t", "yes", "y", "1")
_FALSE: Final = ("false", "f", "no", "n", "0")
_DAY_MICROSECONDS: Final = 86_400_000_000

_Written = tuple[pa.StringArray, pa.BooleanArray]
"""Values as JSON, null where there is none, and which were given: given and null is a misfit."""


def read_features(
    raw: pa.RecordBatch, features: Sequence[Feature]
) -> tuple[pa.StringArray, Mapping[str, pa.BooleanArray]]:
    """Return the canonical form of the features of each row, and by remark the rows that have a misfit.

    Raises
    ------
    CatalogueError
        If a column is of a type from which no feature is read, such as a list.
    """
    if not features:
        return pa.nulls(raw.num_rows, pa.string()), {}
    parts: list[object] = []
    remarks = {}
    for feature in features:
        field = feature_field(feature.name)
        column = unwrap(raw.column(field) if field in raw.schema.names else pa.nulls(raw.num_rows))
        _check_type(column.type, feature.name, "PREDAWN_FEATURES")
        written, given = _WRITERS[feature.kind](column)
        remark = f'a value of column "{feature.name}" is no {feature.kind} and was left empty'
        remarks[remark] = pc.and_(given, pc.is_null(written))
        key = json.dumps(feature.name, ensure_ascii=False)
        parts += [f"{',' if parts else '{'}{key}:", pc.fill_null(written, "null")]
    return pc.binary_join_element_wise(*parts, "}", ""), remarks


def read_targets(raw: pa.RecordBatch) -> tuple[pa.Array, Mapping[str, pa.BooleanArray]]:
    """Return the known numbers of each row, and by remark the rows that have a misfit.

    Raises
    ------
    CatalogueError
        If the column is of a type from which no number is read, such as a list.
    """
    if "target" not in raw.schema.names:
        return pa.nulls(raw.num_rows, pa.float64()), {}
    name = column_name(raw, "target")
    column = unwrap(raw.column("target"))
    _check_type(column.type, name, "PREDAWN_COLUMN_TARGET")
    written, given = _write_floats(column)
    remark = f'a value of column "{name}" is no number and was left empty'
    return written.cast(pa.float64()), {remark: pc.and_(given, pc.is_null(written))}


def _check_type(kind: pa.DataType, name: str, setting: str) -> None:
    if pa.types.is_nested(kind) or pa.types.is_time(kind) or pa.types.is_duration(kind):
        raise CatalogueError(
            f'The column "{name}" is of type {kind}, from which no feature is read. Convert it in the '
            f"source, or leave it out of {setting}."
        )


def _write_ints(column: pa.Array) -> _Written:
    kind = column.type
    if pa.types.is_integer(kind):
        fits = (
            pc.less_equal(column, pa.scalar(MAX_INT, kind))
            if pa.types.is_uint64(kind)
            else pc.is_valid(column)
        )
        return _where(fits, column).cast(pa.string()), pc.is_valid(column)
    if pa.types.is_floating(kind):
        wide, given = _floats(column)
        exact = pc.and_(pc.less_equal(pc.abs(wide), MAX_EXACT[str(kind)]), pc.equal(pc.floor(wide), wide))
        return _where(exact, wide).cast(pa.int64()).cast(pa.string()), given
    text = _texts(column)
    plain = pc.match_substring_regex(text, _PLAIN_INT)
    if pc.all(plain).as_py() is not False:
        return text, pc.is_valid(text)
    return pa.array(map(_parse_int, text.to_pylist()), pa.string()), pc.is_valid(text)


def _parse_int(text: str | None) -> str | None:
    if text is None or not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    if abs(number.adjusted()) > _MAX_DIGITS or number != number.to_integral_value():
        return None
    return str(int(number)) if -MAX_INT - 1 <= number <= MAX_INT else None


def _write_floats(column: pa.Array) -> _Written:
    kind = column.type
    if pa.types.is_float64(kind):
        _, given = _floats(column)
        return _write_doubles(column), given
    if pa.types.is_float32(kind):  # the shortest text in its own precision
        _, given = _floats(column)
        text = column.cast(pa.string())
    elif pa.types.is_float16(kind):
        wide, given = _floats(column)
        halves = wide.to_numpy(zero_copy_only=False).astype("float16")
        text = pc.if_else(given, pa.array(map(str, halves), pa.string()), pa.scalar(None, pa.string()))
    else:
        text = column.cast(pa.string()) if pa.types.is_integer(kind) else _texts(column)
        given = pc.is_valid(text)
    return pa.array(map(_parse_float, text.to_pylist()), pa.string()), given


def _write_doubles(column: pa.DoubleArray) -> pa.StringArray:
    """Return doubles as `repr` writes them, and null where there is no finite one.

    `repr` takes seven times as long as Arrow, which writes an exponent elsewhere, and no `.0`.
    """
    finite = pc.fill_null(pc.is_finite(column), fill_value=False)
    # Adding 0 turns -0.0 into 0.0.
    values = pc.add(pc.if_else(finite, column, 0.0), 0.0)
    size = pc.abs(values)
    small, large = _WRITTEN_ALIKE
    unlike = pc.or_(pc.and_(pc.less(size, small), pc.not_equal(size, 0.0)), pc.greater_equal(size, large))
    text = values.cast(pa.string())
    text = pc.if_else(pc.match_substring(text, "."), text, pc.binary_join_element_wise(text, ".0", ""))
    others = map(repr, values.filter(unlike).to_numpy().tolist())
    return _where(finite, pc.replace_with_mask(text, unlike, pa.array(others, pa.string())))


def _parse_float(text: str | None) -> str | None:
    return _repr(float(text)) if text is not None and _NUMBER.fullmatch(text) else None


def _repr(value: float | None) -> str | None:
    # Adding 0 turns -0.0 into 0.0.
    return repr(value + 0.0) if value is not None and math.isfinite(value) else None


def _write_bools(column: pa.Array) -> _Written:
    if pa.types.is_boolean(column.type):
        return column.cast(pa.string()), pc.is_valid(column)
    text = pc.utf8_lower(_texts(column))
    true, false = (pc.is_in(text, pa.array(words)) for words in (_TRUE, _FALSE))
    written = pc.if_else(true, "true", pc.if_else(false, "false", pa.scalar(None, pa.string())))
    return written, pc.is_valid(text)


def _write_dates(column: pa.Array) -> _Written:
    instants, _ = as_instants(column)
    given = pc.is_valid(_texts(column) if _holds_text(column.type) else column)
    microseconds = instants.cast(pa.int64())
    days = pc.divide(microseconds, _DAY_MICROSECONDS)
    at_midnight = pc.equal(pc.multiply(days, _DAY_MICROSECONDS), microseconds)
    written = _where(at_midnight, instants).cast(pa.date32()).cast(pa.string())
    return pc.binary_join_element_wise('"', written, '"', ""), given


def _write_strs(column: pa.Array) -> _Written:
    kind = column.type
    given = pc.is_valid(column)
    if pa.types.is_temporal(kind):
        times = [None if value is None else value.isoformat() for value in column.to_pylist()]
        text = pa.array(times, pa.string())
    elif pa.types.is_boolean(kind):
        text = column.cast(pa.string())
    else:
        text = as_text(column, "features")
        if (inexact := find_inexact(column)) is not None:
            given = pc.or_(pc.is_valid(text), pc.fill_null(inexact, fill_value=False))
        text = _decodable(text)
    text = _where(pc.invert(pc.match_substring(text, "\0")), text)
    return _quoted(text), given


def _decodable(text: pa.StringArray) -> pa.StringArray:
    """Return texts without those that are not UTF-8."""
    safe = replace_undecodable(text)
    if safe is text:
        return text
    same = pc.equal(safe.cast(pa.binary()), text.view(pa.binary()))
    return _where(same, safe)


def _quoted(text: pa.StringArray) -> pa.StringArray:
    """Return texts as JSON."""
    if pc.any(pc.match_substring_regex(text, _ESCAPED)).as_py():
        written = [
            None if value is None else json.dumps(value, ensure_ascii=False) for value in text.to_pylist()
        ]
        return pa.array(written, pa.string())
    return pc.binary_join_element_wise('"', text, '"', "")


def _texts(column: pa.Array) -> pa.StringArray:
    """Return values as trimmed texts, null where they are blank; times are no number and no truth."""
    if pa.types.is_temporal(column.type) or pa.types.is_boolean(column.type):
        return pc.if_else(pc.is_valid(column), MISFIT, pa.scalar(None, pa.string()))
    text = blank_to_null(replace_undecodable(as_text(column, "features")))
    inexact = find_inexact(column)
    return text if inexact is None else pc.if_else(inexact, MISFIT, text)


def _holds_text(kind: pa.DataType) -> bool:
    return not (pa.types.is_temporal(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind))


def _floats(column: pa.Array) -> tuple[pa.Array, pa.BooleanArray]:
    """Return floating-point numbers, halves as singles, and which of them are given: NaN is not."""
    wide = column.cast(pa.float32()) if pa.types.is_float16(column.type) else column
    return wide, pc.and_(pc.is_valid(column), pc.fill_null(pc.invert(pc.is_nan(wide)), fill_value=False))


def _where(mask: pa.BooleanArray, array: pa.Array) -> pa.Array:
    return pc.if_else(mask, array, pa.scalar(None, array.type))


_WRITERS: Final[Mapping[FeatureKind, Callable[[pa.Array], _Written]]] = {
    FeatureKind.INT: _write_ints,
    FeatureKind.FLOAT: _write_floats,
    FeatureKind.STR: _write_strs,
    FeatureKind.BOOL: _write_bools,
    FeatureKind.DATE: _write_dates,
}
