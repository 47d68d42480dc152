"""Telling the webhook how a run ends, and that it warns."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from batch.alerts.delivery import announce
from batch.alerts.events import Event
from batch.job import Job
from core.errors import (
    PredawnError,
    RunCancelledError,
    RunFencedError,
    RunHeldError,
    RunInProgressError,
)
from core.settings import Settings
from core.types import RunStatus
from store.connect.database import Database

# Ends that a person or another process has brought about, and knows of.
_SILENT = (RunInProgressError, RunCancelledError, RunFencedError)


@dataclass(slots=True)
class RunOutcome:
    """What is seen of a run, for the events that it comes to."""

    job: Job | None = None


@contextmanager
def alerting(database: Database, settings: Settings) -> Iterator[RunOutcome]:
    """Tell the webhook how the run within ends; to be left after the run lock is free."""
    witness = RunOutcome()
    try:
        yield witness
    except _SILENT:
        raise
    except RunHeldError as error:
        announce(database, settings, _ending("held", str(error), witness))
        raise
    except Exception as error:
        message = str(error) if isinstance(error, PredawnError) else f"{type(error).__name__}: {error}"
        announce(database, settings, _ending("failed", message, witness))
        raise
    else:
        announce(database, settings, _good_ending(witness))


def _good_ending(witness: RunOutcome) -> list[Event]:
    job = witness.job
    if job is None or job.run.status is not RunStatus.PUBLISHED:
        return _drift(witness)
    counts = job.run.counts
    message = (
        f"Run {job.run.run_id} is published with model {job.run.model_version}: {counts.scored:,} scored, "
        f"{counts.reused:,} reused, {counts.removed:,} removed, {counts.failed:,} failed."
    )
    return _ending("published", message, witness)


def _ending(event: str, message: str, witness: RunOutcome) -> list[Event]:
    run = None if witness.job is None else witness.job.run
    return [Event(event, message, run), *_drift(witness)]


def _drift(witness: RunOutcome) -> list[Event]:
    job = witness.job
    if job is None or not job.warnings:
        return []
    names = ", ".join(figure.name for figure in job.warnings)
    message = f"Figures of quality or drift of run {job.run.run_id} are beyond their thresholds: {names}."
    return [Event("drift", message, job.run, job.warnings)]
