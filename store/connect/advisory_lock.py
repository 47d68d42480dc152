"""Advisory locks that belong to a session: PostgreSQL frees one within milliseconds when its holder dies."""

from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Engine

from store.connect.errors import translate_errors
from store.sql_files import statement

# The first four bytes of "predawn" as an integer, so that other programs' locks are not met by chance.
_CLASS: Final = 0x70726564


def lock_key(lock_id: int) -> dict[str, int]:
    """Return the parameters of statements that ask for a lock of Predawn's."""
    return {"lock_class": _CLASS, "lock_id": lock_id}


class SessionLock:
    """A lock that is tried for on entering, and given up on leaving, by a session of its own.

    Parameters
    ----------
    engine
        An engine whose `application_name` says who holds the lock.
    lock_id
        Which one of Predawn's locks.
    """

    def __init__(self, engine: Engine, lock_id: int) -> None:
        self._engine = engine
        self._key = lock_key(lock_id)
        self._connection: Connection | None = None

    @property
    def is_ours(self) -> bool:
        """Whether entering succeeded; `is_held` tells whether the lock still is ours."""
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
        if self._connection is not None:
            # Ending the session frees the lock; giving it back to a pool would not.
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
