"""`predawn export`."""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Final, cast

import typer
from sqlalchemy import Connection

from cli.context import open_transaction
from cli.output import say
from cli.printable import PrintableFile
from core.errors import InputError
from core.types import RunStatus
from store.bulk import export as exports
from store.bulk.export import Export, ExportFormat
from store.runs import tables as run_tables
from store.runs.ledger import find_run
from store.serving import pointer

app = typer.Typer(
    help="Export predictions and the inference log as CSV, NDJSON or Parquet.", no_args_is_help=True
)

_PERMISSIONS: Final = 0o777

Output = Annotated[
    Path | None,
    typer.Option(
        help="The file to write, all or nothing; a device, FIFO or link is written in place. By default "
        "standard output."
    ),
]
Format = Annotated[
    ExportFormat | None,
    typer.Option("--format", help="The format; by default that of the file's extension, or csv."),
]

Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="Write CSV for a spreadsheet: with a byte-order mark, and with an apostrophe before a text that "
        "would be a formula.",
    ),
]


@app.command("predictions")
def export_predictions(
    context: typer.Context,
    run_id: Annotated[
        int | None, typer.Option("--run", help="A retained run, instead of the one in service.")
    ] = None,
    output: Output = None,
    form: Format = None,
    *,
    excel: Excel = False,
) -> None:
    """Write the predictions of a run with their projects, ordered by project id."""
    chosen = _choose(output, form, excel=excel)
    with open_transaction(context, "export") as connection:
        found = _find_predictions(connection, run_id)
        with _open(output) as file:
            rows = exports.write(connection, found, file, chosen, excel=excel)
    _report(f"{rows:,} predictions", output)


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
    output: Output = None,
    form: Format = None,
    *,
    excel: Excel = False,
) -> None:
    """Write the logged on-demand predictions; add a column `tag`, and `predawn train` can read the file."""
    chosen = _choose(output, form, excel=excel)
    moment = None if since is None else since.replace(tzinfo=UTC)
    with open_transaction(context, "export") as connection, _open(output) as file:
        log = exports.inference_log(moment)
        rows = exports.write(connection, log, file, chosen, excel=excel)
    _report(f"{rows:,} on-demand predictions", output)


def _find_predictions(connection: Connection, run_id: int | None) -> Export:
    serving = pointer.read_serving(connection).run_id
    if run_id is None:
        if serving is None:
            raise InputError(
                "Nothing is published yet. Make a run with `predawn batch`, or choose one with --run."
            )
        return exports.predictions(serving, in_service=True)
    run = find_run(connection, run_id)
    if run.attached_at is None or not run_tables.exists(connection, run_id):
        raise InputError(
            f"Run {run_id} has no predictions to export: it is {_state(run.status, pruned=run.pruned_at)}. "
            "`predawn runs list` shows which runs have predictions."
        )
    return exports.predictions(run_id, in_service=run_id == serving)


def _state(status: RunStatus, *, pruned: datetime | None) -> str:
    return status.value if pruned is None else "no longer retained"


def _choose(output: Path | None, form: ExportFormat | None, *, excel: bool) -> ExportFormat:
    ending = "" if output is None else output.suffix.lstrip(".").lower()
    named = {"jsonl": "ndjson", "pq": "parquet"}.get(ending, ending)
    chosen = form or (ExportFormat(named) if named in set(ExportFormat) else ExportFormat.CSV)
    if excel and chosen is not ExportFormat.CSV:
        raise InputError(f"--excel writes CSV, and the format is {chosen}. Leave one of them out.")
    return chosen


@contextmanager
def _open(output: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears only when it is complete.

    A device, a FIFO and a link are written in place, because a new file would replace them.
    """
    if output is None:
        # A terminal would obey the escapes that a text may hold.
        yield cast("BinaryIO", PrintableFile(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") if _is_kept(output) else _open_new(output) as file:
            yield file
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror}. Choose another --output.") from error


@contextmanager
def _open_new(output: Path) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of a regular file, and its permissions, at the end.

    Nobody can know its name before: in a folder that others may write to, a link could wait there.
    """
    part = output.with_name(f".predawn-{secrets.token_hex(8)}.part")
    mode = stat.S_IMODE(output.stat().st_mode) & _PERMISSIONS if output.exists() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(part, flags, 0o666 if mode is None else mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 -- a descriptor, not a path
            if mode is not None:
                os.fchmod(descriptor, mode)
            yield file
        part.replace(output)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_kept(output: Path) -> bool:
    """Return whether a path is something other than a regular file with this name alone."""
    try:
        found = output.lstat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(found.st_mode) or found.st_nlink > 1


def _report(what: str, output: Path | None) -> None:
    say(f"{what} written to {output or 'standard output'}", err=True)
