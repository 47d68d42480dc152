"""One run, top to bottom."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from batch.alerts.run_outcome import alerting
from batch.job import Job, RunRequest, open_job
from batch.progress import Progress
from batch.steps.check import check_job
from batch.steps.plan import load_before_merge, load_before_sync, plan_job
from batch.steps.prune import prune_job
from batch.steps.publish import publish_job
from batch.steps.score import score_job
from batch.steps.sync import sync_job
from batch.workers.engines import check_engine
from core.errors import (
    PredawnError,
    RunCancelledError,
    RunFailedError,
    RunFencedError,
    RunHeldError,
    StoreUnavailableError,
)
from core.settings import Settings
from core.types import Run, RunStatus
from store.connect.database import Database
from store.connect.errors import translate_errors
from store.runs import ledger

log = logging.getLogger("predawn.batch")


def run_batch(database: Database, settings: Settings, request: RunRequest, progress: Progress) -> Run:
    """Score the catalogue and publish the predictions, or raise the reason why not.

    An interrupted run is resumed first, with its own options. Where it does not stand for the requested one,
    as one of chosen projects or one that is not to be published, the requested one follows, however it ends.

    Returns
    -------
    Run
        The run, which is published, ready or unchanged.

    Raises
    ------
    InputError
        If the engine of the settings cannot score on this machine.
    RunInProgressError
        If another run is in progress.
    RunHeldError
        If the run is complete, but a check holds it back.
    RunFailedError
        If too many projects could not be scored.
    RunCancelledError
        If a person cancelled it; the next run resumes it.
    """
    run = _make_run(database, settings, request, progress)
    return run if request.is_met_by(run) else _make_run(database, settings, request, progress)


def _make_run(database: Database, settings: Settings, request: RunRequest, progress: Progress) -> Run:
    """Make a run, or resume one.

    If a resumed run that does not stand for the requested one is held or fails, that is logged, not raised:
    the requested one follows.
    """
    try:
        with alerting(database, settings) as outcome:
            check_engine(settings)
            with open_job(database, settings, request, progress) as job, _recorded(job):
                outcome.job = job
                load_before_sync(job)
                sync_job(job, partial(load_before_merge, job))
                if plan_job(job):
                    score_job(job)
                    breached = check_job(job)
                    publish_job(job, breached)
                prune_job(job)
    except (RunHeldError, RunFailedError) as error:
        if request.is_met_by(job.run):
            raise
        log.error(  # noqa: TRY400 - the sentence says it all
            "%s The requested run follows.", error, extra={"run_id": job.run.run_id}
        )
    return job.run


@contextmanager
def _recorded(job: Job) -> Iterator[None]:
    """Record the failure of a run, so that none ends without a trace."""
    try:
        # A broken connection must be told apart from a failed run, even if the server is back at once.
        with translate_errors(job.engine):
            yield
    except RunHeldError:
        prune_job(job)
        raise
    except (RunFencedError, StoreUnavailableError):
        # The run belongs to another process, or the store is unavailable: the next run finds it interrupted.
        raise
    except (RunCancelledError, KeyboardInterrupt) as error:
        _end(job, RunStatus.CANCELLED, "cancelled")
        if isinstance(error, RunCancelledError):
            raise
        raise RunCancelledError(
            f"Run {job.run.run_id} was cancelled. The next `predawn batch` resumes it where it stopped."
        ) from None
    except PredawnError as error:
        _end(job, RunStatus.FAILED, str(error))
        raise
    except Exception as error:
        _end(job, RunStatus.FAILED, f"{type(error).__name__}: {error}")
        raise


def _end(job: Job, status: RunStatus, error: str) -> None:
    job.heartbeat.stop()
    if job.run.status is not RunStatus.RUNNING:
        return
    with job.engine.begin() as connection:
        job.run = ledger.finish(connection, job.run, status, error)
    log.error("run %d ended: %s", job.run.run_id, status, extra={"run_id": job.run.run_id, "error": error})
