"""Files of corrections, as reviews are exported and people fill them in: CSV, or NDJSON."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from batch.sources.values.tags import split_tags
from core.errors import InputError

MAX_BYTES: Final = 256 << 20
"""The longest file, which is read as a whole."""

_READ: Final = ("project_id", "id", "tag", "tags", "reason", "content_hash")
_SEPARATORS: Final = (",", ";", "\t")
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
# A spreadsheet shows an exported formula as text because of this apostrophe, and keeps it.
_HARMLESS: Final = re.compile(r"'(?=[-=+@\uff1d\uff0b\uff0d\uff20])")


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A row of a file, by its number, the first one being 1; None for tags that were left blank.

    `error` is a sentence about a row that cannot be read.
    """

    number: int
    project_id: str
    tags: tuple[str, ...] | None
    reason: str | None = None
    content_hash: bytes | None = None
    error: str | None = None


def read_corrections(path: Path, *, lists: bool) -> list[CorrectionRow]:
    """Return the rows of a file of corrections; `lists` of tags are taken apart.

    The columns are `project_id` (or `id`), `tag` or `tags`, and where there are any `reason` and
    `content_hash`; others are left alone.

    Raises
    ------
    InputError
        If the file cannot be read, is not in UTF-8, has no column of ids or of tags, or has a row with both
        `tag` and `tags`.
    """
    try:
        with path.open("rb") as file:
            text = _read(file, str(path))
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}. Name another file.") from error
    return parse_corrections(text, str(path), lists=lists)


def _read(file: BinaryIO, name: str) -> str:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError(f"{name} is longer than {MAX_BYTES >> 20} MiB. Give it in parts.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not in UTF-8: byte {error.start + 1}. Save it in UTF-8.") from error


def parse_corrections(text: str, name: str, *, lists: bool) -> list[CorrectionRow]:
    """Return the rows of a text, as `read_corrections` does."""
    records = _read_lines(text, name) if text.lstrip().startswith("{") else _read_table(text, name)
    with _long_fields():
        return [_read_row(number, record, name, lists=lists) for number, record in records]


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let a field be as long as a file, as descriptions in exports are longer than the module's limit.

    That limit is of the whole process, so the one before comes back.
    """
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read_lines(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{name}: line {number} is no JSON: {error}. Correct the file.") from None
            if not isinstance(record, dict):
                raise InputError(f"{name}: line {number} is no JSON object. Correct the file.")
            yield number, record


def _read_table(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        _check_columns(rows.fieldnames or (), name)
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        raise InputError(f"{name}: near line {rows.line_num}: {error}. Correct the file.") from error


def _check_columns(columns: Sequence[str], name: str) -> None:
    if not {"project_id", "id"} & set(columns) or not {"tag", "tags"} & set(columns):
        raise InputError(
            f"{name} has the columns {', '.join(columns) or 'none'}; a file of corrections has `project_id` "
            "and `tag` (or `tags`), and `reason` and `content_hash` where they are known."
        )
    for column in _READ:
        if columns.count(column) > 1:
            raise InputError(f"{name} has more than one column `{column}`. Leave all but one of them out.")


def _read_row(number: int, record: Mapping[str, Any], name: str, *, lists: bool) -> CorrectionRow:
    project_id = ""
    try:
        project_id = _read_id(record.get("project_id", record.get("id")))
        if None in record:
            return CorrectionRow(number, project_id, None, error="It has more values than columns.")
        if not project_id:
            return CorrectionRow(number, project_id, None, error="It has no project_id.")
        tags = _read_tags(_find_tags(record, f"{name}: row {number}"), lists=lists)
        reason = _text(record.get("reason"), "its reason") or None
        content_hash = _read_hash(record.get("content_hash"))
    except ValueError as error:
        return CorrectionRow(number, project_id, None, error=f"It cannot be read: {error}.")
    return CorrectionRow(number, project_id, tags, reason, content_hash)


def _find_tags(record: Mapping[str, Any], row: str) -> object:
    """Return what stands in `tag` or in `tags`, None if both are blank.

    Raises
    ------
    InputError
        If both are filled: an export of predictions has the model's `tags`, so no other row is safe to enter.
    """
    filled = [value for name in ("tag", "tags") if not _is_blank(value := record.get(name))]
    if len(filled) > 1:
        raise InputError(f"{row} has both `tag` and `tags`. Leave one of the two columns out.")
    return filled[0] if filled else None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _read_id(value: object) -> str:
    # As in catalogues, ids may be whole numbers; to Python, true and false are such numbers.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "its project_id")


def _text(value: object, column: str) -> str:
    """Return the text of a column, empty where there is none.

    Raises
    ------
    ValueError
        If the value is no text, as in JSON it may be anything.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value[1:] if _HARMLESS.match(value) else value
    raise ValueError(f"{column} is not a text")


def _read_tags(value: object, *, lists: bool) -> tuple[str, ...] | None:
    """Return the tags of a row, None if they were left blank; `[]` is a list without any."""
    if isinstance(value, list):
        if not all(isinstance(tag, str) for tag in value):
            raise ValueError("its list of tags has something else than texts")
        return tuple(tag.strip() for tag in value)
    text = _text(value, "its tag").strip()
    if not text:
        return None
    if not lists:
        return (text,)
    return tuple((tag or "").strip() for tag in split_tags(text))


def _read_hash(value: object) -> bytes | None:
    text = _text(value, "its content_hash").strip()
    if not text:
        return None
    if _HASH.fullmatch(text) is None:
        raise ValueError("content_hash is not one of 64 hexadecimal digits, as exports have it")
    return bytes.fromhex(text)
