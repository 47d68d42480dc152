"""Request counts, cheap enough for every lookup, shared between workers through files."""

import asyncio
import json
import logging
import os
import time
import uuid
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

BOUNDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the latency histogram, in seconds; one more bucket holds what is slower."""

SHARE_SECONDS: Final = 1.0
"""The largest age of another worker's counts."""

GONE_SECONDS: Final = 10.0
"""The silence after which a worker counts as gone: its counters stay, its gauges are left out."""

SOURCE: Final = "predawn.source"
"""The key in the scope of a request under which a route leaves the source of the prediction it answers."""

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


def _write(path: Path, snapshot: WorkerSnapshot) -> None:
    """Replace a snapshot atomically."""
    written = path.with_suffix(".new")
    try:
        written.write_text(json.dumps(asdict(snapshot)), encoding="utf-8")
        written.replace(path)
    except OSError as error:
        log.warning("the counts of this worker cannot be shared: %s", error)
