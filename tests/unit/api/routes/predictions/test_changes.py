"""The feed of changes: complete, in order, exact in reverse, waited for, and refused where it is gone."""

import json
import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from api.routes.predictions import changes as changes_route
from core.errors import StoreError
from core.types import Mode, Run
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from store.runs.tables import list_tables
from store.serving import pointer, retention
from store.serving.feed import BEGINNING, FeedPosition, parse_cursor
from store.serving.pointer import PointerMove
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import TIMEOUT_SECONDS, wait_until

NDJSON = {"Accept": "application/x-ndjson"}
HEADER = "predawn-changes"
REMOVE = "UPDATE predawn.projects SET removed_at = now() WHERE project_id = :id"
RETURN = "UPDATE predawn.projects SET removed_at = NULL WHERE project_id = :id"


def changes(api: Api, after: str | None = None, **query: Any) -> Any:
    given = query if after is None else {"after": after, **query}
    answer = api.client.get("/changes", params=given)
    assert answer.status_code == 200, answer.text
    assert answer.headers[HEADER] == answer.json()["data"]["next"]
    return answer.json()["data"]


def follow(api: Api, after: str | None = None, **query: Any) -> tuple[list[Any], str]:
    """Return all changes after a cursor, and the cursor of the last one."""
    found: list[Any] = []
    while (page := changes(api, after, **query))["changes"]:
        found += page["changes"]
        after = page["next"]
    return found, page["next"]


def now(api: Api) -> str:
    """Return the cursor of this moment, as a listing has it."""
    cursor: str = api.client.get("/predictions", params={"limit": 1}).json()["data"]["changes"]
    return cursor


def listed(api: Api) -> dict[str, Any]:
    lines = api.client.get("/predictions", headers=NDJSON).text.splitlines()
    return {row["project_id"]: row for row in map(json.loads, lines)}


def roll_back(engine: Engine) -> None:
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="a try")


@pytest.fixture
def two_models(night: RunNight, first_run: Run, execute: Execute) -> None:
    """A run in service, and a ready one of another model that differs in two tags and in the scores."""
    execute(ANOTHER_MODEL)
    night(model_version=2, publish=False)
    execute("UPDATE predawn.predictions SET score = score / 2 WHERE run_id = 2")
    execute(
        "UPDATE predawn.predictions SET predicted_tag = 'new' WHERE run_id = 2 AND project_id IN ('4', '6')"
    )
    execute("DELETE FROM predawn.predictions WHERE run_id = 2 AND project_id = '10'")
    execute("DELETE FROM predawn.predictions WHERE run_id = 1 AND project_id = '100'")


def publish(engine: Engine, run_id: int) -> None:
    with engine.begin() as connection:
        seen = pointer.read_serving(connection)
        move = PointerMove(run_id, "publish", "test")
        pointer.move_pointer(connection, move, expected=seen.publication_id)


@pytest.mark.parametrize("limit", [1, 100, 387, 5000])
def test_the_first_publication_is_every_prediction_once(published: Api, limit: int) -> None:
    if limit == 1:
        first, second = changes(published, limit=1), None
        second = changes(published, first["next"], limit=1)
        assert first["changes"][0]["project_id"] < second["changes"][0]["project_id"]
        return
    found, cursor = follow(published, limit=limit)
    rows = listed(published)
    assert {change["project_id"]: (change["to_tag"], change["score"]) for change in found} == {
        name: (row["predicted_tag"], row["score"]) for name, row in rows.items()
    }
    assert len(found) == len(rows) == 387
    assert {(change["kind"], change["from_tag"], change["run_id"]) for change in found} == {
        ("publish", None, 1)
    }
    assert len({change["change_id"] for change in found}) == 1
    assert changes(published, cursor) == {"changes": [], "next": cursor}


def test_before_the_first_publication_nothing_has_changed(
    serve: Serve, night: RunNight, execute: Execute
) -> None:
    api = serve()
    execute(REMOVE, id="4")
    cursor = changes(api)["next"]
    assert changes(api) == {"changes": [], "next": cursor}
    assert now(api) == cursor
    night()
    assert len(follow(api, cursor)[0]) == 386


