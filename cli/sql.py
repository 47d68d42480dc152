"""`predawn sql`."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from cli.context import read_settings
from core.errors import InputError
from store.connect.database import Database, open_database
from store.connect.engine import Role, check_role
from store.connect.errors import translate_errors
from store.connect.url import parse_url
from store.embedded.server import bin_path


class SqlRole(StrEnum):
    """The roles of a session."""

    OWNER = "owner"
    BATCH = "batch"
    API = "api"
    ANALYST = "analyst"


def sql(
    context: typer.Context,
    role: Annotated[
        SqlRole | None,
        typer.Option(help="The role to begin in, which the session may leave; by default that of the login."),
    ] = None,
    command: Annotated[
        list[str] | None, typer.Option("-c", "--command", help="Run this and exit; may be repeated.")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print results as CSV.")] = False,
) -> None:
    """Open psql on the store; with -c, or with SQL on standard input, run it and exit."""
    settings = read_settings(context)
    with open_database(settings) as database, _start_file(role) as start:
        if role is not None:
            _check_role(database, Role[role.name])
        arguments = [_psql(), "--set=ON_ERROR_STOP=1"]
        arguments += ["--csv"] if csv else []
        arguments += [f"--command={statement}" for statement in command or []]
        address = parse_url(database.url)
        environment = address.client_environment("predawn sql") | {"PSQLRC": str(start)}
        with _interrupts_left_to_psql():
            ended = subprocess.run(arguments, env=environment, check=False)
    raise typer.Exit(ended.returncode)


@contextmanager
def _interrupts_left_to_psql() -> Iterator[None]:
    """Let Ctrl-C reach psql alone, which ends a statement with it and goes on."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, _pass_over)  # unlike SIG_IGN, psql does not inherit it
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _pass_over(_number: int, _frame: FrameType | None) -> None:
    pass


@contextmanager
def _start_file(role: SqlRole | None) -> Iterator[Path]:
    """Yield the file that psql begins with; poolers refuse settings that are sent with the login."""
    lines = [
        r"\set QUIET on",
        "SET search_path = analytics, predawn, public;",
        "SET TimeZone = 'UTC';",
        # As in every session: the planner evaluates constraints in the rights of whoever reads.
        "SET constraint_exclusion = off;",
        *([f"SET ROLE {Role[role.name].value};"] if role is not None else []),
        r"\set QUIET off",
    ]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="predawn-", suffix=".psqlrc") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        yield Path(file.name)


def _check_role(database: Database, role: Role) -> None:
    """Refuse a role that the login is not a member of; psql would go on with the rights of the login."""
    engine = database.engine(role, "predawn sql")
    try:
        with translate_errors(engine):
            check_role(engine, role, "Leave out --role")
    finally:
        engine.dispose()


def _psql() -> str:
    bundled = bin_path() / "psql"
    if bundled.exists():
        return str(bundled)
    found = shutil.which("psql")
    if found is None:
        raise InputError("psql is not installed. Install the PostgreSQL client or use another SQL client.")
    return found
