"""What the run in service holds of the texts that `/predict` is asked about."""

import logging
from collections.abc import Collection, Mapping

from api.follower import Follower
from core.errors import StoreError
from store.async_sessions import Sessions
from store.stored_texts import StoredText, find_stored_texts

log = logging.getLogger("predawn.api")


class StoredTexts:
    """Finds predictions of texts.

    Parameters
    ----------
    sessions
        The API's sessions.
    follower
        Knows what is in service, so that nothing is asked for that cannot be there.
    """

    def __init__(self, sessions: Sessions, follower: Follower) -> None:
        self._sessions = sessions
        self._follower = follower

    async def find(self, hashes: Collection[bytes], model_version: int) -> Mapping[bytes, StoredText]:
        """Return what is stored of texts by a model, by content hash; nothing while the database is away."""
        current = self._follower.current
        if not hashes or self._follower.away is not None or current is None:
            return {}
        if current.run_id is None or current.model_version != model_version:
            return {}
        try:
            return await find_stored_texts(self._sessions, hashes, model_version)
        except StoreError as error:
            # The model can answer without the database.
            log.debug("%s", error)
            return {}
