"""Counts of the predictions that either side of a canary was asked for, which go to the store."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from core.errors import StoreUnavailableError
from store.connect.async_sessions import Sessions
from store.serving.canary import SideRequests, append_requests
from store.serving.lookup_row import LookupRow

CANARY_SECONDS: Final = 60.0
"""The time between two rows of a worker in the store, as long as a canary is running."""

CANARY_REQUESTS: Final = "canary_requests"
"""The first word of the names of a canary's counters."""

log = logging.getLogger("predawn.api")


class Side(NamedTuple):
    """A side of a canary, and the run that answers for it."""

    canary_id: int
    on_canary: bool
    run_id: int | None


class CanaryCounts:
    """The predictions that were asked for while a canary was running, by side, and those that failed.

    Parameters
    ----------
    sessions
        The API's sessions.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._requests = Counter[Side]()
        self._errors = Counter[Side]()
        self._unwritten: dict[Side, SideRequests] = {}

    def add(self, row: LookupRow, *, failed: bool = False) -> None:
        """Count a prediction that was asked for, if a canary is running."""
        if row.running_canary is None:
            return
        on_canary = row.canary_run is not None
        side = Side(row.running_canary, on_canary, row.canary_run if on_canary else row.serving_run)
        self._requests[side] += 1
        self._errors[side] += failed
        waiting = self._unwritten.get(side)
        if waiting is None:
            waiting = self._unwritten[side] = SideRequests(side.canary_id, on_canary)
        waiting.requests += 1
        waiting.errors += failed

    def counters(self) -> Mapping[str, float]:
        """Return the counters of this worker: run, side and outcome are words of their names."""
        counters: dict[str, float] = {}
        for side, number in self._requests.items():
            named = f"{CANARY_REQUESTS} {side.run_id} {'canary' if side.on_canary else 'published'}"
            failed = self._errors[side]
            for outcome, counted in (("answered", number - failed), ("failed", failed)):
                counters[f"{named} {outcome}"] = counters.get(f"{named} {outcome}", 0) + counted
        return counters

    async def run(self) -> None:
        """Write what was counted now and then, until cancelled."""
        while True:
            await asyncio.sleep(CANARY_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Write what was counted since the last time; while the database is unavailable, it waits."""
        written, self._unwritten = self._unwritten, {}
        if not written:
            return
        try:
            await append_requests(self._sessions, list(written.values()))
        except StoreUnavailableError:
            for side, requests in written.items():
                later = self._unwritten.setdefault(side, SideRequests(side.canary_id, side.on_canary))
                later.requests += requests.requests
                later.errors += requests.errors
        except Exception as error:  # noqa: BLE001 - counts must not stop the server
            log.warning("the requests of a canary could not be counted in the store: %s", error)
