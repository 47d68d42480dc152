"""SQLAlchemy engines: the URL, the role, the name of a session, and the requirements on a server."""

from enum import StrEnum
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import InputError, StoreError
from store.sql_files import template

MIN_SERVER_VERSION = 15

DATABASE_SETTING: Final = "PREDAWN_DATABASE_URL"
"""The setting that names the database."""


class Role(StrEnum):
    """The database roles, one for each kind of work."""

    OWNER = "predawn_owner"
    BATCH = "predawn_batch"
    API = "predawn_api"
    ANALYST = "predawn_analyst"


def parse_url(url: str, setting: str = DATABASE_SETTING) -> URL:
    """Return the URL with the driver that Predawn uses; `setting` is the setting that holds it.

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
    """Create an engine whose sessions act in a role, if their login may, and carry a name.

    Parameters
    ----------
    url
        The URL of the database.
    role
        The role to act in; None keeps the rights of the login.
    name
        The `application_name` of the sessions; a takeover finds the sessions of a run by it.
    connect_timeout_seconds
        The timeout of connecting.
    pool_size
        The number of idle connections to keep.
    statement_timeout_seconds
        The timeout of statements; None leaves it to the server.
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
    cursor = connection.cursor()
    cursor.execute(enter_role_sql(role))
    cursor.close()
    connection.commit()


def enter_role_sql(role: Role) -> str:
    """Return the statement that begins a session in a role."""
    return template("connect/enter_role").format(role=role.value)


def where(url: URL) -> str:
    """Return a description of a database for messages: host, port and name, never user or password."""
    host = url.host or url.query.get("host") or "the local socket"
    port = f":{url.port}" if url.port else ""
    return f"{url.database or 'the default database'} at {host}{port}"


def check_server(connection: Connection) -> None:
    """Refuse a server that Predawn cannot work on: too old, or not in UTF-8.

    Raises
    ------
    StoreError
        With the properties of the server and the required ones.
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
