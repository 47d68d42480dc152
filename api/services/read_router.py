"""Where stored predictions are read: from a streaming replica while it is good, and else from the primary."""

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
from store.api_keys import read_in_use
from store.connect.async_sessions import Sessions
from store.connect.errors import translate_errors
from store.connect.replica import Lag, ReplicaState, read_replica, read_written

POLL_SECONDS: Final = 1.0
"""How often a replica is looked at; it cannot notify."""

READERS: Final = 10
"""How many requests read with a connection at the same time.

The engine has two more, so that models are loaded however slow what requests read is.
"""

Found = TypeVar("Found")

log = logging.getLogger("predawn.api")


class Replica:
    """A replica, and whether it is good enough to read from.

    A client that was told of a publication is not to be told of the one before it afterwards. So a replica
    that was not read from for a while is read from again only when it has seen the publication that the
    primary has.

    Parameters
    ----------
    sessions
        Sessions on the replica.
    engine
        Connections to it.
    primary
        Sessions on the primary, whose log says how far the replica is.
    follower
        Knows what is in service on the primary, and whether that is there.
    keyring
        The keys of the API, which the replica says while the primary is away.
    most_lag
        How far the replica may be behind.
    """

    def __init__(
        self,
        sessions: Sessions,
        engine: Engine,
        *,
        primary: Sessions,
        follower: ServingWatcher,
        keyring: Keyring,
        most_lag: timedelta,
    ) -> None:
        self.sessions = sessions
        self.engine = engine
        self._primary = primary
        self._follower = follower
        self._keyring = keyring
        self._most_lag = most_lag.total_seconds()
        self._lag = Lag()
        self._looked = asyncio.Event()
        self.is_used = False
        self.lag_seconds: float | None = None
        self.problem: str | None = "The replica was not looked at yet."

    @property
    def status(self) -> Literal["ok", "behind", "away"]:
        """How the replica is: away, or not one at all; too far behind; or good."""
        if self.lag_seconds is None:
            return "away"
        return "ok" if self.is_used else "behind"

    async def run(self) -> None:
        """Look at it until cancelled."""
        while True:
            try:
                async with self.sessions.connect() as connection:
                    while True:
                        await self._look(connection)
                        await asyncio.sleep(POLL_SECONDS)
            except StoreError as error:
                self.lose(error)
            except Exception:
                log.exception("looking at the replica failed; it is tried again")
                self.lose(StoreUnavailableError("looking at the replica failed"))
            await asyncio.sleep(POLL_SECONDS)

    async def first_look(self) -> None:
        """Wait until it is known whether it is good."""
        await self._looked.wait()

    def lose(self, error: StoreError) -> None:
        """Read from it no more, until another look finds it good."""
        self._judge(None, f"The replica cannot be read, so the primary is: {error}")

    async def _look(self, connection: Any) -> None:
        away = not await self._note_primary()
        if away:
            self._keyring.renew(await read_in_use(connection))
        found = await read_replica(connection)
        if not found.is_replica or found.replayed is None:
            self._judge(None, "PREDAWN_READ_DATABASE_URL names no streaming replica, so the primary is read.")
            return
        lag = self._lag.seconds(found.replayed)
        self._judge(lag, None if away else self._behind(lag, found))

    async def _note_primary(self) -> bool:
        """Note how much the primary has written, and return whether it is there."""
        if self._follower.away is not None:
            return False
        try:
            written = await read_written(self._primary)
        except StoreError:
            return False
        if written is not None:
            self._lag.wrote(written)
        return True

    def _behind(self, lag: float, found: ReplicaState) -> str | None:
        """Return why a replica is not good enough while the primary is there, or None where it is."""
        if lag > self._most_lag:
            return (
                f"The replica is {lag:.0f} seconds behind, more than PREDAWN_MAX_REPLICA_LAG allows, so the "
                "primary is read."
            )
        current = self._follower.current
        newest = None if current is None else current.publication_id
        if not self.is_used and newest is not None and (found.publication_id or 0) < newest:
            return "The replica has not seen the newest publication yet, so the primary is read."
        return None

    def _judge(self, lag: float | None, problem: str | None) -> None:
        if problem is not None and (self.is_used or not self._looked.is_set()):
            log.warning("%s", problem)
        elif problem is None and not self.is_used:
            log.info("stored predictions are read from the replica")
        self.lag_seconds, self.problem, self.is_used = lag, problem, problem is None
        self._looked.set()


class Reads:
    """Chooses where to read.

    Parameters
    ----------
    primary
        Sessions on the primary.
    engine
        Connections to it.
    follower
        Knows whether it is there.
    replica
        The replica, where there is one.
    wait_seconds
        How long a request waits until it may read with a connection.
    pages_at_once
        How many pages of listings are read at the same time; on-demand answers need sessions as well.
    """

    def __init__(
        self,
        primary: Sessions,
        engine: Engine,
        follower: ServingWatcher,
        replica: Replica | None = None,
        *,
        wait_seconds: float,
        pages_at_once: int = 1,
    ) -> None:
        self.primary = primary
        self.replica = replica
        self._engine = engine
        self._follower = follower
        self._wait_seconds = wait_seconds
        self.pages = asyncio.Semaphore(pages_at_once)
        self._turns = threading.BoundedSemaphore(READERS)

    @property
    def sessions(self) -> Sessions:
        """The sessions to read with at this moment."""
        replica = self.replica
        return self.primary if replica is None or not replica.is_used else replica.sessions

    @property
    def away(self) -> StoreError | None:
        """Why nothing can be read at this moment, or None."""
        away = self._follower.away
        return away if away is None or self.sessions is self.primary else None

    def check_database(self) -> None:
        """Fail at once while there is nothing to read from.

        Raises
        ------
        StoreError
            While there is not.
        """
        if self.away is not None:
            self._follower.check_database()

    def lose(self, sessions: Sessions, error: StoreError) -> bool:
        """Note that a statement failed, and return whether the primary is to be asked instead."""
        if self.replica is None or sessions is self.primary:
            return False
        self.replica.lose(error)
        return True

    async def read(self, ask: Callable[[Sessions], Awaitable[Found]]) -> Found:
        """Return what is found, on the primary where the replica fails.

        Raises
        ------
        StoreError
            If the database cannot be used.
        """
        self.check_database()
        sessions = self.sessions
        try:
            return await ask(sessions)
        except StoreUnavailableError as error:
            if not self.lose(sessions, error):
                raise
        self.check_database()
        return await ask(self.primary)

    def read_here(self, ask: Callable[[Connection], Found]) -> Found:
        """Do the same with a connection, waiting for it.

        Raises
        ------
        StoreError
            If the database cannot be used.
        LookupRefusedError
            If there is no connection in time.
        """
        self.check_database()
        replica = self.replica
        with self.turn():
            if replica is not None and replica.is_used:
                try:
                    return _ask(replica.engine, ask)
                except StoreUnavailableError as error:
                    replica.lose(error)
                    self.check_database()
            return _ask(self._engine, ask)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until one of the connections is free, for a short time: who waits keeps a thread from others.

        Raises
        ------
        LookupRefusedError
            If none is in time.
        """
        if not self._turns.acquire(timeout=self._wait_seconds):
            raise LookupRefusedError(
                f"{READERS} requests read from the database already, and none ended within "
                f"{self._wait_seconds:g} seconds. Try again in a second."
            )
        try:
            yield
        finally:
            self._turns.release()


def _ask(engine: Engine, ask: Callable[[Connection], Found]) -> Found:
    with translate_errors(engine), engine.begin() as connection:
        return ask(connection)
