"""The processor time of a process and its descendants."""

import os
import time
from bisect import bisect_right
from pathlib import Path

from support.sampler import Sampler, family, read_process_file

_INTERVAL_SECONDS = 0.05
_TICK = os.sysconf("SC_CLK_TCK")
# The positions of utime, stime, cutime and cstime after the name of the program in /proc/PID/stat.
_OWN_TIMES = slice(11, 13)
_ALL_TIMES = slice(11, 15)


class ProcessorTime(Sampler):
    """Samples the processor time of some processes and their descendants, in seconds.

    The time of a process that has ended is added to the parent that waited for it, so nothing is lost between
    two samples.

    Parameters
    ----------
    pids
        The processes whose descendants are included.
    """

    def __init__(self, *pids: int) -> None:
        super().__init__("processor time", _INTERVAL_SECONDS)
        self._taken = dict.fromkeys(pids, 0.0)
        self._moments: list[float] = []
        self._seconds: list[float] = []

    def between(self, first: float, last: float) -> float:
        """Return the processor time between two moments, which are given in seconds since 1970."""
        return self._at(last) - self._at(first)

    def sample(self) -> None:
        """Record the sum with the current time."""
        for head, before in self._taken.items():
            seconds = sum(_seconds(pid, _ALL_TIMES) for pid in family(head))
            # Processes that have ended have no figure any more, but their earlier time still counts.
            self._taken[head] = max(seconds, before)
        self._seconds.append(sum(self._taken.values()))
        self._moments.append(time.time())

    def _at(self, moment: float) -> float:
        return self._seconds[max(0, bisect_right(self._moments, moment) - 1)]


def living_seconds(pid: int) -> float:
    """Return the processor time of a process and of its living descendants."""
    return sum(_seconds(member, _OWN_TIMES) for member in family(pid))


def _seconds(pid: int, times: slice) -> float:
    stat = read_process_file(Path(f"/proc/{pid}/stat"))
    return sum(map(int, stat.rpartition(")")[2].split()[times])) / _TICK
