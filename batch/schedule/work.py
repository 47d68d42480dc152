"""The work of a schedule: a run, or the training of a new candidate."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from batch.alerts.delivery import Deliverer, announce
from batch.alerts.events import missed
from batch.alerts.run_outcome import announce_failed_training
from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Progress
from batch.run import run_batch
from batch.schedule.scheduler import NotYetError
from core.errors import StoreUnavailableError
from core.settings import Settings
from core.types import Trigger
from store import schedule
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.models import registry
from store.schedule import SchedulerKind

log = logging.getLogger("predawn.schedule")


@dataclass(frozen=True, slots=True)
class ScheduledRun:
    """The nightly run."""

    database: Database
    settings: Settings
    progress: Progress
    name: str = "run"
    kind: SchedulerKind = SchedulerKind.RUNS
    deliverer: Deliverer | None = None

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return the name of the run that covers a due time."""
        run_id = schedule.find_run(connection, due)
        return None if run_id is None else f"run {run_id}"

    def report_missed(self, due: datetime, first_model_at: datetime, message: str) -> None:
        """Send the webhook the event of a missed run."""
        announce(self.database, self.settings, [missed(self.name, due, first_model_at, message)])

    def tick(self) -> None:
        """Retry the events that could not be delivered at the end of a run."""
        if self.deliverer is not None:
            self.deliverer.deliver_due()

    def perform(self) -> None:
        """Start a run, or resume the interrupted one.

        Raises
        ------
        NotYetError
            If there is no model yet; the first run starts once there is one.
        """
        self._require_model()
        run = run_batch(self.database, self.settings, RunRequest(trigger=Trigger.SCHEDULE), self.progress)
        counts = run.counts
        log.info(
            "run %d ended: %s",
            run.run_id,
            run.status,
            extra={
                "outcome": run.status.value,
                "run_id": run.run_id,
                "model_version": run.model_version,
                "total": counts.total,
                "scored": counts.scored,
                "reused": counts.reused,
                "removed": counts.removed,
                "failed": counts.failed,
                "set_aside": run.set_aside,
            },
        )

    def _require_model(self) -> None:
        if self.settings.predictor is not None:
            return
        engine = self.database.engine(Role.BATCH, "predawn schedule", pool_size=1)
        try:
            with translate_errors(engine), engine.connect() as connection:
                champion = registry.find_champion(connection)
        finally:
            engine.dispose()
        if champion is None:
            raise NotYetError("There is no model to score with yet. Train one with `predawn train`.")


@dataclass(frozen=True, slots=True)
class ScheduledTraining:
    """The training of a candidate; a person decides on its promotion, unless it is the first model.

    If `source` is None, it trains on the labelled projects of the catalogue in the store.
    """

    database: Database
    settings: Settings
    source: str | None
    report: Callable[[str], None]
    name: str = "training"
    kind: SchedulerKind = SchedulerKind.TRAINING

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return the name of the model that covers a due time."""
        version = schedule.find_training(connection, due)
        return None if version is None else f"model {version}"

    def report_missed(self, due: datetime, first_model_at: datetime, message: str) -> None:
        """Send the webhook the event of a missed training."""
        announce(self.database, self.settings, [missed(self.name, due, first_model_at, message)])

    def tick(self) -> None:
        """Do nothing: the scheduler of runs delivers events."""

    def perform(self) -> None:
        """Train a model; alert if that fails."""
        engine = self.database.engine(Role.BATCH, "predawn train")
        try:
            with translate_errors(engine):
                model = train_model(engine, self.settings, self.source, self.report)
        except StoreUnavailableError:
            raise  # the scheduler trains once the database is back
        except Exception as error:
            announce_failed_training(self.database, self.settings, error)
            raise
        finally:
            engine.dispose()
        log.info(
            "model %d was trained and is %s",
            model.version,
            model.status,
            extra={
                "outcome": "trained",
                "model_version": model.version,
                "status": model.status.value,
                "f1": (model.metrics.get("overall") or {}).get("f1"),
            },
        )
