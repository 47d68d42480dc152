"""The API's sessions turn what a lost one is told by into one error, whatever it was doing."""

from collections.abc import AsyncIterator
from typing import Any

import pyarrow as pa
import pytest
import uvloop
from sqlalchemy import make_url, text

from core.errors import StoreUnavailableError
from store.bulk.binary_rows import SIGNATURE, encode_rows
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from tests.conftest import Server
from tests.waiting import wait_until_async

END = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'copies'")


def test_a_session_that_is_lost_while_it_copies_is_unavailable(
    database: Database, sessions_made: list[Any]
) -> None:
    owner = database.engine(None, "tests")

    async def rows() -> AsyncIterator[bytes]:
        yield SIGNATURE
        for number in range(100):
            yield encode_rows(pa.RecordBatch.from_pydict({"title": ["a title"]})).to_pybytes()
            if number == 2:
                with owner.begin() as connection:
                    assert connection.execute(END).all()
                await wait_until_async(sessions_made[0].is_closed)

    async def story() -> None:
        sessions = Sessions(database, "copies", size=1, timeout_seconds=60)
        await sessions.open()
        try:
            with pytest.raises(StoreUnavailableError, match="the session was lost"):
                await sessions.copy("inference_log", ["title"], rows())
        finally:
            await sessions.close()

    uvloop.run(story())
    owner.dispose()


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_a_statement_that_conflicts_with_what_a_replica_replays_is_unavailable(
    database: Database, code: str
) -> None:
    async def story() -> None:
        sessions = Sessions(database, "lookups", size=1, timeout_seconds=60)
        await sessions.open()
        try:
            with pytest.raises(StoreUnavailableError, match="a conflict"):
                await sessions.fetch_row(
                    f"DO $$ BEGIN RAISE EXCEPTION 'a conflict' USING ERRCODE = '{code}'; END $$"
                )
        finally:
            await sessions.close()

    uvloop.run(story())


def test_a_database_that_accepts_no_connections_is_unavailable(
    database: Database, embedded_server: Server
) -> None:
    async def story() -> None:
        sessions = Sessions(database, "lookups", size=1, timeout_seconds=60)
        await sessions.open()
        try:
            with pytest.raises(StoreUnavailableError, match="not currently accepting connections"):
                await sessions.fetch_row("SELECT 1")
        finally:
            await sessions.close()

    embedded_server.execute(f"ALTER DATABASE {make_url(database.url).database} ALLOW_CONNECTIONS false")
    uvloop.run(story())
