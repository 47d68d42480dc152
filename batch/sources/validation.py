"""Rules for the rows of a catalogue, as functions on Arrow data.

A row that breaks a rule is set aside with its number and a reason; a row with a remark (an unreadable date,
an id with spaces around it) is kept and counted. Nothing here reads or
writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.columns import column_name
from batch.sources.values.features import read_features, read_targets
from batch.sources.values.marks import read_marks
from batch.sources.values.numbers import find_inexact
from batch.sources.values.tags import TAG_LISTS, TagElements, make_lists, read_elements
from batch.sources.values.types import (
    INSTANT,
    as_instants,
    as_text,
    blank_to_null,
    has_nul,
    replace_undecodable,
    unwrap,
)
from core.features import Feature
from core.types import CONTROL_CHARACTERS

TEXT_FIELDS = ("project_id", "title", "description", "tag")

MAX_ID_BYTES = 512
"""Ids are keys of B-tree indexes, whose entries PostgreSQL limits to about 2,700 bytes."""

MAX_KNOWN_TAG_BYTES = 512
"""Known tags are indexed too. Those that models predict may have `core.types.MAX_TAG_BYTES`."""

MAX_TEXT_CHARACTERS = 250_000
"""Of title and description together, which fit into a block of `source_csv` at four bytes each; beyond it
a row is a mistake (a file in a field, a lost quote)."""

MAX_FEATURES_BYTES = 100_000
"""Of all features of a project together."""

CATALOGUE_SCHEMA = pa.schema(
    [
        pa.field("row_number", pa.int64(), nullable=False),
        pa.field("project_id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("description", pa.string(), nullable=False),
        pa.field("created_on", INSTANT),
        pa.field("tag", pa.string()),
        pa.field("tags", TAG_LISTS),
        pa.field("features", pa.string()),
        pa.field("target", pa.float64()),
    ]
)
"""The schema of a validated batch; `features` has their canonical form, or is null where none are set.

`target` has the known number, null where there is none.
"""

CHANGES_SCHEMA = CATALOGUE_SCHEMA.append(pa.field("removed", pa.bool_(), nullable=False))
"""The schema of a validated batch of a source that marks removed rows."""

REJECTED_SCHEMA = pa.schema(
    [
        pa.field("row_number", pa.int64(), nullable=False),
        pa.field("project_id", pa.string()),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""The schema of the rows that were set aside."""


class RejectionReason(StrEnum):
    """The reason for which a row is set aside."""

    NOT_TEXT = "a value is not text: the id, title, description and tags must be strings or numbers"
    INEXACT = "a number is infinite, or beyond the whole numbers that its floating-point type holds exactly"
    NOT_UTF8 = "a value is not valid UTF-8: convert bytes, such as those of a UUID, to text in the source"
    SURROGATE = "a value holds half of a surrogate pair, which is not a character"
    NUL = "a value holds a NUL character, which PostgreSQL cannot store"
    NO_ID = "the id is missing or blank"
    LONG_ID = f"the id is longer than {MAX_ID_BYTES} bytes"
    LONG_TAG = f"the tag is longer than {MAX_KNOWN_TAG_BYTES} bytes"
    NO_LIST = "the tags begin as a JSON array, and are none of strings or numbers"
    CONTROL = "a tag holds a control character, such as a line break, or one that turns the direction of text"
    NO_MARK = "the mark of removed rows is neither true or false, nor a number or a time"
    NO_TEXT = "there is no text: title and description are both blank"
    LONG_FEATURES = f"the features are longer than {MAX_FEATURES_BYTES:,} bytes"
    LONG_TEXT = f"title and description are longer than {MAX_TEXT_CHARACTERS:,} characters"

    def in_column(self, column: str) -> str:
        """Return the reason with the column of the source that has the value."""
        return f'{self.value} (column "{column}")'


class Remark(StrEnum):
    """A remark on a row that is kept; remarks are counted."""

    PADDED_ID = "spaces around the id were removed"
    BLANK_TAG = "an empty one of several tags was left out"
    REPEATED_TAG = "a tag that stands twice among those of its project was taken once"
    FUTURE = "an update time lies in the future or is no finite number, so the next sync reads the row again"
    UNREADABLE_DATE = (
        "the creation time is not an ISO 8601 date or time of the years 1 to 9999 and was left empty"
    )
    REPEATED_KEY = "a key stands twice in one JSON object and its last value was taken"
    BACKSLASH = (
        "a backslash before a quote was kept as it is (where it escapes the quote, set PREDAWN_CSV_ESCAPE)"
    )


@dataclass(frozen=True, slots=True)
class Validated:
    """A batch after validation: accepted rows, rows set aside, and counts of remarks on accepted rows."""

    accepted: pa.RecordBatch
    rejected: pa.RecordBatch
    warnings: Mapping[str, int]


