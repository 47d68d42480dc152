"""Events for the outcome of a run and its warnings, and for a training that fails."""

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
from store.connect.database import Database

# Outcomes that a person or another process caused, and so knows about.
_SILENT = (RunInProgressError, RunCancelledError, RunFencedError)


@dataclass(slots=True)
class RunOutcome:
    """A run as far as it came; its job is None if it ended before it began."""

    job: Job | None = None


@contextmanager
def alerting(database: Database, settings: Settings) -> Iterator[RunOutcome]:
    """Announce the outcome of the run inside the context; leave it after the run lock is released."""
    outcome = RunOutcome()
    try:
        yield outcome
    except _SILENT:
        raise
    except RunHeldError as error:
        announce(database, settings, _ending("held", str(error), outcome))
        raise
    except Exception as error:
        announce(database, settings, _ending("failed", _describe(error), outcome))
        raise
    else:
        announce(database, settings, _good_ending(outcome))


def announce_failed_start(settings: Settings, error: Exception, ended: str = "") -> None:
    """Announce that a run or a scheduler could not begin, as where the database cannot be opened.

    `ended` is a sentence to put before that of the error.
    """
    announce(None, settings, [Event("failed", f"{ended} {_describe(error)}".lstrip())])


def announce_failed_training(database: Database, settings: Settings, error: Exception) -> None:
    """Announce that a scheduled training failed."""
    announce(database, settings, [Event("failed", f"The scheduled training failed. {_describe(error)}")])


def _describe(error: Exception) -> str:
    return str(error) if isinstance(error, PredawnError) else f"{type(error).__name__}: {error}"


def _good_ending(outcome: RunOutcome) -> list[Event]:
    job = outcome.job
    if job is None or job.changes is None or job.changes.is_empty:
        return _drift(outcome)
    counts = job.run.counts
    message = (
        f"Run {job.run.run_id} is published with model {job.run.model_version}: {counts.scored:,} scored, "
        f"{counts.reused:,} reused, {counts.removed:,} removed, {counts.failed:,} failed."
    )
    return [Event("published", message, job.run, changes=job.changes), *_drift(outcome)]


def _ending(event: str, message: str, outcome: RunOutcome) -> list[Event]:
    run = None if outcome.job is None else outcome.job.run
    return [Event(event, message, run), *_drift(outcome)]


def _drift(outcome: RunOutcome) -> list[Event]:
    job = outcome.job
    if job is None or not job.warnings:
        return []
    names = ", ".join(figure.name for figure in job.warnings)
    message = f"Metrics of quality or drift of run {job.run.run_id} exceed their limits: {names}."
    return [Event("drift", message, job.run, job.warnings)]
