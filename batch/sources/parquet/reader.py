"""Parquet sources: the chosen columns only, read in batches of bounded size."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from batch.sources.columns import raw_batch
from batch.sources.files.stream import too_large
from batch.sources.parquet.pages import PageError, read_pages
from batch.sources.reading import Reading
from core.errors import CatalogueError

MAX_PAGE_BYTES = 256 << 20
"""A page is unpacked as a whole; writers make pages of about 1 MiB."""

_ROWS = 20_000
_FEW_ROWS = 1_000
_BATCH_BYTES = 64 << 20
_OPTIONS: dict[str, Any] = {
    # With a buffer, a column is read as it is decoded; without, a whole row group of it is in memory.
    "buffer_size": 1 << 20,
    "pre_buffer": False,
    # Of nanoseconds, those before 1677 and after 2262 would be times of other centuries.
    "coerce_int96_timestamp_unit": "us",
}
_VALUE_BYTES = 8
"""The least that a value takes in memory."""


def read_parquet(
    stream: IO[bytes], reading: Reading, max_bytes: int | None = None
) -> Iterator[pa.RecordBatch]:
    """Read the chosen columns of a Parquet file, as raw batches under the catalogue's names.

    Raises
    ------
    CatalogueError
        If the file is not Parquet, or damaged, has a page beyond `MAX_PAGE_BYTES`, or its chosen columns are
        more than `max_bytes` unpacked.
    """
    name = reading.name
    try:
        with pq.ParquetFile(stream, **_OPTIONS) as file:
            present = file.schema_arrow.names
            chosen = reading.choose(present)
            columns = {field: present[position] for field, position in chosen.items()}
            # In the order of the file, which is that of the batches then. Arrow chooses columns by name:
            # where two have the same, all are read.
            positions = sorted(set(chosen.values()))
            included: list[str] | None = [present[position] for position in positions]
            if any(present.count(present[position]) > 1 for position in positions):
                positions, included = [*range(len(present))], None
            unpacked = 0
            for batch in _Batches(stream, file, included, name).read():
                found = {field: batch.column(positions.index(position)) for field, position in chosen.items()}
                for piece, size in _split(raw_batch(found, columns)):
                    unpacked += size
                    if max_bytes is not None and unpacked > max_bytes:
                        raise too_large(name, max_bytes)
                    yield piece
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        fault = " ".join(str(error).split()).rstrip(" .")
        raise CatalogueError(f"{name} cannot be read as Parquet: {fault}. Write it again.") from None
    except PageError:
        raise CatalogueError(
            f"{name} cannot be read as Parquet: the header of a page is damaged. Write it again."
        ) from None


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A column as the file stores it: one of Arrow's, or the elements of one."""

    index: int
    path: str
    nested: bool
    by_reference: bool
    """True if Arrow can read the column as references into the dictionary of its pages."""


