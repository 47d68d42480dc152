"""`predawn backup`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.context import read_settings
from cli.output import say
from cli.written_file import OUTPUT_HELP, STANDARD_STREAM, name_written, open_written
from core.errors import InputError
from store.backup.dump import open_snapshot, write_backup
from store.connect.database import open_database


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=OUTPUT_HELP)],
) -> None:
    """Write the whole store to a file, while runs and the API go on.

    `predawn restore` reads it, on PostgreSQL of the same major version or a newer one. A run that is not
    complete yet is not in it, nor are the logins of a server. Requires the owner's login.
    """
    settings = read_settings(context)
    if file == STANDARD_STREAM and sys.stdout.isatty():
        raise InputError("A backup is no text for a terminal. Name a file, or redirect standard output.")
    with (
        open_database(settings) as database,
        open_snapshot(database) as connection,
        open_written(file, private=True) as opened,
    ):
        content = write_backup(database, connection, opened)
    say(f"{content}, written to {name_written(file)}", err=True)
