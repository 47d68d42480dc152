"""`/predict` answers from the run in service: texts of projects, and popular texts."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, text

from api.services.text_lookup import MAX_STATEMENTS
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.content import content_hash
from core.errors import StoreUnavailableError
from core.settings import Settings
from core.types import Mode, Run
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.serving import pointer, retention
from store.traffic.text_lookup import StoredText, find_stored_texts
from tests.conftest import Server
from tests.serving import Api, run_followed, serving, settings_for
from tests.sql import ANOTHER_MODEL
from tests.waiting import wait_until, with_enough_time

OFTEN = "Transformers for text classification and translation"
SOMETIMES = "Object detection in images and video"
ONCE = "Deploying models with a feature store"

Night = Callable[..., Run]


@pytest.fixture
def database(any_server: Server) -> Iterator[Database]:
    """A database on each of the two servers."""
    database = any_server.clone()
    yield database
    any_server.drop(database)


@pytest.fixture
def night(database: Database, settings: Settings) -> Night:
    """Make a run that scores the two texts asked about most; it is full, so that there always is one."""

    def run(mode: Mode = Mode.FULL, **changes: object) -> Run:
        changed = settings.model_copy(update={"popular_texts": 2, **changes})
        return run_batch(database, changed, RunRequest(mode=mode), Silent())

    return run


@pytest.fixture
def api(database: Database) -> Iterator[Api]:
    with serving(settings_for(database)) as api:
        yield api


def ask(api: Api, *items: dict[str, str], **query: int) -> list[dict[str, Any]]:
    """Ask, and wait until the answers that are to be logged are."""
    answer = api.client.post("/predict", json={"texts": list(items)}, params=query)
    assert answer.status_code == 200, answer.text
    wait_until(lambda: api.state.log.waiting == 0)
    found: list[dict[str, Any]] = answer.json()["data"]["predictions"]
    return found


def follow(api: Api, run: Run) -> None:
    wait_until(lambda: run_followed(api) == run.run_id)


def popular(engine: Engine) -> dict[tuple[int, bytes], Any]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM predawn.popular_predictions"))
        return {(row.run_id, bytes(row.content_hash)): row for row in rows}


def test_the_texts_asked_about_most_are_scored_in_advance(api: Api, engine: Engine, night: Night) -> None:
    follow(api, night())
    with engine.connect() as connection:
        known = connection.execute(
            text("SELECT title, description FROM predawn.projects WHERE project_id = '4'")
        ).one()
    on_demand = ask(api, *[{"text": OFTEN}] * 3, *[{"text": SOMETIMES}] * 2, {"text": ONCE})
    # Asked about even more, but a project has the one, and the other could not be logged as it is.
    ask(api, *[dict(known._mapping), {"text": "a\x00NUL"}] * 4)
    run = night()
    follow(api, run)
    stored = popular(engine)
    assert set(stored) == {(run.run_id, content_hash("", asked)) for asked in (OFTEN, SOMETIMES)}
    often, sometimes, once = ask(api, {"text": OFTEN}, {"description": SOMETIMES}, {"text": ONCE})
    for answer, before in ((often, on_demand[0]), (sometimes, on_demand[3])):
        row = stored[run.run_id, content_hash("", answer["input_text"])]
        assert (answer["source"], answer["stale"], answer["run_id"]) == ("cache", False, run.run_id)
        assert answer["model_version"] == row.model_version == 1
        assert answer["scored_at"] == row.scored_at.isoformat().replace("+00:00", "Z")
        assert {k: answer[k] for k in ("predicted_tag", "tags")} == {
            k: before[k] for k in ("predicted_tag", "tags")
        }
        assert answer["score"] == pytest.approx(before["score"], abs=1e-6)
        assert answer["in_domain"] == before["in_domain"] is not None, "caution does not end with the night"
    assert (once["source"], once["run_id"]) == ("memory", None)
    with engine.connect() as connection:
        logged = connection.execute(
            text("SELECT description, source FROM predawn.inference_log ORDER BY inference_id DESC LIMIT 3")
        ).all()
    assert sorted(map(tuple, logged)) == [(ONCE, "memory"), (SOMETIMES, "cache"), (OFTEN, "cache")]


def test_the_text_of_a_project_is_answered_from_its_row(api: Api, engine: Engine, night: Night) -> None:
    run = night()
    follow(api, run)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT title, description FROM predawn.projects ORDER BY project_id"))
        item = dict(next(iter(rows.mappings())))
        project_id = connection.scalar(text("SELECT min(project_id) FROM predawn.projects"))
    row = api.client.get(f"/predictions/{project_id}").json()["data"]
    (answer,) = ask(api, item)
    same = ("predicted_tag", "source", "stale", "run_id", "model_version", "scored_at")
    assert {name: answer[name] for name in same} == {name: row[name] for name in same}
    assert [tag["tag"] for tag in answer["tags"]] == [tag["tag"] for tag in row["tags"]]
    assert answer["score"] == pytest.approx(row["score"], rel=1e-6)
    assert (answer["source"], api.state.log.written) == ("cache", 0)
    assert ask(api, {**item, "title": "Another"})[0]["source"] == "on_demand"

    # What the run scored is no longer the catalogue's, first by its text, then altogether.
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = 'New' WHERE project_id = :id"), {"id": project_id}
        )
    assert ask(api, item)[0]["source"] == ask(api, {**item, "title": "New"})[0]["source"] == "on_demand"
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = :title, removed_at = now() WHERE project_id = :id"),
            {"id": project_id, "title": item["title"]},
        )
    assert ask(api, item)[0]["source"] == "memory"


def test_only_what_the_model_that_is_asked_has_said_counts(
    api: Api, database: Database, engine: Engine, night: Night
) -> None:
    with engine.begin() as connection:
        project = connection.execute(text("SELECT title, description FROM predawn.projects LIMIT 1")).one()
        connection.execute(text(ANOTHER_MODEL))
    ask(api, {"text": OFTEN})
    follow(api, night())
    (by_name,) = ask(api, {"text": OFTEN}, model=1)
    (other,) = ask(api, {"text": OFTEN}, model=2)
    assert (by_name["source"], other["source"], other["model_version"]) == ("cache", "on_demand", 2)

    async def find(*versions: int) -> list[int]:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        hashes = [content_hash("", OFTEN), content_hash(project.title, project.description)]
        async with sessions.acquire() as session:
            found = [len(await find_stored_texts(session, hashes, version)) for version in versions]
        await sessions.close()
        return found

    # The pointer may move between what the watcher knows and the statement.
    assert asyncio.run(find(1, 2)) == [2, 0]


def test_popular_texts_go_with_the_pointer_and_with_the_tables(
    api: Api, engine: Engine, night: Night
) -> None:
    first = night()
    follow(api, first)
    ask(api, {"text": OFTEN})
    second = night()
    follow(api, second)
    assert ask(api, {"text": OFTEN})[0]["source"] == "cache"
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="a try")
    follow(api, first)
    assert ask(api, {"text": OFTEN})[0]["source"] == "memory"
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=second.run_id, actor="tests", reason="a try")
    follow(api, night())
    assert ask(api, {"text": OFTEN})[0]["source"] == "cache"
    assert {run_id for run_id, _ in popular(engine)} == {2, 3}
    retention.prune(engine, published=1, unpublished=0)
    assert {run_id for run_id, _ in popular(engine)} == {2, 3}, "the second one is what a rollback goes to"
    follow(api, night())
    retention.prune(engine, published=1, unpublished=0)
    assert {run_id for run_id, _ in popular(engine)} == {3, 4}


def test_what_the_model_has_said_before_is_reused(api: Api, engine: Engine, night: Night) -> None:
    ask(api, {"text": OFTEN})
    first = night()
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = 'New' WHERE project_id = '4'"))
    second = night(Mode.INCREMENTAL)
    third = night(Mode.FULL)
    key = content_hash("", OFTEN)
    rows = popular(engine)
    before, reused, anew = (rows[run.run_id, key] for run in (first, second, third))
    assert before[1:] == reused[1:]
    assert reused.in_domain is not None
    assert anew.scored_at > reused.scored_at
    assert (anew.predicted_tag, anew.scores) == (reused.predicted_tag, reused.scores)


def test_what_is_asked_while_statements_are_under_way_shares_the_next_one(
    database: Database, engine: Engine, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[set[bytes]] = []

    async def counted(session: Any, hashes: set[bytes], version: int) -> dict[bytes, StoredText]:
        statements.append(hashes)
        return await find_stored_texts(session, hashes, version)

    monkeypatch.setattr("api.services.text_lookup.find_stored_texts", counted)
    asked = [f"{ONCE} {number}" for number in range(10)]
    with (
        serving(settings_for(database, lookup_timeout_seconds=30)) as api,
        ThreadPoolExecutor(len(asked)) as clients,
    ):
        follow(api, night())
        with engine.begin() as connection:
            connection.execute(text("LOCK TABLE predawn.popular_predictions IN ACCESS EXCLUSIVE MODE"))
            answers = [clients.submit(ask, api, {"text": item}) for item in asked]

            def all_are_here() -> bool:
                unsent = [statement.hashes for statement in api.state.texts._unsent]
                return sum(map(len, [*statements, *unsent])) == len(asked)

            wait_until(all_are_here)
        assert [answer.result()[0]["input_text"] for answer in answers] == asked
    assert len(statements) <= MAX_STATEMENTS + 1


def test_statements_that_fail_keep_later_ones_from_nothing(
    api: Api, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(api, night())
    statements: list[set[bytes]] = []

    async def failing(session: Any, hashes: set[bytes], version: int) -> dict[bytes, StoredText]:
        statements.append(hashes)
        if len(statements) <= 2 * MAX_STATEMENTS:
            raise StoreUnavailableError("gone")
        return await find_stored_texts(session, hashes, version)

    monkeypatch.setattr("api.services.text_lookup.find_stored_texts", failing)
    for number in range(2 * MAX_STATEMENTS + 1):
        (answer,) = ask(api, {"text": f"{ONCE} {number}"})
        assert answer["source"] == "on_demand"
        assert len(statements) == number + 1


def test_a_database_that_does_not_answer_in_time_is_not_waited_for(
    database: Database, engine: Engine, night: Night
) -> None:
    run = night()

    def check(seconds: float) -> None:
        with serving(settings_for(database, lookup_timeout_seconds=seconds)) as api:
            follow(api, run)
            with engine.begin() as connection:
                connection.execute(text("LOCK TABLE predawn.popular_predictions IN ACCESS EXCLUSIVE MODE"))
                assert ask(api, {"text": ONCE})[0]["source"] == "on_demand"

    with_enough_time(check, 0.2, 2.0, 20.0)


def test_nothing_is_scored_in_advance_where_none_is_wanted(api: Api, engine: Engine, night: Night) -> None:
    ask(api, {"text": OFTEN})
    night(popular_texts=0)
    assert popular(engine) == {}


def test_projects_are_found_by_their_text_through_an_index(database: Database, night: Night) -> None:
    night()
    owner = database.engine(Role.OWNER, "tests")
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.scalars(
            text("EXPLAIN SELECT project_id FROM predawn.projects WHERE content_hash = sha256('')")
        ).all()
    owner.dispose()
    assert any("projects_by_content" in line for line in plan), plan


def test_a_custom_predictor_is_called_once_for_a_text_and_each_time_for_any_other_payload(
    database: Database, engine: Engine, night: Night
) -> None:
    own = {"predictor": "tests.unit.batch.predictors:Picky", "min_f1": 0.0}
    with serving(settings_for(database, **own)) as api:
        follow(api, night(**own))
        ask(api, {"text": OFTEN})
        run = night(**own)
        follow(api, run)
        with engine.connect() as connection:
            row = connection.execute(text("SELECT title, description FROM predawn.projects LIMIT 1")).one()
        project = dict(row._mapping)
        items: list[Any] = [
            {"text": OFTEN},
            project,
            {"text": OFTEN, "lang": "en"},
            {**project, "a": 1},
            OFTEN,
        ]
        answers = ask(api, *items)
    assert [(answer["source"], answer["predicted_tag"]) for answer in answers] == [
        ("cache", "api"),
        ("cache", "batch"),
        ("on_demand", "api"),
        ("on_demand", "api"),
        ("on_demand", "api"),
    ]


def test_what_depends_on_the_request_is_never_answered_from_the_store(
    database: Database, engine: Engine, night: Night
) -> None:
    own = {"predictor": "tests.unit.batch.predictors:Reading", "min_f1": 0.0}
    with serving(settings_for(database, **own)) as api:
        follow(api, night(**own))
        with engine.connect() as connection:
            row = connection.execute(text("SELECT title, description FROM predawn.projects LIMIT 1")).one()
        body = {"texts": [dict(row._mapping)]}
        answer = api.client.post("/predict?tag=mine", json=body).json()["data"]["predictions"][0]
    assert (answer["source"], answer["predicted_tag"]) == ("on_demand", "mine")
