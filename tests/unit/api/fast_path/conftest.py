"""Connections of the fast path, and a lock that holds up what they ask for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from api.fast_path.protocol import FastProtocol
from store.connect.database import Database


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[FastProtocol]:
    """The connections over which lookups come."""
    found: list[FastProtocol] = []
    enter = FastProtocol._enter

    def watch(connection: FastProtocol, data: bytes) -> int:
        found.append(connection)
        return enter(connection, data)

    monkeypatch.setattr(FastProtocol, "_enter", watch)
    return found


@pytest.fixture
def locked(database: Database) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A lock that no lookup passes."""
    owner = database.engine(None, "tests")

    @contextmanager
    def lock() -> Iterator[None]:
        with owner.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE predawn.serving")
            yield

    yield lock
    owner.dispose()
