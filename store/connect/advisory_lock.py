"""Advisory locks of a session: PostgreSQL frees them within milliseconds when their holder dies."""

from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from store.connect.errors import translate_errors
from store.sql_files import statement

# The first four bytes of "predawn" as an integer, to avoid collisions with other programs' locks.
_CLASS: Final = 0x70726564


def lock_key(lock_id: int) -> dict[str, int]:
    """Return the parameters that identify a lock of Predawn's in statements."""
    return {"lock_class": _CLASS, "lock_id": lock_id}


class SessionLock:
    """A lock in a session of its own: entering tries to take it, and leaving frees it.

    Parameters
    ----------
    engine
        An engine whose `application_name` identifies the holder.
    lock_id
        The number of the lock.
    """

    def __init__(self, engine: Engine, lock_id: int) -> None:
        self._engine = engine
        self._key = lock_key(lock_id)
        self._connection: Connection | None = None

    @property
    def is_ours(self) -> bool:
        """True if entering took the lock; `is_held` asks the server whether it still holds."""
        return self._connection is not None

    def __enter__(self) -> Self:
        with translate_errors(self._engine):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.scalar(statement("connect/try_lock"), self._key):
                self._connection = connection
            else:
                connection.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is None:
            return
        # The server notices the end of a session a moment after `close` has returned.
        with suppress(SQLAlchemyError):
            self._connection.execute(statement("connect/unlock"), self._key)
        # Ending the session frees the lock wherever unlocking failed; returning it to a pool would not.
        self._connection.invalidate()
        self._connection.close()
        self._connection = None

    def is_held(self) -> bool:
        """Return whether the session still has the lock.

        Raises
        ------
        StoreUnavailableError
            If the session is gone, and the lock with it.
        """
        assert self._connection is not None
        with translate_errors(self._engine):
            return bool(self._connection.scalar(statement("connect/hold_lock"), self._key))