def validate(raw: pa.RecordBatch, first_row: int, features: Sequence[Feature] = ()) -> Validated:
    """Validate a batch of raw rows.

    Ids are compared exactly everywhere else, so spaces around them are removed here, with a remark;
    titles and descriptions are kept as they are.

    Parameters
    ----------
    raw
        Columns `project_id`, `title`, `description`, and if there are any `created_on`, `tag`, `tags`,
        `target` and `removed`, of any type that can be read as text, time or lists; a column `reason` sets
        rows aside beforehand.
    first_row
        The number of the first row in the source.
    features
        The features, whose columns it has as well.

    Raises
    ------
    CatalogueError
        If a column is of a type that holds no text, such as a list.
    """
    verdict = _Verdict(raw)
    text = {name: verdict.read(_column(raw, name), name) for name in TEXT_FIELDS}
    ids = pc.utf8_trim_whitespace(pc.fill_null(text["project_id"], ""))
    title, description = pc.fill_null(text["title"], ""), pc.fill_null(text["description"], "")
    tag = blank_to_null(text["tag"])
    created_on, unreadable = as_instants(_column(raw, "created_on"))

    _check_texts(verdict, ids, title, description, tag)
    removed = _read_marks(raw, verdict)
    blank = _both_blank(title, description)
    verdict.reject(blank if removed is None else pc.and_not(blank, removed), RejectionReason.NO_TEXT)
    verdict.reject(_too_long(title, description), RejectionReason.LONG_TEXT)

    tags, remarks = _read_tags(raw, verdict)
    written, targets, misfits = _read_further(raw, features, verdict)

    rows = pa.arange(first_row, first_row + raw.num_rows)
    batch = pa.RecordBatch.from_arrays(
        [rows, ids, title, description, created_on, tag, tags, written, targets], schema=CATALOGUE_SCHEMA
    )
    if removed is not None:
        batch = pa.RecordBatch.from_arrays([*batch.columns, removed], schema=CHANGES_SCHEMA)
    padded = pc.not_equal(ids, pc.fill_null(text["project_id"], ""))
    return verdict.split(
        batch,
        {Remark.PADDED_ID: padded, **remarks, Remark.UNREADABLE_DATE: unreadable, **misfits},
    )


def _check_texts(
    verdict: "_Verdict",
    ids: pa.StringArray,
    title: pa.StringArray,
    description: pa.StringArray,
    tag: pa.StringArray,
) -> None:
    """Set rows aside that have a NUL, no id, one or a tag that is too long, or a tag nobody could read."""
    for name, column in zip(TEXT_FIELDS, (ids, title, description, tag), strict=True):
        if has_nul(column):
            verdict.reject(pc.match_substring(column, "\0"), RejectionReason.NUL, name)
    verdict.reject(pc.equal(ids, ""), RejectionReason.NO_ID)
    verdict.reject(pc.greater(pc.binary_length(ids), MAX_ID_BYTES), RejectionReason.LONG_ID)
    verdict.reject(pc.match_substring_regex(tag, CONTROL_CHARACTERS), RejectionReason.CONTROL)
    verdict.reject(pc.greater(pc.binary_length(tag), MAX_KNOWN_TAG_BYTES), RejectionReason.LONG_TAG)


def _read_marks(raw: pa.RecordBatch, verdict: "_Verdict") -> pa.BooleanArray | None:
    """Read which rows are marked as removed; None if the source has no such marks."""
    if "removed" not in raw.schema.names:
        return None
    marks = read_marks(raw.column("removed"))
    verdict.reject(pc.is_null(marks), RejectionReason.NO_MARK, "removed")
    return pc.fill_null(marks, fill_value=False)


def _read_further(
    raw: pa.RecordBatch, features: Sequence[Feature], verdict: "_Verdict"
) -> tuple[pa.StringArray, pa.Array, Mapping[str, pa.BooleanArray]]:
    """Read features and known numbers, set rows with too long ones aside, and return the remarks."""
    written, misfits = read_features(raw, features)
    verdict.reject(pc.greater(pc.binary_length(written), MAX_FEATURES_BYTES), RejectionReason.LONG_FEATURES)
    targets, no_numbers = read_targets(raw)
    return written, targets, {**misfits, **no_numbers}


def _read_tags(
    raw: pa.RecordBatch, verdict: "_Verdict"
) -> tuple[pa.ListArray, Mapping[str, pa.BooleanArray]]:
    """Read the lists of tags, set rows with a wrong one aside, and return the remarks on the others."""
    if "tags" not in raw.schema.names:
        return pa.nulls(raw.num_rows, TAG_LISTS), {}
    elements = read_elements(raw.column("tags"))
    verdict.reject(pa.array(elements.unreadable), RejectionReason.NO_LIST, "tags")
    if elements.inexact is not None:
        verdict.reject(elements.rows_where(elements.inexact), RejectionReason.INEXACT, "tags")
    tags = blank_to_null(verdict.decode(elements.texts, "tags", elements))
    verdict.reject(elements.rows_where(pc.match_substring(tags, "\0")), RejectionReason.NUL, "tags")
    verdict.reject(
        elements.rows_where(pc.match_substring_regex(tags, CONTROL_CHARACTERS)), RejectionReason.CONTROL
    )
    verdict.reject(
        elements.rows_where(pc.greater(pc.binary_length(tags), MAX_KNOWN_TAG_BYTES)), RejectionReason.LONG_TAG
    )
    found = make_lists(tags, elements)
    return found.lists, {Remark.BLANK_TAG: found.blank, Remark.REPEATED_TAG: found.repeated}


