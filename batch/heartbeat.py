"""The heartbeat of a run, which shows that it is alive and notices requests to stop it."""

import threading
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Engine

from core.errors import PredawnError, RunCancelledError
from core.types import Run
from store.connect.errors import translate_errors
from store.runs import ledger
from store.runs.lock import RunLock

HEARTBEAT_SECONDS: Final = 2.0


class Heartbeat:
    """A thread that records that the run is alive, and notices requests to stop it.

    Parameters
    ----------
    engine
        The engine of the run.
    run
        The run.
    lock
        The run lock, whose session is checked as well.
    """

    def __init__(self, engine: Engine, run: Run, lock: RunLock) -> None:
        self._engine = engine
        self._run = run
        self._lock = lock
        self._ended = threading.Event()
        self._problem: PredawnError | None = None
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop the heartbeat; may be called again."""
        self._ended.set()
        self._thread.join()

    def raise_if_stopped(self) -> None:
        """Raise if the run was cancelled or taken over, or its lock was lost."""
        if self._problem is not None:
            raise self._problem

    def _beat(self) -> None:
        while not self._ended.wait(HEARTBEAT_SECONDS):
            try:
                self._lock.check()
                with translate_errors(self._engine), self._engine.begin() as connection:
                    if ledger.beat(connection, self._run.run_id, self._run.attempt):
                        self._problem = RunCancelledError(
                            f"Run {self._run.run_id} was cancelled by `predawn runs cancel`. "
                            "The next `predawn batch` resumes it where it stopped."
                        )
            except PredawnError as problem:
                self._problem = problem
            if self._problem is not None:
                return
