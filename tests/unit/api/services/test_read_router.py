"""Requests that read with a connection wait for a bounded time, and keep nobody else from an answer."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import text

from api import state
from api.services.read_router import MAX_READERS
from store.connect.database import Database
from tests.conftest import RunNight
from tests.unit.api.conftest import Serve
from tests.waiting import wait_until, with_enough_time

MORE_THAN_THREADS = 50
WAITING = text(
    "SELECT count(*) FROM pg_locks WHERE relation = 'predawn.predictions'::regclass AND NOT granted"
)


def test_requests_on_a_slow_database_are_refused_and_health_is_answered(
    night: RunNight, serve: Serve, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    night()

    def check(seconds: int) -> None:
        monkeypatch.setattr(state, "READING_SECONDS", 2 * seconds)
        api = serve(lookup_timeout_seconds=seconds)
        owner = database.engine(None, "tests")
        with (
            owner.begin() as connection,
            httpx.Client(base_url=api.client.base_url, limits=httpx.Limits(), timeout=60) as client,
            ThreadPoolExecutor(MORE_THAN_THREADS) as threads,
        ):
            connection.execute(text("LOCK TABLE predawn.predictions IN ACCESS EXCLUSIVE MODE"))
            asked = [threads.submit(client.get, "/predictions/4/history") for _ in range(MORE_THAN_THREADS)]
            wait_until(lambda: connection.scalar(WAITING) == MAX_READERS)
            for path in ("/health", "/health/ready", "/metrics"):
                assert api.client.get(path).status_code == 200, path
            assert not any(answer.done() for answer in asked)
            answers = [answer.result() for answer in asked]
        owner.dispose()
        assert {(answer.status_code, answer.headers["retry-after"]) for answer in answers} == {(503, "1")}
        details = [answer.json()["detail"] for answer in answers]
        refused = [detail for detail in details if "already read from the database" in detail]
        assert len(refused) >= MORE_THAN_THREADS - 2 * MAX_READERS
        assert api.client.get("/predictions/4/history").status_code == 200

    with_enough_time(check, 1, 8)
