"""Sizes of the pages of a Parquet file, read from their headers.

What a file tells of its columns as a whole can be wrong, and hides a page that holds one long value a million
times. The header of a page can be believed: no more than it says is unpacked. Headers are structs in Thrift's
compact protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import pyarrow.parquet as pq

_HEADER_BYTES = 1 << 12
_MAX_HEADER_BYTES = 16 << 20

# Fields of a page's header.
_KIND, _UNPACKED, _PACKED = 1, 2, 3
_DATA_HEADERS = {0: 5, 3: 8}  # by the kind of the page
_VALUES = 1

# Types of Thrift's compact protocol; integers are 3 to 6.
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12


class PageError(Exception):
    """A header of a page cannot be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page unpacked, and its number of values; a dictionary counts as none."""

    unpacked: int
    values: int


def read_pages(stream: IO[bytes], chunk: pq.ColumnChunkMetaData) -> Iterator[Page]:
    """Read the headers of the pages of a column in a row group.

    Raises
    ------
    PageError
        If a header is damaged.
    """
    position = chunk.data_page_offset
    if chunk.has_dictionary_page and 0 < chunk.dictionary_page_offset < position:
        position = chunk.dictionary_page_offset
    if position < 0:
        raise PageError
    found = 0
    while found < chunk.num_values:
        header, length = _read_header(stream, position)
        try:
            kind, unpacked, packed = header[_KIND], header[_UNPACKED], header[_PACKED]
            values = header[_DATA_HEADERS[kind]][_VALUES] if kind in _DATA_HEADERS else 0
            if min(unpacked, packed, values) < 0:
                raise PageError
        except (KeyError, TypeError):
            raise PageError from None
        yield Page(unpacked, values)
        found += values
        position += length + packed


def _read_header(stream: IO[bytes], position: int) -> tuple[dict[int, Any], int]:
    """Return the fields of the header at a position of a file, and its length."""
    size = _HEADER_BYTES
    while True:
        stream.seek(position)
        data = stream.read(size)
        reader = _Struct(data)
        try:
            return reader.read(), reader.position
        except IndexError:
            if len(data) < size or size >= _MAX_HEADER_BYTES:
                raise PageError from None
            size *= 16


class _Struct:
    """Reads a struct from bytes; of texts and lists it passes over the content."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def read(self, depth: int = 0) -> dict[int, Any]:
        if depth > 8:
            raise PageError
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            kind, step = head & 0x0F, head >> 4
            number = number + step if step else self._integer()
            fields[number] = self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        value: Any = None
        if kind in (_TRUE, _FALSE):
            value = kind == _TRUE
        elif kind == _BYTE:
            value = self._byte()
        elif _BYTE < kind < _DOUBLE:
            value = self._integer()
        elif kind == _DOUBLE:
            self._skip(8)
        elif kind == _BINARY:
            self._skip(self._unsigned())
        elif kind in (_LIST, _SET):
            head = self._byte()
            length = self._unsigned() if head >> 4 == 15 else head >> 4
            # In lists, truths are bytes.
            element = _BYTE if head & 0x0F in (_TRUE, _FALSE) else head & 0x0F
            for _ in range(length):
                self._value(element, depth)
        elif kind == _STRUCT:
            value = self.read(depth + 1)
        else:
            raise PageError
        return value

    def _byte(self) -> int:
        self.position += 1
        return self._data[self.position - 1]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise PageError

    def _integer(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)

    def _skip(self, length: int) -> None:
        self.position += length
        if self.position > len(self._data):
            raise IndexError
