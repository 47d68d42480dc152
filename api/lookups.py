"""Where stored predictions are looked up: the one interface that routes use."""

from typing import Protocol

from api.follower import Follower
from store import async_lookup
from store.async_lookup import ProjectInput
from store.async_sessions import Sessions
from store.lookup import Lookup


class Lookups(Protocol):
    """Looks projects up."""

    async def look_up(self, project_id: str) -> Lookup | None:
        """Return what is known of a project, or None for an id that the catalogue never had."""

    async def read_input(self, project_id: str) -> ProjectInput | None:
        """Return what an on-demand answer is made from, or None for a project not in the catalogue."""


class StoreLookups:
    """Looks projects up in the store, one statement each.

    Parameters
    ----------
    sessions
        The API's sessions.
    follower
        Knows whether the database is there, so that nobody waits for one that is not.
    """

    def __init__(self, sessions: Sessions, follower: Follower) -> None:
        self._sessions = sessions
        self._follower = follower

    async def look_up(self, project_id: str) -> Lookup | None:
        """Return what is known of a project, or None for an id that the catalogue never had."""
        self._follower.check_database()
        return await async_lookup.look_up(self._sessions, project_id)

    async def read_input(self, project_id: str) -> ProjectInput | None:
        """Return what an on-demand answer is made from, or None for a project not in the catalogue."""
        self._follower.check_database()
        return await async_lookup.read_input(self._sessions, project_id)
