"""Quotes of CSV, checked: blocks of whole records, in which every quote stands where the dialect allows one.

Arrow parses fast and forgives much: text after a closing quote joins the value, and an open quote takes in
the rows after it. Here each quote is looked at before Arrow parses. A value that begins with a quote ends
with one; within it, a quote is doubled (or escaped, where PREDAWN_CSV_ESCAPE is set). In a value that begins
otherwise, quotes are text. Quotes are found with NumPy; a block without any costs one search for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

_QUOTE = ord('"')
_LINE_ENDS = b"\r\n"

_Positions = npt.NDArray[np.intp]
_NONE: _Positions = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The characters that separate values and escape quotes; without an escape, quotes are doubled."""

    separator: str = ","
    escape: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Whole records of a CSV, and its quoted values by the positions of their quotes."""

    data: bytes
    opening: _Positions
    closing: _Positions


@dataclass(frozen=True, slots=True)
class Fault:
    """The place at which records are no CSV: the bytes of whole records before, and of the faulty one.

    `value` is the position in `record` at which the faulty value begins.
    """

    kind: str
    before: bytes
    record: bytes
    value: int


class QuoteError(Exception):
    """A quote, or an escape, is where none can be."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


def read_blocks(stream: IO[bytes], dialect: Dialect, block_bytes: int) -> Iterator[Block]:
    """Read a CSV in blocks of whole records of about `block_bytes`.

    Raises
    ------
    QuoteError
        If a quote or an escape is misplaced (`text`, `escape`), a quote is never closed (`open`), or a record
        is longer than a block (`long`).
    """
    checker = _Checker(dialect)
    rest = b""
    while chunk := stream.read(block_bytes):
        data = rest + chunk
        block = checker.check(data, last=False)
        rest = data[len(block.data) :]
        if block.data:
            yield block
        if len(rest) > block_bytes:
            raise QuoteError(Fault("long", b"", rest, max(0, checker.unclosed - len(block.data))))
    if rest:
        yield checker.check(rest, last=True)


class _Checker:
    """Checks data that begins with a record."""

    def __init__(self, dialect: Dialect) -> None:
        self._separator = ord(dialect.separator)
        self._boundary = np.zeros(256, dtype=bool)
        self._boundary[[*_LINE_ENDS, self._separator]] = True
        self._escape = None if dialect.escape is None else dialect.escape.encode()
        self._escaped = None
        if self._escape is not None:
            allowed = re.escape(b'"\r\n' + self._escape + dialect.separator.encode())
            self._escaped = re.compile(re.escape(self._escape) + b"[" + allowed + b"]")
        self.unclosed = 0

    def check(self, data: bytes, *, last: bool) -> Block:
        """Return the whole records at the beginning of `data`; of the last data, all."""
        masked = self._mask(data, last=last)
        if b'"' not in masked:
            self.unclosed = 0
            end = len(data) if last else self._last_end(masked, _NONE, _NONE, len(masked))
            return Block(data[:end], _NONE, _NONE)
        # A line end before and after makes the first and the last byte like any other.
        padded = np.frombuffer(b"\n" + masked + b"\n", dtype=np.uint8)
        quotes = np.flatnonzero(padded == _QUOTE)
        opening, closing = self._pair(data, masked, padded, quotes)
        open_at = int(opening[-1]) - 1 if len(opening) > len(closing) else None
        self.unclosed = open_at or 0
        if last and open_at is not None:
            raise QuoteError(self._fault("open", data, masked, open_at, opening - 1, closing - 1))
        whole = opening[: len(closing)] - 1, closing - 1
        if last:
            return Block(data, *whole)
        end = self._last_end(masked, *whole, len(masked) if open_at is None else open_at)
        count = int(np.searchsorted(whole[0], end))
        return Block(data[:end], whole[0][:count], whole[1][:count])

    def _mask(self, data: bytes, *, last: bool) -> bytes:
        """Replace what is escaped by as many letters, so that quotes and line ends have a meaning."""
        if self._escaped is None or self._escape is None or self._escape not in data:
            return data
        masked = self._escaped.sub(b"xx", data)
        stray = masked.find(self._escape)
        if stray >= 0 and (last or stray < len(masked) - 1):
            raise QuoteError(self._fault("escape", data, masked, stray))
        return masked

    def _pair(
        self, data: bytes, masked: bytes, padded: npt.NDArray[np.uint8], quotes: _Positions
    ) -> tuple[_Positions, _Positions]:
        """Return the positions of the quotes that open values, and of those that close them."""
        # The usual case: quotes open and close in turn, each where one can.
        opening, closing = quotes[::2], quotes[1::2]
        begins = self._boundary.take(padded.take(opening - 1))
        ends = self._boundary.take(padded.take(closing + 1))
        if begins.all() and ends.all():
            return opening, closing
        doubled = np.zeros(len(quotes) + 1, dtype=bool)  # whether a quote follows the one before directly
        if self._escaped is None:
            doubled[1:-1] = np.diff(quotes) == 1
        # A doubled quote closes a value and opens it again.
        if (begins | doubled[:-1][::2]).all() and (ends | doubled[1:][1::2]).all():
            return opening[~doubled[:-1][::2]], closing[~doubled[1:][1::2]]
        begins = self._boundary[padded[quotes - 1]]
        ends = self._boundary[padded[quotes + 1]]
        return self._pair_one_by_one(data, masked, quotes, begins.tolist(), ends.tolist())

    def _pair_one_by_one(
        self, data: bytes, masked: bytes, quotes: _Positions, begins: list[bool], ends: list[bool]
    ) -> tuple[_Positions, _Positions]:
        """Do the same where a value holds quotes as text, or a quote is misplaced."""
        opening: list[int] = []
        closing: list[int] = []
        positions = quotes.tolist()
        index = 0
        while index < len(positions):
            position = positions[index]
            if len(opening) == len(closing):
                if begins[index]:
                    opening.append(position)
            elif (
                self._escaped is None and index + 1 < len(positions) and positions[index + 1] == position + 1
            ):
                index += 1
            elif ends[index]:
                closing.append(position)
            else:
                before = np.array(opening[:-1], dtype=np.intp) - 1, np.array(closing, dtype=np.intp) - 1
                raise QuoteError(self._fault("text", data, masked, opening[-1] - 1, *before))
            index += 1
        return np.array(opening, dtype=np.intp), np.array(closing, dtype=np.intp)

    def _last_end(self, masked: bytes, opening: _Positions, closing: _Positions, limit: int) -> int:
        """Return the end of the last record that ends before `limit`, outside of quotes."""
        # A carriage return that is the last byte may be half of a line end.
        for line_end in (b"\n", b"\r"):
            end = masked.rfind(line_end, 0, limit - (line_end == b"\r" and limit == len(masked)))
            while end >= 0:
                value = int(np.searchsorted(opening, end)) - 1
                if value < 0 or value >= len(closing) or closing[value] < end:
                    return end + 1
                end = masked.rfind(line_end, 0, int(opening[value]))
        return 0

    def _fault(self, kind: str, data: bytes, masked: bytes, value: int, *pairs: _Positions) -> Fault:
        opening, closing = pairs or (_NONE, _NONE)
        begin = self._last_end(masked[:value] + b"x", opening, closing, value)
        end = data.find(b"\n", value)
        return Fault(kind, data[:begin], data[begin : end if end >= 0 else len(data)], value - begin)
