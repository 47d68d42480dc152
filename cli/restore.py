"""`predawn restore`."""

import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, BinaryIO

import typer

from cli.context import read_settings
from cli.output import say
from cli.written_file import STANDARD_STREAM
from core.errors import InputError
from store.backup.archive import read_archive
from store.backup.restore import restore_backup
from store.connect.database import open_database


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file of `predawn backup`; - is standard input.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop the store that the database holds first.")
    ] = False,
) -> None:
    """Restore a backup into an empty database, or in place of the store that it holds.

    It is restored whole or not at all, and brought to the revision of this version. A run that was not
    complete when the backup was made is given up. Requires the owner's login, and a superuser's where the
    server lacks the roles of Predawn.
    """
    settings = read_settings(context)
    name = "standard input" if file == STANDARD_STREAM else str(file)
    with _regular_file(file) as path, open_database(settings) as database:
        restored = restore_backup(database, read_archive(path, name), replace=replace)
    if restored.revision_before != restored.revision:
        say(f"Upgraded the schema from revision {restored.revision_before} to {restored.revision}.")
    for run_id in restored.given_up:
        say(f"Run {run_id} was not complete when the backup was made, and is given up.")
    say(f"Restored {restored.content}.")


@contextmanager
def _regular_file(file: Path) -> Iterator[Path]:
    """Yield a backup as a regular file: it is read more than once."""
    if _is_regular(file):
        yield file
        return
    with NamedTemporaryFile(prefix="predawn-", suffix=".backup") as spooled:
        with _reading(file), _open(file) as opened:
            shutil.copyfileobj(opened, spooled)
        spooled.flush()
        yield Path(spooled.name)


def _is_regular(file: Path) -> bool:
    if file == STANDARD_STREAM:
        return False
    with _reading(file):
        mode = file.stat().st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise InputError(f"{file} is a device and holds no backup. Name a file of `predawn backup`.")
    return stat.S_ISREG(mode)


def _open(file: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == STANDARD_STREAM else file.open("rb")


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"Cannot read {file}: {error.strerror}. Name a file of `predawn backup`.") from error
