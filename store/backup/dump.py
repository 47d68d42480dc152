"""Writing a backup: one snapshot of the store, while runs and lookups go on."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from sqlalchemy import Connection, text

from core.errors import StoreError
from store.backup.archive import check_dump
from store.backup.content import StoreContent, read_content
from store.backup.programs import running
from store.connect.database import Database
from store.connect.engine import Role, check_role, check_sessions, read_server_version
from store.connect.errors import translate_errors
from store.connect.url import parse_url
from store.revision import check_migrated
from store.runs.tables import TableState, list_tables, table_name
from store.schema import ANALYTICS, SCHEMA
from store.sql_files import statement

SESSION: Final = "predawn backup"
"""The `application_name` of the sessions of a backup, for which no publication waits."""


@contextmanager
def open_snapshot(database: Database) -> Iterator[Connection]:
    """Yield a transaction that sees the store as it is now, and in which no complete run can be dropped.

    Raises
    ------
    StoreError
        If the login may not read everything, or the bundled programs cannot read the server.
    """
    engine = database.engine(Role.OWNER, SESSION)
    try:
        with translate_errors(engine):
            check_role(engine, Role.OWNER, "Use the login of the migration, or a superuser")
            check_migrated(engine)
            check_sessions(engine)
            with (
                engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection,
                connection.begin(),
            ):
                connection.execute(statement("backup/lock_runs"))
                check_dump(read_server_version(connection))
                yield connection
    finally:
        engine.dispose()


def write_backup(database: Database, connection: Connection, file: BinaryIO) -> StoreContent:
    """Write the store as a snapshot shows it, and return what it holds.

    The tables of runs that are not complete are left out: a run must have its own for itself in the end, and
    would fail where a long dump reads it.

    Parameters
    ----------
    database
        The database.
    connection
        The transaction of `open_snapshot`.
    file
        The file to write to.

    Raises
    ------
    StoreError
        If pg_dump fails.
    """
    snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
    incomplete = [t.run_id for t in list_tables(connection) if t.state is not TableState.ATTACHED]
    content = read_content(connection)
    arguments = [
        "--format=custom",
        "--no-password",
        f"--role={Role.OWNER}",
        f"--snapshot={snapshot}",
        f"--schema={SCHEMA}",
        f"--schema={ANALYTICS}",
        *(f"--exclude-table={table_name(run_id)}" for run_id in incomplete),
    ]
    environment = parse_url(database.url, database.setting).client_environment(SESSION)
    with running("pg_dump", *arguments, environment=environment, stdout=subprocess.PIPE) as program:
        shutil.copyfileobj(program.stdout, file)
        reason = program.end()
    if reason is not None:
        raise StoreError(f"The backup could not be made: {reason}. Try again; the server's log may say more.")
    return content
