"""A run in progress: its lock and its row in the ledger, begun anew or resumed."""

import getpass
import logging
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from batch.heartbeat import Heartbeat
from batch.progress import Progress
from batch.workers.worker import ScorerSpec
from core.errors import InputError
from core.quality.measures import Figure
from core.settings import Settings
from core.types import Mode, Phase, Run, RunStatus, Selection, Trigger
from model.loading import ScorerOptions, explain_unusable
from store.connect.database import Database
from store.connect.engine import Role, check_sessions
from store.connect.errors import translate_errors
from store.models import registry
from store.revision import check_migrated
from store.runs import chunks, ledger, phases, selections
from store.runs import tables as run_tables
from store.runs.lock import RunLock
from store.serving import pointer, retention
from store.serving.history import PublishedChanges

_NAMED_IDS = 5

log = logging.getLogger("predawn.batch")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """The options of a requested run.

    If `model_version` is None, the champion scores, or the predictor of the settings; if `source` is None,
    the catalogue is that of the settings. `fresh` abandons an unfinished run instead of resuming it,
    and `reconcile` reads the whole of a source that says what changed. `selection` has the projects of a
    partial run, which is scored by the model in service.
    """

    source: str | None = None
    mode: Mode = Mode.INCREMENTAL
    model_version: int | None = None
    publish: bool = True
    fresh: bool = False
    trigger: Trigger = Trigger.COMMAND
    max_shrink: float | None = None
    reconcile: bool = False
    selection: Selection | None = None

    def is_met_by(self, run: Run) -> bool:
        """Return whether a run that was interrupted, and is resumed with its own options, stands for this.

        One of chosen projects stands for any of them: it would score the same ones twice.
        """
        if self.mode is Mode.PARTIAL or run.mode is Mode.PARTIAL:
            return run.mode is self.mode
        return (
            run.publish is self.publish
            and self.model_version in (None, run.model_version)
            and (self.mode is not Mode.FULL or run.mode is Mode.FULL)
        )


@dataclass(slots=True)
class Job:
    """The state that the steps of a run share; `warnings` are the figures that warn.

    `changes` is what its publication changed, None until it is published.
    """

    database: Database
    settings: Settings
    request: RunRequest
    progress: Progress
    engine: Engine
    run: Run
    heartbeat: Heartbeat
    warnings: tuple[Figure, ...] = ()
    changes: PublishedChanges | None = None

    def enter(self, phase: Phase) -> None:
        """Begin a phase: in the ledger, on the screen and in the log."""
        self.heartbeat.raise_if_stopped()
        with self.engine.begin() as connection:
            self.run = ledger.enter_phase(connection, self.run, phase)
        self.progress.enter(phase)
        log.info("phase %s", phase, extra={"run_id": self.run.run_id, "phase": phase.value})

    def count_rows(self, rows: int) -> None:
        """Record the number of rows that the current phase has dealt with."""
        with self.engine.begin() as connection:
            phases.count_rows(connection, self.run, rows)
            ledger.fence(connection, self.run.run_id, self.run.attempt)

    def report(self, message: str) -> None:
        """Write a message to the screen and to the log."""
        self.progress.report(message)
        log.info("%s", message, extra={"run_id": self.run.run_id, "phase": self.run.phase.value})


def scorer_spec(job: Job) -> ScorerSpec:
    """Return the model and options that the workers of a planned run score with."""
    assert job.run.model_version is not None
    return ScorerSpec(job.run.model_version, ScorerOptions.of(job.settings))


@contextmanager
def open_job(
    database: Database, settings: Settings, request: RunRequest, progress: Progress
) -> Iterator[Job]:
    """Take the run lock, resume an unfinished run or begin a new one, and keep it alive.

    Raises
    ------
    InputError
        If none of the projects that were asked for is in the catalogue, or the model cannot be loaded.
    RunInProgressError
        If another run holds the lock.
    StoreError
        If the database is not set up, or cannot hold session locks.
    """
    pid = os.getpid()
    host = socket.gethostname()
    # One session holds the lock, and the other one enters the run.
    lock_engine = database.engine(Role.BATCH, f"predawn batch on {host} ({pid})"[:63], pool_size=2)
    try:
        check_migrated(lock_engine)
        check_sessions(lock_engine)
        chosen = _choose(lock_engine, request)
        version = request.model_version if chosen is None else chosen.model_version
        _check_model(lock_engine, settings, version)
        with RunLock(lock_engine) as lock:
            with translate_errors(lock_engine):
                run, resumed = _begin(lock_engine, request, chosen, host, pid)
            with _working(database, run, lock) as (engine, heartbeat):
                job = Job(database, settings, request, progress, engine, run, heartbeat)
                job.report(_opening(run, request, resumed=resumed))
                if chosen is not None and chosen.unknown and not resumed:
                    job.report(_naming(chosen.unknown))
                yield job
    finally:
        lock_engine.dispose()


