"""Request rates of all workers over the last quarter of an hour, for the dashboard."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from api.services.counts import WorkerSnapshot

STEP_SECONDS: Final = 10.0
STEPS: Final = 90
"""The number of steps that are kept: a quarter of an hour."""

REQUESTS: Final = ""
"""The key of all requests, beside the sources of predictions."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The answers a second during the step that ended at `at`, in seconds since 1970."""

    at: float
    per_second: Mapping[str, float]


class Activity:
    """Samples the request counts every ten seconds.

    Parameters
    ----------
    take_snapshots
        Returns the counts of all workers.
    """

    def __init__(self, take_snapshots: Callable[[], Iterable[WorkerSnapshot]]) -> None:
        self._take_snapshots = take_snapshots
        self._samples: deque[tuple[float, Counter[str]]] = deque(maxlen=STEPS + 1)

    async def run(self) -> None:
        """Take a sample at each step, until cancelled."""
        while True:
            self.sample(time.time())
            await asyncio.sleep(STEP_SECONDS)

    def sample(self, now: float) -> None:
        """Take a sample."""
        self._samples.append((now, self.totals()))

    def totals(self) -> Counter[str]:
        """Return the number of requests since the workers started, in all and by source."""
        found = Counter[str]()
        for snapshot in self._take_snapshots():
            for _, _, source, buckets, _ in snapshot.requests:
                number = sum(buckets)
                found[REQUESTS] += number
                if source:
                    found[source] += number
        return found

    def rates(self) -> list[Rates]:
        """Return the rates of each step, oldest first."""
        return [
            Rates(end, {name: max(late[name] - early[name], 0) / (end - begin) for name in late})
            for (begin, early), (end, late) in pairwise(self._samples)
            if end > begin
        ]
