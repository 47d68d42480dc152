"""`predawn reviews`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from cli.context import open_transaction
from cli.export_format import choose_format
from cli.flags import Excel
from cli.output import say
from cli.written_file import STANDARD_STREAM, name_written, open_written
from core.errors import InputError
from core.wording import count_of
from store.bulk import export as exports
from store.bulk.export import ExportFormat
from store.feedback import reviews

app = typer.Typer(help="Find the projects that a person should look at next.", no_args_is_help=True)

_FORMATS: Final = (ExportFormat.CSV, ExportFormat.NDJSON)
"""A person fills the file in."""


@app.callback()
def _group() -> None:
    """Let `export` be a command of its own, though it is the only one."""


@app.command("export")
def export_reviews(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="The largest number of projects.")] = 100,
    output: Annotated[
        Path,
        typer.Option(
            help="The file to write, CSV, or NDJSON if it is named so, all or nothing. - is standard output."
        ),
    ] = STANDARD_STREAM,
    *,
    excel: Excel = False,
) -> None:
    """Write the projects to look at, the most urgent first, with the reason of each in the column `why`.

    Fill in `tag`, also where the model is right, and enter the file with `predawn corrections import`. What
    was decided does not come again until its text changes.
    """
    form = choose_format(output, excel=excel, formats=_FORMATS)
    with open_transaction(context, "reviews export") as connection:
        found = reviews.export(connection, limit)
        if found is None:
            raise InputError("Nothing is published yet. Make a run with `predawn batch`.")
        with open_written(output) as file:
            rows = exports.write(connection, found, file, form, excel=excel)
    say(f"{count_of(rows, 'project')} written to {name_written(output)}", err=True)
