"""`predawn sql`."""

import os
import shutil
import subprocess
from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy import URL

from cli.context import read_settings
from core.errors import InputError
from store.connect.database import open_database
from store.connect.engine import Role, parse_url
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
        SqlRole | None, typer.Option(help="The role to act in; by default that of the login.")
    ] = None,
    command: Annotated[
        list[str] | None, typer.Option("-c", "--command", help="Run this and exit; may be repeated.")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print results as CSV.")] = False,
) -> None:
    """Open psql on the store; with -c, or with SQL on standard input, run it and exit."""
    settings = read_settings(context)
    with open_database(settings) as database:
        arguments = [_psql(), "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
        arguments += ["--csv"] if csv else []
        arguments += [f"--command={text}" for text in command or []]
        environment = connection_environment(parse_url(database.url), role)
        ended = subprocess.run(arguments, env=environment, check=False)
    raise typer.Exit(ended.returncode)


def connection_environment(url: URL, role: SqlRole | None) -> dict[str, str]:
    """Return the environment with which psql connects; arguments would show the password to other users."""
    options = ["-c search_path=analytics,predawn,public", "-c timezone=UTC"]
    if role is not None:
        options.append(f"-c role={Role[role.name].value}")
    libpq = {
        "PGHOST": url.host or _text(url.query.get("host")),
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": _text(url.query.get("sslmode")),
        "PGSSLROOTCERT": _text(url.query.get("sslrootcert")),
        "PGOPTIONS": " ".join(options),
        "PGAPPNAME": "predawn sql",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {name: value for name, value in libpq.items() if value}


def _text(value: str | tuple[str, ...] | None) -> str | None:
    return value if value is None or isinstance(value, str) else value[0]


def _psql() -> str:
    bundled = bin_path() / "psql"
    if bundled.exists():
        return str(bundled)
    found = shutil.which("psql")
    if found is None:
        raise InputError("psql is not installed. Install the PostgreSQL client or use another SQL client.")
    return found
