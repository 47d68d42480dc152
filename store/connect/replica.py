"""A streaming replica, and its lag behind the primary."""

import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

from store.connect.async_sessions import Sessions
from store.sql_files import template

_MAX_READINGS: Final = 86_400
"""The number of readings of the primary to keep: with one a second, a lag of up to a day is exact."""


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """The state of a replica; `replayed` counts bytes of the primary's log."""

    is_replica: bool
    replayed: int | None
    publication_id: int | None


async def read_replica(connection: Any) -> ReplicaState:
    """Return the state of a replica, over a session of asyncpg."""
    row = await connection.fetchrow(template("connect/read_replica"))
    replayed = None if row["replayed"] is None else int(row["replayed"])
    return ReplicaState(row["is_replica"], replayed, row["publication_id"])


async def read_written(primary: Sessions) -> int | None:
    """Return the bytes of log that a primary has written; None if it is a replica itself."""
    row = await primary.fetch_row(template("connect/read_written"))
    return None if row["written"] is None else int(row["written"])


class Lag:
    """The lag of a replica, from readings of the primary and of the replica.

    PostgreSQL's own age of the last replayed transaction grows while the primary is idle, and stands still on
    a replica that has lost it. So the lag is the age of the oldest reading of the primary whose log the
    replica has not replayed yet.
    """

    def __init__(self) -> None:
        self._readings: deque[tuple[float, int]] = deque(maxlen=_MAX_READINGS)

    def record_written(self, written: int) -> None:
        """Record the bytes that the primary has written at this moment."""
        if not self._readings or self._readings[-1][1] != written:
            self._readings.append((time.monotonic(), written))

    def seconds(self, replayed: int) -> float:
        """Return the lag of a replica that has replayed a number of bytes."""
        while self._readings and self._readings[0][1] <= replayed:
            self._readings.popleft()
        return time.monotonic() - self._readings[0][0] if self._readings else 0.0
