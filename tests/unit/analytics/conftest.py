"""A store whose answers can be told by hand, and one that is large enough for plans."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from store.connect.database import Database
from store.connect.engine import Role
from store.sql_files import execute_script
from tests.conftest import Server

SMALL = Path(__file__).with_name("small_store.sql")


@pytest.fixture(scope="module")
def small_store(any_server: Server) -> Iterator[Database]:
    """The small store, on either server; nothing changes it."""
    database = any_server.clone()
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        execute_script(connection, SMALL.read_text(encoding="utf-8"))
    owner.dispose()
    yield database
    any_server.drop(database)


@pytest.fixture
def analyst(small_store: Database) -> Iterator[Connection]:
    """A session in the role of an analyst on the small store, on either server."""
    engine: Engine = small_store.engine(Role.ANALYST, "tests")
    with engine.connect() as connection:
        yield connection
    engine.dispose()
