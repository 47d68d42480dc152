"""Scoring of chunks on a Dask cluster; imported only if that is the engine.

The futures of `dask.distributed` are used directly, not joblib's backend for them (docs/decisions says why).
"""

import queue
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from distributed import Client, get_worker
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from batch.workers.worker import ChunkOutcome, ScorerSpec, forget_sessions, score_chunk
from core.errors import InputError, PredawnError, RunFailedError
from core.types import ChunkTask
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors

WORKERS_WAIT_SECONDS: Final = 60.0
"""The time that a cluster may have no worker before the run fails."""

CONNECT_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 1.0
_NOT_FOUND: Final = re.compile(r"(ModuleNotFound|Import|Attribute)Error\(")


def score_on_cluster(
    address: str,
    database: Database,
    spec: ScorerSpec,
    tasks: Sequence[ChunkTask],
    *,
    at_once: int | None,
    raise_if_stopped: Callable[[], None],
) -> Iterator[ChunkOutcome]:
    """Score chunks on a cluster, and yield each outcome as it arrives.

    The scheduler assigns the chunk of a lost worker to another one.

    Parameters
    ----------
    address
        The address of the scheduler.
    database
        The database, which the workers must be able to reach.
    spec
        The model.
    tasks
        The chunks.
    at_once
        The number of chunks submitted at a time; None for all of them.
    raise_if_stopped
        Called at least every second during the wait for chunks; an error that it raises ends the scoring.

    Raises
    ------
    RunFailedError
        If the scheduler cannot be reached, there is no worker, or one cannot do the work.
    """
    with _connect(address) as client:
        cluster = _Cluster(client, address, raise_if_stopped)
        cluster.await_workers()
        cluster.check_workers(database)
        yield from cluster.score(database, spec, tasks, at_once or len(tasks))
        client.run(forget_sessions, on_error="ignore")


def reach_database(database: Database) -> None:
    """Connect to the database as the batch; runs on every worker before it gets work."""
    engine = database.engine(Role.BATCH, "predawn dask worker", pool_size=1)
    try:
        with translate_errors(engine), engine.connect():
            pass
    finally:
        engine.dispose()


def score_on_worker(database: Database, spec: ScorerSpec, task: ChunkTask) -> ChunkOutcome:
    """Score a chunk on a worker.

    Raises
    ------
    InputError
        If the worker has not what this machine has, such as the module of the predictor; it is named.
    """
    try:
        return score_chunk(database, spec, task)
    except InputError as error:
        worker = get_worker().address
        raise type(error)(f"The worker {worker} of the cluster cannot score. {error}") from error


def _connect(address: str) -> Client:
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="predawn")
    except (OSError, ValueError) as error:
        raise RunFailedError(
            f"The Dask scheduler {address} cannot be reached: {_first_line(error)}. Check that it runs and "
            "that PREDAWN_DASK_SCHEDULER names it, or score here with --engine auto."
        ) from error


@dataclass(slots=True)
class _Cluster:
    """A cluster and the chunks submitted to it; a thread of the client fills `_done`."""

    client: Client
    address: str
    raise_if_stopped: Callable[[], None]
    _submitted: dict[str, Any] = field(default_factory=dict)
    _done: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)

    def await_workers(self) -> None:
        waited = 0.0
        while waited < WORKERS_WAIT_SECONDS:
            self.raise_if_stopped()
            try:
                self.client.wait_for_workers(1, timeout=_LOOK_SECONDS)
            except TimeoutError:
                waited += _LOOK_SECONDS
            else:
                return
        raise RunFailedError(
            f"The Dask scheduler {self.address} has had no worker for {WORKERS_WAIT_SECONDS:g} seconds. "
            f"Start some with `dask worker {self.address}`, where Predawn is installed, and run "
            "`predawn batch` again."
        )

    def check_workers(self, database: Database) -> None:
        """Refuse a cluster with a worker that cannot score, before any chunk is submitted."""
        answers = self.client.run(reach_database, database, on_error="return")
        for worker, answer in answers.items():
            if isinstance(answer, Exception):
                raise _unable(f"The worker {worker} of the cluster", answer) from answer

    def score(
        self, database: Database, spec: ScorerSpec, tasks: Sequence[ChunkTask], at_once: int
    ) -> Iterator[ChunkOutcome]:
        waiting = iter(tasks)
        try:
            for task in islice(waiting, at_once):
                self._submit(database, spec, task)
            while self._submitted:
                outcome = self._collect(self._next_done())
                for task in islice(waiting, 1):
                    self._submit(database, spec, task)
                yield outcome
        finally:
            if self._submitted:
                self.client.cancel(list(self._submitted.values()), force=True)

    def _submit(self, database: Database, spec: ScorerSpec, task: ChunkTask) -> None:
        # Logs and dashboards show the key. The database has no text form, so its password never appears.
        key = f"predawn-run-{task.run_id}-{task.attempt}-chunk-{task.chunk_id}"
        future = self.client.submit(score_on_worker, database, spec, task, key=key, pure=False)
        self._submitted[key] = future
        future.add_done_callback(self._done.put)

    def _next_done(self) -> Any:
        while True:
            self.raise_if_stopped()
            try:
                return self._done.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if self.client.status == "running" and not self.client.nthreads():
                    self.await_workers()

    def _collect(self, future: Any) -> ChunkOutcome:
        """Return the outcome of a chunk, or raise the reason why there is none."""
        try:
            outcome = future.result()
        except PredawnError:
            raise
        except KilledWorker as error:
            raise RunFailedError(
                f"{error.allowed_failures + 1} workers of the cluster died one after the other over "
                f"{future.key}, most likely for lack of memory. Give them more memory, or score with smaller "
                "PREDAWN_CHUNK_ROWS."
            ) from error
        except (FutureCancelledError, OSError) as error:
            raise RunFailedError(
                f"The connection to the Dask scheduler {self.address} was lost. What was stored is kept; "
                "start the cluster anew and run `predawn batch` again."
            ) from error
        except (ImportError, AttributeError) as error:
            raise _unable("A worker of the cluster", error) from error
        del self._submitted[future.key]
        assert isinstance(outcome, ChunkOutcome)
        return outcome


def _unable(worker: str, error: Exception) -> RunFailedError:
    # An error before the call, such as a missing function, arrives as text only.
    if isinstance(error, ImportError | AttributeError) or _NOT_FOUND.match(str(error)):
        return RunFailedError(
            f"{worker} cannot score: Predawn is not installed there, or another version of it ({error}). "
            "Install there what this machine has, start the worker anew, and run `predawn batch` again."
        )
    return RunFailedError(f"{worker} cannot score. {_first_line(error)}.")


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
