"""Lookups of texts sent to `/predict` in the run in service."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError
from store.connect.async_sessions import Sessions
from store.traffic.text_lookup import StoredText, find_stored_texts

MAX_STATEMENTS: Final = 2
"""The largest number of statements at the same time; later lookups share the next one."""

_MAX_HASHES: Final = 1000

log = logging.getLogger("predawn.api")

TextsByHash = Mapping[bytes, StoredText]


@dataclass(slots=True)
class _Statement:
    """A statement that is not sent yet, with the content hashes that it will look up."""

    hashes: set[bytes]
    answer: "asyncio.Task[TextsByHash | None]"


class TextLookup:
    """Finds stored predictions of texts.

    Parameters
    ----------
    sessions
        The API's sessions.
    watcher
        Knows what is in service, so that no statement is sent that can find nothing.
    """

    def __init__(self, sessions: Sessions, watcher: ServingWatcher) -> None:
        self._sessions = sessions
        self._watcher = watcher
        self._slots = asyncio.Semaphore(MAX_STATEMENTS)
        self._unsent: dict[int, _Statement] = {}

    async def find(self, hashes: Collection[bytes], model_version: int) -> TextsByHash | None:
        """Return what the run in service has stored for texts, by content hash.

        None if the database is unavailable, or if the run in service is not of this model. The answer may
        also hold texts that other requests looked up at the same time.
        """
        current = self._watcher.current
        if not hashes or self._watcher.database_error is not None or current is None:
            return None
        if current.run_id is None or current.model_version != model_version:
            return None
        statement = self._unsent.get(model_version)
        if statement is None or len(statement.hashes) >= _MAX_HASHES:
            wanted: set[bytes] = set()
            statement = _Statement(wanted, asyncio.create_task(self._send(wanted, model_version)))
            self._unsent[model_version] = statement
        statement.hashes.update(hashes)
        # A request that is cancelled must not cancel the statement that others share.
        return await asyncio.shield(statement.answer)

    async def _send(self, hashes: set[bytes], model_version: int) -> TextsByHash | None:
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
