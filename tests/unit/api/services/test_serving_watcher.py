"""A new run is followed at once, and lost sessions are made anew without anybody noticing."""

import time
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text

from api.services import serving_watcher
from store.connect.database import Database
from store.serving import pointer
from store.serving.pointer import CHANNEL
from store.serving.snapshot import read_snapshot_async
from tests.conftest import RunNight, Server
from tests.serving import run_followed
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

TEXTS = {"texts": [{"text": "Object detection"}]}


def test_a_publication_is_followed_by_its_notification(
    night: RunNight, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_watcher, "POLL_SECONDS", 3600.0)
    api = serve()
    assert run_followed(api) is None
    run = night()
    wait_until(lambda: run_followed(api) == run.run_id)


def test_a_publication_is_followed_without_its_notification(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    assert serving_watcher.POLL_SECONDS <= 1
    night()
    api = serve()
    execute("UPDATE predawn.serving SET publication_id = publication_id, run_id = run_id, moved_at = now()")
    before = api.state.watcher.current
    assert before is not None
    wait_until(lambda: api.state.watcher.current.moved_at != before.moved_at)


def test_notifications_without_end_make_few_checks(
    night: RunNight, serve: Serve, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every login of the database may notify, that of an analyst too."""
    checks = []

    async def count(connection: Any) -> Any:
        checks.append(time.monotonic())
        return await read_snapshot_async(connection)

    monkeypatch.setattr(serving_watcher, "HINT_SECONDS", 0.5)
    monkeypatch.setattr(serving_watcher, "read_snapshot_async", count)
    api = serve()
    wait_until(lambda: api.state.watcher.current)
    before, began = len(checks), time.monotonic()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while time.monotonic() - began < 1.0:
            connection.execute(text("SET ROLE predawn_analyst"))
            connection.execute(text(f"NOTIFY {CHANNEL}"))
        connection.execute(text("RESET ROLE"))
    assert len(checks) - before <= (time.monotonic() - began) / 0.5 + 2
    run = night()
    wait_until(lambda: run_followed(api) == run.run_id)


def test_a_new_model_is_in_memory_before_it_counts_as_followed(
    night: RunNight, serve: Serve, execute: Execute, engine: Engine
) -> None:
    night()
    execute(ANOTHER_MODEL)
    api = serve()
    second = night(model_version=2)
    wait_until(lambda: run_followed(api) == second.run_id)
    assert api.state.scorers.find(2) is not None
    assert api.client.post("/predict", json=TEXTS).json()["data"]["predictions"][0]["model_version"] == 2
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="a try")
    wait_until(lambda: api.state.scorers.in_service == 1)
    assert api.client.post("/predict", json=TEXTS).json()["data"]["predictions"][0]["model_version"] == 1


def test_models_that_are_not_used_any_more_leave_memory(serve: Serve, execute: Execute) -> None:
    for _ in range(6):
        execute(ANOTHER_MODEL)
    api = serve()
    for version in range(1, 8):
        assert api.client.post("/predict", json=TEXTS, params={"model": version}).status_code == 200
    kept = [version for version in range(1, 8) if api.state.scorers.find(version)]
    assert kept == [1, 6, 7]


def test_ended_sessions_are_made_anew_without_a_failed_request(
    night: RunNight, serve: Serve, embedded_server: Server, database: Database, sessions_made: list[Any]
) -> None:
    night()
    api = serve()
    before = list(sessions_made)
    assert before
    name = make_url(database.url).database
    embedded_server.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' "
        "AND application_name = 'predawn serve'"
    )
    wait_until(lambda: all(session.is_closed() for session in before))
    for _ in range(20):
        assert api.client.get("/predictions/4").status_code == 200
    run = night()
    assert run.status == "unchanged"
    wait_until(lambda: api.state.watcher.current.newest_run == run.run_id)
    assert api.state.watcher.database_error is None
