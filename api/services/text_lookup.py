"""What the run in service holds of the texts that `/predict` is asked about."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError
from store.connect.async_sessions import Sessions
from store.traffic.text_lookup import StoredText, find_stored_texts

AT_ONCE: Final = 2
"""How many statements are under way at a time; what is asked meanwhile shares the next one."""

_MAX_SHARED: Final = 1000

log = logging.getLogger("predawn.api")

Found = Mapping[bytes, StoredText]


@dataclass(slots=True)
class _Statement:
    """A statement that is still to be sent, and what it is to ask for."""

    hashes: set[bytes]
    answer: "asyncio.Task[Found | None]"


class StoredTexts:
    """Finds predictions of texts.

    Parameters
    ----------
    sessions
        The API's sessions.
    follower
        Knows what is in service, so that nothing is asked for that cannot be there.
    """

    def __init__(self, sessions: Sessions, follower: ServingWatcher) -> None:
        self._sessions = sessions
        self._follower = follower
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._unsent: dict[int, _Statement] = {}

    async def find(self, hashes: Collection[bytes], model_version: int) -> Found | None:
        """Return what the run in service has stored of texts by a model, by content hash.

        None where that cannot be said, or there cannot be anything: while the database is away, and where
        the model is another one than that of the run.

        What others asked for at the same moment may be in the answer as well.
        """
        current = self._follower.current
        if not hashes or self._follower.away is not None or current is None:
            return None
        if current.run_id is None or current.model_version != model_version:
            return None
        statement = self._unsent.get(model_version)
        if statement is None or len(statement.hashes) >= _MAX_SHARED:
            wanted: set[bytes] = set()
            statement = _Statement(wanted, asyncio.create_task(self._send(wanted, model_version)))
            self._unsent[model_version] = statement
        statement.hashes.update(hashes)
        # Who goes away does not take the statement from the others.
        return await asyncio.shield(statement.answer)

    async def _send(self, hashes: set[bytes], model_version: int) -> Found | None:
        async with self._slots:
            unsent = self._unsent.get(model_version)
            if unsent is not None and unsent.hashes is hashes:
                del self._unsent[model_version]
            try:
                return await find_stored_texts(self._sessions, hashes, model_version)
            except StoreError as error:
                # The model can answer without the database.
                log.debug("%s", error)
                return None
