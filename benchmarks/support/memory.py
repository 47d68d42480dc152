"""The memory of a process and all that it started, as shared among them."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_INTERVAL_SECONDS = 0.1
_KIB_A_MIB = 1024


class PeakMemory:
    """Samples the proportional set size (PSS) of a process and of its descendants, summed.

    PSS counts a page that n processes share as one nth in each, so that the sum is what they take
    together. The sampling itself runs in a thread of the process that watches.

    Parameters
    ----------
    pid
        The process.
    """

    def __init__(self, pid: int) -> None:
        self.mib = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_INTERVAL_SECONDS):
            self.mib = max(self.mib, sum(map(_pss_kib, family(self._pid))) / _KIB_A_MIB)


def family(pid: int) -> list[int]:
    """Return a process and its descendants, as far as they live."""
    pids = [pid]
    for parent in pids:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            pids.extend(map(int, _read(path).split()))
    return pids


def _pss_kib(pid: int) -> int:
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    """Read a file of /proc; a process that has ended meanwhile has nothing to say."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
