"""The header of a CSV, and the separator that it shows."""

import csv
import io

from batch.sources.csv.quotes import Dialect
from batch.sources.files.stream import encoding_error
from batch.sources.reading import Reading
from core.errors import CatalogueError, InputError

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
"""The separators that are recognised, by their names."""


def choose_dialect(head: bytes, reading: Reading) -> tuple[Dialect, list[str]]:
    """Return the dialect of a CSV by the settings and its first bytes, and the names of its columns.

    Without a setting, the separator is the one by which the header has the columns of a catalogue: the comma,
    if it is one of those. Any other is noted.

    Raises
    ------
    CatalogueError
        If the header cannot be read, or has not the columns by any separator.
    """
    escape = reading.settings.csv_escape
    if reading.settings.csv_separator == escape:
        raise InputError(
            "PREDAWN_CSV_SEPARATOR and PREDAWN_CSV_ESCAPE are one character. Set one of them to another."
        )
    if reading.settings.csv_separator != "auto":
        dialect = Dialect(reading.settings.csv_separator, escape)
        return dialect, _read_header(head, dialect, reading)
    headers = {
        separator: _read_header(head, Dialect(separator, escape), reading)
        for separator in SEPARATORS
        if separator != escape
    }
    for separator, header in headers.items():
        try:
            reading.choose(header)
        except CatalogueError:
            continue
        if separator != ",":
            reading.notes.append(f"values are separated by {SEPARATORS[separator]}, as its header shows")
        return Dialect(separator, escape), header
    separator = max(headers, key=lambda candidate: len(headers[candidate]))
    return Dialect(separator, escape), headers[separator]


def _read_header(head: bytes, dialect: Dialect, reading: Reading) -> list[str]:
    text = io.StringIO(head.decode(errors="surrogateescape"), newline="")
    rows = csv.reader(
        text, delimiter=dialect.separator, escapechar=dialect.escape, doublequote=dialect.escape is None
    )
    try:
        header = next(row for row in rows if row)  # there is one, as the head is not blank
        "".join(header).encode()
    except UnicodeEncodeError:
        raise encoding_error(reading.name, "its header", reading.encoding) from None
    except csv.Error:
        raise CatalogueError(
            f"The header of {reading.name} cannot be read as CSV. Check that it is a CSV file, and its first "
            "line."
        ) from None
    return header
