"""Many projects in one answer: as single lookups have them, missing ones named, all of one run, bounded."""

import asyncio
import http.client
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from starlette.requests import Request

from api.routes.predictions import many
from api.services import bulk_lookups
from api.services.bulk_lookups import FoundTogether
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.types import Run
from store.connect.async_sessions import Sessions
from store.serving.lookup import MAX_ATTEMPTS, LookupPointer
from store.serving.lookup_row import LookupRow
from tests.conftest import RunNight, Server
from tests.serving import Api, serving, settings_for
from tests.sql import ANOTHER_MODEL, checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.routes.predictions.test_predictions import SLOW, overload

NDJSON = {"Accept": "application/x-ndjson"}
MANY = 12_000
ADD_PROJECTS = (
    "INSERT INTO predawn.projects (project_id, title, description) "
    f"SELECT 'many/' || n, 'Project ' || n, '' FROM generate_series(1, {MANY}) AS n"
)
ADD_PREDICTIONS = """
INSERT INTO predawn.predictions
SELECT
    run_id, j.project_id, 'tag "' || n % 50, n / 20000.0, ARRAY['tag "' || n % 50, 'é,'],
    ARRAY[n / 20000.0, n / 90000.0], j.content_hash, model_version, scored_at, origin
FROM predawn.predictions AS p
CROSS JOIN predawn.projects AS j
CROSS JOIN LATERAL (SELECT CAST(nullif(split_part(j.project_id, '/', 2), '') AS integer) AS n) AS t
WHERE p.project_id = '4' AND j.project_id LIKE 'many/%'
"""
NEW = "INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', 'of images')"
CHANGE = "UPDATE predawn.projects SET title = 'Graphs' WHERE project_id = '4'"
REMOVE = "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'"


