"""The run lock, which admits one writer of the catalogue and the runs at a time."""

from typing import Final, Self

from sqlalchemy import Connection, Engine

from core.errors import RunInProgressError, StoreUnavailableError
from store.connect.advisory_lock import SessionLock, lock_key
from store.connect.errors import translate_errors
from store.sql_files import statement

_LOCK_ID: Final = 1


class RunLock(SessionLock):
    """The run lock, held from `__enter__` to `__exit__`.

    Parameters
    ----------
    engine
        An engine whose `application_name` identifies the holder.

    Raises
    ------
    RunInProgressError
        On entering, if somebody else holds it; the message names the holder.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, _LOCK_ID)

    def __enter__(self) -> Self:
        super().__enter__()
        if not self.is_ours:
            with translate_errors(self._engine), self._engine.connect() as connection:
                holder = describe_holder(connection)
            raise RunInProgressError(
                f"Another run is in progress: {holder}. Wait for it, or stop it with `predawn runs cancel`."
            )
        return self

    def check(self) -> None:
        """Check that the session, and the lock with it, still exists.

        Raises
        ------
        StoreUnavailableError
            If the session is gone; another run may hold the lock by now.
        """
        try:
            held = self.is_held()
        except StoreUnavailableError as error:
            raise StoreUnavailableError(
                f"The session that held the run lock was lost, so the run stops here: {error}"
            ) from error
        if not held:
            raise StoreUnavailableError("The run lock was lost, so the run stops here. Start it again.")


def describe_holder(connection: Connection) -> str:
    """Return a description of the holder of the run lock."""
    row = connection.execute(statement("runs/find_lock_holder"), lock_key(_LOCK_ID)).one_or_none()
    if row is None:
        return "its holder has just left"
    # The server shows the start of a session only to its own login and to superusers.
    since = "" if row.since is None else f" since {row.since:%Y-%m-%d %H:%M:%S} UTC"
    session = f"{row.application_name}, session {row.pid}{since}"
    if row.run_id is None:
        return session
    return f"run {row.run_id} in phase {row.phase}, last heard of {row.silent_seconds:.0f} s ago ({session})"


def is_locked(connection: Connection) -> bool:
    """Return whether anybody holds the run lock."""
    return (
        connection.execute(statement("runs/find_lock_holder"), lock_key(_LOCK_ID)).one_or_none() is not None
    )
