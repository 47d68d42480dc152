"""SQLAlchemy engines: the URL, the role, the name a session goes by, and what a server must be."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

import psycopg2
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import InputError, StoreError, StoreUnavailableError

MIN_SERVER_VERSION = 15


class Role(StrEnum):
    """The database roles, one for each kind of work."""

    OWNER = "predawn_owner"
    BATCH = "predawn_batch"
    API = "predawn_api"
    ANALYST = "predawn_analyst"


def parse_url(url: str, setting: str = "PREDAWN_DATABASE_URL") -> URL:
    """Return the URL with the driver that Predawn uses; `setting` is what it was given by.

    Raises
    ------
    InputError
        If it is not the URL of a PostgreSQL database. The message never repeats the URL, which may
        hold a password.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InputError(
            f"{setting} is not a URL. Write it as postgresql://user:password@host:port/database."
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise InputError(
            f"{setting} names the database system {parsed.get_backend_name()}, but Predawn "
            "works on PostgreSQL alone. Write it as postgresql://user:password@host:port/database."
        )
    return parsed.set(drivername="postgresql+psycopg2")


def make_engine(
    url: str,
    *,
    role: Role | None,
    name: str,
    connect_timeout_seconds: int = 5,
    pool_size: int = 5,
    statement_timeout_seconds: int | None = None,
) -> Engine:
    """Make an engine whose sessions act in a role, where their login may, and carry a name.

    Parameters
    ----------
    url
        The URL of the database.
    role
        The role to act in; None keeps the rights of the login.
    name
        The `application_name` of the sessions; a takeover finds the sessions of a run by it.
    connect_timeout_seconds
        How long to wait for a connection.
    pool_size
        How many idle connections are kept.
    statement_timeout_seconds
        How long a statement may take; None leaves that to the server.
    """
    options = "-c timezone=UTC"
    if statement_timeout_seconds is not None:
        options += f" -c statement_timeout={statement_timeout_seconds}s"
    engine = create_engine(
        parse_url(url),
        pool_size=pool_size,
        max_overflow=10,
        connect_args={
            "application_name": name,
            "connect_timeout": connect_timeout_seconds,
            "keepalives": 1,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "options": options,
        },
    )
    if role is not None:

        @event.listens_for(engine, "connect")
        def set_role(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
            _set_role(connection, role)

    return engine


def _set_role(connection: DBAPIConnection, role: Role) -> None:
    """Act in the role where the login is a member of it; a login without it keeps its own rights."""
    cursor = connection.cursor()
    cursor.execute(
        "SELECT pg_has_role(session_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", (role.value,)
    )
    found = cursor.fetchone()
    if found is not None and found[0]:
        cursor.execute(f"SET ROLE {role.value}")
    cursor.close()
    connection.commit()


def where(url: URL) -> str:
    """Describe a database for messages: host, port and name, never user or password."""
    host = url.host or url.query.get("host") or "the local socket"
    port = f":{url.port}" if url.port else ""
    return f"{url.database or 'the default database'} at {host}{port}"


@contextmanager
def translate_errors(engine: Engine) -> Iterator[None]:
    """Turn the driver's errors about connections and rights into sentences, once."""
    try:
        yield
    except (DBAPIError, psycopg2.Error) as error:
        # COPY goes to the driver itself, whose errors SQLAlchemy does not wrap there.
        plain = _describe(engine, error.orig if isinstance(error, DBAPIError) else error)
        if plain is None:
            raise
        raise plain from error


def _describe(engine: Engine, error: BaseException | None) -> StoreError | None:
    """Return the sentence for an error of the driver, or None for what is a defect of Predawn's own."""
    code = getattr(error, "pgcode", None)
    database = f"The database {where(engine.url)}"
    # An error of no class of its own is what is left of a connection that broke at an odd moment.
    broken = type(error) is psycopg2.DatabaseError and code is None
    if broken or isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        if code is None or code.startswith(("08", "57P")):
            return StoreUnavailableError(
                f"{database} cannot be reached: {_first_line(error)}. "
                "Check that it runs, and that PREDAWN_DATABASE_URL names it."
            )
        return StoreUnavailableError(
            f"{database} could not go on: {_first_line(error)}. Try again; its log may say more."
        )
    if code == "42501":
        return StoreError(
            f"The login of PREDAWN_DATABASE_URL lacks a right: {_first_line(error)}. "
            "Grant it the role for this command, or run `predawn migrate` with the owner's login."
        )
    if code in ("42P01", "3F000"):
        return StoreError(f"{database} is not set up: {_first_line(error)}. Run `predawn migrate` first.")
    return None


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def check_server(connection: Connection) -> None:
    """Refuse a server that Predawn cannot work on: too old, or not in UTF-8.

    Raises
    ------
    StoreError
        With what the server is and what it would have to be.
    """
    version = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if version < MIN_SERVER_VERSION:
        raise StoreError(
            f"The server is PostgreSQL {version}, and Predawn needs {MIN_SERVER_VERSION} or later. "
            "Upgrade it, or unset PREDAWN_DATABASE_URL to use the embedded server."
        )
    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StoreError(
            f"The database is encoded in {encoding}, and Predawn needs UTF8. "
            "Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
        )


def check_sessions(engine: Engine) -> None:
    """Refuse a transaction pooler, behind which session locks and LISTEN do not work.

    Two sessions that are open at the same time share a server process only behind such a pooler.

    Raises
    ------
    StoreError
        If the server sits behind a transaction pooler.
    """
    with engine.connect() as first, engine.connect() as second:
        pids = []
        for connection in (first, second):
            pids.append(connection.scalar(text("SELECT pg_backend_pid()")))
            connection.rollback()
    if pids[0] == pids[1]:
        raise StoreError(
            f"The database {where(engine.url)} sits behind a transaction pooler, which loses session locks. "
            "Connect to PostgreSQL itself, or set the pooler to session mode."
        )
