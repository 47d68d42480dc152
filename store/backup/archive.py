"""A backup as a file: an archive of pg_dump in its custom format, and its table of contents."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import InputError, StoreError
from store.backup.programs import running
from store.embedded.programs import MAJOR
from store.revision import newest_revision
from store.schema import SCHEMA, VERSION_TABLE

_SERVER: Final = re.compile(r"^;\s+Dumped from database version: (\d+)", re.MULTILINE)
_SCHEMA: Final = re.compile(r"^\d+; \d+ \d+ SCHEMA - ")
_REVISION: Final = re.compile(rf"^COPY {SCHEMA}\.{VERSION_TABLE} .*\n(\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup: its file and name, the major version of the server that it was made on, and its revision.

    `entries` is its table of contents, as pg_restore takes it, without the schemas themselves.
    """

    path: Path
    name: str
    server_version: int
    revision: str
    entries: str


def read_archive(path: Path, name: str) -> Archive:
    """Read the table of contents of a backup, and the revision of the store in it.

    Parameters
    ----------
    path
        The file, which is a regular one.
    name
        The name of the file in messages.

    Raises
    ------
    InputError
        If the file is no backup that this version can restore.
    """
    listed = _read(path, name, "--list")
    server = _SERVER.search(listed)
    if server is None or f" TABLE DATA {SCHEMA} {VERSION_TABLE} " not in listed:
        raise InputError(
            f"{name} is an archive of pg_dump without a store of Predawn in it. Name a file that "
            "`predawn backup` wrote."
        )
    selection = ("--data-only", f"--schema={SCHEMA}", f"--table={VERSION_TABLE}", "--file=-")
    revision = _REVISION.search(_read(path, name, *selection))
    if revision is None:
        raise InputError(f"{name} does not say its revision, so the store in it was never set up.")
    archive = Archive(path, name, int(server[1]), revision[1], _without_schemas(listed))
    _check_revision(archive)
    return archive


def _read(path: Path, name: str, *options: str) -> str:
    with running("pg_restore", *options, str(path.absolute()), stdout=subprocess.PIPE) as program:
        read = program.stdout.read()
        reason = program.end()
    if reason is not None:
        raise InputError(f"{name} is no backup: {reason}. Name a file that `predawn backup` wrote.")
    return read.decode()


def _without_schemas(listed: str) -> str:
    """Return a table of contents without the schemas, which a restore makes with rights of its own."""
    return "".join(line for line in listed.splitlines(keepends=True) if not _SCHEMA.match(line))


def _check_revision(archive: Archive) -> None:
    newest = newest_revision()
    if archive.revision > newest:
        raise InputError(
            f"{archive.name} holds a store at revision {archive.revision}, which is newer than this version "
            f"({newest}). Upgrade Predawn."
        )


def check_dump(server_version: int) -> None:
    """Refuse to dump a server that is newer than the bundled programs.

    Raises
    ------
    StoreError
        With both versions.
    """
    if server_version > MAJOR:
        raise StoreError(
            f"The server is PostgreSQL {server_version}, and the bundled pg_dump is of {MAJOR}, which cannot "
            f"read it. Use pg_dump of {server_version}."
        )


def check_restore(archive: Archive, server_version: int) -> None:
    """Refuse a server that is older than the one a backup was made on.

    Raises
    ------
    StoreError
        With both versions.
    """
    if server_version < archive.server_version:
        raise StoreError(
            f"{archive.name} was made on PostgreSQL {archive.server_version}, and this server is "
            f"{server_version}. A backup is restored on the same major version or a newer one: choose "
            "another server, or take the model along with `predawn models export`."
        )
