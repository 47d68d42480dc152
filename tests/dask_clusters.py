"""A Dask cluster of real processes: a scheduler and workers, each on a separate port."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT, free_port
from tests.waiting import wait_until

DASK = ("-m", "dask")
# A machine with Dask and without Predawn: what the checkout put on the module path is taken off it.
STRANGER = (
    "-c",
    (
        "import sys\n"
        "sys.meta_path[:] = [finder for finder in sys.meta_path if 'editable' not in str(finder)]\n"
        f"sys.path[:] = [folder for folder in sys.path if folder not in ('', {str(ROOT)!r})]\n"
        "from dask.cli import run_cli\n"
        "run_cli()"
    ),
)
# Retrying to connect is what dask does by default, for half a minute; here everything is near.
_ENVIRONMENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s", "PYTHONUNBUFFERED": "1"}


@dataclass
class DaskCluster:
    """A scheduler, its workers by process id, and the folder with the log of each."""

    folder: Path
    address: str
    pages: str
    scheduler: subprocess.Popen[bytes]
    workers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_worker(self, *, without_predawn: bool = False) -> int:
        """Start a worker with one thread and return its process id."""
        worker = _start(
            self.folder / f"worker-{len(self.workers)}.log",
            *(STRANGER if without_predawn else DASK),
            *("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--local-directory", str(self.folder)),
        )
        self.workers[worker.pid] = worker
        return worker.pid

    def kill_worker(self, pid: int) -> None:
        """Kill a worker without warning."""
        self.workers[pid].send_signal(signal.SIGKILL)
        self.workers[pid].wait()

    def logs(self) -> str:
        """Return what all processes have logged."""
        return "\n".join(log.read_text() for log in sorted(self.folder.glob("*.log")))


def _start(log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, *arguments], stdout=file, stderr=subprocess.STDOUT, cwd=log.parent,
            env={**os.environ, **_ENVIRONMENT},
        )  # fmt: skip


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[DaskCluster]:
    """Run a cluster until the block ends; the block begins once all workers have registered."""
    port, page_port = free_port(), free_port()
    log = folder / "scheduler.log"
    scheduler = _start(
        log,
        *DASK,
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--dashboard-address",
        f":{page_port}",
    )
    cluster = DaskCluster(folder, f"tcp://127.0.0.1:{port}", f"http://127.0.0.1:{page_port}", scheduler)
    try:
        for _ in range(workers):
            cluster.start_worker()
        wait_until(lambda: "Scheduler at" in log.read_text())
        wait_until(lambda: log.read_text().count("Register worker") >= workers)
        yield cluster
    finally:
        for process in (*cluster.workers.values(), scheduler):
            process.kill()
            process.wait()
