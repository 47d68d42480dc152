"""`predawn corrections`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from batch.job import actor
from batch.sources.corrections import CorrectionRow, read_corrections
from cli.context import open_transaction
from cli.documents import AsJson, Document
from cli.exit_codes import BAD_INPUT
from cli.output import say
from cli.reason import Reason, refuse_blank
from cli.tables import print_table
from core.errors import InputError
from core.types import OTHER_TAG
from core.wording import count_of
from store.feedback import corrections
from store.feedback.corrections import Correction, CorrectionState, Labels, StoredCorrection

app = typer.Typer(
    help="Correct the tags of projects. A correction is in force over every run, until the project's text "
    "changes or it is withdrawn.",
    no_args_is_help=True,
)

_OPEN: Final = (CorrectionState.IN_FORCE, CorrectionState.EXPIRED, CorrectionState.REMOVED)
_MAX_LISTED: Final = 1000
_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of a file of corrections that was not entered, and why."""

    row: int
    project_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The numbers of corrections that were entered, that were in place already, and that were left blank."""

    entered: int
    unchanged: int
    blank: int
    refused: list[RefusedRow]


CORRECTIONS: Final = Document("corrections list", list[StoredCorrection])
IMPORTED: Final = Document("corrections import", Imported)

ProjectId = Annotated[str, typer.Argument(metavar="ID", help="The id of the project.")]


def _ask_of_unknown(tags: Sequence[str]) -> str:
    return f"The model in service is not known to say {', '.join(map(repr, tags))}. Is it misspelt?"


@app.command("set")
def set_correction(
    context: typer.Context,
    project_id: ProjectId,
    tags: Annotated[
        list[str] | None,
        typer.Argument(metavar="TAG…", help="The tag; of a multi-label model all tags, the first one first."),
    ] = None,
    reason: Reason = None,
    *,
    none: Annotated[
        bool, typer.Option("--none", help="The project has no tag at all: it is `other`.")
    ] = False,
) -> None:
    """Say which tag a project has. Answers have it within two seconds, and the next training learns it."""
    if none == bool(tags):
        raise InputError("Name the tags of the project, or say with --none that it has none.")
    with open_transaction(context, "corrections set") as connection:
        labels = corrections.read_labels(connection)
        # A model of single tags says `other` where it has none.
        chosen = tuple(tags or (() if labels.lists else (OTHER_TAG,)))
        entered = corrections.enter(connection, Correction(project_id, chosen, reason), labels, actor=actor())
    if unknown := labels.find_unknown(chosen):
        say(_ask_of_unknown(unknown), err=True)
    shown = ", ".join(chosen) or OTHER_TAG
    say(
        f"Project {project_id!r} is corrected to {shown}."
        if entered
        else f"Project {project_id!r} has this correction already."
    )


@app.command("import")
def import_corrections(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV or NDJSON with `project_id` and `tag` (or `tags`), such as `predawn reviews export` "
            "writes; rows without a tag are left alone."
        ),
    ],
    reason: Annotated[
        str | None,
        typer.Option(help="The reason of rows that have none in the column `reason`.", callback=refuse_blank),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Enter the corrections of a file. Rows that are refused are named; all others are entered."""
    with open_transaction(context, "corrections import") as connection:
        labels = corrections.read_labels(connection)
        rows = read_corrections(file, lists=labels.lists)
        imported = _enter_rows(connection, rows, labels, reason)
    tags = {tag for row in rows for tag in row.tags or ()}
    if unknown := sorted(labels.find_unknown(sorted(tags))):
        say(_ask_of_unknown(unknown), err=True)
    if as_json:
        IMPORTED.print(imported)
    else:
        _report(imported)
    if imported.refused:
        raise typer.Exit(BAD_INPUT)


def _enter_rows(
    connection: Connection, rows: list[CorrectionRow], labels: Labels, reason: str | None
) -> Imported:
    refused: list[RefusedRow] = []
    checked: list[CorrectionRow] = []
    filled = [row for row in rows if row.tags is not None or row.error is not None]
    named: dict[str, int] = {}
    for row in sorted(filled, key=lambda row: (row.project_id, row.number)):
        try:
            _check_row(row, named.setdefault(row.project_id, row.number))
        except InputError as error:
            refused.append(RefusedRow(row.number, row.project_id, str(error)))
        else:
            checked.append(row)
    wanted = [
        Correction(row.project_id, row.tags or (), row.reason or reason, row.content_hash) for row in checked
    ]
    entered = unchanged = 0
    outcomes = corrections.enter_all(connection, wanted, labels, actor=actor(), report=_show_progress)
    for row, outcome in zip(checked, outcomes, strict=True):
        if isinstance(outcome, InputError):
            refused.append(RefusedRow(row.number, row.project_id, str(outcome)))
        else:
            entered += outcome
            unchanged += not outcome
    refused.sort(key=lambda row: row.row)
    return Imported(entered, unchanged, len(rows) - len(filled), refused)


def _show_progress(done: int, total: int) -> None:
    say(f"{done:,} of {total:,} corrections entered", err=True)
    if done == total:
        say("putting them in force", err=True)


def _check_row(row: CorrectionRow, first: int) -> None:
    """Refuse a row that cannot be read, or that is not the first one about its project."""
    if row.error is not None:
        raise InputError(row.error)
    if first != row.number:
        raise InputError(f"Row {first} is about the same project. Leave one of them out.")


def _report(imported: Imported) -> None:
    say(
        f"{count_of(imported.entered, 'correction')} entered, {imported.unchanged:,} in place already, "
        f"{count_of(imported.blank, 'row')} without a tag, {len(imported.refused):,} refused."
    )
    for row in imported.refused[:_NAMED]:
        say(f"  row {row.row} (project {row.project_id!r}): {row.reason}", err=True)
    if len(imported.refused) > _NAMED:
        say(f"  and {len(imported.refused) - _NAMED:,} more; --json has all of them", err=True)


@app.command("list")
def list_corrections(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also those that were withdrawn or replaced.")] = False,
    top: Annotated[int, typer.Option(min=1, help="The largest number of corrections.")] = _MAX_LISTED,
    as_json: AsJson = False,
) -> None:
    """List the corrections, the newest first, with what the model says and whether they are in force."""
    with open_transaction(context, "corrections list") as connection:
        found = corrections.list_corrections(connection, list(CorrectionState) if every else _OPEN, top)
    if as_json:
        CORRECTIONS.print(found)
        return
    print_table(
        ("project", "tag", "model's tag", "state", "by", "made", "reason"),
        [
            (
                entry.project_id,
                ", ".join(entry.tags) or OTHER_TAG,
                entry.model_tag,
                entry.state.replace("_", " "),
                entry.actor,
                entry.made_at,
                entry.reason,
            )
            for entry in found
        ],
    )


@app.command()
def withdraw(
    context: typer.Context,
    project_ids: Annotated[list[str], typer.Argument(metavar="ID…", help="The ids of the projects.")],
) -> None:
    """Withdraw the corrections of projects; their answers are the model's again."""
    with open_transaction(context, "corrections withdraw") as connection:
        for project_id in sorted(set(project_ids)):
            corrections.withdraw(connection, project_id, actor=actor())
    say(f"{count_of(len(set(project_ids)), 'correction')} withdrawn.")
