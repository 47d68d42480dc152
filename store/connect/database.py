"""The database that the program uses: the configured one, or the embedded server's."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from core.errors import InputError
from store.connect.engine import Role, make_engine
from store.connect.url import DATABASE_SETTING, EMBEDDED_SETTING, parse_url
from store.embedded.server import EmbeddedServer
from store.embedded.watch import kept_running

if TYPE_CHECKING:
    # Reading settings imports pydantic, which worker processes, with their one database, have no need of.
    from core.settings import Settings


@dataclass(frozen=True, slots=True, repr=False)
class Database:
    """A database, with everything needed to open sessions on it."""

    url: str
    embedded: bool
    connect_timeout_seconds: int = 5
    setting: str = DATABASE_SETTING

    def engine(
        self,
        role: Role | None,
        name: str,
        *,
        pool_size: int = 5,
        statement_timeout_seconds: int | None = None,
    ) -> Engine:
        """Create an engine whose sessions act in a role and carry a name."""
        return make_engine(
            self.url,
            role=role,
            name=name,
            setting=self.setting,
            connect_timeout_seconds=self.connect_timeout_seconds,
            pool_size=pool_size,
            statement_timeout_seconds=statement_timeout_seconds,
        )


@contextmanager
def open_database(settings: "Settings", *, watch: bool = False) -> Iterator[Database]:
    """Yield the database of the settings, and keep the embedded server running meanwhile if it is used.

    With `watch` it is started again if it ends, for commands that run until they are stopped.

    Raises
    ------
    InputError
        If PREDAWN_DATABASE_URL is not the URL of a PostgreSQL database.
    StoreError
        If the embedded server cannot be started.
    """
    if settings.database_url is not None:
        url = settings.database_url.get_secret_value()
        parse_url(url)
        yield Database(url, embedded=False, connect_timeout_seconds=settings.connect_timeout_seconds)
        return
    with EmbeddedServer(settings.home) as server, kept_running(server) if watch else nullcontext():
        yield Database(
            server.url,
            embedded=True,
            connect_timeout_seconds=settings.connect_timeout_seconds,
            setting=EMBEDDED_SETTING,
        )


def find_replica(settings: "Settings") -> Database | None:
    """Return the streaming replica that the settings name, or None.

    Raises
    ------
    InputError
        If PREDAWN_READ_DATABASE_URL is not the URL of a PostgreSQL database, or there is no primary.
    """
    if settings.read_database_url is None:
        return None
    setting = "PREDAWN_READ_DATABASE_URL"
    if settings.database_url is None:
        raise InputError(
            f"{setting} is set, and PREDAWN_DATABASE_URL is not: the embedded server has no replicas. Set "
            "both or neither."
        )
    url = settings.read_database_url.get_secret_value()
    parse_url(url, setting)
    return Database(
        url, embedded=False, connect_timeout_seconds=settings.connect_timeout_seconds, setting=setting
    )
