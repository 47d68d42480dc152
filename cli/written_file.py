"""The file that a command writes: complete or not at all, and nothing but a file is replaced."""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, cast

from cli.printable import PrintableFile
from core.errors import InputError

STANDARD_STREAM: Final = Path("-")
"""The path that stands for standard output, or for standard input where a command reads."""

OUTPUT_HELP: Final = (
    "The file to write, all or nothing; a device, FIFO or link is written in place. - is standard output."
)
"""The help text of an argument or option that names what `open_written` writes to."""

_PERMISSIONS: Final = 0o777


def name_written(output: Path) -> str:
    """Return how a message calls what `open_written` writes to."""
    return "standard output" if output == STANDARD_STREAM else str(output)


@contextmanager
def open_written(output: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears only when it is complete and on its disk.

    A device, a FIFO and a link are written in place, because a new file would replace them. If `private`, a
    file that was not there can be read by nobody else.
    """
    if output == STANDARD_STREAM:
        # A terminal would obey the escapes that a text may hold.
        yield cast("BinaryIO", PrintableFile(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") if _is_kept(output) else _open_new(output, private=private) as file:
            yield file
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror}. Choose another file.") from error


@contextmanager
def _open_new(output: Path, *, private: bool) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of a regular file, and its permissions, at the end.

    Nobody can know its name before: in a folder that others may write to, a link could wait there.
    """
    part = output.with_name(f".predawn-{secrets.token_hex(8)}.part")
    mode = stat.S_IMODE(output.stat().st_mode) & _PERMISSIONS if output.exists() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(part, flags, (0o600 if private else 0o666) if mode is None else mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 -- a descriptor, not a path
            if mode is not None:
                os.fchmod(descriptor, mode)
            yield file
            file.flush()
            os.fsync(descriptor)
        part.replace(output)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_kept(output: Path) -> bool:
    """Return whether a path is something other than a regular file with this name alone."""
    try:
        found = output.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(found.st_mode) or found.st_nlink > 1
