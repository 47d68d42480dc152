"""Request rates and latencies of all workers over the last hours, for the dashboard."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from api.services.counts.request_counts import BOUNDS, WorkerSnapshot

STEP_SECONDS: Final = 10.0
STEPS: Final = 90
"""The number of short steps that are kept: a quarter of an hour."""

LONG_STEP_SECONDS: Final = 300.0
LONG_STEPS: Final = 72
"""The number of long steps that are kept: six hours."""

REQUESTS: Final = ""
"""The key of all requests, beside the sources of predictions."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The answers a second during the step that ended at `at`, in seconds since 1970.

    `buckets` counts the answers with a prediction by latency, as `BOUNDS` divides it.
    """

    at: float
    per_second: Mapping[str, float]
    buckets: Sequence[int]

    def latency(self, share: float) -> float | None:
        """Return the seconds within which a share of the predictions was answered; None without any."""
        return find_quantile(self.buckets, share)


def find_quantile(buckets: Sequence[int], share: float) -> float | None:
    """Return a quantile of a latency histogram, as if latencies were spread evenly within a bucket.

    Those beyond the last bound count as of it.
    """
    total = sum(buckets)
    if not total:
        return None
    wanted = share * total
    place = next(at for at, below in enumerate(accumulate(buckets)) if below >= wanted and below)
    if place >= len(BOUNDS):
        return BOUNDS[-1]
    lower = BOUNDS[place - 1] if place else 0.0
    before = sum(buckets[:place])
    return lower + (BOUNDS[place] - lower) * (wanted - before) / buckets[place]


@dataclass(frozen=True, slots=True)
class _Sample:
    """The counts at one moment: answers, in all and by source, and those with a source by latency."""

    at: float
    answers: Counter[str]
    buckets: Sequence[int]

    def until(self, late: "_Sample") -> Rates:
        seconds = late.at - self.at
        return Rates(
            late.at,
            {name: max(late.answers[name] - self.answers[name], 0) / seconds for name in late.answers},
            [max(after - before, 0) for before, after in zip(self.buckets, late.buckets, strict=True)],
        )


class Activity:
    """Samples the request counts every ten seconds; every thirtieth sample is kept longer.

    Parameters
    ----------
    take_snapshots
        Returns the counts of all workers.
    """

    def __init__(self, take_snapshots: Callable[[], Iterable[WorkerSnapshot]]) -> None:
        self._take_snapshots = take_snapshots
        self._samples: deque[_Sample] = deque(maxlen=STEPS + 1)
        self._long: deque[_Sample] = deque(maxlen=LONG_STEPS + 1)

    async def run(self) -> None:
        """Take a sample at each step, until cancelled."""
        while True:
            self.sample(time.time())
            await asyncio.sleep(STEP_SECONDS)

    def sample(self, now: float) -> None:
        """Take a sample."""
        taken = _Sample(now, *self._count())
        self._samples.append(taken)
        if not self._long or now - self._long[-1].at >= LONG_STEP_SECONDS:
            self._long.append(taken)

    def totals(self) -> Counter[str]:
        """Return the number of requests since the workers started, in all and by source."""
        return self._count()[0]

    def _count(self) -> tuple[Counter[str], Sequence[int]]:
        """Return the answers of all workers, in all and by source, and those with a source by latency."""
        answers, buckets = Counter[str](), [0] * (len(BOUNDS) + 1)
        for snapshot in self._take_snapshots():
            for _, _, source, counts, _ in snapshot.requests:
                number = sum(counts)
                answers[REQUESTS] += number
                if source:
                    answers[source] += number
                    buckets = [a + b for a, b in zip(buckets, counts, strict=True)]
        return answers, buckets

    def rates(self) -> list[Rates]:
        """Return the rates of each short step, oldest first."""
        return _differences(self._samples)

    def hours(self) -> list[Rates]:
        """Return the rates of each long step, oldest first, and of what has passed of the next one."""
        newest = [self._samples[-1]] if self._samples else []
        return _differences([*self._long, *newest])


def _differences(samples: Iterable[_Sample]) -> list[Rates]:
    return [early.until(late) for early, late in pairwise(samples) if late.at > early.at]
