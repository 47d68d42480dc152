"""Request counts, cheap enough for every lookup, shared between workers through files; those of a canary."""

import asyncio
import json
import logging
import os
import time
import uuid
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from core.errors import StoreUnavailableError
from store.connect.async_sessions import Sessions
from store.serving.canary import SideRequests, append_requests
from store.serving.lookup import LookupRow

BOUNDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the latency histogram, in seconds; one more bucket holds what is slower."""

SHARE_SECONDS: Final = 1.0
"""The largest age of another worker's counts."""

GONE_SECONDS: Final = 10.0
"""The silence after which a worker counts as gone: its counters stay, its gauges are left out."""

SOURCE: Final = "predawn.source"
"""The key in the scope of a request under which a route leaves the source of the prediction it answers."""

CANARY_SECONDS: Final = 60.0
"""The time between two rows of a worker in the store, as long as a canary is running."""

CANARY_REQUESTS: Final = "canary_requests"
"""The first word of the names of a canary's counters."""

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class RequestKind:
    """The labels of a request; `source` is empty if the answer held no prediction."""

    route: str
    status: int
    source: str


class RequestSeries:
    """The latency histogram of one kind of request, and the sum of its seconds."""

    __slots__ = ("buckets", "seconds")

    def __init__(self) -> None:
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """Count a request."""
        self.buckets[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class WorkerSnapshot:
    """The counters of a worker, and its gauges at one moment."""

    requests: list[tuple[str, int, str, list[int], float]]
    counters: Mapping[str, float]
    gauges: Mapping[str, float]
    at: float = field(default_factory=time.time)


class RequestCounts:
    """The counts of this worker.

    Parameters
    ----------
    folder
        The folder of the workers' snapshots; None for a single worker.

    Attributes
    ----------
    fast_lookups
        The lookups that were answered within the protocol of the server.
    """

    def __init__(self, folder: Path | None) -> None:
        # The process id is not enough: the operating system reuses it.
        self._own = None if folder is None else folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
        self._series: dict[RequestKind, RequestSeries] = {}
        self.fast_lookups = 0

    def series(self, route: str, status: int, source: str = "") -> RequestSeries:
        """Return the series of a kind of request, created on first use."""
        kind = RequestKind(route, status, source)
        found = self._series.get(kind)
        if found is None:
            found = self._series[kind] = RequestSeries()
        return found

    def snapshot(self, counters: Mapping[str, float], gauges: Mapping[str, float]) -> WorkerSnapshot:
        """Return the counts as they are now, with further counters and gauges of this worker."""
        requests = [
            (kind.route, kind.status, kind.source, list(series.buckets), series.seconds)
            for kind, series in self._series.items()
        ]
        return WorkerSnapshot(requests, counters, gauges)

    async def share(self, take: Callable[[], WorkerSnapshot]) -> None:
        """Write a snapshot for the other workers every second until cancelled, and a last one then."""
        if self._own is None:
            return
        try:
            while True:
                _write(self._own, take())
                await asyncio.sleep(SHARE_SECONDS)
        finally:
            _write(self._own, take())

    def exchange(self, snapshot: WorkerSnapshot) -> list[WorkerSnapshot]:
        """Write this worker's snapshot, and return it with the newest ones of the others.

        It is written first, so that no worker ever reports less than this one did, even if this one is killed
        in between: Prometheus takes a counter that decreases for one that was reset.
        """
        if self._own is not None:
            _write(self._own, snapshot)
        return [snapshot, *self.others()]

    def others(self) -> Iterator[WorkerSnapshot]:
        """Yield the newest snapshots of the other workers, including those that are gone."""
        if self._own is None:
            return
        for path in self._own.parent.glob("*.json"):
            if path != self._own:
                yield WorkerSnapshot(**json.loads(path.read_bytes()))


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


def _write(path: Path, snapshot: WorkerSnapshot) -> None:
    """Replace a snapshot atomically."""
    written = path.with_suffix(".new")
    try:
        written.write_text(json.dumps(asdict(snapshot)), encoding="utf-8")
        written.replace(path)
    except OSError as error:
        log.warning("the counts of this worker cannot be shared: %s", error)
