"""Parquet sources: the chosen columns only, read in batches."""

from collections.abc import Iterator
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from batch.sources.columns import raw_batch
from batch.sources.files.stream import too_large
from batch.sources.reading import Reading
from core.errors import CatalogueError

_ROWS = 20_000
_BATCH_BYTES = 64 << 20
_BUFFER_BYTES = 1 << 20


def read_parquet(
    stream: IO[bytes], reading: Reading, max_bytes: int | None = None
) -> Iterator[pa.RecordBatch]:
    """Read the chosen columns of a Parquet file, as raw batches under the catalogue's names.

    Raises
    ------
    CatalogueError
        If the file is not Parquet, or damaged, or its chosen columns are more than `max_bytes` unpacked.
    """
    name = reading.name
    try:
        # With a buffer, a column is read as it is decoded; without, a whole row group of it is in memory.
        with pq.ParquetFile(stream, buffer_size=_BUFFER_BYTES, pre_buffer=False) as file:
            present = file.schema_arrow.names
            chosen = reading.choose(present)
            columns = {field: present[position] for field, position in chosen.items()}
            unpacked = _count_bytes(file, {*columns.values()})
            if max_bytes is not None and unpacked > max_bytes:
                raise too_large(name, max_bytes)
            rows = max(1, min(_ROWS, _BATCH_BYTES * file.metadata.num_rows // max(unpacked, 1)))
            # In the order of the file, which is that of the batches then. Arrow chooses columns by name:
            # where two have the same, all are read.
            positions = sorted(set(chosen.values()))
            included: list[str] | None = [present[position] for position in positions]
            if any(present.count(present[position]) > 1 for position in positions):
                positions, included = [*range(len(present))], None
            for batch in file.iter_batches(batch_size=rows, columns=included, use_threads=False):
                found = {field: batch.column(positions.index(position)) for field, position in chosen.items()}
                yield from _split(raw_batch(found, columns))
    except pa.ArrowInvalid as error:
        raise CatalogueError(f"{name} cannot be read as Parquet: {error} Write it again.") from None


def _split(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Split a batch so that none is much larger than allowed once its dictionaries are decoded."""
    sizes = np.zeros(batch.num_rows, dtype=np.int64)
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and _has_lengths(column.type.value_type):
            lengths = pc.fill_null(pc.binary_length(column.dictionary), 0)
            sizes += pc.fill_null(lengths.take(column.indices), 0).to_numpy(zero_copy_only=False)
    pieces = np.cumsum(sizes) // _BATCH_BYTES
    starts = np.flatnonzero(np.diff(pieces, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), batch.num_rows], strict=True):
        yield batch.slice(start, end - start)


def _has_lengths(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind))


def _count_bytes(file: pq.ParquetFile, columns: set[str]) -> int:
    """Return how many bytes columns have unpacked, as the file tells."""
    metadata = file.metadata
    total = 0
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for index in range(row_group.num_columns):
            column = row_group.column(index)
            if column.path_in_schema.partition(".")[0] in columns or column.path_in_schema in columns:
                total += column.total_uncompressed_size
    return total
