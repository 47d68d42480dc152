"""Parquet sources: the chosen columns only, read in batches."""

from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from batch.sources.columns import Choose, rename
from core.errors import CatalogueError

_ROWS = 20_000
_BUFFER_BYTES = 1 << 20


def read_parquet(stream: IO[bytes], name: str, choose: Choose) -> Iterator[pa.RecordBatch]:
    """Read the chosen columns of a Parquet file, as raw batches under the catalogue's names.

    Raises
    ------
    CatalogueError
        If the file is not Parquet, or damaged.
    """
    try:
        # With a buffer, a column is read as it is decoded; without, a whole row group of it is in memory.
        with pq.ParquetFile(stream, buffer_size=_BUFFER_BYTES, pre_buffer=False) as file:
            chosen = choose(file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=_ROWS, columns=[*chosen.values()], use_threads=False):
                yield rename(batch, chosen)
    except pa.ArrowInvalid as error:
        raise CatalogueError(f"{name} cannot be read as Parquet: {error} Write it again.") from None