class _Batches:
    """Reads columns in batches of a bounded size, whatever their pages hold.

    A page of a few bytes can repeat a long value of its dictionary a million times. Row groups with long
    values are read as references into the dictionary; the references are resolved in pieces.
    """

    def __init__(
        self, stream: IO[bytes], file: pq.ParquetFile, included: list[str] | None, name: str
    ) -> None:
        self._stream, self._file, self._included, self._name = stream, file, included, name
        self._leaves = [
            _Leaf(index, column.path, column.max_repetition_level > 0, column.physical_type == "BYTE_ARRAY")
            for index, column in enumerate(file.schema)
            if included is None or column.path.partition(".")[0] in included or column.path in included
        ]

    def read(self) -> Iterator[pa.RecordBatch]:
        for groups, rows, by_reference in self._spans():
            file = self._references if by_reference else self._file
            yield from file.iter_batches(
                batch_size=rows, row_groups=groups, columns=self._included, use_threads=False
            )

    def _spans(self) -> Iterator[tuple[list[int], int, bool]]:
        """Return row groups to read together, the rows of a batch, and whether to read them as references."""
        groups: list[int] = []
        rows = 0
        largest = 0.0
        for group in range(self._file.num_row_groups):
            written, longest = self._row_bytes(group)
            if max(written, longest) * _FEW_ROWS > _BATCH_BYTES:
                if groups:
                    yield groups, _batch_rows(largest), False
                    groups, rows, largest = [], 0, 0.0
                yield [group], _batch_rows(written), True
                continue
            groups.append(group)
            rows += self._file.metadata.row_group(group).num_rows
            largest = max(largest, written, longest)
            if rows >= _ROWS:
                yield groups, _batch_rows(largest), False
                groups, rows, largest = [], 0, 0.0
        if groups:
            yield groups, _batch_rows(largest), False

    def _row_bytes(self, group: int) -> tuple[float, float]:
        """Return how many bytes a row of a group has at most: as it is written, and by its dictionaries.

        Of columns of lists, the rows of a group are taken to have equally many elements.
        """
        found = self._file.metadata.row_group(group)
        longest = self._longest_values(group)
        written = referred = 0.0
        for leaf in self._leaves:
            chunk = found.column(leaf.index)
            values = chunk.num_values / max(found.num_rows, 1) if leaf.nested else 1.0
            size = values * max(self._value_bytes(leaf, chunk), _VALUE_BYTES)
            repeated = values * longest.get(leaf.path, 0)
            written += max(size, repeated) if leaf.nested else size
            referred += max(size, repeated)
        return written, referred

    def _value_bytes(self, leaf: _Leaf, chunk: pq.ColumnChunkMetaData) -> float:
        """Return how many bytes a value has at most, on the average of a page."""
        most = float(self._file.schema.column(leaf.index).length)
        for page in read_pages(self._stream, chunk):
            if page.unpacked > MAX_PAGE_BYTES:
                raise CatalogueError(
                    f'{self._name} has a page of {page.unpacked:,} bytes in its column "{leaf.path}", and '
                    f"pages may have {MAX_PAGE_BYTES:,}. Write it again with smaller pages."
                )
            most = max(most, page.unpacked / page.values if page.values else 0.0)
        return most

    def _longest_values(self, group: int) -> dict[str, int]:
        """Return the bytes of the longest value of each dictionary of texts in a group."""
        found = self._file.metadata.row_group(group)
        leaves = [leaf for leaf in self._leaves if leaf.by_reference and not leaf.nested]
        paths = [leaf.path for leaf in leaves if found.column(leaf.index).has_dictionary_page]
        if not paths or not found.num_rows:
            return {}
        rows = self._references.iter_batches(1, row_groups=[group], columns=paths, use_threads=False)
        return {
            name: pc.max(pc.binary_length(column.dictionary)).as_py() or 0
            for row in itertools.islice(rows, 1)
            for name, column in zip(row.schema.names, row.columns, strict=True)
            if _is_reference(column.type)
        }

    @cached_property
    def _references(self) -> pq.ParquetFile:
        """The same file, with texts read as references into dictionaries."""
        paths = [leaf.path for leaf in self._leaves if leaf.by_reference and not leaf.nested]
        return pq.ParquetFile(self._stream, metadata=self._file.metadata, read_dictionary=paths, **_OPTIONS)


def _batch_rows(row_bytes: float) -> int:
    return max(1, min(_ROWS, int(_BATCH_BYTES / max(row_bytes, 1.0))))


def _split(batch: pa.RecordBatch) -> Iterator[tuple[pa.RecordBatch, int]]:
    """Split a batch so that none is much larger than allowed once its references are resolved.

    Each comes with its size in bytes then.
    """
    sizes = np.zeros(batch.num_rows, dtype=np.int64)
    others = 0
    for column in batch.columns:
        if _is_reference(column.type):
            lengths = pc.fill_null(pc.binary_length(column.dictionary), 0)
            sizes += pc.fill_null(lengths.take(column.indices), 0).to_numpy(zero_copy_only=False)
        else:
            others += column.nbytes
    ends = np.cumsum(sizes)
    starts = np.flatnonzero(np.diff(ends // _BATCH_BYTES, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), batch.num_rows], strict=True):
        size = int(sizes[start:end].sum()) + others * (end - start) // batch.num_rows
        yield batch.slice(start, end - start), size


def _is_reference(kind: pa.DataType) -> bool:
    if not pa.types.is_dictionary(kind):
        return False
    values = kind.value_type
    return bool(
        pa.types.is_string(values)
        or pa.types.is_large_string(values)
        or pa.types.is_binary(values)
        or pa.types.is_large_binary(values)
    )
