"""Every situation of a lookup: what is answered, from where, and whether it is stale."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from api.services.lookups import Awaiting, Lookups
from api.state import State
from core.types import Run
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.models import registry
from store.serving.lookup import look_up_many, prepare
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL, checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

FIELDS = [
    "project_id",
    "predicted_tag",
    "score",
    "tags",
    "source",
    "stale",
    "run_id",
    "model_version",
    "scored_at",
]
INSERT = "INSERT INTO predawn.projects (project_id, title, description) VALUES (:id, :title, 'of images')"


SLOW = {"tagger": "scikit-learn", "inference_memory": 0}
"""Settings of a model that is waited for, and whose answers are not kept."""


def overload(state: State) -> None:
    """Make a model that is waited for refuse whatever comes, as it does when too much waits for it."""
    state.inference.pending = 10**6


def test_a_fitting_row_is_answered_as_it_is_stored(first_run: Run, serve: Serve, execute: Execute) -> None:
    answer = serve().client.get("/predictions/4")
    data = answer.json()["data"]
    assert answer.status_code == 200
    assert list(data) == FIELDS
    assert (data["source"], data["stale"], data["run_id"]) == ("cache", False, first_run.run_id)
    assert data["model_version"] == first_run.model_version
    ((tag, score, tags, scores),) = execute(
        "SELECT predicted_tag, score, tags, scores FROM predawn.predictions WHERE project_id = '4'"
    )
    assert (data["predicted_tag"], data["score"]) == (tag, pytest.approx(score))
    assert [entry["tag"] for entry in data["tags"]] == tags
    assert [entry["score"] for entry in data["tags"]] == pytest.approx(scores)
    assert scores == sorted(scores, reverse=True)


def test_the_envelope_says_what_was_asked_and_when(first_run: Run, serve: Serve) -> None:
    answer = serve().client.get("/predictions/4").json()
    assert list(answer) == ["message", "method", "status-code", "timestamp", "url", "data"]
    assert (answer["message"], answer["method"], answer["status-code"]) == ("OK", "GET", 200)
    assert answer["url"].endswith("/predictions/4")


def test_a_project_inserted_after_the_run_is_inferred(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute(INSERT, id="new", title="Object detection")
    data = serve().client.get("/predictions/new").json()["data"]
    assert (data["source"], data["stale"], data["run_id"]) == ("on_demand", False, None)
    assert (data["predicted_tag"], data["model_version"]) == ("computer-vision", first_run.model_version)


def test_an_older_text_is_inferred_anew(first_run: Run, serve: Serve, execute: Execute) -> None:
    api = serve()
    stored = api.client.get("/predictions/4").json()["data"]
    execute("UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'")
    data = api.client.get("/predictions/4").json()["data"]
    assert (data["source"], data["stale"], data["run_id"]) == ("on_demand", False, None)
    assert data["score"] != stored["score"]


def test_on_demand_and_stored_predictions_of_a_text_agree(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(
        "INSERT INTO predawn.projects (project_id, title, description) "
        "SELECT 'twin', title, description FROM predawn.projects WHERE project_id = '4'"
    )
    api = serve()
    stored, inferred = (
        api.client.get(f"/predictions/{project_id}").json()["data"] for project_id in ("4", "twin")
    )
    assert inferred["source"] == "on_demand"
    assert inferred["tags"] == [
        {"tag": entry["tag"], "score": pytest.approx(entry["score"], abs=1e-6)} for entry in stored["tags"]
    ]


def test_the_published_runs_model_infers_even_when_another_is_champion(
    first_run: Run, serve: Serve, execute: Execute, engine: Engine
) -> None:
    execute(ANOTHER_MODEL)
    with engine.begin() as connection:
        registry.promote(connection, 2, actor="test", reason="a try")
    execute(INSERT, id="new", title="Object detection")
    api = serve()
    assert api.client.get("/predictions/new").json()["data"]["model_version"] == first_run.model_version == 1
    texts = {"texts": [{"text": "Object detection"}]}
    answer = api.client.post("/predict", json=texts).json()
    assert answer["data"]["predictions"][0]["model_version"] == 1


def test_before_the_first_publication_the_champion_infers(serve: Serve) -> None:
    data = serve().client.get("/predictions/4").json()["data"]
    assert (data["source"], data["run_id"], data["model_version"]) == ("on_demand", None, 1)


def test_without_any_model_a_known_project_is_503_and_an_unknown_one_404(
    serve: Serve, execute: Execute
) -> None:
    execute("DELETE FROM predawn.promotions")
    execute("DELETE FROM predawn.models")
    api = serve()
    known, unknown = api.client.get("/predictions/4"), api.client.get("/predictions/nope")
    assert (known.status_code, unknown.status_code) == (503, 404)
    assert "predawn train" in known.json()["detail"]
    assert known.headers["retry-after"] == "1"


def test_an_overloaded_model_leaves_the_older_row_and_says_that_it_is_stale(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'")
    api = serve(**SLOW)
    overload(api.state)
    data = api.client.get("/predictions/4").json()["data"]
    assert (data["source"], data["stale"], data["run_id"]) == ("cache", True, first_run.run_id)


def test_an_overloaded_model_without_an_older_row_is_503(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(INSERT, id="new", title="Object detection")
    api = serve(**SLOW)
    overload(api.state)
    answer = api.client.get("/predictions/new")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert "wait for the model" in answer.json()["detail"]


def test_a_row_is_stale_where_its_last_check_is_too_old(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(checked_at("now() - interval '37 hours'"))
    default, longer = serve(), serve(stale_after=timedelta(hours=38))
    assert default.client.get("/predictions/4").json()["data"]["stale"] is True
    assert longer.client.get("/predictions/4").json()["data"]["stale"] is False


def test_a_removed_project_is_404_with_what_to_do_instead(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '4'")
    answer = serve().client.get("/predictions/4")
    assert answer.status_code == 404
    assert "no longer in the catalogue" in answer.json()["detail"]
    assert "POST /predict" in answer.json()["detail"]


def test_what_is_said_of_a_removed_project_leads_to_its_history(serve: Serve, execute: Execute) -> None:
    execute(INSERT, id="owner/repo?", title="Object detection")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = 'owner/repo?'")
    client = serve().client
    sentence = client.get("/predictions/owner%2Frepo%3F").json()["detail"]
    found = re.search(r"`(/predictions/\S+/history)`", sentence)
    assert found is not None
    history = client.get(found[1]).json()["data"]
    assert (history["project_id"], history["in_catalogue"]) == ("owner/repo?", False)


@pytest.mark.parametrize(
    "path",
    ["nope", "a%00b", "a%2Fb", "4%2Fhistory", "4%2fexplanation", "a/b", "4/", "", "%ff", "%2E", "x" * 3000],
)
def test_an_id_that_there_is_not_is_404_with_a_sentence(published: Api, path: str) -> None:
    answer = published.client.get(f"/predictions/{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith(("The catalogue has no project", "No path leads to a project"))


def test_unusual_ids_are_found(serve: Serve, execute: Execute) -> None:
    client = serve().client
    for project_id in (
        "a.b",
        "a:b",
        "two words",
        "Zürich 東京",
        "100%",
        "?#&=+",
        "...",
        "-1",
        "owner/repo",
        "/",
        "a//b",
    ):
        execute(INSERT, id=project_id, title="Object detection")
        encoded = "".join(f"%{byte:02X}" for byte in project_id.encode())
        answer = client.get(f"/predictions/{encoded}")
        assert answer.status_code == 200, project_id
        assert answer.json()["data"]["project_id"] == project_id


def test_what_was_inferred_for_a_project_is_logged(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute(INSERT, id="new", title="Object detection")
    api = serve()
    data = api.client.get("/predictions/new").json()["data"]
    wait_until(lambda: api.state.log.written == 1)
    assert execute(
        "SELECT project_id, title, description, predicted_tag, model_version, source, l.content_hash = "
        "j.content_hash FROM predawn.inference_log AS l JOIN predawn.projects AS j USING "
        "(project_id, title, description)"
    ) == [("new", "Object detection", "of images", data["predicted_tag"], 1, "on_demand", True)]


def test_a_lookup_that_was_prepared_for_another_run_is_prepared_anew(
    night: RunNight, first_run: Run, database: Database, execute: Execute
) -> None:

    async def ask() -> None:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        async with sessions.connect() as connection:
            prepared = await prepare(connection)
            for run, change in ((1, None), (2, "again"), (3, "once more")):
                if change is not None:
                    execute(f"UPDATE predawn.projects SET title = '{change}' WHERE project_id = '4'")
                    await asyncio.to_thread(night)
                found = await look_up_many(prepared, ["4", "6", "nope"])
                assert {row.run_id for row in found.values()} == {run}
                assert set(found) == {"4", "6"}
                assert all(row.is_current for row in found.values())
                assert [found["4"].origin, found["6"].origin] == [
                    "scored",
                    "scored" if run == 1 else "reused",
                ]

    asyncio.run(ask())


def test_the_fast_path_and_the_documented_route_answer_alike(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(INSERT, id="new", title="Object detection")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")

    def ask(api: Api) -> list[Any]:
        return [
            (
                answer.status_code,
                sorted(set(answer.headers) - {"date"}),
                {**answer.json(), "timestamp": None, "url": None},
            )
            for answer in map(api.client.get, ("/predictions/4", "/predictions/nope", "/predictions/6"))
        ]

    fast = ask(serve())
    assert [status for status, _, _ in fast] == [200, 404, 404]
    assert ask(serve(fast_path=False)) == fast


@pytest.mark.parametrize("fast_path", [True, False])
def test_a_miss_is_looked_up_once(
    first_run: Run, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch, *, fast_path: bool
) -> None:
    execute("UPDATE predawn.projects SET title = 'another', content_hash = '\\x01' WHERE project_id = '10'")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")
    api = serve(fast_path=fast_path)
    looked_up: list[str] = []
    enter = Lookups.enter

    def watch(self: Lookups, project_id: str, awaiting: Awaiting) -> None:
        looked_up.append(project_id)
        enter(self, project_id, awaiting)

    monkeypatch.setattr(Lookups, "enter", watch)
    requests = {
        "no fitting row": ("10", {}),
        "a fitting row that is not wanted": ("4", {"Cache-Control": "no-cache"}),
        "no fitting row, and no other wanted": ("10", {"Cache-Control": "only-if-cached"}),
        "a removed project": ("6", {}),
        "an unknown project": ("nope", {}),
    }
    before = api.state.lookups.statements
    statuses = [
        api.client.get(f"/predictions/{project_id}", headers=headers).status_code
        for project_id, headers in requests.values()
    ]
    assert statuses == [200, 200, 504, 404, 404]
    assert looked_up == [project_id for project_id, _ in requests.values()]
    assert api.state.lookups.statements - before == len(requests)


def test_a_defect_on_the_fast_path_is_500_with_an_id_that_the_log_has(
    first_run: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    api = serve()
    monkeypatch.setattr(api.state, "renderer", None)
    answer = api.client.get("/predictions/4")
    assert answer.status_code == 500
    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.__dict__["error_id"] in answer.json()["detail"]
    monkeypatch.undo()
    assert api.client.get("/predictions/4").status_code == 200


def test_answers_are_json_whatever_the_names_hold(first_run: Run, serve: Serve, execute: Execute) -> None:
    names = ['a","b', "back\\slash", "東京", 'quote"', "new\nline", "{}", "null", "\x01", ""]
    execute(
        "UPDATE predawn.predictions SET predicted_tag = :tag, tags = :tags, scores = :scores, score = 1e-7 "
        "WHERE project_id = '4'",
        tag=names[0],
        tags=names,
        scores=[0.5, 0.25, 1e-7, 1.0, 0.125, 0.5, 0.5, 0.5, 0.5],
    )
    execute("UPDATE predawn.predictions SET tags = '{}', scores = '{}' WHERE project_id = '6'")
    client = serve().client
    data = client.get("/predictions/4").json()["data"]
    assert (data["predicted_tag"], data["score"]) == (names[0], 1e-7)
    assert [entry["tag"] for entry in data["tags"]] == names
    assert [entry["score"] for entry in data["tags"]] == [0.5, 0.25, 1e-7, 1.0, 0.125, 0.5, 0.5, 0.5, 0.5]
    assert client.get("/predictions/6").json()["data"]["tags"] == []
