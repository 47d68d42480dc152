"""Connections of routes that read with SQLAlchemy: ordinary functions, which FastAPI runs in threads."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from api.state import State
from store.connect.errors import translate_errors


@contextmanager
def reading(state: State) -> Iterator[Connection]:
    """Yield a connection to read with, or fail at once while the database is away.

    Raises
    ------
    StoreError
        If the database cannot be used.
    LookupRefusedError
        If there is no connection in time.
    """
    state.follower.check_database()
    with state.reads.turn(), translate_errors(state.engine), state.engine.begin() as connection:
        yield connection
