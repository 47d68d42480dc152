"""The locks that make one scheduler active while the others stand by.

Like the run lock, one belongs to a session, so that the next scheduler takes over when its holder dies.
"""

from enum import IntEnum
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from core.errors import StoreUnavailableError
from store.engine import plain_errors
from store.sql_files import statement

# The class of the run lock, whose number in it is 1.
_LOCK_CLASS = 0x70726564


class SchedulerKind(IntEnum):
    """What a scheduler has done when its time comes; each kind has a lock of its own."""

    RUNS = 2
    TRAINING = 3


class SchedulerLock:
    """The lock of one kind of scheduler, tried for on entering and given up on leaving.

    Parameters
    ----------
    engine
        An engine whose `application_name` says who holds the lock.
    kind
        The kind of scheduler.
    """

    def __init__(self, engine: Engine, kind: SchedulerKind) -> None:
        self._engine = engine
        self._key = {"lock_class": _LOCK_CLASS, "lock_id": kind.value}
        self._connection: Connection | None = None

    @property
    def is_ours(self) -> bool:
        """Whether entering succeeded; `check` tells whether the lock still is ours."""
        return self._connection is not None

    def __enter__(self) -> Self:
        with plain_errors(self._engine):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.scalar(statement("try_run_lock"), self._key):
                self._connection = connection
            else:
                connection.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            # Ending the session frees the lock; giving it back to a pool would not.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def check(self) -> None:
        """Make sure that the session, and the lock with it, still lives.

        Raises
        ------
        StoreUnavailableError
            If it does not; another scheduler may be active by now.
        """
        assert self._connection is not None
        with plain_errors(self._engine):
            held = self._connection.scalar(statement("hold_run_lock"), self._key)
        if not held:
            raise StoreUnavailableError("The lock of the scheduler was lost. It stands by for it again.")


def find_active(connection: Connection, kind: SchedulerKind) -> str | None:
    """Return the name of the session of the active scheduler of a kind, or None where there is none."""
    key = {"lock_class": _LOCK_CLASS, "lock_id": kind.value}
    name: str | None = connection.scalar(statement("find_active_scheduler"), key)
    return name
