"""The API on the sample catalogue, in the tests' own process."""

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from tests import sql
from tests.conftest import Server
from tests.serving import Api, serving, settings_for

Serve = Callable[..., Api]
Execute = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def serve(database: Database) -> Iterator[Serve]:
    """Serve the test's own database; keyword arguments are settings."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(serving(settings_for(database, **changes)))


@pytest.fixture
def execute(engine: Engine) -> Execute:
    """Execute a statement as the batch, and return its rows."""

    return functools.partial(sql.execute, engine)


@pytest.fixture(scope="session")
def published(embedded_server: Server) -> Iterator[Api]:
    """An API with one published run, for tests that change nothing in its database.

    What they ask about is not what a catalogue is like, and warns of nothing.
    """
    database = embedded_server.clone()
    settings = settings_for(
        database, engine="threading", workers=1, warn_traffic_psi=1000.0, warn_vocabulary=0.0
    )
    run_batch(database, settings, RunRequest(), Silent())
    with serving(settings) as api:
        yield api
    embedded_server.drop(database)
