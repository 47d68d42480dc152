"""The processor time of a process, of all that it started, and of a database server."""

import os
import threading
import time
from bisect import bisect_right
from pathlib import Path
from types import TracebackType
from typing import Self

from support.memory import family

_INTERVAL_SECONDS = 0.05
_TICK = os.sysconf("SC_CLK_TCK")
# Of the fields that follow the name of the program in /proc/PID/stat: utime, stime, cutime and cstime.
_TIMES = slice(11, 15)


class ProcessorTime:
    """Samples the seconds of processor time that the families of some processes have taken.

    A process that has ended is in the figure of the parent that waited for it, so nothing is lost that ends
    between two samples.

    Parameters
    ----------
    pids
        The processes at the heads of the families.
    """

    def __init__(self, *pids: int) -> None:
        self._pids = pids
        self._moments: list[float] = []
        self._seconds: list[float] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="processor time", daemon=True)

    def __enter__(self) -> Self:
        self._sample()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def between(self, first: float, last: float) -> float:
        """Return the seconds of processor time from one moment to another, both in seconds since 1970."""
        return self._at(last) - self._at(first)

    def _at(self, moment: float) -> float:
        return self._seconds[max(0, bisect_right(self._moments, moment) - 1)]

    def _watch(self) -> None:
        while not self._ended.wait(_INTERVAL_SECONDS):
            self._sample()

    def _sample(self) -> None:
        seconds = sum(_seconds(pid) for head in self._pids for pid in family(head))
        # A family that has ended has no figure any more; what it took before still counts.
        self._seconds.append(max(seconds, self._seconds[-1] if self._seconds else 0.0))
        self._moments.append(time.time())


def _seconds(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, stat.rpartition(")")[2].split()[_TIMES])) / _TICK
