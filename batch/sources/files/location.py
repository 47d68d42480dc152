"""Location of a catalogue source: a file, a web address, an object store or a database."""

import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from core.errors import InputError
from core.settings import Settings

Format = Literal["csv", "json", "ndjson", "parquet"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+._-]*)://")
_FORMATS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_COMPRESSIONS = frozenset({".gz", ".bz2", ".zst", ".xz", ".lz4", ".zip"})


@dataclass(frozen=True, slots=True)
class Location:
    """A source, recognised by its address.

    `address` may hold a password or a signature and is for opening only; `name` is for messages.
    """

    kind: Literal["file", "pipe", "web", "object", "database"]
    address: str
    name: str
    file_name: str = ""

    @property
    def path(self) -> Path | None:
        """The path of a file of this machine that can be read again; None for anything else."""
        return Path(self.address) if self.kind == "file" else None


def locate(source: str) -> Location:
    """Recognise a source by its scheme; without a scheme it is a path, and `-` is standard input."""
    match = _SCHEME.match(source)
    if match is None:
        path = Path("/dev/stdin" if source == "-" else source).expanduser()
        return Location("file", str(path), str(path), path.name)
    scheme = match[1].lower()
    if scheme not in {"file", "http", "https", "s3", "gs", "gcs"}:
        return Location("database", source, f"a {scheme} database")
    try:
        parts = urlsplit(source)
        address = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise InputError(f"The source is not a usable {scheme} address: {error}. Correct it.") from None
    file_name = PurePosixPath(unquote(parts.path)).name
    if scheme == "file":
        if address not in {"", "localhost"}:
            raise InputError(
                f"file://{address}{parts.path} names another computer. Write a file on this one as "
                "file:///path/to/it, or as a path."
            )
        path = Path(url2pathname(parts.path))
        return Location("file", str(path), str(path), path.name)
    if not address:
        raise InputError(f"{scheme}://{parts.path} names no host. Write it as {scheme}://host/path.")
    kind: Literal["web", "object"] = "web" if scheme.startswith("http") else "object"
    # Neither a password nor a query belongs in messages: signed addresses carry their secret there.
    return Location(kind, source, f"{scheme}://{address}{port}{parts.path}", file_name)


def look_at(location: Location) -> Location:
    """Return a location as what stands there now: a path may lead to a pipe, which is read once.

    Raises
    ------
    InputError
        If the path leads to a device, which holds no catalogue and may have no end.
    """
    if location.path is None:
        return location
    try:
        mode = location.path.stat().st_mode
    except OSError:
        return location  # reading it says what is wrong
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise InputError(
            f"{location.name} is a device and holds no catalogue. Name a file, or a pipe such as /dev/stdin "
            "behind `|`."
        )
    return replace(location, kind="pipe") if stat.S_ISFIFO(mode) else location


def choose_format(location: Location, settings: Settings) -> Format | None:
    """Return the format of a source; None if it depends on the member of a zip archive.

    Raises
    ------
    InputError
        If neither the setting nor the file name determines it.
    """
    if settings.catalogue_format != "auto":
        return settings.catalogue_format
    found = format_of(location.file_name)
    if found is None and not location.file_name.lower().endswith(".zip"):
        raise unknown_format(location.name)
    return found


def format_of(file_name: str) -> Format | None:
    """Return the format by a file name, regardless of its compression; None if it is unknown."""
    path = PurePosixPath(file_name.lower())
    if path.suffix in _COMPRESSIONS:
        path = path.with_suffix("")
    return _FORMATS.get(path.suffix)


def unknown_format(name: str) -> InputError:
    """Return the error for a file name that does not show its format, or shows one that is not read."""
    if PurePosixPath(name.lower()).suffix in _SPREADSHEETS:
        return InputError(f"{name} is a spreadsheet. Save it as CSV in UTF-8, and name that file.")
    return InputError(
        f"The name {name} does not show the format. Set PREDAWN_CATALOGUE_FORMAT to csv, json, "
        "ndjson or parquet, or give the file one of those endings."
    )
