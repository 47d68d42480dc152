"""Exports: a query as CSV, NDJSON or Parquet, streamed from the server with flat memory."""

import codecs
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Connection, text

from core.errors import StoreError
from core.types import Output
from store.bulk.copy import read_copied
from store.sql_files import Sql, compose, fill, raw_cursor

# The size of the server's text that becomes one batch of Parquet.
_BATCH_BYTES = 8 * 1024 * 1024
# What spreadsheets take for the beginning of a formula, in its wide forms too, or skip before one.
_FORMULA = "^[-=+@\uff1d\uff0b\uff0d\uff20[:cntrl:]]"
# Separates the elements of a list on their way to Parquet; JSON and CSV do not use it.
_UNIT = "\x1f"

_TEXTS = pa.list_(pa.string())
_NUMBERS = pa.list_(pa.float32())
_DOUBLES = pa.list_(pa.float64())
_TIME = pa.timestamp("us", tz="UTC")

_COMMON_SCHEMA: Final = pa.schema(
    [
        ("project_id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("created_on", _TIME),
        ("known_tag", pa.string()),
        ("known_tags", _TEXTS),
        ("fits_text", pa.bool_()),
        ("run_id", pa.int64()),
        ("model_version", pa.int32()),
        ("scored_at", _TIME),
        ("origin", pa.string()),
        ("source", pa.string()),
        ("model_tag", pa.string()),
    ]
)
_OUTPUT_FIELDS: Final = {
    Output.TAGS: (
        pa.field("predicted_tag", pa.string()),
        pa.field("score", pa.float32()),
        pa.field("tags", _TEXTS),
        pa.field("scores", _NUMBERS),
    ),
    Output.NUMBER: (pa.field("value", pa.float64()), pa.field("known_number", pa.float64())),
    Output.RANKING: (pa.field("items", _TEXTS), pa.field("item_scores", _DOUBLES)),
}
_TAGS: Final = Sql(
    "CASE WHEN k.tags IS NULL THEN p.predicted_tag ELSE coalesce(k.tags[1], 'other') END AS predicted_tag, "
    "CASE WHEN k.tags IS NULL THEN p.score ELSE 1 END AS score, "
    "coalesce(k.tags, p.tags) AS tags, "
    "CASE WHEN k.tags IS NULL THEN p.scores "
    "ELSE array_fill(1::real, ARRAY[cardinality(k.tags)]) END AS scores"
)
_COLUMNS: Final = {
    Output.TAGS: _TAGS,
    Output.NUMBER: Sql("p.value, j.target AS known_number"),
    Output.RANKING: Sql("p.items, p.item_scores"),
}
# The server has no comparison of JSON with texts, which the other texts may need.
_FEATURES: Final = pa.field("features", pa.large_string())
INFERENCE_LOG_SCHEMA: Final = pa.schema(
    [
        ("id", pa.string()),
        ("asked_at", _TIME),
        ("title", pa.string()),
        ("description", pa.string()),
        ("tag", pa.string()),
        ("known_as", pa.string()),
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("predicted_tags", _TEXTS),
        ("scores", _NUMBERS),
        ("model_version", pa.int32()),
        ("source", pa.string()),
        ("latency_seconds", pa.float32()),
        ("value", pa.float64()),
        ("items", _TEXTS),
        ("item_scores", _DOUBLES),
    ]
)
_LISTS: Final = (("tags", "scores"), ("predicted_tags", "scores"), ("items", "item_scores"))
"""The lists that belong together, by their columns."""


class ExportFormat(StrEnum):
    """The format of an exported file."""

    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Export:
    """The data of an export: a query with its parameters, and its columns."""

    query: Sql
    parameters: dict[str, Any]
    schema: pa.Schema


def predictions(
    run_id: int,
    *,
    in_service: bool,
    project_ids: Sequence[str] | None = None,
    with_features: bool = False,
    output: Output = Output.TAGS,
) -> Export:
    """Return the predictions of a run, of all projects or of some.

    Of the run in service, projects that left the catalogue have none. Of another run they have, and those
    that were deleted have no title and no description.

    With features there is one more column: an object in NDJSON, its text elsewhere. The columns of what is
    predicted are those of the output of the run's model.
    """
    condition = "AND j.project_id IS NOT NULL AND j.removed_at IS NULL" if in_service else ""
    parameters: dict[str, Any] = {"run_id": run_id}
    if project_ids is not None:
        # One text is a shorter statement than a list of texts.
        condition += " AND p.project_id = ANY (string_to_array(:project_ids, E'\\n'))"
        parameters["project_ids"] = "\n".join(project_ids)
    features = Sql(", CAST(j.features AS json) AS features" if with_features else "")
    columns = _COLUMNS[output]
    query = compose("bulk/export_predictions", output=columns, features=features, condition=Sql(condition))
    schema = predictions_schema(output)
    return Export(query, parameters, schema.append(_FEATURES) if with_features else schema)


def predictions_schema(output: Output) -> pa.Schema:
    """Return the columns of exported predictions, without features."""
    place = _COMMON_SCHEMA.get_field_index("fits_text")
    fields = list(_COMMON_SCHEMA)
    return pa.schema([*fields[:place], *_OUTPUT_FIELDS[output], *fields[place:]])


def find_missing(connection: Connection, export: Export) -> list[str]:
    """Return which of the named projects an export has no prediction of, in their order."""
    query = compose("bulk/find_missing_ids", predictions=export.query)
    return list(connection.scalars(text(query), export.parameters))


def inference_log(since: datetime | None) -> Export:
    """Return the on-demand predictions since a moment, or all retained ones."""
    condition = Sql("" if since is None else "WHERE asked_at >= :since")
    query = compose("bulk/export_inference_log", condition=condition)
    return Export(query, {} if since is None else {"since": since}, INFERENCE_LOG_SCHEMA)


def write(
    connection: Connection, export: Export, file: BinaryIO, form: ExportFormat, *, excel: bool = False
) -> int:
    """Write an export to a file, and return the number of its rows.

    One statement reads all of it, so it reflects one moment. Lists are JSON in CSV. Memory holds one block at
    a time.

    Parameters
    ----------
    connection
        A connection that may read the data.
    export
        The data.
    file
        The file; it is not closed.
    form
        The format.
    excel
        Whether a spreadsheet opens the file, which must be CSV: it begins with a byte-order mark, and a text
        that a spreadsheet would take for a formula begins with an apostrophe.
    """
    if excel:
        return _write_for_excel(connection, export, file)
    return _WRITERS[form](connection, export, file)


def _write_csv(connection: Connection, export: Export, file: BinaryIO) -> int:
    columns = _select(export, lambda name: f"array_to_json({name}) AS {name}")
    return _copy(connection, export, columns, "FORMAT csv, HEADER", file)


def _write_for_excel(connection: Connection, export: Export, file: BinaryIO) -> int:
    columns = _select(
        export,
        lambda name: f"array_to_json({name}) AS {name}",
        lambda name: f"CASE WHEN {name} ~ '{_FORMULA}' THEN chr(39) || {name} ELSE {name} END AS {name}",
    )
    file.write(codecs.BOM_UTF8)
    return _copy(connection, export, columns, "FORMAT csv, HEADER", file)


def _write_ndjson(connection: Connection, export: Export, file: BinaryIO) -> int:
    # JSON escapes control characters, so with two of them as quote and delimiter nothing is ever quoted, and
    # a line is the JSON itself.
    options = "FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'"
    return _copy(connection, export, "row_to_json(e)", options, file)


def _write_parquet(connection: Connection, export: Export, file: BinaryIO) -> int:
    columns = _select(export, lambda name: f"array_to_string({name}, E'{_UNIT}') AS {name}")
    with pq.ParquetWriter(file, export.schema, compression="zstd") as writer:
        sink = _Batches(export.schema, writer.write_table)
        rows = _copy(connection, export, columns, "FORMAT csv, NULL ''", sink)
        sink.flush()
    return rows


_WRITERS: Final[dict[ExportFormat, Callable[[Connection, Export, BinaryIO], int]]] = {
    ExportFormat.CSV: _write_csv,
    ExportFormat.NDJSON: _write_ndjson,
    ExportFormat.PARQUET: _write_parquet,
}


def _select(export: Export, write_list: Callable[[str], str], write_text: Callable[[str], str] = str) -> str:
    return ", ".join(
        write_list(field.name)
        if pa.types.is_list(field.type)
        else write_text(field.name)
        if pa.types.is_string(field.type)
        else field.name
        for field in export.schema
    )


def _copy(connection: Connection, export: Export, columns: str, options: str, file: Any) -> int:
    with raw_cursor(connection) as cursor:
        query = fill(cursor, export.query, export.parameters)
        cursor.copy_expert(f"COPY (SELECT {columns} FROM ({query}) AS e) TO STDOUT WITH ({options})", file)
        return int(cursor.rowcount)


class _Batches:
    """A file that takes whole rows from COPY and passes them on as tables of bounded size."""

    def __init__(self, schema: pa.Schema, take: Callable[[pa.Table], None]) -> None:
        self._schema = schema
        self._take = take
        self._rows = io.BytesIO()

    def write(self, row: bytes) -> None:
        """Append a row."""
        self._rows.write(row)
        if self._rows.tell() >= _BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Pass on the collected rows."""
        if self._rows.tell():
            flat = pa.schema([(field.name, _flat(field.type)) for field in self._schema])
            self._take(_with_lists(read_copied(self._rows, flat), self._schema))
            self._rows = io.BytesIO()


def _flat(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind


def _split(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Split joined lists again; an empty text is an empty list."""
    parts = pc.split_pattern(column, _UNIT)
    empty = pc.equal(column, "")
    if not pc.any(empty).as_py():
        return parts
    return pc.if_else(empty, pa.scalar([], parts.type), parts)


def _with_lists(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for position, field in enumerate(schema):
        if pa.types.is_list(field.type):
            parts = _split(table.column(position)).cast(field.type)
            table = table.set_column(position, field, parts)
    for names, scores in _LISTS:
        if names in table.column_names and not pc.list_value_length(table[names]).equals(
            pc.list_value_length(table[scores])
        ):
            one, several = ("An item", "items") if names == "items" else ("A tag", "tags")
            raise StoreError(
                f"{one} contains the character U+001F, which separates {several} on their way to Parquet. "
                "Export CSV or NDJSON instead."
            )
    return table
