"""Text that a terminal shows and does not obey."""

import io
import re
from typing import Any, BinaryIO, Final

# The control characters but the line break, and the marks that turn the direction of what is around them.
_OBEYED: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LAYOUT: Final = re.compile(r"(\t|\r\n)")


def printable(text: str) -> str:
    r"""Return a text in which what a terminal would obey is written as it is in JSON, as in `\u001b`.

    Texts come from catalogues, so they may hold anything.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class PrintableFile(io.RawIOBase):
    """A binary file that passes lines of UTF-8 on in printable form, with tabs and line ends as they are.

    Parameters
    ----------
    file
        The file to write to, such as a terminal.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        """Return true."""
        return True

    def write(self, data: Any, /) -> int:
        """Write whole lines."""
        parts = _LAYOUT.split(bytes(data).decode("utf-8", "replace"))
        parts[::2] = map(printable, parts[::2])
        return self._file.write("".join(parts).encode())

    def flush(self) -> None:
        """Flush the file, unless it was closed meanwhile; Python flushes what it collects once more."""
        if not self._file.closed:
            self._file.flush()
