"""Requests that read with a connection wait for a bounded time, and keep nobody else from an answer."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import text

from api import state
from api.predictions.reads import READERS
from store.database import Database
from tests.conftest import RunNight
from tests.unit.api.conftest import Serve
from tests.waiting import wait_until

MORE_THAN_THREADS = 50
WAITING = text(
    "SELECT count(*) FROM pg_locks WHERE relation = 'predawn.predictions'::regclass AND NOT granted"
)


def test_what_a_slow_database_holds_up_is_refused_and_health_is_told_meanwhile(
    night: RunNight, serve: Serve, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    night()
    monkeypatch.setattr(state, "READING_SECONDS", 2)
    api = serve(lookup_timeout_seconds=1.0)
    owner = database.engine(None, "tests")
    with (
        owner.begin() as connection,
        httpx.Client(base_url=api.client.base_url, limits=httpx.Limits(), timeout=30) as client,
        ThreadPoolExecutor(MORE_THAN_THREADS) as threads,
    ):
        connection.execute(text("LOCK TABLE predawn.predictions IN ACCESS EXCLUSIVE MODE"))
        asked = [threads.submit(client.get, "/predictions/4/history") for _ in range(MORE_THAN_THREADS)]
        wait_until(lambda: connection.scalar(WAITING) == READERS)
        assert not any(answer.done() for answer in asked[:1])
        for path in ("/health", "/health/ready", "/metrics"):
            answer = api.client.get(path)
            assert (answer.status_code, answer.elapsed.total_seconds() < 0.5) == (200, True), path
        answers = [answer.result() for answer in asked]
    owner.dispose()
    assert {(answer.status_code, answer.headers["retry-after"]) for answer in answers} == {(503, "1")}
    refused = [answer for answer in answers if "read from the database already" in answer.json()["detail"]]
    assert len(refused) >= MORE_THAN_THREADS - 2 * READERS
    assert api.client.get("/predictions/4/history").status_code == 200
