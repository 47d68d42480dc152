"""Restoring a backup: in one transaction, so that a store is there whole or not at all."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, Final

from sqlalchemy import Engine, text

from core.errors import InputError, StoreError
from core.types import RunStatus
from store.backup.archive import Archive, check_restore
from store.backup.content import StoreContent, read_content
from store.backup.programs import Program, running
from store.connect.database import Database
from store.connect.engine import (
    Role,
    begin_session_sql,
    check_role,
    check_server,
    check_sessions,
    read_server_version,
)
from store.connect.errors import translate_errors
from store.connect.url import parse_url, where
from store.runs import ledger
from store.runs import tables as run_tables
from store.runs.lock import RunLock
from store.sql_files import Sql, compose, statement, template
from store.upgrade import migrate, prepare_roles

SESSION: Final = "predawn restore"

_GIVEN_UP: Final = "it was not complete when the backup was made, and is not in it"
# pg_restore writes this for every server, and those before 17 do not know it.
_TRANSACTION_TIMEOUT: Final = b"SET transaction_timeout = 0;\n"
_COLUMN_OPTIONS: Final = re.compile(rb"(ALTER TABLE ONLY .+ ALTER COLUMN .+ SET )\((.+)\);\n")
# Newer minor versions keep this number with each column. pg_dump of older ones takes it for an option, which
# their servers refuse.
_COLUMN_VERSION: Final = b"pg_attver="
_FIRST_ROWS: Final = re.compile(rb"COPY .+ FROM stdin;\n")


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored store: its content, its revision and that of the backup, and the runs that were given up."""

    content: StoreContent
    revision_before: str
    revision: str
    given_up: Sequence[int]


def restore_backup(database: Database, archive: Archive, *, replace: bool) -> Restored:
    """Restore a backup, and bring it to this version's revision.

    Parameters
    ----------
    database
        The database to restore into. Roles that its server lacks are created.
    archive
        The backup.
    replace
        Whether to drop the store that the database holds.

    Raises
    ------
    InputError
        If the database holds a store, and it is not to be replaced.
    RunInProgressError
        If a run is in progress there.
    StoreError
        If the server is older than the one that the backup was made on, or the login lacks a right.
    """
    login = database.engine(None, SESSION)
    owner = database.engine(Role.OWNER, SESSION)
    try:
        version = _prepare(login, owner, archive)
        _check_empty(owner, replace=replace)
        with RunLock(owner), translate_errors(owner):
            _load(database, archive, version, replace=replace)
            _, revision = migrate(login)
            given_up = _give_up_incomplete(owner)
            _vacuum(owner)
            with owner.connect() as connection:
                return Restored(read_content(connection), archive.revision, revision, given_up)
    finally:
        login.dispose()
        owner.dispose()


def _prepare(login: Engine, owner: Engine, archive: Archive) -> int:
    """Check the server and the login, create missing roles, and return the major version."""
    with translate_errors(login):
        check_sessions(login)
        with login.connect() as connection:
            check_server(connection)
            version = read_server_version(connection)
            check_restore(archive, version)
            has_roles = connection.scalar(text(f"SELECT to_regrole('{Role.OWNER}') IS NOT NULL"))
            connection.rollback()
            if has_roles:
                check_role(owner, Role.OWNER, "Use the login of the migration, or a superuser")
            prepare_roles(connection)
    return version


def _check_empty(owner: Engine, *, replace: bool) -> None:
    """Refuse a database whose schemas hold anything, unless that is to be replaced."""
    with translate_errors(owner), owner.connect() as connection:
        held = connection.scalar(statement("backup/count_objects"))
    if held and not replace:
        raise InputError(
            f"The database {where(owner.url)} already holds a store. Restore into an empty database, or drop "
            "this store with --replace; nothing was changed."
        )


def _load(database: Database, archive: Archive, version: int, *, replace: bool) -> None:
    """Let psql run what pg_restore writes."""
    begin = begin_session_sql(Role.OWNER, server_version=version, read_only=True) + compose(
        "backup/begin_restore", what_is_in_them=Sql("CASCADE" if replace else "RESTRICT")
    )
    unreadable = None
    with _reading(archive) as reading, _writing(database) as writing:
        # psql ends with the first error, and says why.
        with suppress(BrokenPipeError):
            writing.stdin.write(begin.encode())
            _copy(reading.stdout, writing.stdin, version)
            unreadable = reading.end()
            if unreadable is None:
                writing.stdin.write(template("backup/end_restore").encode())
        with suppress(BrokenPipeError):
            writing.stdin.close()
        refused = writing.end()
    if unreadable is not None:
        raise InputError(f"{archive.name} is damaged: {unreadable}. Nothing was changed.")
    if refused is not None:
        raise StoreError(f"{archive.name} could not be restored: {refused}. Nothing was changed.")


@contextmanager
def _reading(archive: Archive) -> Iterator[Program]:
    with NamedTemporaryFile("w", encoding="utf-8", prefix="predawn-", suffix=".list") as entries:
        entries.write(archive.entries)
        entries.flush()
        arguments = ("--file=-", f"--use-list={entries.name}", str(archive.path.absolute()))
        with running("pg_restore", *arguments, stdout=subprocess.PIPE) as program:
            yield program


@contextmanager
def _writing(database: Database) -> Iterator[Program]:
    environment = parse_url(database.url, database.setting).client_environment(SESSION)
    options = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-")
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with running("psql", *options, environment=environment, **streams) as program:
        yield program


def _copy(source: IO[bytes], target: IO[bytes], version: int) -> None:
    """Copy a script, without what some servers do not know; all of that stands before the first rows."""
    for line in source:
        known = _without_column_version(line)
        if version >= 17 or known != _TRANSACTION_TIMEOUT:
            target.write(known)
        if _FIRST_ROWS.fullmatch(line):
            break
    copyfileobj(source, target)


def _without_column_version(line: bytes) -> bytes:
    found = _COLUMN_OPTIONS.fullmatch(line)
    if found is None:
        return line
    options = [option for option in found[2].split(b", ") if not option.startswith(_COLUMN_VERSION)]
    return b"%b(%b);\n" % (found[1], b", ".join(options)) if options else b""


def _give_up_incomplete(owner: Engine) -> list[int]:
    """End the runs that can be resumed, but whose tables are not in the backup."""
    with owner.begin() as connection:
        ledger.mark_interrupted(connection)
        unfinished = [run.run_id for run in ledger.list_unfinished(connection)]
        given_up = [run_id for run_id in unfinished if not run_tables.exists(connection, run_id)]
        for run_id in given_up:
            ledger.settle(connection, run_id, RunStatus.FAILED, _GIVEN_UP)
    return given_up


def _vacuum(owner: Engine) -> None:
    """Freeze and analyse every table, as runs do with theirs; a dump has no statistics."""
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        tables = ", ".join(connection.scalars(statement("backup/list_tables")))
        connection.execute(text(f"VACUUM (FREEZE, ANALYZE) {tables}"))
