"""CSV sources: every value as text, read in blocks of bounded size."""

import csv
import io
import uuid
from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.csv as arrow_csv

from batch.sources.columns import Choose, rename
from batch.sources.stream import encoding_error, prefixed
from core.errors import CatalogueError

BLOCK_BYTES = 1 << 20
"""A row must fit into a block. Arrow reads up to 32 blocks ahead: larger ones cost memory, not time."""

_BATCH_ROWS = 20_000

_HEADER_BYTES = 1 << 20


def read_csv(stream: IO[bytes], encoding: str, name: str, choose: Choose) -> Iterator[pa.RecordBatch]:
    """Read the chosen columns of a CSV in UTF-8, as raw batches under the catalogue's names.

    Values are literal: `007`, `NA`, `null` and the empty text stay as they are. Empty lines are skipped and
    are not counted as rows.

    Raises
    ------
    CatalogueError
        If the number of values in a row differs from the header, a quote is never closed, or the file is
        empty; the error names the row.
    """
    head = stream.read(_HEADER_BYTES)
    header = _header(head, encoding, name)
    chosen = choose(header)
    # Arrow silently closes a quote that is open at the end of the file, after everything behind it has become
    # part of one value. A marker appended as the last row shows whether that happened.
    mark = uuid.uuid4().hex
    last_row = "\n" + ",".join([mark] * len(header)) + "\n"
    faults: list[arrow_csv.InvalidRow] = []
    row = 0
    pending: list[pa.RecordBatch] = []
    try:
        for batch in _open(prefixed(head, stream, last_row.encode()), [*chosen.values()], faults):
            ends = batch.num_rows > 0 and batch.column(0)[-1].as_buffer().to_pybytes() == mark.encode()
            rows = batch.num_rows - ends
            row += rows
            pending.append(rename(batch.slice(0, rows), chosen))
            if ends or sum(part.num_rows for part in pending) >= _BATCH_ROWS:
                yield pa.concat_batches(pending)
                pending = []
            if ends:
                return
    except pa.ArrowInvalid as error:
        raise _fault(error, faults, row, name) from None
    raise _open_quote(row, name)


def _open(
    stream: IO[bytes], columns: list[str], faults: list[arrow_csv.InvalidRow]
) -> arrow_csv.CSVStreamingReader:
    def note(fault: arrow_csv.InvalidRow) -> str:
        faults.append(fault)
        return "error"

    names = list(dict.fromkeys(columns))
    return arrow_csv.open_csv(
        stream,
        # Threads would read a block ahead for each processor, and lose the numbers of faulty rows.
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False,  # validation does, and knows the rows
            include_columns=names,
            column_types=dict.fromkeys(names, pa.string()),
        ),
    )


def _header(head: bytes, encoding: str, name: str) -> list[str]:
    if not head.strip():
        raise CatalogueError(f"{name} is empty. A catalogue has a header and at least one row.")
    text = io.StringIO(head.decode(errors="surrogateescape"), newline="")
    try:
        header = next(row for row in csv.reader(text) if row)  # there is one, as the head is not blank
        "".join(header).encode()
    except UnicodeEncodeError:
        raise encoding_error(name, "its header", encoding) from None
    except csv.Error:
        raise CatalogueError(
            f"The header of {name} cannot be read as CSV. Check that it is a CSV file, and its first line."
        ) from None
    return header


def _fault(
    error: pa.ArrowInvalid, faults: list[arrow_csv.InvalidRow], rows_before: int, name: str
) -> CatalogueError:
    if faults:
        fault = faults[0]
        where = f"Row {fault.number - 1}" if fault.number else f"A row after row {rows_before}"
        return CatalogueError(
            f"{where} of {name} has {fault.actual_columns} values, and the header has "
            f"{fault.expected_columns}. Correct that row; values with commas or line breaks need quotes."
        )
    if "straddling" in str(error):
        return CatalogueError(
            f"A row of {name} soon after row {rows_before} is longer than {BLOCK_BYTES >> 20} MiB, most "
            "likely because a quote is not closed. Correct that row."
        )
    return CatalogueError(f"{name} cannot be read as CSV after row {rows_before}: {error}. Correct it there.")


def _open_quote(row: int, name: str) -> CatalogueError:
    return CatalogueError(
        f"Row {row} of {name} opens a quote that is never closed, so that the rest of the file would be one "
        "value. Correct that row; if the file was cut off, fetch it again."
    )
