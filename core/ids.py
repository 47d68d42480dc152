"""Files that list project ids, one per line."""

from pathlib import Path
from typing import BinaryIO, Final

from core.errors import InputError

MAX_BYTES: Final = 256 << 20
"""The longest list, so that a file without an end does not fill the memory. Ten million ids are shorter."""

_PART: Final = 1 << 20


def read_ids(path: Path) -> tuple[str, ...]:
    """Return the ids in a file, as `read_ids_of` does.

    Raises
    ------
    InputError
        If the file cannot be read, or holds no usable ids.
    """
    try:
        with path.open("rb") as file:
            return read_ids_of(file, str(path))
    except OSError as error:
        raise InputError(f"Cannot read the ids in {path}: {error.strerror}. Name another file.") from error


def read_ids_of(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return the ids in an open file, as `parse_ids` does.

    Raises
    ------
    InputError
        If it is longer than `MAX_BYTES`, is not in UTF-8, or holds no usable ids.
    """
    content = bytearray()
    while part := file.read(_PART):
        content += part
        if len(content) > MAX_BYTES:
            raise InputError(f"{name} is longer than {MAX_BYTES >> 20} MiB. Give it in parts.")
        if b"\0" in part:
            break  # it is refused, however much follows
    return parse_ids(bytes(content), name)


def parse_ids(content: bytes, name: str) -> tuple[str, ...]:
    """Return the ids in a text with one per line, each once, in order; blank lines are skipped.

    Parameters
    ----------
    content
        The text, in UTF-8.
    name
        The name of its file in errors.

    Raises
    ------
    InputError
        If it is not in UTF-8, holds a NUL, which no id can, or no id at all.
    """
    try:
        lines = [line.strip() for line in content.decode("utf-8-sig").split("\n")]
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not in UTF-8. Save it as UTF-8, one id per line.") from error
    for number, line in enumerate(lines, 1):
        if "\x00" in line:
            raise InputError(f"Line {number} of {name} holds a NUL, which no id can. Remove it.")
    ids = tuple(dict.fromkeys(line for line in lines if line))
    if not ids:
        raise InputError(f"{name} lists no ids. Write one id per line.")
    return ids