def test_a_rollback_is_the_exact_inverse(two_models: None, serve: Serve, engine: Engine) -> None:
    api = serve()
    cursor, before = now(api), listed(api)
    publish(engine, 2)
    found, cursor = follow(api, cursor, limit=3)
    after = listed(api)
    assert {change["project_id"] for change in found} == {"4", "6", "10", "100"}
    for change in found:
        name = change["project_id"]
        was, is_now = before.get(name), after.get(name)
        assert change["from_tag"] == (was and was["predicted_tag"])
        assert change["to_tag"] == (is_now and is_now["predicted_tag"])
        assert change["score"] == (is_now and is_now["score"])
        assert (change["kind"], change["run_id"], change["publication_id"]) == ("publish", 2, 2)
    roll_back(engine)
    inverse, _ = follow(api, cursor)
    assert {change["kind"] for change in inverse} == {"rollback"}
    assert {c["project_id"]: (c["from_tag"], c["to_tag"]) for c in inverse} == {
        c["project_id"]: (c["to_tag"], c["from_tag"]) for c in found
    }
    scores = {change["project_id"]: change["score"] for change in inverse}
    assert scores == {name: before[name]["score"] if name in before else None for name in scores}


def test_a_project_that_leaves_or_comes_back_is_a_change_at_once(
    two_models: None, serve: Serve, engine: Engine, execute: Execute
) -> None:
    api = serve()
    row, cursor = listed(api)["4"], now(api)
    for statement, kind in ((REMOVE, "removal"), (RETURN, "return")):
        execute(statement, id="4")
        execute(statement, id="100")  # which has no prediction
        (change,), cursor = follow(api, cursor)
        assert (change["kind"], change["project_id"], change["run_id"]) == (kind, "4", 1)
        gone = kind == "removal"
        assert (change["from_tag"], change["to_tag"]) == (
            (row["predicted_tag"], None) if gone else (None, row["predicted_tag"])
        )
        assert change["score"] == (None if gone else row["score"])
    execute(REMOVE, id="4")
    publish(engine, 2)
    found, cursor = follow(api, cursor)
    assert [change["kind"] for change in found if change["project_id"] == "4"] == ["removal"]
    execute(RETURN, id="4")
    assert [change["to_tag"] for change in follow(api, cursor)[0]] == ["new"]


def test_a_project_that_is_deleted_and_entered_again_leaves_and_comes_back(
    two_models: None, serve: Serve, execute: Execute
) -> None:
    api = serve()
    delete = "DELETE FROM predawn.projects WHERE project_id = ANY (:ids)"
    enter = (
        "INSERT INTO predawn.projects (project_id, title, description)"
        " SELECT unnest(CAST(:ids AS text[])), 'Graphs', ''"
    )
    execute(REMOVE, id="6")
    cursor = now(api)
    execute(delete, ids=["4", "6", "100"])
    execute(enter, ids=["4", "6", "100", "new"])
    found, cursor = follow(api, cursor)
    assert [(change["project_id"], change["kind"]) for change in found] == [
        ("4", "removal"), ("4", "return"), ("6", "return"),
    ]  # fmt: skip
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('other', 'Graphs', '')")
    assert follow(api, cursor)[0] == []


