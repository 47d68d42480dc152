"""The worker processes of `predawn serve`: replacing those that die or hang, and stopping them together."""

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Sequence
from types import FrameType
from typing import Final

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from api.connections.server import Server

START_SECONDS: Final = 60
"""The seconds for which a worker may be silent while it starts; it answers only after its imports."""

KILL_SECONDS: Final = 5.0
"""The seconds that a stopping worker may take beyond its own limits before it is killed."""

_PING, _ALL_STOP = b"ping", b"all stop"
_PAUSE_SECONDS: Final = 0.05

log = logging.getLogger("uvicorn.error")


class Worker(Process):
    """A worker process, which answers pings with the silence of its event loop."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._server: Server | None = None
        self._heard = time.monotonic()
        self._silence: float | None = None
        self._asked = False
        self.serves = False

    @property
    def server(self) -> Server:
        """The server of this process, made in the worker."""
        if self._server is None:
            self._server = Server(self.config, shares_listener=True)
        return self._server

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, in the worker; processes that a custom predictor starts end with it."""
        signal.signal(signal.SIGTERM, _end)
        super().target(sockets)

    def pong(self) -> None:
        """Answer a ping of the supervisor, or note that all workers stop, in a thread of the worker."""
        if self.child_conn.recv() == _ALL_STOP:
            self.server.shares_listener = False
        else:
            self.child_conn.send((self.server.started, self.server.silence()))

    def fault(self, timeout_seconds: float) -> str | None:
        """Return what is wrong with the worker, without waiting for its answer.

        Parameters
        ----------
        timeout_seconds
            How long the event loop of a worker that serves may stand still.
        """
        if not self.process.is_alive():
            return "died"
        with contextlib.suppress(OSError, EOFError):
            if self._asked and self.parent_conn.poll(0):
                self.serves, self._silence = self.parent_conn.recv()
                self._heard, self._asked = time.monotonic(), False
            if not self._asked:
                self.parent_conn.send(_PING)
                self._asked = True
        silence = time.monotonic() - self._heard + (self._silence or 0.0)
        limit = timeout_seconds if self.serves else max(timeout_seconds, START_SECONDS)
        return f"has hung for {silence:.0f} seconds" if silence > limit else None

    def announce_end(self) -> None:
        """Tell the worker that all workers stop, so that it closes the port for good."""
        with contextlib.suppress(OSError):
            self.parent_conn.send(_ALL_STOP)

    def signal_end(self) -> None:
        """Send SIGTERM, if the process still runs."""
        if self.process.is_alive() and self.pid is not None:
            os.kill(self.pid, signal.SIGTERM)


def _end(number: int, _frame: FrameType | None) -> None:
    """End a worker by a signal, which uvicorn raises again once it has shut down."""
    for child in multiprocessing.active_children():
        child.terminate()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


class Supervisor(Multiprocess):
    """Replaces each worker that dies or hangs, whatever the others do, and stops all of them in bounded time.

    Parameters
    ----------
    config
        The configuration of uvicorn.
    sockets
        The sockets that all workers accept connections at.
    hang_seconds
        How long a worker may hang.
    stop_seconds
        How long workers that were told to stop may take: draining, and then finishing their requests.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        sockets: Sequence[socket.socket],
        *,
        hang_seconds: float,
        stop_seconds: float,
    ) -> None:
        super().__init__(config, list(sockets))
        self._hang_seconds = hang_seconds
        self._stop_seconds = stop_seconds
        self.processes: list[Worker] = []  # type: ignore[assignment]

    def _start(self) -> Worker:
        worker = Worker(self.config, self.sockets)
        worker.start()
        # While this process also holds the worker's end open, a dead worker looks like a silent one.
        worker.child_conn.close()
        return worker

    def init_processes(self) -> None:
        """Start the workers."""
        self.processes.extend(self._start() for _ in range(self.processes_num))

    def keep_subprocess_alive(self) -> None:
        """Replace workers that died or hang; uvicorn would wait for the answer of each."""
        for number, worker in enumerate(self.processes):
            fault = worker.fault(self._hang_seconds)
            if fault is None:
                continue
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                log.error("Child process [%s] failed to start, stopping the parent process.", worker.pid)
                self.should_exit.set()
                return
            log.warning("Child process [%s] %s, starting another.", worker.pid, fault)
            self.processes[number] = self._start()

    def handle_ttin(self) -> None:
        """Add a worker."""
        self.processes_num += 1
        self.processes.append(self._start())

    def restart_all(self) -> None:
        """Replace each worker once its replacement serves; a signal that comes meanwhile ends this."""
        for number, worker in enumerate(self.processes):
            successor = self._start()
            while not successor.serves and not self.signal_queue and self._is_sound(successor):
                time.sleep(_PAUSE_SECONDS)
            if not successor.serves:
                successor.kill()
                successor.join()
                log.error("Child process [%s] does not serve yet; the others go on.", successor.pid)
                return
            self.processes[number] = successor
            worker.signal_end()
            self._wait([worker])

    def _is_sound(self, worker: Worker) -> bool:
        return worker.fault(self._hang_seconds) is None

    def terminate_all(self) -> None:
        """Stop the workers cleanly; each accepts requests until it has drained."""
        for worker in self.processes:
            worker.announce_end()
        for worker in self.processes:
            worker.signal_end()
        for listener in self.sockets:
            listener.close()

    def join_all(self) -> None:
        """Wait for the workers, and kill those that do not end; a second signal stops them at once."""
        self.signal_queue.clear()
        self._wait(self.processes)

    def _wait(self, workers: Sequence[Worker]) -> None:
        deadline = time.monotonic() + self._stop_seconds + KILL_SECONDS
        signals = len(self.signal_queue)
        while running := [worker for worker in workers if worker.process.is_alive()]:
            if len(self.signal_queue) > signals:
                signals = len(self.signal_queue)
                for worker in running:
                    worker.signal_end()
            if time.monotonic() > deadline:
                for worker in running:
                    log.warning("Child process [%s] does not stop, killing it.", worker.pid)
                    worker.kill()
                    worker.join()
            time.sleep(_PAUSE_SECONDS)
