"""The API's sessions on asyncpg: in its role, named, bounded in time, with translated errors."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, NamedTuple

import asyncpg

from store.connect.api_rights import refuse_writer
from store.connect.async_errors import UNAVAILABLE, translate_async_errors
from store.connect.database import Database
from store.connect.engine import Role, begin_session_sql
from store.connect.several_hosts import connect
from store.connect.url import parse_url
from store.sql_files import template


class PoolSize(NamedTuple):
    """The number of sessions of a pool, of those that are idle, and of those that it may have."""

    open: int
    idle: int
    limit: int


class Sessions:
    """A pool of sessions that connects only when the first one is needed.

    Parameters
    ----------
    database
        The database.
    name
        The `application_name` of the sessions.
    size
        The maximum number of sessions.
    timeout_seconds
        The maximum wait for a session, and again for the answer to a statement.
    """

    def __init__(self, database: Database, name: str, *, size: int, timeout_seconds: float) -> None:
        address = parse_url(database.url, database.setting)
        self._setting = database.setting
        self._url = address.shown()
        self._timeout = timeout_seconds
        self._options: dict[str, Any] = {
            **address.asyncpg_arguments(),
            "timeout": timeout_seconds,
            "command_timeout": timeout_seconds,
            # Poolers refuse most other settings at start-up.
            "server_settings": {"application_name": name, **address.server_settings()},
        }
        self._pool = asyncpg.create_pool(
            min_size=0, max_size=size, connect=connect, init=_begin, reset=_keep, **self._options
        )

    async def open(self) -> None:
        """Prepare the pool, without connecting."""
        await self._pool

    def pool_size(self) -> PoolSize:
        """Return the number of sessions."""
        return PoolSize(self._pool.get_size(), self._pool.get_idle_size(), self._pool.get_max_size())

    async def close(self) -> None:
        """Close all sessions, by force if they do not end in time."""
        try:
            async with asyncio.timeout(self._timeout):
                await self._pool.close()
        except UNAVAILABLE:
            self._pool.terminate()

    async def fetch_row(self, sql: str, *parameters: object) -> Any:
        """Return the first row of a statement, or None.

        Raises
        ------
        StoreUnavailableError
            If the database cannot be reached, or does not answer in time.
        """
        with self._translated():
            async with self._pool.acquire(timeout=self._timeout) as connection:
                return await connection.fetchrow(sql, *parameters)

    async def fetch_rows(
        self, sql: str, *parameters: object, timeout_seconds: float | None = None
    ) -> list[Any]:
        """Return all rows of a statement; `timeout_seconds` replaces the timeout of the pool.

        Raises
        ------
        StoreUnavailableError
            If the database cannot be reached, or does not answer in time.
        """
        with self._translated():
            timeout = self._timeout if timeout_seconds is None else timeout_seconds
            async with self._pool.acquire(timeout=timeout) as connection:
                return list(await connection.fetch(sql, *parameters, timeout=timeout))

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Any]:
        """Yield a session of the pool, for several statements one after another.

        Raises
        ------
        StoreUnavailableError
            If the database cannot be reached, or does not answer in time.
        """
        with self._translated():
            async with self._pool.acquire(timeout=self._timeout) as connection:
                yield connection

    async def copy(self, table: str, columns: Sequence[str], rows: AsyncIterator[bytes]) -> None:
        """Append rows, in pieces of PostgreSQL's binary COPY format, to a table of schema `predawn`.

        Raises
        ------
        StoreUnavailableError
            If the database cannot be reached, or does not answer in time.
        """
        with self._translated():
            async with self._pool.acquire(timeout=self._timeout) as connection:
                try:
                    await connection.copy_to_table(
                        table, schema_name="predawn", columns=list(columns), source=rows, format="binary"
                    )
                except RuntimeError as error:
                    # Aborting a COPY on a lost session, asyncpg writes to a transport that uvloop has closed.
                    if "handler is closed" not in str(error):
                        raise
                    raise ConnectionResetError("the session was lost") from error

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Any]:
        """Yield a dedicated session outside the pool, for LISTEN and prepared statements.

        Raises
        ------
        StoreUnavailableError
            If the database cannot be reached, or the connection is lost.
        """
        with self._translated():
            connection = await connect(**self._options)
            try:
                await _begin(connection)
                yield connection
            finally:
                # Nothing is pending that an orderly end would save, and a lost server would not answer it.
                connection.terminate()

    def _translated(self) -> AbstractContextManager[None]:
        return translate_async_errors(self._url, self._setting)


async def _begin(connection: Any) -> None:
    """Begin a session as the API if the login may, and refuse one that could write."""
    read_only = getattr(connection.get_settings(), "default_transaction_read_only", "off")
    version = connection.get_server_version().major
    await connection.execute(begin_session_sql(Role.API, server_version=version, read_only=read_only == "on"))
    role = await connection.fetchval("SELECT current_user")
    writable = await connection.fetch(template("connect/list_writable_tables"))
    refuse_writer(role, [row["relname"] for row in writable])


async def _keep(_connection: Any) -> None:
    """Leave a session as it is: statements here change no state that needs a reset."""
