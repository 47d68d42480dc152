"""The lock that lets one writer at a time change the catalogue and the runs.

It belongs to a session: PostgreSQL frees it within milliseconds when the process that holds it dies.
"""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from core.errors import RunInProgressError, StoreUnavailableError
from store.engine import plain_errors
from store.sql_files import statement

# The first four bytes of "predawn" as an integer, so that other programs' locks are not met by chance.
_LOCK = {"lock_class": 0x70726564, "lock_id": 1}


class RunLock:
    """The run lock, held from `__enter__` to `__exit__` by a session of its own.

    Parameters
    ----------
    engine
        An engine whose `application_name` says who holds the lock.

    Raises
    ------
    RunInProgressError
        On entering, if somebody else holds it; the message says who.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        with plain_errors(self._engine):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if not connection.scalar(statement("try_run_lock"), _LOCK):
                holder = describe_holder(connection)
                connection.close()
                raise RunInProgressError(
                    f"Another run is in progress: {holder}. Wait for it, or stop it with "
                    "`predawn runs cancel`."
                )
        self._connection = connection
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
            If the session is gone; another run may hold the lock by now.
        """
        assert self._connection is not None
        try:
            with plain_errors(self._engine):
                held = self._connection.scalar(statement("hold_run_lock"), _LOCK)
        except StoreUnavailableError as error:
            raise StoreUnavailableError(
                f"The session that held the run lock was lost, so the run stops here: {error}"
            ) from error
        if not held:
            raise StoreUnavailableError("The run lock was lost, so the run stops here. Start it again.")


def describe_holder(connection: Connection) -> str:
    """Say who holds the run lock, for people."""
    row = connection.execute(statement("find_lock_holder"), _LOCK).one_or_none()
    if row is None:
        return "its holder left this very moment"
    # The server tells when a session began only to its own login, and to a superuser.
    since = "" if row.since is None else f" since {row.since:%Y-%m-%d %H:%M:%S} UTC"
    session = f"{row.application_name}, session {row.pid}{since}"
    if row.run_id is None:
        return session
    return f"run {row.run_id} in phase {row.phase}, last heard of {row.silent_seconds:.0f} s ago ({session})"


def is_locked(connection: Connection) -> bool:
    """Return whether anybody holds the run lock."""
    return connection.execute(statement("find_lock_holder"), _LOCK).one_or_none() is not None
