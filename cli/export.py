"""`predawn export`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from cli.context import open_transaction, read_settings
from cli.export_format import choose_format
from cli.flags import Excel
from cli.output import say
from cli.written_file import OUTPUT_HELP, STANDARD_STREAM, name_written, open_written
from core.errors import InputError
from core.ids import read_ids, read_ids_of
from core.types import Run, RunStatus
from core.wording import count_of
from store.bulk import export as exports
from store.bulk.export import ExportFormat
from store.runs import tables as run_tables
from store.runs.ledger import find_run
from store.serving import pointer
from store.serving.run_outputs import find_run_output

app = typer.Typer(
    help="Export predictions and the inference log as CSV, NDJSON or Parquet.", no_args_is_help=True
)

_NAMED: Final = 10

Output = Annotated[Path, typer.Option(help=OUTPUT_HELP)]
Format = Annotated[
    ExportFormat | None,
    typer.Option("--format", help="The format; by default that of the file's extension, or csv."),
]


@app.command("predictions")
def export_predictions(
    context: typer.Context,
    run_id: Annotated[
        int | None, typer.Option("--run", help="A retained run, instead of the one in service.")
    ] = None,
    ids: Annotated[
        Path | None,
        typer.Option(
            "--ids",
            help="A file of project ids, one a line, or - for standard input: only the predictions of these.",
        ),
    ] = None,
    output: Output = STANDARD_STREAM,
    form: Format = None,
    *,
    excel: Excel = False,
) -> None:
    """Write the predictions of a run with their projects, ordered by project id; a canary has no part in it.

    Of the run in service, projects that have left the catalogue are left out, and counted on standard error.
    Of another run they are not; a project that was deleted from the store has no title and no description.
    With --ids, projects without a prediction are counted on standard error, and the first ones named.
    """
    chosen = choose_format(output, form, excel=excel)
    named = None if ids is None else _read_ids(ids)
    with_features = bool(read_settings(context).features)
    missing: list[str] = []
    with open_transaction(context, "export") as connection:
        run, in_service = _find_run(connection, run_id)
        found = exports.predictions(
            run.run_id,
            in_service=in_service,
            project_ids=named,
            with_features=with_features,
            output=find_run_output(connection, run).kind,
        )
        with open_written(output) as file:
            rows = exports.write(connection, found, file, chosen, excel=excel)
        if named is not None and rows < len(named):
            missing = exports.find_missing(connection, found)
    _report(count_of(rows, "prediction"), output)
    if named is None and (left := run.counts.stored - rows):
        say(f"{count_of(left, 'project')} of run {run.run_id} left out, no longer in the catalogue", err=True)
    if named is not None and missing:
        more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        shown = ", ".join(map(repr, missing[:_NAMED]))
        say(f"{len(missing):,} of {count_of(len(named), 'id')} without a prediction: {shown}{more}", err=True)


@app.command("inference-log")
def export_inference_log(
    context: typer.Context,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"],
            help="Only predictions since this time, in UTC.",
        ),
    ] = None,
    output: Output = STANDARD_STREAM,
    form: Format = None,
    *,
    excel: Excel = False,
) -> None:
    """Write the logged on-demand predictions; add a column `tag`, and `predawn train` can read the file."""
    chosen = choose_format(output, form, excel=excel)
    moment = None if since is None else since.replace(tzinfo=UTC)
    with open_transaction(context, "export") as connection, open_written(output) as file:
        log = exports.inference_log(moment)
        rows = exports.write(connection, log, file, chosen, excel=excel)
    _report(count_of(rows, "on-demand prediction"), output)


def _read_ids(path: Path) -> list[str]:
    """Read the ids in a file, or in standard input."""
    if path == Path("-"):
        return list(read_ids_of(sys.stdin.buffer, "Standard input"))
    return list(read_ids(path))


def _find_run(connection: Connection, run_id: int | None) -> tuple[Run, bool]:
    """Return a run that has predictions, by default the one in service, and whether it is that one."""
    serving = pointer.read_serving(connection).run_id
    if run_id is None:
        if serving is None:
            raise InputError(
                "Nothing is published yet. Make a run with `predawn batch`, or choose one with --run."
            )
        run_id = serving
    run = find_run(connection, run_id)
    if run.attached_at is None or not run_tables.exists(connection, run_id):
        raise InputError(
            f"Run {run_id} has no predictions to export: it is {_state(run.status, pruned=run.pruned_at)}. "
            "`predawn runs list` shows which runs have predictions."
        )
    return run, run_id == serving


def _state(status: RunStatus, *, pruned: datetime | None) -> str:
    return status.value if pruned is None else "no longer retained"


def _report(what: str, output: Path) -> None:
    say(f"{what} written to {name_written(output)}", err=True)
