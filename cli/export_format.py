"""The format of a file that a command exports, by its name."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from core.errors import InputError
from store.bulk.export import ExportFormat

_NAMED: Final = {"jsonl": "ndjson", "pq": "parquet"}
_OTHERS: Final = frozenset(
    {"arrow", "avro", "bz2", "feather", "gz", "json", "lz4", "orc", "tsv", "xls", "xlsx", "xz", "zip", "zst"}
)
"""The extensions of what Predawn does not write: readers would take such a file for something else."""


def choose_format(
    output: Path,
    asked: ExportFormat | None = None,
    *,
    excel: bool,
    formats: Collection[ExportFormat] = tuple(ExportFormat),
) -> ExportFormat:
    """Return the format to write: the one that is asked for, that of the extension, or CSV.

    Raises
    ------
    InputError
        If the extension is that of a format that is not written, or a spreadsheet is to read another than
        CSV.
    """
    ending = output.suffix.lstrip(".").lower()
    named = _NAMED.get(ending, ending)
    if asked is None and (named in _OTHERS or (named in set(ExportFormat) and named not in formats)):
        written = ", ".join(f".{form}" for form in formats)
        raise InputError(
            f"{output} has the extension of a format that is not written here. Give it one of {written}."
        )
    chosen = asked or (ExportFormat(named) if named in formats else ExportFormat.CSV)
    if excel and chosen is not ExportFormat.CSV:
        raise InputError(f"--excel writes CSV, and the format is {chosen}. Leave one of them out.")
    return chosen