class _Verdict:
    """The reason, if any, for which each row of a batch is set aside; the first one counts."""

    def __init__(self, raw: pa.RecordBatch) -> None:
        self.reasons = pa.nulls(raw.num_rows, pa.string())
        self._raw = raw
        if "reason" in raw.schema.names:
            self.reasons = raw.column("reason").cast(pa.string())

    def reject(self, mask: pa.BooleanArray, reason: RejectionReason, field: str | None = None) -> None:
        """Set the rows that a mask marks aside; the reason names the column of `field`, if there is one."""
        if pc.any(mask).as_py():
            told = str(reason) if field is None else reason.in_column(column_name(self._raw, field))
            self.reasons = pc.coalesce(self.reasons, pc.if_else(mask, told, None))

    def read(self, column: pa.Array, field: str) -> pa.StringArray:
        """Read a column as text that is safe to compute on; rows whose value cannot be one are set aside."""
        column = unwrap(column)
        inexact = find_inexact(column)
        if inexact is not None:
            self.reject(inexact, RejectionReason.INEXACT, field)
        return self.decode(as_text(column, field), field)

    def decode(self, text: pa.StringArray, field: str, elements: TagElements | None = None) -> pa.StringArray:
        """Set rows with bytes that are not UTF-8 aside, and return text that is safe to compute on.

        The texts are those of the rows, or the elements of their lists.
        """
        safe = replace_undecodable(text)
        if safe is not text:
            column = column_name(self._raw, field)
            faults = [_encoding_fault(value, column) for value in text.view(pa.binary()).to_pylist()]
            if elements is not None:
                by_row: list[str | None] = [None] * len(self.reasons)
                for row, fault in zip(elements.rows.tolist(), faults, strict=True):
                    by_row[row] = by_row[row] or fault
                faults = by_row
            self.reasons = pc.coalesce(self.reasons, pa.array(faults, pa.string()))
        return safe

    def split(self, batch: pa.RecordBatch, remarks: Mapping[str, pa.BooleanArray]) -> Validated:
        if self.reasons.null_count == len(self.reasons):  # the usual case copies nothing
            counts = {remark: _count(mask) for remark, mask in remarks.items()}
            none = pa.RecordBatch.from_pylist([], schema=REJECTED_SCHEMA)
            return Validated(batch, none, _positive(counts))
        kept = pc.is_null(self.reasons)
        aside = pc.invert(kept)
        rejected_rows = pa.RecordBatch.from_arrays(
            [
                batch.column("row_number").filter(aside),
                _printable(batch.column("project_id").filter(aside)),
                self.reasons.filter(aside),
            ],
            schema=REJECTED_SCHEMA,
        )
        counts = {remark: _count(pc.and_kleene(mask, kept)) for remark, mask in remarks.items()}
        return Validated(batch.filter(kept), rejected_rows, _positive(counts))


def _column(raw: pa.RecordBatch, name: str) -> pa.Array:
    return raw.column(name) if name in raw.schema.names else pa.nulls(raw.num_rows)


def _encoding_fault(value: bytes | None, column: str) -> str | None:
    if value is None:
        return None
    try:
        value.decode()
    except UnicodeDecodeError:
        try:
            value.decode(errors="surrogatepass")
        except UnicodeDecodeError:
            return RejectionReason.NOT_UTF8.in_column(column)
        return RejectionReason.SURROGATE.in_column(column)
    return None


def _both_blank(title: pa.StringArray, description: pa.StringArray) -> pa.BooleanArray:
    blank = pc.equal(pc.utf8_trim_whitespace(title), "")
    if not pc.any(blank).as_py():
        return blank
    return pc.and_(blank, pc.equal(pc.utf8_trim_whitespace(description), ""))


def _too_long(title: pa.StringArray, description: pa.StringArray) -> pa.BooleanArray:
    # Characters are never more than bytes, and bytes are known without looking at the text.
    long = pc.greater(pc.add(pc.binary_length(title), pc.binary_length(description)), MAX_TEXT_CHARACTERS)
    if not pc.any(long).as_py():
        return long
    return pc.greater(pc.add(pc.utf8_length(title), pc.utf8_length(description)), MAX_TEXT_CHARACTERS)


def _printable(ids: pa.StringArray) -> pa.StringArray:
    """Ids of rows that were set aside, as far as they can be stored: bounded, without NUL, or null."""
    shown = pc.replace_substring(pc.utf8_slice_codeunits(ids, 0, MAX_ID_BYTES // 4), "\0", "\ufffd")
    return pc.if_else(pc.equal(shown, ""), pa.scalar(None, pa.string()), shown)


def _count(mask: pa.BooleanArray) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _positive(counts: Mapping[str, int]) -> dict[str, int]:
    return {str(remark): count for remark, count in counts.items() if count}