def look_up(api: Api, ids: Sequence[str], **fields: object) -> Any:
    answer = api.client.post("/prediction-lookups", json={"ids": ids, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def lines(api: Api, ids: Sequence[str], **fields: object) -> list[Any]:
    answer = api.client.post("/prediction-lookups", json={"ids": ids, **fields}, headers=NDJSON)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def single_lookups(api: Api, ids: Sequence[str]) -> list[Any]:
    """Return the prediction of each project, None for one that is not found."""
    connection = http.client.HTTPConnection(str(api.client.base_url.host), api.client.base_url.port)
    found = []
    for name in ids:
        connection.request("GET", f"/predictions/{name.replace('/', '%2F')}")
        answer = connection.getresponse()
        body = json.load(answer)
        assert answer.status in (200, 404), body
        found.append(body["data"] if answer.status == 200 else None)
    connection.close()
    return found


def test_ten_thousand_random_ids_are_answered_as_one_by_one(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(ADD_PROJECTS)
    execute(ADD_PREDICTIONS)
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id LIKE 'many/%7'")
    api = serve()
    ids = random.Random(1).sample([f"many/{n}" for n in range(1, MANY + 500)], 10_000)
    found = look_up(api, ids)
    stored = {row["project_id"]: row for row in found["predictions"]}
    missing = [name for name in ids if name not in stored]
    assert 0 < len(missing) < 2000
    assert [*stored] == [name for name in ids if name in stored]
    assert (found["missing"], found["run_id"]) == (missing, 1)
    assert lines(api, ids) == [stored.get(name, {"project_id": name, "missing": True}) for name in ids]
    some = ids[::5]
    assert single_lookups(api, some) == [stored.get(name) for name in some]


def test_each_id_is_answered_once_and_what_has_no_prediction_is_missing(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    for statement in (NEW, CHANGE, REMOVE):
        execute(statement)
    api = serve()
    ids = ["6", "nope", "4", "new", "6", "10", "a\x00b"]
    found = look_up(api, ids)
    assert [(row["project_id"], row["stale"]) for row in found["predictions"]] == [("6", False), ("4", True)]
    assert (found["missing"], found["run_id"]) == (["nope", "new", "10", "a\x00b"], 1)
    assert [row.get("missing", False) for row in lines(api, ids)] == [False, True, False, True, True, True]
    execute(checked_at("now() - interval '37 hours'"))
    assert [row["stale"] for row in look_up(api, ids)["predictions"]] == [True, True]
    assert execute("SELECT * FROM predawn.inference_log") == []


def test_before_the_first_publication_all_are_missing(serve: Serve) -> None:
    api = serve()
    assert look_up(api, ["4", "nope"]) == {"predictions": [], "run_id": None, "missing": ["4", "nope"]}


def test_with_infer_the_model_answers_what_nothing_stored_fits(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    for statement in (NEW, CHANGE, REMOVE):
        execute(statement)
    api = serve()
    found = look_up(api, ["6", "new", "4", "10", "nope"], infer=True)
    shown = [(row["project_id"], row["source"], row["stale"]) for row in found["predictions"]]
    assert shown == [("6", "cache", False), ("new", "on_demand", False), ("4", "on_demand", False)]
    assert found["missing"] == ["10", "nope"]
    for row in found["predictions"][1:]:
        single = api.client.get(f"/predictions/{row['project_id']}").json()["data"]
        assert single == {**row, "source": "memory"}
    assert [row.get("source") for row in lines(api, ["4", "nope"], infer=True)] == ["memory", None]


def test_without_the_model_older_rows_answer_and_nothing_else_does(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(NEW)
    execute(CHANGE)
    api = serve(**SLOW)
    overload(api.state)
    found = look_up(api, ["4", "6"], infer=True)
    assert [(row["project_id"], row["stale"]) for row in found["predictions"]] == [("4", True), ("6", False)]
    refused = api.client.post("/prediction-lookups", json={"ids": ["4", "new"], "infer": True})
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")


def test_all_are_of_one_run_although_another_comes_into_service_meanwhile(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(ANOTHER_MODEL)
    night(model_version=2, publish=False)
    api = serve()
    read = bulk_lookups.look_up_piece
    pieces = 0

    async def move_after_two(*arguments: Any) -> dict[str, LookupRow] | None:
        nonlocal pieces
        pieces += 1
        if pieces == 3:
            execute("UPDATE predawn.serving SET run_id = 2, moved_at = now()")
        return await read(*arguments)

    monkeypatch.setattr(bulk_lookups, "look_up_piece", move_after_two)
    ids = [str(name) for (name,) in execute("SELECT project_id FROM predawn.projects")]
    found = look_up(api, ids)
    assert {row["run_id"] for row in found["predictions"]} == {found["run_id"]} == {2}
    assert [row["project_id"] for row in found["predictions"]] == ids
    assert pieces > 4


def test_a_run_in_service_that_keeps_changing_is_not_waited_for_without_end(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(ANOTHER_MODEL)
    night(model_version=2, publish=False)
    api = serve()
    read = bulk_lookups.look_up_piece
    moves = 0

    async def move_first(*arguments: Any) -> dict[str, LookupRow] | None:
        nonlocal moves
        moves += 1
        execute("UPDATE predawn.serving SET run_id = 3 - run_id, moved_at = now()")
        return await read(*arguments)

    monkeypatch.setattr(bulk_lookups, "look_up_piece", move_first)
    refused = api.client.post("/prediction-lookups", json={"ids": ["4"]})
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.json()["detail"] == (
        "The run in service changed 10 times while projects were looked up. Try again in a second."
    )
    assert moves == MAX_ATTEMPTS


def test_beside_single_lookups_the_statements_are_small_and_grow_afterwards(
    night: RunNight, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    night()
    api = serve()
    read, sizes = bulk_lookups.look_up_piece, []

    async def among_others(sessions: Sessions, pointer: LookupPointer, names: Sequence[str]) -> object:
        sizes.append(len(names))
        if 3 <= len(sizes) <= 6:
            api.state.lookups.statements += 1
        return await read(sessions, pointer, names)

    monkeypatch.setattr(bulk_lookups, "look_up_piece", among_others)
    ids = [str(name) for (name,) in execute("SELECT project_id FROM predawn.projects")]
    found = look_up(api, [*ids, *(f"no {number}" for number in range(5000))])
    assert [row["project_id"] for row in found["predictions"]] == ids
    assert sizes[:2] == [25, 25]
    assert max(sizes[4:7]) == 25
    assert max(sizes) == sizes[-2] == 500


@pytest.mark.parametrize("as_lines", [True, False])
def test_others_are_answered_between_the_parts_of_a_long_answer(*, as_lines: bool) -> None:
    ids = [str(number) for number in range(5000)]
    found = FoundTogether[str | None](1, [f'{{"project_id":"{name}"}}' for name in ids])
    scope = {"scheme": "http", "headers": [(b"host", b"a")], "raw_path": b"/", "query_string": b""}
    request = Request({"type": "http", **scope})

    async def count_between() -> tuple[int, int]:
        others, parts = 0, 0

        async def other() -> None:
            nonlocal others
            while True:
                others += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        async for _ in many._lines(ids, found) if as_lines else many._envelope(request, ids, found):
            parts += 1
        task.cancel()
        return others, parts

    others, parts = asyncio.run(count_between())
    assert parts >= 20
    assert others >= 20


@pytest.fixture(scope="module")
def narrow(embedded_server: Server) -> Iterator[Api]:
    """An API with small limits, for tests that change nothing in its database."""
    database = embedded_server.clone()
    settings = settings_for(
        database, engine="threading", workers=1, max_ids=3, max_texts=2, max_body_bytes=2000
    )
    run_batch(database, settings, RunRequest(), Silent())
    with serving(settings) as api:
        yield api
    embedded_server.drop(database)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"ids": ["1", "2", "3", "4"]}, 422, "names 4 projects; name 3 at most (PREDAWN_MAX_IDS"),
        ({"ids": ["1", "2", "3"], "infer": True}, 422, "name 2 at most (PREDAWN_MAX_TEXTS"),
        ({"ids": []}, 422, "at least 1 item"),
        ({"ids": [4]}, 422, "valid string"),
        ({"ids": ["4"], "inferr": True}, 422, "not permitted"),
        ({"ids": ["4"], "infer": 1}, 422, "valid boolean"),
        ({"ids": ["\ud800"]}, 422, "half of a surrogate pair"),
        ({}, 422, "required"),
        ({"ids": ["4" * 3000]}, 413, "larger than 2,000 bytes"),
    ],
)
def test_what_is_beyond_the_limits_is_refused(
    narrow: Api, body: dict[str, Any], status: int, words: str
) -> None:
    content = json.dumps(body).encode()
    answer = narrow.client.post(
        "/prediction-lookups", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == status
    assert words in json.dumps(answer.json()["detail"])
    repeated = {"ids": ["4"] * 10, "infer": True}
    assert len(look_up(narrow, **repeated)["predictions"]) == 1


def test_other_forms_are_not_acceptable(published: Api) -> None:
    answer = published.client.post("/prediction-lookups", json={"ids": ["4"]}, headers={"Accept": "text/csv"})
    assert answer.status_code == 406
    assert "application/json, application/x-ndjson" in answer.json()["detail"]
    answer = published.client.post("/prediction-lookups", json={"ids": ["4"]}, headers=NDJSON)
    assert answer.headers["vary"] == "Accept"
