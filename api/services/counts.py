"""Counts of requests, cheap enough for every lookup, and shared with the other workers through files."""

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
"""The upper bounds of the latency histogram, in seconds; above the last one there is one more bucket."""

SHARE_SECONDS: Final = 1.0
"""How old the counts of another worker may be."""

GONE_SECONDS: Final = 10.0
"""How long a worker may be silent before it is taken for gone: what it counted stays, its gauges go."""

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class Kind:
    """What requests are told apart by; `source` is empty where no prediction was answered."""

    route: str
    status: int
    source: str


class RequestSeries:
    """The requests of a kind: how many took how long, a bucket each, and how many seconds in all."""

    __slots__ = ("buckets", "seconds")

    def __init__(self) -> None:
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """Count a request."""
        self.buckets[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a worker has counted, and how full its queues are at this moment."""

    requests: list[tuple[str, int, str, list[int], float]]
    counters: Mapping[str, float]
    gauges: Mapping[str, float]
    at: float = field(default_factory=time.time)


class RequestCounts:
    """The counts of this worker.

    Parameters
    ----------
    folder
        Where workers leave their snapshots for each other; None where there is one worker only.
    """

    def __init__(self, folder: Path | None) -> None:
        # Not by the process alone: the number of one that is gone is given to another some day.
        self._own = None if folder is None else folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.json"
        self._series: dict[Kind, RequestSeries] = {}

    def series(self, route: str, status: int, source: str = "") -> RequestSeries:
        """Return what requests of a kind are counted in."""
        kind = Kind(route, status, source)
        found = self._series.get(kind)
        if found is None:
            found = self._series[kind] = RequestSeries()
        return found

    def snapshot(self, counters: Mapping[str, float], gauges: Mapping[str, float]) -> Snapshot:
        """Return the counts as they are now, with what else is told of this worker."""
        requests = [
            (kind.route, kind.status, kind.source, list(series.buckets), series.seconds)
            for kind, series in self._series.items()
        ]
        return Snapshot(requests, counters, gauges)

    async def share(self, take: Callable[[], Snapshot]) -> None:
        """Leave a snapshot for the other workers every second, until cancelled, and once more then."""
        if self._own is None:
            return
        try:
            while True:
                _write(self._own, take())
                await asyncio.sleep(SHARE_SECONDS)
        finally:
            _write(self._own, take())

    def tell(self, snapshot: Snapshot) -> list[Snapshot]:
        """Return a snapshot with the newest ones of the other workers, and leave it for those first.

        So whoever tells next, after this worker was killed too, tells no less: a counter that went back would
        be taken for one that began anew.
        """
        if self._own is not None:
            _write(self._own, snapshot)
        return [snapshot, *self.others()]

    def others(self) -> Iterator[Snapshot]:
        """Return the newest snapshots of the other workers, of those that are gone too."""
        if self._own is None:
            return
        for path in self._own.parent.glob("*.json"):
            if path != self._own:
                yield Snapshot(**json.loads(path.read_bytes()))


def _write(path: Path, snapshot: Snapshot) -> None:
    """Replace a snapshot as a whole, so that nobody reads half of one."""
    written = path.with_suffix(".new")
    try:
        written.write_text(json.dumps(asdict(snapshot)), encoding="utf-8")
        written.replace(path)
    except OSError as error:
        log.warning("the counts of this worker cannot be shared: %s", error)
