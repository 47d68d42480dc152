"""Many predictions at once: by ids, by filters, page by page, and as streams."""

import csv
import io
import json
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text

from api.routes.predictions import listing
from api.routes.predictions.cursors import Cursor, write_cursor
from core.errors import StoreUnavailableError
from core.types import Run
from store.connect.database import Database
from store.serving import pointer
from store.serving.listing import Filters, Position
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL, checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until, with_enough_time

TAG = "natural-language-processing"
NDJSON, CSV = {"Accept": "application/x-ndjson"}, {"Accept": "text/csv"}


def encode(content: str) -> str:
    return urlsafe_b64encode(content.encode()).decode()


def page(api: Api, **query: Any) -> Any:
    answer = api.client.get("/predictions", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def lines(api: Api, **query: Any) -> list[Any]:
    answer = api.client.get("/predictions", params=query, headers=NDJSON)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def follow(api: Api, **query: Any) -> list[Any]:
    """Return all pages of a listing."""
    pages = [page(api, **query)]
    while pages[-1]["next"]:
        pages.append(page(api, **query, cursor=pages[-1]["next"]))
    return pages


def test_a_listing_by_pages_is_every_prediction_once_as_a_lookup_has_it(published: Api) -> None:
    pages = follow(published, limit=100)
    assert [len(found["predictions"]) for found in pages] == [100, 100, 100, 87]
    rows = [row for found in pages for row in found["predictions"]]
    ids = [row["project_id"] for row in rows]
    assert ids == sorted(set(ids))
    assert rows[5] == published.client.get(f"/predictions/{ids[5]}").json()["data"]
    assert lines(published) == rows
    assert len(page(published)["predictions"]) == 100


def test_a_tag_is_listed_the_best_first(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    every = lines(published)
    expected = sorted(
        (row for row in every if row["predicted_tag"] == TAG),
        key=lambda row: (-row["score"], row["project_id"]),
    )
    assert len(expected) > 20
    assert lines(published, tag=TAG) == expected
    assert [row for found in follow(published, tag=TAG, limit=7) for row in found["predictions"]] == expected
    best = [row for row in expected if row["score"] >= 0.9]
    assert 0 < len(best) < len(expected)
    assert lines(published, tag=TAG, min_score=0.9) == best
    monkeypatch.setattr("api.routes.predictions.listing.MAX_STREAM_ROWS", 5)
    assert lines(published, tag=TAG, limit=13) == expected[:13]
    assert lines(published) == every


def test_a_last_page_that_is_full_leads_nowhere(published: Api) -> None:
    pages = follow(published, limit=129)
    assert [len(found["predictions"]) for found in pages] == [129, 129, 129]
    assert page(published, limit=387)["next"] is None
    assert page(published, limit=386)["next"] is not None


def test_equal_scores_are_parted_by_ids(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.predictions SET score = 0.1, predicted_tag = 'same'")
    api = serve()
    ids = [row["project_id"] for found in follow(api, tag="same", limit=50) for row in found["predictions"]]
    assert ids == sorted(ids)
    assert len(ids) == 387


def test_filters_by_model_score_and_staleness(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.projects SET title = 'Graphs' WHERE project_id IN ('4', '6')")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'")
    api = serve()
    assert len(lines(api)) == 386
    assert {(row["project_id"], row["stale"]) for row in lines(api, stale=True)} == {("4", True), ("6", True)}
    assert len(lines(api, stale=False)) == 384
    shown = {row["project_id"]: row["stale"] for row in page(api, limit=1000)["predictions"]}
    assert {name for name, stale in shown.items() if stale} == {"4", "6"}
    assert len(lines(api, model=1)) == 386
    assert lines(api, model=2) == []
    assert {row["score"] >= 0.5 for row in lines(api, min_score=0.5)} == {True}
    execute(checked_at("now() - interval '37 hours'"))
    assert (len(lines(api, stale=True)), len(lines(api, stale=False))) == (386, 0)
    assert page(api, limit=1)["predictions"][0]["stale"] is True


def test_a_listing_stays_with_the_run_that_it_began_with(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute, engine: Engine
) -> None:
    execute(ANOTHER_MODEL)
    api = serve()
    first = page(api, limit=200)
    night(model_version=2)
    second = page(api, limit=200, cursor=first["next"])
    assert {row["run_id"] for found in (first, second) for row in found["predictions"]} == {1}
    assert (second["run_id"], second["next"]) == (1, None)
    assert page(api)["run_id"] == 2
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="a try")
    execute("ALTER TABLE predawn.predictions DETACH PARTITION predawn.predictions_2")
    cursor = write_cursor(api.state.keyring.signer, Cursor(2, Position()), Filters())
    ended = api.client.get("/predictions", params={"cursor": cursor})
    assert ended.status_code == 404
    assert "were dropped" in ended.json()["detail"]


def test_csv_has_lists_as_json(published: Api) -> None:
    answer = published.client.get("/predictions", params={"limit": 3}, headers=CSV)
    assert answer.headers["content-type"].startswith("text/csv")
    assert (answer.headers["vary"], answer.headers["cache-control"]) == ("Accept", "no-cache")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    for row, expected in zip(rows, lines(published, limit=3), strict=True):
        pairs = zip(json.loads(row["tags"]), json.loads(row["scores"]), strict=True)
        assert [{"tag": tag, "score": score} for tag, score in pairs] == expected["tags"]
        assert (row["stale"], row["run_id"], row["scored_at"]) == ("false", "1", expected["scored_at"])
        assert (row["predicted_tag"], float(row["score"])) == (expected["predicted_tag"], expected["score"])


def test_projects_are_named(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', '')")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'")
    api = serve(max_ids=6)
    found = page(api, ids=["6,4,nope", "new,4,10,a\x00b"])
    assert [row["project_id"] for row in found["predictions"]] == ["6", "4"]
    assert (found["without"], found["run_id"], found["next"]) == (["nope", "new", "10", "a\x00b"], 1, None)
    assert [row["project_id"] for row in lines(api, ids="6,4,nope")] == ["6", "4"]
    for ids in (",", "1,2,3,4,5,6,7"):
        refused = api.client.get("/predictions", params={"ids": ids})
        assert (refused.status_code, "name 1 to 6" in refused.json()["detail"]) == (400, True)


def test_a_named_project_whose_text_has_changed_is_stale_in_every_form(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET title = 'Graphs' WHERE project_id = '4'")
    api = serve()
    expected = [("4", True), ("6", False)]
    assert [(row["project_id"], row["stale"]) for row in page(api, ids="4,6")["predictions"]] == expected
    assert [(row["project_id"], row["stale"]) for row in lines(api, ids="4,6")] == expected
    table = api.client.get("/predictions", params={"ids": "4,6"}, headers=CSV).text
    assert [(row["project_id"], row["stale"]) for row in csv.DictReader(io.StringIO(table))] == [
        ("4", "true"),
        ("6", "false"),
    ]
    execute(checked_at("now() - interval '37 hours'"))
    assert [row["stale"] for row in page(api, ids="4,6")["predictions"]] == [True, True]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"ids": "4", "tag": TAG}, 400),
        ({"limit": 1001}, 400),
        ({"limit": 0}, 422),
        ({"min_score": 2}, 422),
        ({"min_score": "nan"}, 422),
        ({"tag": "a\x00b"}, 400),
        ({"cursor": "nonsense"}, 400),
        ({"cursor": "WzFd"}, 400),
        ({"cursor": "\x00"}, 400),
        ({"cursor": "é"}, 400),
        ({"cursor": "WzEsICJhIiwgInRoaW5nIiwgIngiXQ"}, 400),
        ({"cursor": encode("5")}, 400),
        ({"cursor": encode("null")}, 400),
        ({"cursor": encode("[" * 20_000)}, 400),
    ],
)
def test_what_cannot_be_listed_is_refused_with_a_sentence(
    published: Api, query: dict[str, Any], status: int
) -> None:
    answer = published.client.get("/predictions", params=query)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_cursor_of_other_filters_is_refused(published: Api) -> None:
    cursor = page(published, tag=TAG, limit=1)["next"]
    answer = published.client.get("/predictions", params={"cursor": cursor})
    assert answer.status_code == 400
    assert "other filters" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/x-ndjson;q=0.9", "application/x-ndjson"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("image/png", None),
        ("text/csv;q=nonsense", None),
    ],
)
def test_the_form_goes_by_what_is_accepted(published: Api, accept: str, kind: str | None) -> None:
    answer = published.client.get("/predictions", params={"limit": 1}, headers={"Accept": accept})
    assert answer.status_code == (406 if kind is None else 200)
    assert kind is None or answer.headers["content-type"].startswith(kind)


