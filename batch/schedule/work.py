"""What is done on a schedule: the run, and the training of a new candidate."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from batch.alerts.delivery import Deliverer, announce
from batch.alerts.events import missed
from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Progress
from batch.run import run_batch
from batch.schedule.scheduler import NotYetError
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
    """The run of the night."""

    database: Database
    settings: Settings
    progress: Progress
    name: str = "run"
    kind: SchedulerKind = SchedulerKind.RUNS
    deliverer: Deliverer | None = None

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return the run that stands for a due time, in words."""
        run_id = schedule.find_run(connection, due)
        return None if run_id is None else f"run {run_id}"

    def tell_missed(self, due: datetime, message: str) -> None:
        """Tell the webhook of a night without a run."""
        announce(self.database, self.settings, [missed(self.name, due, message)])

    def look_after(self) -> None:
        """Deliver what the webhook could not be told at the end of a run."""
        if self.deliverer is not None:
            self.deliverer.look()

    def perform(self) -> None:
        """Make the run, or resume the one that was interrupted.

        Raises
        ------
        NotYetError
            If there is no model yet; the first run is made as soon as there is one.
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
    """The training of a candidate; its promotion is a person's decision, unless it is the first model.

    `source` None takes the labelled projects of the catalogue in the store.
    """

    database: Database
    settings: Settings
    source: str | None
    report: Callable[[str], None]
    name: str = "training"
    kind: SchedulerKind = SchedulerKind.TRAINING

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return the model that stands for a due time, in words."""
        version = schedule.find_training(connection, due)
        return None if version is None else f"model {version}"

    def tell_missed(self, due: datetime, message: str) -> None:
        """Tell the webhook of a training that was not made."""
        announce(self.database, self.settings, [missed(self.name, due, message)])

    def look_after(self) -> None:
        """Leave the webhook to the scheduler of the runs."""

    def perform(self) -> None:
        """Train a model."""
        engine = self.database.engine(Role.BATCH, "predawn train")
        try:
            with translate_errors(engine):
                model = train_model(engine, self.settings, self.source, self.report)
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
