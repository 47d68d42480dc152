"""COPY between Arrow and PostgreSQL, without turning rows into Python objects.

Data goes in as PostgreSQL's binary format and comes out as CSV, in which a null is an empty field and an
empty string a quoted one, so nothing is lost.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv
from sqlalchemy import Connection

from store.bulk.binary_rows import SIGNATURE, TRAILER, encode_rows
from store.sql_files import fill, raw_cursor

# The sizes of an encoded piece, and of the blocks in which the driver sends it (its default is 8 KiB).
_PIECE_BYTES = 32 * 1024 * 1024
_SEND_BYTES = 256 * 1024

T = TypeVar("T")


def copy_in(
    connection: Connection, table: str, columns: Iterable[str], batches: Iterable[pa.RecordBatch | pa.Table]
) -> int:
    """Append batches to a table, which must have the columns by these names.

    The columns of the table must have exactly the types of the batches; `encode_rows` lists them. Those with
    nulls must be null by default: where all values of a piece are null, as the features of a catalogue
    without any, they are not sent.

    Returns
    -------
    int
        The number of rows written.
    """
    rows = 0
    with raw_cursor(connection) as cursor:
        for piece in ahead(_encode(batches, list(columns))):
            command = f"COPY {table} ({', '.join(piece.columns)}) FROM STDIN WITH (FORMAT binary)"
            cursor.copy_expert(command, io.BytesIO(piece.encoded), _SEND_BYTES)
            rows += piece.rows
    return rows


class _Piece(NamedTuple):
    """Encoded rows, and the columns that they have."""

    encoded: bytes
    rows: int
    columns: list[str]


def _encode(batches: Iterable[pa.RecordBatch | pa.Table], names: list[str]) -> Iterator[_Piece]:
    for batch in _pieces(batches):
        sent = [name for name in names if batch[name].null_count < batch.num_rows] or names
        parts = (SIGNATURE, encode_rows(batch.select(sent)), TRAILER)
        yield _Piece(b"".join(parts), batch.num_rows, sent)


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield items while a thread makes the next: reading and encoding do not wait for the server."""
    with ThreadPoolExecutor(1, thread_name_prefix="copy") as thread:
        upcoming = thread.submit(next, items, None)
        while (item := upcoming.result()) is not None:
            upcoming = thread.submit(next, items, None)
            yield item


def _pieces(batches: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[pa.RecordBatch]:
    """Yield the rows in pieces of bounded size, whatever their number."""
    for batch in batches:
        for whole in batch.to_batches() if isinstance(batch, pa.Table) else (batch,):
            step = max(1, whole.num_rows * _PIECE_BYTES // max(whole.nbytes, 1))
            for first in range(0, whole.num_rows, step):
                yield whole.slice(first, step)


def copy_out(
    connection: Connection, query: str, schema: pa.Schema, parameters: Mapping[str, Any] | None = None
) -> pa.Table:
    """Return the result of a query as a table.

    Parameters
    ----------
    connection
        An open connection.
    query
        A SELECT with `:name` parameters, whose columns are those of the schema, in order; lists of texts are
        JSON.
    schema
        The types to read the columns as.
    parameters
        The values of the parameters.
    """
    buffer = io.BytesIO()
    with raw_cursor(connection) as cursor:
        filled = fill(cursor, query, parameters or {})
        cursor.copy_expert(f"COPY ({filled}) TO STDOUT WITH (FORMAT csv, NULL '')", buffer)
    return read_copied(buffer, schema)


def read_copied(buffer: io.BytesIO, schema: pa.Schema) -> pa.Table:
    """Parse rows that COPY wrote as CSV, with an empty field for null."""
    size = buffer.tell()
    if size == 0:
        return schema.empty_table()
    buffer.seek(0)
    written = pa.schema([(field.name, _written_as(field.type)) for field in schema])
    return _from_json(_from_hex(_read_csv(buffer, size, written), schema), schema)


def _written_as(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_binary(kind) or pa.types.is_list(kind) else kind


def _read_csv(buffer: io.BytesIO, size: int, schema: pa.Schema) -> pa.Table:
    return csv.read_csv(
        buffer,
        # One block: the reader refuses a row that spans two blocks.
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


def _from_hex(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Decode the bytea columns, which PostgreSQL writes in hexadecimal after a prefix."""
    for position, field in enumerate(schema):
        if pa.types.is_binary(field.type):
            decoded = [_decode_hex(chunk) for chunk in table.column(position).chunks]
            table = table.set_column(position, field, pa.chunked_array(decoded, pa.binary()))
    return table


def _from_json(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for position, field in enumerate(schema):
        if pa.types.is_list(field.type):
            written = table.column(position).to_pylist()
            lists = [None if value is None else json.loads(value) for value in written]
            table = table.set_column(position, field, pa.array(lists, field.type))
    return table


def _decode_hex(written: pa.StringArray) -> pa.BinaryArray:
    digits = pc.ascii_ltrim(written, characters="\\x")
    validity, offsets, characters = digits.buffers()
    codes = np.frombuffer(characters, dtype=np.uint8)
    # 0-9 are 48 to 57 and a-f are 97 to 102.
    nibbles = np.where(codes > 57, codes - 87, codes - 48)
    halves = np.frombuffer(offsets, dtype=np.int32)[: len(digits) + 1] // 2
    values = (nibbles[::2] << 4) | nibbles[1::2]
    return pa.BinaryArray.from_buffers(
        pa.binary(), len(digits), [validity, pa.py_buffer(halves), pa.py_buffer(values)]
    )
