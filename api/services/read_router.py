"""Routing of reads: to a streaming replica while it is up to date, and to the primary otherwise."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import Connection, Engine

from api.http.errors import LookupRefusedError
from api.services.keyring import Keyring
from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError, StoreUnavailableError
from store.api_access import read_access
from store.connect.async_sessions import Sessions
from store.connect.errors import translate_errors
from store.connect.replica import Lag, ReplicaState, read_replica, read_written

POLL_SECONDS: Final = 1.0
"""The interval between checks of the replica, which cannot send notifications."""

MAX_READERS: Final = 10
"""The largest number of requests that read through SQLAlchemy at the same time.

The engine has two more connections, so that slow requests never keep a model from being loaded.
"""

ReadResult = TypeVar("ReadResult")

log = logging.getLogger("predawn.api")


class Replica:
    """A streaming replica, used while it is up to date.

    A client that has seen a publication must not see an older one afterwards. A replica that was out of use
    is therefore used again only once it has replayed the publication that is in service on the primary.

    Parameters
    ----------
    sessions
        Sessions on the replica.
    engine
        SQLAlchemy connections to the replica.
    primary
        Sessions on the primary, whose position in the log tells how far the replica is behind.
    watcher
        Knows what is in service on the primary, and whether the primary can be reached.
    keyring
        The keys of the API, read from the replica while the primary is unavailable.
    max_lag
        The largest lag at which the replica is still used.
    """

    def __init__(
        self,
        sessions: Sessions,
        engine: Engine,
        *,
        primary: Sessions,
        watcher: ServingWatcher,
        keyring: Keyring,
        max_lag: timedelta,
    ) -> None:
        self.sessions = sessions
        self.engine = engine
        self._primary = primary
        self._watcher = watcher
        self._keyring = keyring
        self._max_lag = max_lag.total_seconds()
        self._lag = Lag()
        self._checked = asyncio.Event()
        self.is_used = False
        self.lag_seconds: float | None = None

    @property
    def status(self) -> Literal["ok", "behind", "away"]:
        """The state of the replica; `away` also stands for a database that is no replica."""
        if self.lag_seconds is None:
            return "away"
        return "ok" if self.is_used else "behind"

    async def run(self) -> None:
        """Check the replica every second until cancelled."""
        while True:
            try:
                async with self.sessions.connect() as connection:
                    while True:
                        await self._check(connection)
                        await asyncio.sleep(POLL_SECONDS)
            except StoreError as error:
                self.mark_unusable(error)
            except Exception:
                log.exception("the check of the replica failed and will be repeated")
                self.mark_unusable(StoreUnavailableError("the check of the replica failed"))
            await asyncio.sleep(POLL_SECONDS)

    async def wait_until_checked(self) -> None:
        """Wait for the first check to end."""
        await self._checked.wait()

    def mark_unusable(self, error: StoreError) -> None:
        """Stop reading from the replica until a later check finds it usable."""
        self._update(None, f"The replica cannot be read, so the primary is used: {error}")

    async def _check(self, connection: Any) -> None:
        primary_available = await self._record_primary()
        if not primary_available:
            self._keyring.renew(await read_access(connection))
        found = await read_replica(connection)
        if not found.is_replica or found.replayed is None:
            # One that was promoted because the primary is gone has all that it had.
            if primary_available or not self.is_used:
                self._update(
                    None,
                    "PREDAWN_READ_DATABASE_URL names no streaming replica, so the primary is used.",
                )
            return
        lag = self._lag.seconds(found.replayed)
        self._update(lag, self._find_problem(lag, found) if primary_available else None)

    async def _record_primary(self) -> bool:
        """Record how far the primary has written; return False where it cannot be reached."""
        if self._watcher.database_error is not None:
            return False
        try:
            written = await read_written(self._primary)
        except StoreError:
            return False
        if written is not None:
            self._lag.record_written(written)
        return True

    def _find_problem(self, lag: float, found: ReplicaState) -> str | None:
        """Return the reason to prefer the primary, or None if the replica is up to date."""
        if lag > self._max_lag:
            return (
                f"The replica is {lag:.0f} seconds behind, more than PREDAWN_MAX_REPLICA_LAG allows, so the "
                "primary is used."
            )
        current = self._watcher.current
        newest = None if current is None else current.publication_id
        if not self.is_used and newest is not None and (found.publication_id or 0) < newest:
            return "The replica does not have the newest publication yet, so the primary is used."
        return None

    def _update(self, lag: float | None, problem: str | None) -> None:
        if problem is not None and (self.is_used or not self._checked.is_set()):
            log.warning("%s", problem)
        elif problem is None and not self.is_used:
            log.info("stored predictions are read from the replica")
        self.lag_seconds, self.is_used = lag, problem is None
        self._checked.set()


class ReadRouter:
    """Sends each read to the replica or to the primary.

    Parameters
    ----------
    primary
        Sessions on the primary.
    engine
        SQLAlchemy connections to the primary.
    watcher
        Knows whether the primary can be reached.
    replica
        The replica, if one is configured.
    wait_seconds
        The longest wait for a free connection.
    pages_at_once
        The largest number of listing pages read at the same time; the other sessions stay free for
        on-demand answers.
    """

    def __init__(
        self,
        primary: Sessions,
        engine: Engine,
        watcher: ServingWatcher,
        replica: Replica | None = None,
        *,
        wait_seconds: float,
        pages_at_once: int = 1,
    ) -> None:
        self.primary = primary
        self.replica = replica
        self._engine = engine
        self._watcher = watcher
        self._wait_seconds = wait_seconds
        self.pages = asyncio.Semaphore(pages_at_once)
        # Of all bulk lookups together, so that single lookups have the database to themselves now and then.
        self.pieces = asyncio.Semaphore(max(pages_at_once // 2, 1))
        self._free_readers = threading.BoundedSemaphore(MAX_READERS)

    @property
    def sessions(self) -> Sessions:
        """The sessions to read from now."""
        replica = self.replica
        return self.primary if replica is None or not replica.is_used else replica.sessions

    @property
    def database_error(self) -> StoreError | None:
        """The error of the primary while no replica stands in for it; None while reads are possible."""
        error = self._watcher.database_error
        return error if self.sessions is self.primary else None

    def check_database(self) -> None:
        """Fail at once while neither the primary nor a replica can be read.

        Raises
        ------
        StoreError
            If neither can be read.
        """
        if self.database_error is not None:
            self._watcher.check_database()

    def fall_back(self, sessions: Sessions, error: StoreError) -> bool:
        """Give up a replica that failed; return whether the primary is to repeat the statement."""
        if self.replica is None or sessions is self.primary:
            return False
        self.replica.mark_unusable(error)
        return True

    async def read(self, query: Callable[[Sessions], Awaitable[ReadResult]]) -> ReadResult:
        """Run a query on the replica or the primary, and repeat it on the primary if the replica fails.

        Raises
        ------
        StoreError
            If the database cannot be used.
        """
        self.check_database()
        sessions = self.sessions
        try:
            return await query(sessions)
        except StoreUnavailableError as error:
            if not self.fall_back(sessions, error):
                raise
        self.check_database()
        return await query(self.primary)

    def read_sync(self, query: Callable[[Connection], ReadResult]) -> ReadResult:
        """Run a query as `read` does, from a thread and with a SQLAlchemy connection.

        Raises
        ------
        StoreError
            If the database cannot be used.
        LookupRefusedError
            If no connection becomes free in time.
        """
        self.check_database()
        replica = self.replica
        if replica is not None and replica.is_used:
            try:
                with self._open(replica.engine) as connection:
                    return query(connection)
            except StoreUnavailableError as error:
                replica.mark_unusable(error)
                self.check_database()
        with self._open(self._engine) as connection:
            return query(connection)

    @contextmanager
    def open_primary(self) -> Iterator[Connection]:
        """Yield a SQLAlchemy connection to the primary, for routes that FastAPI runs in threads.

        Raises
        ------
        StoreError
            If the database cannot be used.
        LookupRefusedError
            If no connection becomes free in time.
        """
        self._watcher.check_database()
        with self._open(self._engine) as connection:
            yield connection

    @contextmanager
    def _open(self, engine: Engine) -> Iterator[Connection]:
        # The wait is short, because a waiting request occupies a thread.
        if not self._free_readers.acquire(timeout=self._wait_seconds):
            raise LookupRefusedError(
                f"{MAX_READERS} requests already read from the database, and none ended within "
                f"{self._wait_seconds:g} seconds. Try again in a second."
            )
        try:
            with translate_errors(engine), engine.begin() as connection:
                yield connection
        finally:
            self._free_readers.release()
