"""`predawn forget`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from batch.job import actor
from cli.context import open_engine, open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.output import say
from core.errors import InputError
from core.wording import count_of
from store.catalogue import forgotten
from store.connect.engine import Role
from store.feedback import erasure
from store.feedback.erasure import MIN_SEARCHED, Erased
from store.runs.lock import RunLock

MAX_TEXT_BYTES: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class TableRows:
    """The number of rows of a table that were deleted, or in which a sentence was replaced."""

    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The erasure: whether it was done, or only tried, its rows by table, and what stays.

    `models` were trained on what is forgotten: parts of words stay in their artifacts. `projects` of the
    catalogue have the text.
    """

    done: bool
    rows: list[TableRows]
    models: list[int]
    projects: list[str]


FORGOTTEN: Final = Document("forget", Forgotten)


def forget(
    context: typer.Context,
    project: Annotated[
        list[str] | None,
        typer.Option("--project", metavar="ID", help="The id of a project to forget. May be repeated."),
    ] = None,
    text_file: Annotated[
        Path | None,
        typer.Option(help="A file with a text that was sent to the API; what was logged of it is forgotten."),
    ] = None,
    before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            help="Forget what was logged, sent, or ended before this time, in UTC.",
        ),
    ] = None,
    history: Annotated[
        bool,
        typer.Option(
            "--history",
            help="Forget also what publications changed of it. Whoever follows the changes begins anew.",
        ),
    ] = False,
    allow_return: Annotated[
        bool, typer.Option("--allow-return", help="Let syncs bring the projects back that were forgotten.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without this, it is only counted what there is to forget.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Erase projects, a text, or what is older than a date. It cannot be undone."""
    asked = _read_request(project, text_file, before, history=history)
    if allow_return:
        _allow_return(context, asked, as_json=as_json)
        return
    with (
        open_engine(read_settings(context), Role.BATCH, "forget") as (_, engine),
        RunLock(engine),
        engine.connect() as connection,
        connection.begin() as transaction,
    ):
        found = _erase(connection, asked)
        if not yes:
            transaction.rollback()
    unknown = [name for name, one in zip(asked.projects, found, strict=False) if not one.rows]
    _report(found, unknown, done=yes, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Request:
    """A request to forget: projects, or a text, or what is older than a moment."""

    projects: tuple[str, ...]
    text: str | None
    before: datetime | None
    history: bool


def _read_request(
    project: Sequence[str] | None, text_file: Path | None, before: datetime | None, *, history: bool
) -> _Request:
    """Return what is to be forgotten.

    Raises
    ------
    InputError
        If it is not one of a project, a text and a date, or cannot be read.
    """
    if [project is None, text_file is None, before is None].count(False) != 1:
        raise InputError("Name one of --project, --text-file and --before.")
    for project_id in project or ():
        if "\x00" in project_id or not project_id:
            raise InputError(f"{project_id!r} is no id of a project.")
    if text_file is not None and history:
        raise InputError("A text has no history. Leave --history out.")
    text = None if text_file is None else _read_text(text_file)
    moment = None if before is None else before.replace(tzinfo=UTC)
    return _Request(tuple(sorted(set(project or ()))), text, moment, history)


def _erase(connection: Connection, asked: _Request) -> list[Erased]:
    """Erase what was asked for, and record it."""
    if asked.text is not None:
        kind, found = "text", [erasure.forget_text(connection, asked.text)]
    elif asked.before is not None:
        kind, found = "before", [erasure.forget_before(connection, asked.before, history=asked.history)]
    else:
        kind = "project"
        found = [erasure.forget_project(connection, name, history=asked.history) for name in asked.projects]
    erasure.record(connection, kind, found, history=asked.history, actor=actor())
    return found


def _allow_return(context: typer.Context, asked: _Request, *, as_json: bool) -> None:
    if not asked.projects or asked.history or as_json:
        raise InputError("--allow-return goes with --project alone.")
    with open_transaction(context, "forget") as connection:
        allowed = [name for name in asked.projects if forgotten.allow_return(connection, name)]
    say(f"{count_of(len(allowed), 'project')} may come back with the next sync.")


def _read_text(path: Path) -> str:
    """Return the text of a file, without the line break at its end.

    Raises
    ------
    InputError
        If the file cannot be read, or holds no text that could have been stored.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}. Name another file.") from error
    try:
        text = content.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not in UTF-8: byte {error.start + 1}. Save it as UTF-8.") from error
    if not text.strip() or "\x00" in text or len(content) > MAX_TEXT_BYTES:
        raise InputError(
            f"{path} holds no text that can be searched for: it is empty, too long, or has a NUL."
        )
    return text


def _report(found: Sequence[Erased], unknown: Sequence[str], *, done: bool, as_json: bool) -> None:
    rows = [TableRows(table, number) for table, number in erasure.counted_rows(found)]
    models = sorted({version for one in found for version in one.models})
    projects = sorted({name for one in found for name in one.projects})
    if as_json:
        FORGOTTEN.print(Forgotten(done, rows, models, projects))
        return
    say("Forgotten:" if done else "This would be forgotten:")
    for entry in rows:
        say(f"  {entry.table}: {count_of(entry.rows, 'row')}")
    if not rows:
        say("  nothing")
    for name in unknown:
        kept_out = "Syncs keep it out from now on" if done else "Syncs would keep it out"
        say(f"Nothing stands under the id {name!r}: look at its spelling. {kept_out}.")
    for sentence in _what_stays(models, projects):
        say(sentence)
    if not done:
        say("Nothing was changed. Repeat with --yes to do it.")


def _what_stays(models: Sequence[int], projects: Sequence[str]) -> list[str]:
    """Return sentences on what cannot be erased from here."""
    stays = (
        "What stays: backups, the write-ahead log and the log files of the server, and the source itself. "
        "Deleted rows are on its disk until it vacuums."
    )
    said = [stays]
    if models:
        named = ", ".join(map(str, models))
        said.append(
            f"Words and parts of words stay in the artifacts of models that were trained on it: {named}."
        )
    if projects:
        named = ", ".join(map(repr, projects))
        said.append(f"Projects of the catalogue have this text: {named}. Forget them with --project.")
    said.append(
        f"Texts of fewer than {MIN_SEARCHED} characters are not searched for within others. Processes of the "
        "API remember some answers, but no texts, until they are restarted."
    )
    return said
