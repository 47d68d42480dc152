"""Schedulers: the lock that makes one of them active, and the runs and models that count for a due time."""

from datetime import datetime, timedelta
from enum import IntEnum

from sqlalchemy import Connection, Engine, func, select

from core.errors import StoreUnavailableError
from store.connect.advisory_lock import SessionLock, lock_key
from store.runs.lock import is_locked
from store.schema import models
from store.sql_files import statement


class SchedulerKind(IntEnum):
    """The kind of work that a scheduler starts; each kind has its own lock, beside the run lock."""

    RUNS = 2
    TRAINING = 3


class SchedulerLock(SessionLock):
    """The lock of one kind of scheduler.

    Parameters
    ----------
    engine
        An engine whose `application_name` identifies the holder.
    kind
        The kind of scheduler.
    """

    def __init__(self, engine: Engine, kind: SchedulerKind) -> None:
        super().__init__(engine, kind.value)

    def check(self) -> None:
        """Check that the session, and the lock with it, still exists.

        Raises
        ------
        StoreUnavailableError
            If the session is gone; another scheduler may be active by now.
        """
        if not self.is_held():
            raise StoreUnavailableError("The lock of the scheduler was lost. The scheduler waits for it.")


def find_active(connection: Connection, kind: SchedulerKind) -> str | None:
    """Return the name of the active scheduler's session, or None if no scheduler of the kind is active."""
    name: str | None = connection.scalar(statement("find_active_scheduler"), lock_key(kind.value))
    return name


def find_run(connection: Connection, due: datetime) -> int | None:
    """Return the newest run that counts for a due time, or None if the due time was missed.

    A failed run counts, as a held one does: it would fail again, and needs a person. A run that lost its
    process or its scheduler does not count; it is resumed where it stopped.
    """
    run_id: int | None = connection.scalar(
        statement("find_run_for"), {"due": due, "locked": is_locked(connection)}
    )
    return run_id


def find_first_model_time(connection: Connection) -> datetime | None:
    """Return when the first model of this installation was made; no due time before it can be missed."""
    moment: datetime | None = connection.scalar(select(func.min(models.c.created_at)))
    return moment


def find_training(connection: Connection, due: datetime) -> int | None:
    """Return the newest model that was trained at a due time or later, or None if the due time was missed."""
    version: int | None = connection.scalar(
        select(models.c.model_version)
        .where(
            models.c.created_at >= due,
            # As with runs, one of the future began while the clock was wrong.
            models.c.created_at <= func.now() + timedelta(minutes=1),
            models.c.artifact_sha256.is_not(None),
        )
        .order_by(models.c.model_version.desc())
        .limit(1)
    )
    return version
