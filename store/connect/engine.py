"""SQLAlchemy engines: the settings, role and name of a session, and the requirements on a server."""

from enum import StrEnum
from typing import Any, Final

import psycopg2
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import StoreError
from store.connect.url import DATABASE_SETTING, parse_url, where
from store.sql_files import Sql, compose, number, template

MIN_SERVER_VERSION = 15

_KEEPALIVES: Final = {
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_STRINGS: Final = "standard_conforming_strings"


class Role(StrEnum):
    """The database roles, one for each kind of work."""

    OWNER = "predawn_owner"
    BATCH = "predawn_batch"
    API = "predawn_api"
    ANALYST = "predawn_analyst"


def make_engine(
    url: str,
    *,
    role: Role | None,
    name: str,
    connect_timeout_seconds: int = 5,
    pool_size: int = 5,
    statement_timeout_seconds: int | None = None,
    setting: str = DATABASE_SETTING,
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
        The timeout of statements; with None there is none, whatever the server's default is.
    setting
        The setting that names the database, for messages.
    """
    address = parse_url(url, setting)
    own = {"application_name": name, "client_encoding": "UTF8", "connect_timeout": connect_timeout_seconds}
    arguments: dict[str, Any] = {**address.libpq_arguments(), **own, **_KEEPALIVES}
    engine = create_engine(
        address.shown(), pool_size=pool_size, max_overflow=10, connect_args=arguments,
        execution_options={"setting": setting},
        use_native_hstore=False,  # no column is of this type, and each new session would be asked for it
    )  # fmt: skip

    # Before SQLAlchemy, which asks a new session how its server writes strings.
    @event.listens_for(engine, "do_connect")
    def connect(
        _dialect: Dialect, _record: ConnectionPoolEntry, _arguments: list[Any], parameters: dict[str, Any]
    ) -> Any:
        return _begin_session(parameters, role, statement_timeout_seconds)

    return engine


def _begin_session(
    parameters: dict[str, Any], role: Role | None, statement_timeout_seconds: int | None
) -> Any:
    """Connect, and set what statements rely on; nothing of it is sent at start-up, which poolers refuse."""
    connection = psycopg2.connect(**parameters)
    try:
        if connection.get_parameter_status(_STRINGS) == "off":
            # psycopg2 looks at this when it connects, and quotes by it for as long as the session lives.
            connection.close()
            options = f"{parameters['options']} -c {_STRINGS}=on".strip()
            connection = psycopg2.connect(**parameters | {"options": options})
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(
                begin_session_sql(
                    role,
                    statement_timeout_seconds,
                    server_version=connection.server_version // 10_000,
                    read_only=connection.get_parameter_status("default_transaction_read_only") == "on",
                )
            )
        connection.autocommit = False
    except BaseException:
        connection.close()
        raise
    return connection


def begin_session_sql(
    role: Role | None, statement_timeout_seconds: int | None = None, *, server_version: int, read_only: bool
) -> str:
    """Return the statements that begin a session: its settings, and its role.

    Parameters
    ----------
    role
        The role to act in, if the login may; None keeps that of the login.
    statement_timeout_seconds
        The timeout of statements; without it there is none.
    server_version
        The major version of the server.
    read_only
        True if the transactions of the session are read-only by default.
    """
    # Several statements in one round trip, which take no parameters.
    sql: str = compose(
        "connect/begin_session",
        role=Sql(role.value if role else ""),
        statement_timeout=number(statement_timeout_seconds or 0),
    )
    if server_version >= 17:
        sql += "SET transaction_timeout = 0;\n"
    if role is Role.API:
        # JIT compilation pays off for analysts' statements, never for lookups.
        sql += "SET jit = off;\n"
    if read_only:
        sql += template("connect/lift_read_only")
    return sql


def check_server(connection: Connection) -> None:
    """Refuse a server that Predawn cannot work on: too old, or not in UTF-8.

    Raises
    ------
    StoreError
        With the properties of the server and the required ones.
    """
    version = read_server_version(connection)
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


def read_server_version(connection: Connection) -> int:
    """Return the major version of the server."""
    return int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000


def check_role(engine: Engine, role: Role, otherwise: str) -> None:
    """Refuse a login that is not a member of the role in which the sessions of an engine are to act.

    Parameters
    ----------
    engine
        The engine.
    role
        The role.
    otherwise
        The alternative to making the login a member, without a full stop.

    Raises
    ------
    StoreError
        With the statement that makes the login a member.
    """
    with engine.connect() as connection:
        acts_as = connection.scalar(text("SELECT current_user"))
    if acts_as != role:
        raise StoreError(
            f"The login of PREDAWN_DATABASE_URL may not act as {role}. {otherwise}, or have it made a "
            f"member: GRANT {role} TO {acts_as};"
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