def test_before_the_first_publication_there_is_nothing_to_list(serve: Serve) -> None:
    api = serve()
    found = page(api)
    assert (found.pop("predictions"), found.pop("without")) == ([], [])
    assert (found["run_id"], found["next"]) == (None, None)
    assert lines(api) == []
    assert page(api, ids="4")["without"] == ["4"]


def test_a_stream_whose_run_is_dropped_on_the_way_breaks_off(
    first_run: Run,
    serve: Serve,
    execute: Execute,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = serve()
    monkeypatch.setattr("api.routes.predictions.listing.MAX_STREAM_ROWS", 100)
    read = listing.read_page
    pages = 0

    async def drop_after_two(*arguments: Any) -> Any:
        nonlocal pages
        pages += 1
        if pages == 3:
            execute("ALTER TABLE predawn.predictions DETACH PARTITION predawn.predictions_1")
        return await read(*arguments)

    monkeypatch.setattr("api.routes.predictions.listing.read_page", drop_after_two)
    with pytest.raises(httpx.RemoteProtocolError):
        lines(api)
    (told,) = [record.getMessage() for record in caplog.records if record.name == "predawn.api"]
    assert told.startswith("a listing was cut off: The predictions of run 1 were dropped")
    assert not any(record.exc_info for record in caplog.records)


def test_a_stream_that_cannot_begin_is_refused(
    night: RunNight, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> Any:
        raise StoreUnavailableError("gone")

    night()
    api = serve()
    monkeypatch.setattr("api.routes.predictions.listing.read_page", fail)
    for headers in (NDJSON, CSV):
        assert api.client.get("/predictions", headers=headers).status_code == 503


def test_pages_may_take_longer_than_lookups_and_leave_sessions_to_others(
    first_run: Run, serve: Serve, database: Database
) -> None:

    def check(seconds: float) -> None:
        api = serve(lookup_timeout_seconds=seconds, api_sessions=4)

        def in_use() -> int:
            usage = api.state.sessions.pool_size()
            return usage.open - usage.idle

        owner = database.engine(None, "tests")
        with ThreadPoolExecutor(6) as threads, owner.begin() as connection:
            connection.execute(text("LOCK TABLE predawn.predictions IN ACCESS EXCLUSIVE MODE"))
            pages = [threads.submit(lines, api, stale=True) for _ in range(6)]
            wait_until(lambda: in_use() == 2)
            assert api.client.get("/predictions/4").status_code == 503
            assert in_use() == 2
            assert not any(page.done() for page in pages)
            connection.rollback()
            assert [page.result() for page in pages] == [[]] * 6
        owner.dispose()

    with_enough_time(check, 1.0, 20.0)


def test_the_history_outlives_runs_and_projects(
    first_run: Run, serve: Serve, execute: Execute, engine: Engine
) -> None:
    execute(
        "INSERT INTO predawn.prediction_changes "
        "(project_id, publication_id, from_run, to_run, from_tag, to_tag, from_score, to_score) "
        "VALUES ('4', 1, 1, 2, 'before', 'after', 0.5, 0.25), ('gone', 1, 1, 2, 'x', NULL, 1, NULL)"
    )
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")
    api = serve()
    data = api.client.get("/predictions/4/history").json()["data"]
    stored = api.client.get("/predictions/4").json()["data"]
    (run,) = data["runs"]
    assert (run["run_id"], run["predicted_tag"], run["in_service"]) == (1, stored["predicted_tag"], True)
    (change,) = data["changes"]
    assert (change["kind"], change["from_tag"], change["to_tag"], change["to_score"]) == (
        "publish", "before", "after", 0.25,
    )  # fmt: skip
    assert data["in_catalogue"] is True
    removed = api.client.get("/predictions/6/history").json()["data"]
    assert (removed["in_catalogue"], len(removed["runs"])) == (False, 1)
    gone = api.client.get("/predictions/gone/history").json()["data"]
    assert (gone["in_catalogue"], gone["runs"], gone["changes"][0]["to_tag"]) == (False, [], None)
    for name in ("nope", "a%00b"):
        answer = api.client.get(f"/predictions/{name}/history")
        assert answer.status_code == 404
        assert "The catalogue has no project " in answer.json()["detail"]


def test_a_csv_for_a_spreadsheet_holds_no_formulas(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.predictions SET predicted_tag = '=1+1' WHERE project_id = '4'")
    execute("UPDATE predawn.predictions SET predicted_tag = :wide WHERE project_id = '6'", wide="\uff1d1")
    client = serve().client
    for query, ids in (("excel=true", None), ("excel=true&ids=4", ["4"])):
        table = client.get(f"/predictions?{query}", headers=CSV).content
        assert table.startswith(b"\xef\xbb\xbfproject_id,")
        rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
        assert ids is None or [row["project_id"] for row in rows] == ids
        assert {row["predicted_tag"] for row in rows if row["project_id"] == "4"} == {"'=1+1"}
        assert ids or {row["predicted_tag"] for row in rows if row["project_id"] == "6"} == {"'\uff1d1"}
    plain = client.get("/predictions?ids=4", headers=CSV).text
    assert plain.startswith("project_id,")
    assert ",=1+1," in plain
    refused = client.get("/predictions?excel=true")
    assert (refused.status_code, refused.json()["detail"]) == (
        400,
        "`excel` is for CSV. Accept `text/csv`, or leave it out.",
    )
