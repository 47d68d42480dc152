"""Parallel scoring of chunks: on threads, on processes by joblib, or on a Dask cluster."""

import contextlib
import os
import re
import threading
import warnings
from collections.abc import Callable, Generator, Sequence
from functools import partial
from importlib.util import find_spec
from math import ceil
from multiprocessing.pool import ThreadPool
from typing import Final

from batch.workers import parent_watch
from batch.workers.worker import ChunkOutcome, ScorerSpec, forget_sessions, load_once, score_chunk
from core.errors import InputError
from core.settings import Settings
from core.types import ChunkTask
from model.native.choice import is_native_chosen
from store.connect.database import Database

_ENDS: Final = re.compile(r"exit codes of the workers are \{(.+?)\}")


class WorkerDiedError(Exception):
    """A worker process died, as by `SIGKILL(-9)` or `EXIT(3)`, its text; what it has stored counts."""


def count_workers(settings: Settings) -> int:
    """Return the number of workers: the setting, or one for each available processor."""
    if settings.workers is not None:
        return settings.workers
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_engine(settings: Settings) -> None:
    """Refuse an engine that cannot score on this machine, before a run begins.

    Raises
    ------
    InputError
        If the engine is a Dask cluster, and Dask or the address of the scheduler is missing.
    """
    if settings.engine != "dask":
        return
    if settings.dask_scheduler is None:
        raise InputError(
            "The engine is dask, but PREDAWN_DASK_SCHEDULER is not set. Set it to the address of the "
            "scheduler, such as tcp://scheduler:8786, or choose another PREDAWN_ENGINE."
        )
    if find_spec("distributed") is None:
        raise InputError(
            "The engine is dask, which is not installed. Install the extra with `pip install "
            "-e '.[dask]'` here and on the workers, or choose another PREDAWN_ENGINE."
        )


def choose_engine(settings: Settings, n_chunks: int) -> tuple[str, int]:
    """Return the engine, `threading` or `loky`, and the number of workers for a number of chunks.

    The native tagger releases the interpreter's lock, so threads suffice. The scikit-learn tagger and most
    custom predictors hold it most of the time, so several chunks are scored by processes; a single chunk
    does not repay starting one.
    """
    workers = max(1, min(count_workers(settings), n_chunks))
    if settings.engine == "loky":
        # For one worker joblib starts no process, and a custom predictor may end this one.
        return "loky", min(count_workers(settings), max(n_chunks, 2))
    if settings.engine != "auto":
        return settings.engine, workers
    return ("threading" if _is_native(settings) or workers == 1 else "loky"), workers


def size_chunks(settings: Settings, n_projects: int | None) -> int:
    """Return the number of projects in a chunk; `n_projects` is None if it is not known yet.

    Threads share the projects evenly. Processes get full chunks, because starting one costs more than a
    small chunk saves.
    """
    workers = count_workers(settings)
    if n_projects is None or settings.engine == "loky" or not _is_native(settings):
        return settings.chunk_rows
    return max(1, min(settings.chunk_rows, ceil(n_projects / workers)))


def _is_native(settings: Settings) -> bool:
    return settings.predictor is None and is_native_chosen(settings.tagger)


def load_ahead(
    database: Database, spec: ScorerSpec, settings: Settings, n_projects: int | None = None
) -> None:
    """Begin to load a tagger during the steps before scoring, if this process will score.

    Loading takes 2 s of processor time, most of it for the import of scikit-learn, while this process would
    only wait for the server.

    Parameters
    ----------
    database
        The database that holds the model.
    spec
        The model.
    settings
        The settings.
    n_projects
        The number of projects to score; None if it is not known yet, which counts as many.
    """
    if n_projects == 0 or settings.predictor is not None or settings.engine == "dask":
        return
    n_chunks = 2 if n_projects is None else ceil(n_projects / size_chunks(settings, n_projects))
    backend, _ = choose_engine(settings, n_chunks)
    if backend != "loky":
        # A daemon: a run that is cancelled does not wait for it.
        threading.Thread(target=_load, args=(database, spec), name="loading", daemon=True).start()


def _load(database: Database, spec: ScorerSpec) -> None:
    # An error here occurs again when the first chunk needs the model, and is reported then.
    with contextlib.suppress(Exception):
        load_once(database, spec)


def score_chunks(
    database: Database,
    spec: ScorerSpec,
    tasks: Sequence[ChunkTask],
    settings: Settings,
    raise_if_stopped: Callable[[], None],
) -> Generator[ChunkOutcome]:
    """Score chunks on the engine of the settings, and yield each outcome as it arrives.

    While a cluster is silent, `raise_if_stopped` is called every second; an error that it raises ends the
    scoring.

    Raises
    ------
    WorkerDiedError
        If a process that scores died.
    """
    check_engine(settings)
    if settings.engine == "dask":
        # Imported here because only the extra installs Dask, and its import takes half a second.
        from batch.workers.dask_cluster import score_on_cluster  # noqa: PLC0415

        assert settings.dask_scheduler is not None, "check_engine refuses a cluster without an address"
        yield from score_on_cluster(
            settings.dask_scheduler,
            database,
            spec,
            tasks,
            at_once=settings.workers,
            raise_if_stopped=raise_if_stopped,
        )
        return
    backend, workers = choose_engine(settings, len(tasks))
    try:
        if backend == "loky":
            yield from _score_on_processes(workers, database, spec, tasks)
        elif workers > 1:
            # Its threads are daemons: if the run ends early, the chunks in progress are abandoned on purpose.
            with ThreadPool(workers) as pool:
                yield from pool.imap_unordered(partial(score_chunk, database, spec), tasks)
        else:
            for task in tasks:
                yield score_chunk(database, spec, task)
    finally:
        forget_sessions()


def _score_on_processes(
    workers: int, database: Database, spec: ScorerSpec, tasks: Sequence[ChunkTask]
) -> Generator[ChunkOutcome]:
    # Imported here because threads do without, and it takes a tenth of a start.
    from joblib import Parallel, delayed  # noqa: PLC0415
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415

    parallel = Parallel(
        n_jobs=workers,
        backend="loky",
        return_as="generator_unordered",
        batch_size=1,
        initializer=parent_watch.end_with,
        initargs=(os.getpid(),),
    )
    outcomes = parallel(delayed(score_chunk)(database, spec, task) for task in tasks)
    try:
        for outcome in outcomes:  # noqa: UP028 - `yield from` would close it before the lines below
            yield outcome
    except TerminatedWorkerError as error:
        ends = _ENDS.search(str(error))
        raise WorkerDiedError("an unknown cause" if ends is None else ends[1]) from error
    finally:
        with warnings.catch_warnings():
            # If the run ends early, the chunks in progress are abandoned on purpose.
            warnings.filterwarnings("ignore", "[0-9]+ tasks (which were|have been) ", UserWarning)
            outcomes.close()
