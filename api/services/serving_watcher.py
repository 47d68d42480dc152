"""Watching of the serving pointer: polled every second, and at once after a notification."""

import asyncio
import logging
import time
from contextlib import suppress
from typing import Any, Final

from api.http.clock import DatabaseClock
from api.http.errors import NO_MODEL, NoModelError
from api.inference.models import ScorerCache
from api.services.keyring import Keyring
from core.errors import PredawnError, StoreError, StoreUnavailableError
from store.api_access import read_access
from store.connect.async_sessions import Sessions
from store.serving.pointer import CHANNEL
from store.serving.snapshot import ServingSnapshot, read_snapshot_async

POLL_SECONDS: Final = 1.0
"""The longest time before a move of the pointer is seen if its notification is lost."""

HINT_SECONDS: Final = 0.02
"""The shortest time between two checks: every login of the database may notify, as often as it likes."""

RETRY_SECONDS: Final = 0.5
"""The pause before an unavailable database is tried again."""

log = logging.getLogger("predawn.api")


class ServingWatcher:
    """Keeps `current`, what is in service, and `database_error`, why the database cannot be reached.

    `last_change` is the number of the last change of an answer.

    Parameters
    ----------
    sessions
        The API's sessions; the watcher holds one of them.
    scorers
        The models; the model of a new run is loaded before `current` changes.
    keyring
        The keys of the API, renewed at each poll.
    clock
        The clock of the database, read at each poll.
    """

    def __init__(
        self, sessions: Sessions, scorers: ScorerCache, keyring: Keyring, clock: DatabaseClock
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._keyring = keyring
        self._scorers = scorers
        self._hint = asyncio.Event()
        self._checked = asyncio.Event()
        self._news = asyncio.Event()
        self.current: ServingSnapshot | None = None
        self.last_change = 0
        self.database_error: StoreError | None = None
        self.server_version: str | None = None

    async def run(self) -> None:
        """Watch until cancelled; reopen the session when it is lost."""
        while True:
            connected = False
            try:
                async with self._sessions.connect() as connection:
                    await connection.add_listener(CHANNEL, self._notified)
                    self.server_version = connection.get_settings().server_version.split()[0]
                    while True:
                        await self._check(connection)
                        connected = True
                        await self._wait()
            except StoreError as error:
                # The server may have ended this session alone: only a second failure means unavailable.
                if connected and self.database_error is None:
                    continue
                self._mark_unavailable(error)
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:
                log.exception("reading the serving pointer failed and will be repeated")
                await asyncio.sleep(RETRY_SECONDS)

    async def wait_until_checked(self) -> None:
        """Wait for the first check to end, even if it finds the database unavailable."""
        await self._checked.wait()

    async def wait_for_change(self, after: int, seconds: float) -> None:
        """Wait until there is a change of an answer after a number, for some seconds at most."""
        if self.last_change > after:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()

    def model_version(self) -> int:
        """Return the version of the model in service.

        Raises
        ------
        NoModelError
            If there is none, or the API has not read the database yet.
        """
        if self.current is None:
            raise NoModelError(
                "The API has not reached the database since it started, so it has no model yet. Try again in "
                "a second."
            )
        if self.current.model_version is None:
            raise NoModelError(NO_MODEL)
        return self.current.model_version

    def check_database(self) -> None:
        """Fail at once while the database is unavailable, instead of waiting for it.

        Raises
        ------
        StoreError
            If the database is unavailable.
        """
        if self.database_error is not None:
            raise type(self.database_error)(str(self.database_error))

    async def _check(self, connection: Any) -> None:
        asked_at = time.monotonic()
        found = await read_snapshot_async(connection)
        self._note_change(found.last_change)
        self._read_clock(found, (asked_at + time.monotonic()) / 2)
        self._keyring.renew(await read_access(connection))
        if self.database_error is not None:
            log.warning("the database is available again")
        self.database_error = None
        before = self.current
        if found.model_version is not None:
            await self._prepare(connection, found.model_version)
        if found.canary_model is not None:
            await self._prepare(connection, found.canary_model)
        self.current = found
        self._scorers.in_service = found.model_version
        self._scorers.canary = found.canary_model
        self._checked.set()
        if before is None or before.publication_id != found.publication_id:
            log.info(
                "in service: run %s, model %s",
                found.run_id,
                found.model_version,
                extra={"run_id": found.run_id, "model_version": found.model_version},
            )
        if (None if before is None else before.canary_id) != found.canary_id:
            log.info(
                "canary: run %s, model %s",
                found.canary_run,
                found.canary_model,
                extra={"run_id": found.canary_run, "model_version": found.canary_model},
            )

    def _note_change(self, number: int) -> None:
        """Tell those who wait for a change; the model of a new run is loaded only afterwards."""
        if number != self.last_change:
            self.last_change = number
            self._news.set()
            self._news = asyncio.Event()

    def _read_clock(self, found: ServingSnapshot, read_at: float) -> None:
        before = self._clock.problem
        self._clock.read(found.read_at, read_at)
        problem = self._clock.problem
        if problem is not None and before is None:
            log.warning("%s", problem)

    async def _prepare(self, connection: Any, version: int) -> None:
        """Load the model before requests need it; if that fails, requests report the error.

        The keys are renewed in the meantime: loading may take long, and a revoked key must stop working soon.
        """
        if self._scorers.find(version) is not None:
            return
        load = asyncio.create_task(self._scorers.get(version))
        try:
            while not (await asyncio.wait({load}, timeout=POLL_SECONDS))[0]:
                self._keyring.renew(await read_access(connection))
            load.result()
        except StoreUnavailableError:
            raise
        except PredawnError as error:
            log.debug("%s", error)
        finally:
            load.cancel()

    async def _wait(self) -> None:
        await asyncio.sleep(HINT_SECONDS)
        try:
            async with asyncio.timeout(max(POLL_SECONDS - HINT_SECONDS, 0.0)):
                await self._hint.wait()
        except TimeoutError:
            pass
        self._hint.clear()

    def _mark_unavailable(self, error: StoreError) -> None:
        if self.database_error is None:
            log.warning("%s", error)
        self.database_error = error
        self._checked.set()

    def _notified(self, *_details: object) -> None:
        self._hint.set()