def test_a_truncated_catalogue_is_a_removal_of_each_project(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve()
    execute(REMOVE, id="6")
    cursor, before = now(api), set(listed(api))
    execute("TRUNCATE predawn.projects")
    found, cursor = follow(api, cursor)
    assert {(change["project_id"], change["kind"], change["to_tag"]) for change in found} == {
        (project_id, "removal", None) for project_id in before
    }
    execute(
        "INSERT INTO predawn.projects (project_id, title, description)"
        " SELECT unnest(ARRAY['4', '6', 'new']), 'Graphs', ''"
    )
    assert {(change["project_id"], change["kind"]) for change in follow(api, cursor)[0]} == {
        ("4", "return"),
        ("6", "return"),
    }


def test_a_project_keeps_its_id(first_run: Run, serve: Serve, execute: Execute) -> None:
    api = serve()
    before = listed(api)
    with pytest.raises(DBAPIError, match="The id of project 4 cannot be changed"):
        execute("UPDATE predawn.projects SET project_id = 'other' WHERE project_id = '4'")
    execute("UPDATE predawn.projects SET project_id = project_id")
    assert listed(api) == before


def test_a_project_that_one_transaction_deletes_and_enters_has_never_left(
    two_models: None, serve: Serve, engine: Engine
) -> None:
    api = serve()
    cursor = now(api)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '4'"))
        connection.execute(
            text("INSERT INTO predawn.projects (project_id, title, description) VALUES ('4', 'Graphs', '')")
        )
    assert follow(api, cursor)[0] == []


def test_a_project_without_a_prediction_leaves_without_a_word(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve()
    cursor = now(api)
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', '')")
    execute(REMOVE, id="new")
    execute("UPDATE predawn.projects SET title = 'Graphs' WHERE project_id = '4'")
    assert changes(api, cursor)["changes"] == []


def test_a_number_is_given_under_the_lock_of_the_pointer(
    two_models: None, serve: Serve, engine: Engine, database: Database, execute: Execute
) -> None:
    """Whoever has read up to a number has missed none before it, whichever transaction commits first."""
    api = serve()
    cursor = now(api)
    removing = threading.Thread(target=execute, args=(REMOVE,), kwargs={"id": "6"})
    with engine.begin() as connection:
        seen = pointer.read_serving(connection)
        move = PointerMove(2, "publish", "test")
        pointer.move_pointer(connection, move, expected=seen.publication_id)
        removing.start()
        wait_until(lambda: _is_waiting(database) or not removing.is_alive())
        early, cursor = follow(api, cursor)
    removing.join()
    late, _ = follow(api, cursor)
    assert [change["kind"] for change in early + late] == ["publish"] * 4 + ["removal"]


def test_a_publication_that_is_killed_or_comes_second_changes_nothing(
    two_models: None, serve: Serve, engine: Engine
) -> None:
    api = serve()
    cursor = now(api)
    with engine.connect() as connection:
        seen = pointer.read_serving(connection).publication_id
        pointer.move_pointer(connection, PointerMove(2, "publish", "test"), expected=seen)
        connection.invalidate()
    assert changes(api, cursor)["changes"] == []
    publish(engine, 2)
    with pytest.raises(StoreError, match="was moved"), engine.begin() as connection:
        pointer.move_pointer(connection, PointerMove(1, "publish", "test"), expected=seen)
    assert len(follow(api, cursor)[0]) == 4


def _is_waiting(database: Database) -> bool:
    superuser = database.engine(None, "tests")
    try:
        with superuser.connect() as connection:
            query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            return bool(connection.scalar(text(query)))
    finally:
        superuser.dispose()


def test_a_listing_returns_the_cursor_of_the_moment_when_it_began(
    two_models: None, serve: Serve, engine: Engine, execute: Execute
) -> None:
    api = serve()
    first = api.client.get("/predictions", params={"limit": 200}).json()["data"]
    streamed = api.client.get("/predictions", headers=NDJSON).headers[HEADER]
    assert streamed == first["changes"]
    publish(engine, 2)
    second = api.client.get("/predictions", params={"cursor": first["next"]}).json()["data"]
    assert second["changes"] == first["changes"]
    assert len(follow(api, first["changes"])[0]) == 4
    assert now(api) != first["changes"]
    assert follow(api, now(api))[0] == []
    assert api.client.get("/predictions", params={"ids": "4"}).json()["data"]["changes"] is None


def test_lines_are_what_the_document_has(two_models: None, serve: Serve, engine: Engine) -> None:
    api = serve()
    publish(engine, 2)
    for query in ({"limit": 5}, {"after": now(api)}, {"limit": 5000}):
        expected = changes(api, **query)
        answer = api.client.get("/changes", params=query, headers=NDJSON)
        assert [json.loads(line) for line in answer.text.splitlines()] == expected["changes"]
        assert (answer.headers[HEADER], answer.headers["vary"]) == (expected["next"], "Accept")


def test_changes_that_are_no_longer_kept_are_gone_with_a_word(
    two_models: None, night: RunNight, serve: Serve, engine: Engine, execute: Execute
) -> None:
    api = serve()
    cursor = now(api)
    inside = changes(api, limit=5)["next"]
    publish(engine, 2)
    last = now(api)
    assert night(model_version=1, mode=Mode.FULL).run_id == 3
    with engine.begin() as connection:
        tables = [table for table in list_tables(connection) if table.run_id < 3]
    assert all(retention.drop(engine, table) for table in tables)
    for query in ({}, {"after": inside}):
        gone = api.client.get("/changes", params=query)
        assert (gone.status_code, "Begin anew" in gone.json()["detail"]) == (410, True)
    assert len(follow(api, cursor)[0]) > 4
    execute("UPDATE predawn.runs SET started_at = now() - interval '2 days' WHERE run_id < 3")
    assert retention.prune_history(engine, keep=timedelta(days=1), most=10)[1] == 2
    assert api.client.get("/changes", params={"after": cursor}).status_code == 410
    assert {change["run_id"] for change in follow(api, last)[0]} == {3}


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "-1", "1.5", " 1", "1\n", "٣", "9" * 19, "1-", "1-=", "1-_w", "1-AA", "1-a", "1" * 10_000],
)
def test_a_cursor_that_nothing_returned_is_refused(published: Api, cursor: str) -> None:
    answer = published.client.get("/changes", params={"after": cursor})
    assert (answer.status_code, "cursor is invalid" in answer.json()["detail"]) == (400, True)


