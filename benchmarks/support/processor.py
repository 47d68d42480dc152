"""The processor time of a process, of all that it started, and of a database server."""

import os
import time
from bisect import bisect_right
from pathlib import Path

from support.sampler import Sampler, family, read_process_file

_INTERVAL_SECONDS = 0.05
_TICK = os.sysconf("SC_CLK_TCK")
# Of the fields that follow the name of the program in /proc/PID/stat: utime, stime, cutime and cstime.
_OWN_TIMES = slice(11, 13)
_ALL_TIMES = slice(11, 15)


class ProcessorTime(Sampler):
    """Samples the seconds of processor time that the families of some processes have taken.

    A process that has ended is in the figure of the parent that waited for it, so nothing is lost that ends
    between two samples.

    Parameters
    ----------
    pids
        The processes at the heads of the families.
    """

    def __init__(self, *pids: int) -> None:
        super().__init__("processor time", _INTERVAL_SECONDS)
        self._taken = dict.fromkeys(pids, 0.0)
        self._moments: list[float] = []
        self._seconds: list[float] = []

    def between(self, first: float, last: float) -> float:
        """Return the seconds of processor time from one moment to another, both in seconds since 1970."""
        return self._at(last) - self._at(first)

    def sample(self) -> None:
        """Note the sum, with the moment."""
        for head, before in self._taken.items():
            seconds = sum(_seconds(pid, _ALL_TIMES) for pid in family(head))
            # A family that has ended has no figure any more; what it took before still counts.
            self._taken[head] = max(seconds, before)
        self._seconds.append(sum(self._taken.values()))
        self._moments.append(time.time())

    def _at(self, moment: float) -> float:
        return self._seconds[max(0, bisect_right(self._moments, moment) - 1)]


def living_seconds(pid: int) -> float:
    """Return the processor time of a process and of those of its descendants that live."""
    return sum(_seconds(member, _OWN_TIMES) for member in family(pid))


def _seconds(pid: int, times: slice) -> float:
    stat = read_process_file(Path(f"/proc/{pid}/stat"))
    return sum(map(int, stat.rpartition(")")[2].split()[times])) / _TICK
