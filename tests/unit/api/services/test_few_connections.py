"""Lookups keep their sessions when a server grants no more, and whoever is refused says why."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg2
import pytest
from sqlalchemy import make_url

from core.errors import StoreUnavailableError
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.connect.url import parse_url
from tests import sql
from tests.conftest import PASSWORD, RunNight, Server
from tests.serving import serving, settings_for
from tests.waiting import wait_until

LIMIT = 20


@pytest.fixture
def scarce(database: Database, embedded_server: Server) -> Iterator[Database]:
    """The database for a login that may have twenty connections."""
    embedded_server.execute(
        f"CREATE ROLE scarce LOGIN PASSWORD '{PASSWORD}' CONNECTION LIMIT {LIMIT} IN ROLE predawn_api"
    )
    url = make_url(database.url).set(username="scarce", password=PASSWORD)
    yield Database(url.render_as_string(hide_password=False), embedded=False)
    embedded_server.drop(database)
    embedded_server.execute("DROP ROLE scarce")


def take_all(database: Database, stack: ExitStack) -> int:
    """Take all connections that the server still grants, and return their number."""
    arguments = parse_url(database.url).libpq_arguments()
    for taken in range(LIMIT + 1):
        try:
            stack.callback(psycopg2.connect(**arguments).close)
        except psycopg2.OperationalError:
            return taken
    raise AssertionError("the limit does not hold")


def test_sessions_that_nobody_has_used_hold_no_locks(database: Database, night: RunNight) -> None:
    night()
    begun = (
        "SELECT state FROM pg_stat_activity"
        " WHERE datname = current_database() AND query LIKE 'SET plan_cache_mode%'"
    )
    with serving(settings_for(database, lookup_sessions=3)):
        # asyncpg ends what it prepares with Flush and not with Sync: until its first use a session is busy.
        wait_until(lambda: sql.administer(database, begun) == [("idle",)] * 3)
        # The watcher holds some for a moment each time it polls.
        locks = "SET LOCAL lock_timeout = '60s'; LOCK TABLE predawn.serving, predawn.projects"
        sql.administer(database, locks)


def test_lookups_keep_theirs_and_the_rest_says_why(scarce: Database, night: RunNight) -> None:
    night()
    with serving(settings_for(scarce, lookup_sessions=3)) as api, ExitStack() as stack:
        # Nobody has asked for anything yet.
        wait_until(lambda: api.state.lookups.sessions == 3)
        assert take_all(scarce, stack) < LIMIT
        for project_id in range(1, 30):
            assert api.client.get(f"/predictions/{project_id}").status_code in {200, 404}

        engine = scarce.engine(Role.API, "tests")
        refused = pytest.raises(StoreUnavailableError, match=r"no connection left: .*too many connections")
        with refused, translate_errors(engine), engine.connect():
            pass
        engine.dispose()

        async def ask() -> None:
            sessions = Sessions(scarce, "tests", size=1, timeout_seconds=30)
            await sessions.open()
            try:
                await sessions.fetch_row("SELECT 1")
            finally:
                await sessions.close()

        with pytest.raises(StoreUnavailableError, match="no connection left: too many connections"):
            asyncio.run(ask())
