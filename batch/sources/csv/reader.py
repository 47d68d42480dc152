"""CSV sources: every value as text, read in blocks of bounded size."""

import csv
from collections.abc import Iterator
from typing import IO, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from batch.sources.columns import raw_batch, wanted_columns
from batch.sources.csv.header import choose_dialect
from batch.sources.csv.merged_rows import find_merged_rows
from batch.sources.csv.quotes import Block, Dialect, Fault, QuoteError, read_blocks
from batch.sources.files.stream import prefixed
from batch.sources.reading import Reading
from batch.sources.validation import Remark
from core.errors import CatalogueError
from core.wording import count_of

BLOCK_BYTES = 1 << 20
"""A row must fit into a block. Larger ones cost memory, and save no time."""

_BATCH_ROWS = 20_000

_HEADER_BYTES = 1 << 20
_LINE_END = ord("\n")
_EMPTY = "A catalogue has a header and at least one row."
_EMPTY_DELTA = "A file of changes has a header, even if nothing has changed; write it again."


def read_csv(stream: IO[bytes], reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read the chosen columns of a CSV in UTF-8, as raw batches under the catalogue's names.

    Values are literal: `007`, `NA`, `null` and the empty text stay as they are. Empty lines are skipped and
    are not counted as rows.

    Raises
    ------
    CatalogueError
        If a quote is misplaced or never closed, the number of values in a row differs from the header, a
        value seems to hold further rows, or the file is empty; the error names the row and, where it can, the
        column.
    """
    head = stream.read(_HEADER_BYTES)
    if not head.strip():
        raise CatalogueError(f"{reading.name} is empty. {_EMPTY_DELTA if reading.delta else _EMPTY}")
    dialect, header = choose_dialect(head, reading)
    parser = _Parser(dialect, header, reading)
    pending: list[pa.RecordBatch] = []
    try:
        for block in read_blocks(prefixed(head, stream), dialect, BLOCK_BYTES):
            pending.append(parser.parse(block))
            if sum(part.num_rows for part in pending) >= _BATCH_ROWS:
                yield pa.concat_batches(pending)
                pending = []
    except QuoteError as error:
        parser.refuse(error.fault)
    if pending:
        yield pa.concat_batches(pending)


class _Parser:
    """Parses blocks of whole records, one after the other; the first one begins with the header."""

    def __init__(self, dialect: Dialect, header: list[str], reading: Reading) -> None:
        self._dialect, self._header, self._reading = dialect, header, reading
        self._chosen = reading.choose(header)
        self._columns = {field: header[position] for field, position in self._chosen.items()}
        wanted = wanted_columns(reading.settings)
        if not any(column in wanted[field] for field, column in self._columns.items()):
            reading.notes.append(
                "all columns are chosen by number, and the first line was read as the header, not as a row"
            )
        # Numbers instead of names, so that columns without a name, or of the same name, can be read.
        names = [str(position) for position in range(len(header))]
        included = list(dict.fromkeys(names[position] for position in self._chosen.values()))
        # Blocks are whole: one thread and no look at line ends within quotes, as Arrow splits nothing.
        self._read = arrow_csv.ReadOptions(
            use_threads=False, block_size=2 * (BLOCK_BYTES + _HEADER_BYTES), column_names=names
        )
        self._parse = arrow_csv.ParseOptions(
            delimiter=dialect.separator,
            escape_char=dialect.escape or False,
            double_quote=dialect.escape is None,
            invalid_row_handler=self._note,
        )
        self._convert = arrow_csv.ConvertOptions(
            check_utf8=False,  # validation does, and knows the rows
            include_columns=included,
            column_types=dict.fromkeys(included, pa.string()),
        )
        self._faults: list[arrow_csv.InvalidRow] = []
        self._rows = -1
        """The number of rows before the block; the header counts as one until it is taken off."""

    def parse(self, block: Block) -> pa.RecordBatch:
        """Return the rows of a block."""
        table = self._table(block.data)
        if len(block.opening) and _count_lines(block.data) > table.num_rows:
            self._refuse_merged_rows(block)
        if self._dialect.escape is None and b"\\" in block.data and (count := block.data.count(b'\\"')):
            self._reading.remarks[Remark.BACKSLASH] += count
        skipped = min(1, table.num_rows) if self._rows < 0 else 0
        self._rows += table.num_rows
        batch = table.slice(skipped).combine_chunks()
        arrays = {
            field: batch.column(str(position)).combine_chunks() for field, position in self._chosen.items()
        }
        return raw_batch(arrays, self._columns)

    def refuse(self, fault: Fault) -> NoReturn:
        """Raise the error for records that are no CSV; the rows before them are counted first."""
        self._rows += self._table(fault.before).num_rows if fault.before.strip() else 0
        raise CatalogueError(_describe(fault, self._place(fault), self._dialect))

    def _table(self, data: bytes) -> pa.Table:
        try:
            return arrow_csv.read_csv(
                pa.BufferReader(data),
                read_options=self._read,
                parse_options=self._parse,
                convert_options=self._convert,
            )
        except pa.ArrowInvalid as error:
            raise self._arrow_error(error) from None

    def _note(self, fault: arrow_csv.InvalidRow) -> str:
        self._faults.append(fault)
        return "error"

    def _place(self, fault: Fault) -> str:
        """Return the row of a fault, and the column of its value."""
        prefix = fault.record[: fault.value].decode(errors="replace")
        values = next(csv.reader([prefix], delimiter=self._dialect.separator), [""])
        row = self._row(self._rows + 1)
        position = len(values) - 1
        if position < len(self._header) and self._rows >= 0:
            return f'{row} of {self._reading.name}, column "{self._header[position]}"'
        return f"{row} of {self._reading.name}"

    @staticmethod
    def _row(number: int) -> str:
        return f"Row {number}" if number > 0 else "The header"

    def _refuse_merged_rows(self, block: Block) -> None:
        found = find_merged_rows(block, self._dialect, len(self._header), self._chosen["project_id"])
        if found is None:
            return
        before = block.data[: block.data.rfind(b"\n", 0, found.position) + 1]
        row = self._rows + 1 + (self._table(before).num_rows if before.strip() else 0)
        raise CatalogueError(
            f'{self._row(row)} of {self._reading.name}, column "{self._header[found.values_before]}", has a '
            "quoted "
            "value that holds what look like further rows, most likely because a quote was lost. Correct "
            "that row; if "
            "the value is right, hand the catalogue over as NDJSON or Parquet."
        )

    def _arrow_error(self, error: pa.ArrowInvalid) -> CatalogueError:
        name = self._reading.name
        if not self._faults:
            return CatalogueError(
                f"{name} cannot be read as CSV after row {max(self._rows, 0)}: {error}. Correct it there."
            )
        fault = self._faults[0]
        row, values = self._row(self._rows + fault.number), count_of(fault.actual_columns, "value")
        return CatalogueError(
            f"{row} of {name} has {values}, and the header has {fault.expected_columns}. Correct that row; "
            "values with separators or line breaks need quotes."
        )


def _count_lines(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == _LINE_END))


def _describe(fault: Fault, place: str, dialect: Dialect) -> str:
    if fault.kind == "open":
        return (
            f"{place}, opens a quote that is never closed, so that the rest of the file would be one value. "
            f"Correct that row; if the file was cut off, fetch it again."
        )
    if fault.kind == "long":
        return (
            f"{place}, is longer than {BLOCK_BYTES >> 20} MiB, most likely because a quote is not closed. "
            "Correct "
            "that row."
        )
    if fault.kind == "escape":
        return (
            f"{place}, has a {dialect.escape} that escapes neither a quote, a separator, a line break nor "
            "itself. "
            "Correct that row, or PREDAWN_CSV_ESCAPE."
        )
    value = fault.record[fault.value :]
    hint = ""
    if dialect.escape is None and b'\\"' in value:
        hint = " If a backslash escapes quotes in this file, set PREDAWN_CSV_ESCAPE=backslash."
    return f"{place}, has text after the quote that closes its value. Write quotes in a value twice.{hint}"
