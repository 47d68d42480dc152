"""COPY between Arrow and PostgreSQL, as CSV: rows do not become Python objects on the way.

In both dialects a null is an empty field and an empty string is a quoted one, so nothing is lost.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection

from store.sql_files import raw_cursor

_WRITE = csv.WriteOptions(include_header=False, quoting_style="needed")


def copy_in(
    connection: Connection, table: str, columns: Iterable[str], batches: Iterable[pa.RecordBatch | pa.Table]
) -> int:
    """Append batches to a table, which must have the columns by these names.

    Strings, numbers, booleans, timestamps and nulls are written as they are; other types have to be
    brought into PostgreSQL's text form first.

    Returns
    -------
    int
        The number of rows written.
    """
    names = list(columns)
    command = f"COPY {table} ({', '.join(names)}) FROM STDIN WITH (FORMAT csv, NULL '')"
    rows = 0
    with raw_cursor(connection) as cursor:
        for batch in _pieces(batches):
            buffer = io.BytesIO()
            csv.write_csv(batch.select(names), buffer, _WRITE)
            buffer.seek(0)
            cursor.copy_expert(command, buffer)
            rows += batch.num_rows
    return rows


def _pieces(batches: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[pa.RecordBatch]:
    """Yield what holds rows: for an empty chunk, Arrow's CSV writer emits bytes of uninitialised memory."""
    for batch in batches:
        for piece in batch.to_batches() if isinstance(batch, pa.Table) else (batch,):
            if piece.num_rows:
                yield piece


def copy_out(
    connection: Connection, query: str, schema: pa.Schema, parameters: Mapping[str, Any] | None = None
) -> pa.Table:
    """Return the result of a query as a table.

    Parameters
    ----------
    connection
        An open connection.
    query
        A SELECT with `%(name)s` placeholders, whose columns are those of the schema, in order.
    schema
        The types to read the columns as; a bytea is read as a string in its hexadecimal form.
    parameters
        The values of the placeholders.
    """
    buffer = io.BytesIO()
    with raw_cursor(connection) as cursor:
        filled = cursor.mogrify(query, parameters or {}).decode()
        cursor.copy_expert(f"COPY ({filled}) TO STDOUT WITH (FORMAT csv, NULL '')", buffer)
    size = buffer.tell()
    if size == 0:
        return schema.empty_table()
    buffer.seek(0)
    return csv.read_csv(
        buffer,
        # One block: a row that straddles two blocks would be refused.
        read_options=csv.ReadOptions(column_names=schema.names, block_size=size + 1, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
