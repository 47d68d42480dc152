"""What all workers together answered lately, in steps of ten seconds, for the dashboard to draw."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from api.services.counts import Snapshot

STEP_SECONDS: Final = 10.0
STEPS: Final = 90
"""A quarter of an hour."""

REQUESTS: Final = ""
"""The name that all requests are counted under, beside the sources of predictions."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What was answered a second in a step that ended at a time, in seconds since 1970."""

    at: float
    per_second: Mapping[str, float]


class Activity:
    """Samples of what has been counted.

    Parameters
    ----------
    take
        Returns what all workers have counted.
    """

    def __init__(self, take: Callable[[], Iterable[Snapshot]]) -> None:
        self._take = take
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
        """Return how many requests were answered since the workers started, and from which source."""
        found = Counter[str]()
        for snapshot in self._take():
            for _, _, source, buckets, _ in snapshot.requests:
                number = sum(buckets)
                found[REQUESTS] += number
                if source:
                    found[source] += number
        return found

    def rates(self) -> list[Rates]:
        """Return the steps, the oldest first."""
        return [
            Rates(end, {name: max(late[name] - early[name], 0) / (end - begin) for name in late})
            for (begin, early), (end, late) in pairwise(self._samples)
            if end > begin
        ]
