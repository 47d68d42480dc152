"""A streaming replica: how far it is behind the primary."""

import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

from store.connect.async_sessions import Sessions
from store.sql_files import template

_KEPT: Final = 86_400
"""How many looks at the primary are kept: with one a second, a lag of a day is told right."""


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """What a replica says of itself; `replayed` counts bytes of the primary's log."""

    is_replica: bool
    replayed: int | None
    publication_id: int | None


async def read_replica(connection: Any) -> ReplicaState:
    """Return how far a replica is, asked on a session of asyncpg."""
    row = await connection.fetchrow(template("connect/read_replica"))
    replayed = None if row["replayed"] is None else int(row["replayed"])
    return ReplicaState(row["is_replica"], replayed, row["publication_id"])


async def read_written(primary: Sessions) -> int | None:
    """Return how many bytes of log a primary has written; None where it is a replica itself."""
    row = await primary.fetch_row(template("connect/read_written"))
    return None if row["written"] is None else int(row["written"])


class Lag:
    """The lag of a replica, from looks at the primary and at the replica.

    What PostgreSQL says of replayed transactions grows while the primary has nothing to do, and stands still
    where a replica has lost it; so it is the age of the oldest look at the primary whose log the replica
    has not replayed yet.
    """

    def __init__(self) -> None:
        self._looks: deque[tuple[float, int]] = deque(maxlen=_KEPT)

    def wrote(self, written: int) -> None:
        """Note what the primary has written at this moment."""
        if not self._looks or self._looks[-1][1] != written:
            self._looks.append((time.monotonic(), written))

    def seconds(self, replayed: int) -> float:
        """Return how far a replica is behind that has replayed so much."""
        while self._looks and self._looks[0][1] <= replayed:
            self._looks.popleft()
        return time.monotonic() - self._looks[0][0] if self._looks else 0.0
