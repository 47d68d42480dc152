"""Showing the progress of a run: a bar in a terminal, log lines elsewhere."""

import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from batch import progress as batch_progress
from core.types import Phase

_LOG_INTERVAL_SECONDS = 10.0
_RATE_SECONDS = 5.0

log = logging.getLogger("predawn.progress")


class LogProgress:
    """A log line every few seconds while rows are read and scored; the run logs its own messages."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._total = 0
        self._done = 0
        self._logged = clock()
        self._recent = deque[tuple[float, int]]()

    def enter(self, phase: Phase) -> None:
        """Do nothing: the run logs its phases."""

    def read(self, rows: int) -> None:
        """Log the rows of the source every few seconds."""
        now = self._clock()
        if now - self._logged >= _LOG_INTERVAL_SECONDS:
            self._logged = now
            log.info("%d rows of the source read", rows, extra={"rows_read": rows})

    def report(self, message: str) -> None:
        """Do nothing: the run logs its messages."""

    def expect(self, projects: int) -> None:
        """Set the number of projects."""
        self._total, self._done = projects, 0
        self._logged = self._clock()
        self._recent.clear()

    def advance(self, projects: int) -> None:
        """Count projects, and log the progress every few seconds."""
        self._done += projects
        now = self._clock()
        self._recent.append((now, self._done))
        if now - self._logged < _LOG_INTERVAL_SECONDS:
            return
        self._logged = now
        rate = self._rate(now)
        log.info(
            "%d of %d projects scored",
            self._done,
            self._total,
            extra={
                "rows_per_second": round(rate),
                "seconds_left": round((self._total - self._done) / rate) if rate else None,
            },
        )

    def _rate(self, now: float) -> float:
        """Return the recent projects a second: workers join after the beginning, and slow down by its end."""
        while len(self._recent) > 2 and self._recent[0][0] < now - _RATE_SECONDS:
            self._recent.popleft()
        (began, before), (_, done) = self._recent[0], self._recent[-1]
        return (done - before) / (now - began) if now > began else 0.0


@contextmanager
def show_progress() -> Iterator[batch_progress.Progress]:
    """Yield an object that shows progress in the terminal, or in the log."""
    if not sys.stderr.isatty():
        yield LogProgress()
        return
    # Imported here because rich is a tenth of the start of a command, and cron has no terminal.
    from cli.bars import show_bar  # noqa: PLC0415

    with show_bar() as bar:
        yield bar
