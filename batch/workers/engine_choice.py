"""The choice between threads and processes, by what the chunks of a round took."""

import math
from dataclasses import dataclass

from batch.workers.worker import ChunkOutcome

# Starting processes takes about so long, most of it for what they import.
_START_SECONDS = 2.0
# Threads that compute wait for one another: they seem to keep about one processor busy, all together.
_THREADS_BUSY = 0.75


@dataclass(slots=True)
class Tally:
    """The projects that were asked for, those that failed, and what this round took for each.

    `round_seconds` adds up the workers' times, and `round_busy_seconds` those of which processors were busy.
    """

    asked: int
    failed: int
    round_asked: int = 0
    round_seconds: float = 0.0
    round_busy_seconds: float = 0.0

    def add(self, outcome: ChunkOutcome) -> None:
        """Count what a worker did."""
        rows = outcome.scored + outcome.failed
        self.asked += rows
        self.failed += outcome.failed
        self.round_asked += rows
        self.round_seconds += outcome.seconds
        self.round_busy_seconds += outcome.busy * outcome.seconds


@dataclass(slots=True)
class EngineChoice:
    """The choice between threads and processes for the rest of a run, where the settings leave it open.

    `left` is the number of projects that are left, as far as it is known.
    """

    workers: int
    threads: bool = False
    processes_started: bool = False
    left: float = math.inf

    def learn(self, tally: Tally, *, n_chunks: int, left: int | None) -> None:
        """Choose by a round of so many chunks; `left` is None if the projects that are left were not counted.

        Threads suffice if together they keep less than one processor busy, because the predictor mostly
        waits, and if less is left than processes would save once they have started.
        """
        self.left = self.left - tally.round_asked if left is None else left
        # Processes that have started stay: beside other programs what computes seems to wait.
        self.processes_started = self.processes_started or (n_chunks > 1 and not self.threads)
        waits = self.workers * tally.round_busy_seconds <= _THREADS_BUSY * tally.round_seconds
        seconds_left = self.left * tally.round_seconds / max(tally.round_asked, 1)
        soon_done = seconds_left * (1 - 1 / self.workers) < _START_SECONDS
        self.threads = not self.processes_started and (waits or soon_done)
