"""A thread that takes samples while a block runs, and reports when it cannot."""

import threading
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self


class Sampler(ABC):
    """Takes a sample at the start of a block, at regular intervals within it, and at its end.

    A sample that fails ends the sampling, and the block with an error, because a figure from half of the
    samples would look like any other.

    Parameters
    ----------
    what
        The name of the measurement, for the error.
    interval_seconds
        The time between two samples.
    """

    def __init__(self, what: str, interval_seconds: float) -> None:
        self._what = what
        self._interval = interval_seconds
        self._error: Exception | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=what, daemon=True)

    @abstractmethod
    def sample(self) -> None:
        """Take a sample. A process that ends meanwhile is not an error."""

    def __enter__(self) -> Self:
        self.sample()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        if self._error is not None and error is None:
            raise RuntimeError(
                f"The sampler of {self._what} ended early: {self._error!r}. "
                "The figure is unknown; run the benchmark again."
            ) from self._error

    def _watch(self) -> None:
        try:
            while not self._ended.wait(self._interval):
                self.sample()
            self.sample()
        except Exception as error:  # noqa: BLE001 - the waiting thread raises it again
            self._error = error


def family(pid: int) -> list[int]:
    """Return a process and its living descendants."""
    pids = [pid]
    for parent in pids:
        for task in _tasks(parent):
            pids.extend(map(int, read_process_file(task / "children").split()))
    return pids


def _tasks(pid: int) -> list[Path]:
    try:
        return [*Path(f"/proc/{pid}/task").iterdir()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def read_process_file(path: Path) -> str:
    """Read a file of /proc; it is empty if the process has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
