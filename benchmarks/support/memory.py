"""The memory of a process and its descendants."""

from pathlib import Path

from support.sampler import Sampler, family, read_process_file

_INTERVAL_SECONDS = 0.1
_KIB_A_MIB = 1024


class PeakMemory(Sampler):
    """Samples the sum of the proportional set sizes (PSS) of a process and its descendants.

    PSS counts a page that n processes share as one nth in each, so that the sum is their memory together. The
    sampling runs in a thread of the observing process.

    Parameters
    ----------
    pid
        The process.
    """

    def __init__(self, pid: int) -> None:
        super().__init__("peak memory", _INTERVAL_SECONDS)
        self.mib = 0.0
        self._pid = pid

    def sample(self) -> None:
        """Record the sum if it is the largest so far."""
        self.mib = max(self.mib, read_memory(self._pid))


def read_memory(pid: int) -> float:
    """Return the sum of the proportional set sizes of a process and its descendants, in MiB."""
    return sum(map(_pss_kib, family(pid))) / _KIB_A_MIB


def _pss_kib(pid: int) -> int:
    for line in read_process_file(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