@pytest.mark.parametrize("position", [BEGINNING, FeedPosition(10**18 - 1), FeedPosition(1, "ä/\U0001f600 =")])
def test_a_cursor_is_read_as_it_was_written(position: FeedPosition) -> None:
    assert parse_cursor(position.cursor()) == position


def test_a_cursor_of_a_later_change_than_the_last_is_gone(published: Api) -> None:
    """The store was restored, and its next changes are not those that followed the cursor."""
    cursor = FeedPosition(int(now(published)) + 1).cursor()
    answer = published.client.get("/changes", params={"after": cursor}, headers={"Prefer": "wait=30"})
    assert (answer.status_code, "was restored" in answer.json()["detail"]) == (410, True)


def test_a_request_waits_for_the_next_change_and_no_longer(
    two_models: None, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It is told, and need not look.
    monkeypatch.setattr(changes_route, "_STEP_SECONDS", 30.0)
    api = serve(drain_seconds=0)
    cursor = now(api)
    answers: list[Any] = []

    def wait(seconds: int) -> None:
        headers = {"Prefer": f"respond-async, wait={seconds}"}
        answers.append(api.client.get("/changes", params={"after": cursor}, headers=headers))

    wait(1)
    assert answers[0].json()["data"] == {"changes": [], "next": cursor}
    assert answers[0].headers["preference-applied"] == "wait=1"
    waiting = threading.Thread(target=wait, args=(1000,))
    waiting.start()
    wait_until(lambda: _waiting(api) > 0)
    assert "preference-applied" not in api.client.get("/changes").headers
    execute(REMOVE, id="4")
    waiting.join(TIMEOUT_SECONDS)
    assert not waiting.is_alive()
    assert answers[1].headers["preference-applied"] == "wait=30"
    assert [change["kind"] for change in answers[1].json()["data"]["changes"]] == ["removal"]


def test_those_who_wait_hold_up_nobody(two_models: None, serve: Serve, execute: Execute) -> None:
    api = serve(api_sessions=2)
    ask = partial(api.client.get, "/changes", params={"after": now(api)}, headers={"Prefer": "wait=30"})
    waiting = [threading.Thread(target=ask) for _ in range(5)]
    for thread in waiting:
        thread.start()
    try:
        wait_until(lambda: _waiting(api) > 0)
        assert api.client.get("/predictions").status_code == 200
        assert api.client.get("/changes").status_code == 200
        wait_until(lambda: _waiting(api) == 5)
    finally:
        execute(REMOVE, id="4")
        for thread in waiting:
            thread.join()


def test_a_key_that_is_revoked_meanwhile_has_no_more_changes(
    two_models: None, serve: Serve, engine: Engine, database: Database, execute: Execute
) -> None:
    api = serve()
    cursor = now(api)
    owner = database.engine(Role.OWNER, "tests")
    with owner.begin() as connection:
        key = api_keys.create(connection, "copy", [KeyScope.LOOKUP])
    headers = {"Authorization": f"Bearer {key}", "Prefer": "wait=30"}
    wait_until(lambda: api.client.get("/changes").status_code == 401)
    answers: list[Any] = []
    ask = partial(api.client.get, "/changes", params={"after": cursor}, headers=headers)
    waiting = threading.Thread(target=lambda: answers.append(ask().json()))
    waiting.start()
    wait_until(lambda: _waiting(api) > 0)
    with owner.begin() as connection:
        api_keys.revoke(connection, "copy")
    wait_until(lambda: api.client.get("/changes", headers=headers | {"Prefer": ""}).status_code == 401)
    execute(REMOVE, id="4")
    waiting.join()
    owner.dispose()
    assert answers[0]["data"]["changes"] == []


def _waiting(api: Api) -> int:
    """Return the number of requests that wait for a change."""
    return len(api.state.watcher._news._waiters)


def test_a_server_that_stops_lets_nobody_wait(published: Api) -> None:
    state = published.state
    cursor = now(published)
    answers: list[int] = []

    def wait() -> None:
        answer = published.client.get("/changes", params={"after": cursor}, headers={"Prefer": "wait=30"})
        answers.append(answer.status_code)

    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_until(lambda: _waiting(published) > 0)
    state.draining = True
    waiting.join(TIMEOUT_SECONDS)
    ended = not waiting.is_alive()
    state.draining = False
    waiting.join()
    assert (ended, answers) == (True, [200])


@pytest.mark.parametrize(
    ("query", "status"), [({"limit": 0}, 422), ({"limit": 5001}, 422), ({"since": "1"}, 400)]
)
def test_what_cannot_be_asked_for_is_refused(published: Api, query: dict[str, Any], status: int) -> None:
    assert published.client.get("/changes", params=query).status_code == status
