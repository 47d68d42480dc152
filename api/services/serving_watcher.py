"""Following the serving pointer: a poll every second is the rule, a notification the hint."""

import asyncio
import logging
from typing import Any, Final

from api.http.errors import NO_MODEL, NoModelError
from api.inference.models import Scorers
from api.services.keyring import Keyring
from core.errors import PredawnError, StoreError, StoreUnavailableError
from store.api_keys import read_in_use
from store.connect.async_sessions import Sessions
from store.serving.pointer import CHANNEL
from store.serving.snapshot import InService, follow

POLL_SECONDS: Final = 1.0
"""How long a move of the pointer stays unseen at most where its notification is lost."""

RETRY_SECONDS: Final = 0.5
"""How long a database that is away is not tried again."""

log = logging.getLogger("predawn.api")


class ServingWatcher:
    """Knows what is in service, and whether the database is there.

    Parameters
    ----------
    sessions
        The API's sessions; the follower has one of its own.
    scorers
        The models; the one of a run is loaded before the run counts as followed.
    keyring
        The keys of the API, renewed at each look.
    """

    def __init__(self, sessions: Sessions, scorers: Scorers, keyring: Keyring) -> None:
        self._sessions = sessions
        self._keyring = keyring
        self._scorers = scorers
        self._hint = asyncio.Event()
        self._looked = asyncio.Event()
        self.current: InService | None = None
        self.away: StoreError | None = None
        self.server_version: str | None = None

    async def run(self) -> None:
        """Follow until cancelled; sessions that are lost are made anew."""
        while True:
            connected = False
            try:
                async with self._sessions.connect() as connection:
                    await connection.add_listener(CHANNEL, self._notified)
                    server = connection.get_server_version()
                    self.server_version = f"{server.major}.{server.minor}"
                    while True:
                        await self._look(connection)
                        connected = True
                        await self._wait()
            except StoreError as error:
                # A session alone may have been ended: only a second failure in a row means away.
                if connected and self.away is None:
                    continue
                self._lose(error)
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:
                log.exception("following the serving pointer failed; it is tried again")
                await asyncio.sleep(RETRY_SECONDS)

    async def first_look(self) -> None:
        """Wait until it is known what is in service, or that the database is away."""
        await self._looked.wait()

    def model_version(self) -> int:
        """Return the version of the model in service.

        Raises
        ------
        NoModelError
            If there is none, or it is not known yet.
        """
        if self.current is None:
            raise NoModelError(
                "The API has not seen the database since it started, so it has no model yet. Try again in a "
                "second."
            )
        if self.current.model_version is None:
            raise NoModelError(NO_MODEL)
        return self.current.model_version

    def check_database(self) -> None:
        """Fail at once while the database is away, rather than wait for it.

        Raises
        ------
        StoreError
            While it is.
        """
        if self.away is not None:
            raise type(self.away)(str(self.away))

    async def _look(self, connection: Any) -> None:
        found = await follow(connection)
        self._keyring.renew(await read_in_use(connection))
        if self.away is not None:
            log.warning("the database is back")
        self.away = None
        before = self.current
        if found.model_version is not None:
            await self._prepare(connection, found.model_version)
        self.current = found
        self._scorers.in_service = found.model_version
        self._looked.set()
        if before is None or before.publication_id != found.publication_id:
            log.info(
                "in service: run %s, model %s",
                found.run_id,
                found.model_version,
                extra={"run_id": found.run_id, "model_version": found.model_version},
            )

    async def _prepare(self, connection: Any, version: int) -> None:
        """Load the model before requests need it; one that cannot be loaded is what requests then say.

        Keys are renewed meanwhile: a model may take long, and a key that is revoked is to be useless soon.
        """
        if self._scorers.find(version) is not None:
            return
        load = asyncio.create_task(self._scorers.get(version))
        try:
            while not (await asyncio.wait({load}, timeout=POLL_SECONDS))[0]:
                self._keyring.renew(await read_in_use(connection))
            load.result()
        except StoreUnavailableError:
            raise
        except PredawnError as error:
            log.debug("%s", error)
        finally:
            load.cancel()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._hint.wait()
        except TimeoutError:
            pass
        self._hint.clear()

    def _lose(self, error: StoreError) -> None:
        if self.away is None:
            log.warning("%s", error)
        self.away = error
        self._looked.set()

    def _notified(self, *_details: object) -> None:
        self._hint.set()
