"""Rows that a lost quote has put into one value, recognised by what they look like."""

import re
from dataclasses import dataclass

import numpy as np

from batch.sources.csv.quotes import Block, Dialect

_UUID = re.compile(rb"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_RUNS = re.compile(rb"[0-9]+|[A-Za-z\x80-\xff]+")
_SPACE = re.compile(rb"\s")


@dataclass(frozen=True, slots=True)
class MergedRows:
    """The position of a value that holds what looks like rows, and how many values precede it."""

    position: int
    values_before: int


def find_merged_rows(block: Block, dialect: Dialect, columns: int, id_column: int) -> MergedRows | None:
    """Find a quoted value whose lines, together with what surrounds it, could each be a row.

    A quote lost in one row, and another one rows later, make a value with all between. It is told from a text
    with line breaks by this: each of the lines has as many values as the header, and ids of one shape (such
    as digits).
    """
    data = np.frombuffer(block.data, dtype=np.uint8)
    ends, separators = np.flatnonzero(data == ord("\n")), np.flatnonzero(data == ord(dialect.separator))
    first_end = np.searchsorted(ends, block.opening)
    n_ends = np.searchsorted(ends, block.closing) - first_end
    n_separators = np.searchsorted(separators, block.closing) - np.searchsorted(separators, block.opening)
    # The first and the last line are a row's worth of separators together, as is each line between.
    possible = (n_ends > 0) & (n_separators == (columns - 1) * n_ends)
    separator = dialect.separator.encode()
    for index in np.flatnonzero(possible).tolist():
        start = int(ends[first_end[index] - 1]) + 1 if first_end[index] else 0
        opening, closing = int(block.opening[index]), int(block.closing[index])
        before = _split(block, start, opening, separator)
        if before is None:
            continue
        lines = block.data[opening + 1 : closing].split(b"\n")
        rows = [line.split(separator) for line in lines]
        rows[0] = [*before, *rows[0]]
        inner = all(len(row) == columns for row in rows[:-1])
        if (
            inner
            and len(rows[-1]) == len(before) + 1
            and _alike([row[id_column : id_column + 1] for row in rows])
        ):
            return MergedRows(opening, len(before))
    return None


def _split(block: Block, start: int, opening: int, separator: bytes) -> list[bytes] | None:
    """Return the values before a quoted one in its line; None if the line begins within quotes."""
    index = int(np.searchsorted(block.closing, start))
    if index < len(block.opening) and block.opening[index] < start:
        return None
    values: list[bytes] = []
    position = start
    while position < opening:
        if index < len(block.opening) and block.opening[index] == position:
            end = int(block.closing[index]) + 1
            index += 1
        else:
            end = block.data.index(separator, position)
        values.append(block.data[position:end].strip(b'"'))
        position = end + 1
    return values


def _alike(ids: list[list[bytes]]) -> bool:
    shapes = {_shape(found[0]) for found in ids if found}
    return len(ids) == sum(map(len, ids)) and len(shapes) == 1 and shapes != {None}


def _shape(value: bytes) -> bytes | None:
    value = value.strip(b' "\r')
    if not value or _SPACE.search(value):
        return None
    if _UUID.fullmatch(value):
        return b"uuid"
    return _RUNS.sub(lambda run: b"0" if run[0].isdigit() else b"a", value)
