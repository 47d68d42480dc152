"""The locks that make one scheduler active while the others stand by, the next one when it dies."""

from enum import IntEnum

from sqlalchemy import Connection, Engine

from core.errors import StoreUnavailableError
from store.connect.advisory_lock import SessionLock, lock_key
from store.sql_files import statement


class SchedulerKind(IntEnum):
    """What a scheduler has done when its time comes; each kind has a lock of its own, beside the run lock."""

    RUNS = 2
    TRAINING = 3


class SchedulerLock(SessionLock):
    """The lock of one kind of scheduler.

    Parameters
    ----------
    engine
        An engine whose `application_name` says who holds the lock.
    kind
        The kind of scheduler.
    """

    def __init__(self, engine: Engine, kind: SchedulerKind) -> None:
        super().__init__(engine, kind.value)

    def check(self) -> None:
        """Make sure that the session, and the lock with it, still lives.

        Raises
        ------
        StoreUnavailableError
            If it does not; another scheduler may be active by now.
        """
        if not self.is_held():
            raise StoreUnavailableError("The lock of the scheduler was lost. It stands by for it again.")


def find_active(connection: Connection, kind: SchedulerKind) -> str | None:
    """Return the name of the session of the active scheduler of a kind, or None where there is none."""
    name: str | None = connection.scalar(statement("find_active_scheduler"), lock_key(kind.value))
    return name