@contextmanager
def _working(database: Database, run: Run, lock: RunLock) -> Iterator[tuple[Engine, Heartbeat]]:
    """Yield the engine of an attempt and its heartbeat."""
    engine = database.engine(Role.BATCH, ledger.session_name(run.run_id, run.attempt))
    try:
        with translate_errors(engine), Heartbeat(engine, run, lock) as heartbeat:
            yield engine, heartbeat
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The projects of a partial run, the ids that are none of the catalogue, and the model in service."""

    project_ids: Sequence[str]
    unknown: Sequence[str]
    model_version: int


def _choose(engine: Engine, request: RunRequest) -> _Chosen | None:
    """Find the projects of a partial run; None if all projects are asked for."""
    if request.selection is None:
        return None
    with translate_errors(engine), engine.begin() as connection:
        serving = pointer.read_serving(connection).run_id
        if serving is None:
            raise InputError(
                "Nothing is published yet, so there is nothing to score anew. Make a run of all projects "
                "with `predawn batch` first."
            )
        model_version = ledger.find_run(connection, serving).model_version
        assert model_version is not None
        multi_label = registry.find_model(connection, model_version).multi_label
        found = selections.choose(connection, request.selection, serving, multi_label=multi_label)
    known = set(found)
    unknown = [project_id for project_id in request.selection.ids if project_id not in known]
    if not found and unknown:
        raise InputError(
            f"None of the projects to score is in the catalogue: {_name_some(unknown)}. Correct the ids, or "
            "copy the projects into the catalogue with `predawn catalogue sync`."
        )
    if not found:
        raise InputError(
            f"None of the projects has the tag {request.selection.tag!r} in run {serving}, which is in "
            "service. `GET /tags` lists the tags that it has."
        )
    return _Chosen(found, unknown, model_version)


def _naming(unknown: Sequence[str]) -> str:
    """Return a message on ids that are no projects of the catalogue."""
    ids = "1 id is" if len(unknown) == 1 else f"{len(unknown):,} ids are"
    return f"{ids} not in the catalogue: {_name_some(unknown)}"


def _name_some(ids: Sequence[str]) -> str:
    return ", ".join(map(repr, ids[:_NAMED_IDS])) + (", …" if len(ids) > _NAMED_IDS else "")


def _check_model(engine: Engine, settings: Settings, version: int | None) -> None:
    """Refuse a requested model that the workers could not load, before a run begins."""
    if version is None:
        return
    with translate_errors(engine), engine.begin() as connection:
        model = registry.find_model(connection, version)
    unusable = explain_unusable(model, ScorerOptions.of(settings))
    if unusable is not None:
        raise InputError(f"{unusable} Set PREDAWN_PREDICTOR and its configuration to what that model is.")


def _begin(
    engine: Engine, request: RunRequest, chosen: _Chosen | None, host: str, pid: int
) -> tuple[Run, bool]:
    """Clean up after earlier runs, then resume the newest unfinished one or enter a new run."""
    with engine.begin() as connection:
        # A transaction of an older attempt may hold the row of its run, which would have to be waited for.
        ledger.end_older_sessions(connection, None)
    with engine.begin() as connection:
        ledger.mark_interrupted(connection)
        unfinished = ledger.list_unfinished(connection)
    with engine.begin() as connection:
        resumable = _settle_unfinished(connection, unfinished, fresh=request.fresh)
        if resumable is not None:
            run = ledger.take_over(connection, resumable.run_id, host=host, pid=pid)
        else:
            run = ledger.create_run(
                connection,
                mode=request.mode,
                publish=request.publish,
                model_version=request.model_version if chosen is None else chosen.model_version,
                trigger=request.trigger,
                host=host,
                pid=pid,
            )
            if chosen is not None:
                selections.enter(connection, run.run_id, chosen.project_ids)
    with engine.begin() as connection:
        # Workers of an older attempt may have connected again before the attempt was raised.
        ledger.end_older_sessions(connection, run)
        if resumable is not None:
            chunks.forget_failures(connection, run.run_id)
    if request.fresh:
        _drop_abandoned(engine, unfinished)
    return run, resumable is not None


def _settle_unfinished(connection: Connection, unfinished: Sequence[Run], *, fresh: bool) -> Run | None:
    """Enter how unfinished runs ended, and return the one to resume: the newest, unless `fresh`."""
    resumable = None
    for left in unfinished:
        newest = left is unfinished[-1]
        if newest and not fresh:
            resumable = left
        elif left.attached_at is not None:
            ledger.settle(connection, left.run_id, RunStatus.READY, "interrupted before its checks")
        else:
            reason = "given up by --fresh" if newest else "a newer run took its place"
            ledger.settle(connection, left.run_id, RunStatus.FAILED, reason)
    return resumable


def _drop_abandoned(engine: Engine, unfinished: list[Run]) -> None:
    abandoned = {left.run_id for left in unfinished if left.attached_at is None}
    with engine.begin() as connection:
        tables = [table for table in run_tables.list_tables(connection) if table.run_id in abandoned]
    for table in tables:
        retention.drop(engine, table)


def _opening(run: Run, request: RunRequest, *, resumed: bool) -> str:
    if not resumed:
        return f"run {run.run_id} begins"
    kept = ""
    if not request.is_met_by(run):
        kept = ", and the requested one follows"
    elif (run.mode, run.publish) != (request.mode, request.publish) or request.selection is not None:
        kept = " with its own options, not the requested ones (--fresh begins anew)"
    return (
        f"run {run.run_id} was interrupted in phase {run.phase}; it is resumed{kept}, attempt {run.attempt}"
    )


def actor() -> str:
    """Return the name of the system's user, for the records."""
    try:
        return getpass.getuser()
    except OSError:
        return f"uid {os.getuid()}"
