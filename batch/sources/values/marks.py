"""Marks of removed rows: a column that is true, or holds a time, where a project has left the source."""

import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.values.types import as_text, blank_to_null, replace_undecodable, unwrap

_MARKED = ("1", "true", "t", "yes", "y")
_UNMARKED = ("false", "f", "no", "n")
_ZERO = r"^[+-]?(0+\.?0*|\.0+)(e[+-]?[0-9]+)?$"


def read_marks(column: pa.Array) -> pa.BooleanArray:
    """Return which rows are marked; null where that cannot be told.

    True, numbers other than 0, and times are marks; false, 0 and nothing are none. Texts are read the same
    way: `true`, `t`, `yes`, `y`, their opposites, numbers, and times, which begin with a digit.
    """
    column = unwrap(column)
    kind = column.type
    if pa.types.is_boolean(kind):
        return pc.fill_null(column, fill_value=False)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return pc.is_valid(column)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return pc.fill_null(pc.not_equal(column, pa.scalar(0).cast(kind)), fill_value=False)
    if pa.types.is_null(kind):
        return pa.repeat(pa.scalar(value=False), len(column))
    return _read_texts(as_text(column, "removed"))


def _read_texts(column: pa.StringArray) -> pa.BooleanArray:
    text = pc.utf8_lower(blank_to_null(replace_undecodable(column)))
    is_zero = pc.fill_null(pc.match_substring_regex(text, _ZERO), fill_value=False)
    none = pc.or_(pc.or_(pc.is_null(text), is_zero), pc.is_in(text, pa.array(_UNMARKED)))
    begins_a_time = pc.fill_null(pc.match_substring_regex(text, r"^[0-9]"), fill_value=False)
    marked = pc.or_(pc.is_in(text, pa.array(_MARKED)), begins_a_time)
    # What is no mark is null where it is not known to be none.
    return pc.if_else(none, pa.scalar(value=False), pc.if_else(marked, marked, pa.scalar(None, pa.bool_())))
