"""Answers state their age, and conditional requests get the right answer, through publishes and rollbacks."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from api.http.freshness import read_conditions
from core.types import Mode, Run
from store import api_keys
from store.connect.database import Database
from store.serving import pointer
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL, checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.routes.predictions.test_predictions import SLOW, overload
from tests.waiting import wait_until

CHANGE = "UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'"
SETTLE = "UPDATE predawn.serving SET moved_at = '2025-06-02 03:00:05.5+00'"
OLD_PROJECTS = "UPDATE predawn.projects SET changed_at = '2025-06-01 00:00:00+00'"


def get(api: Api, path: str = "/predictions/4", **headers: str) -> Any:
    return api.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_an_answer_is_asked_for_again_each_time_and_unchanged_it_is_304(published: Api) -> None:
    answer = get(published)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["vary"] == "Accept"
    etag = answer.headers["etag"]
    assert etag.startswith('W/"1-')
    for condition in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = get(published, if_none_match=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert {again.headers[name] for name in ("etag", "cache-control", "vary")} == {
            etag, "no-cache", "Accept",
        }  # fmt: skip
    for condition in ('W/"other"', etag.replace("1-", "11-", 1), "nonsense"):
        assert get(published, if_none_match=condition).status_code == 200


def test_an_entity_tag_follows_publishes_and_rollbacks(
    night: RunNight, first_run: Run, serve: Serve, engine: Engine, execute: Execute
) -> None:
    execute(ANOTHER_MODEL)
    api = serve()
    first = get(api).headers["etag"]
    night(model_version=2)
    changed = get(api, if_none_match=first)
    assert (changed.status_code, changed.json()["data"]["run_id"]) == (200, 2)
    second = changed.headers["etag"]
    assert get(api, if_none_match=second).status_code == 304
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="a try")
    back = get(api, if_none_match=second)
    assert (back.status_code, back.headers["etag"], back.json()["data"]["run_id"]) == (200, first, 1)
    assert get(api, if_none_match=first).status_code == 304


def test_an_entity_tag_distinguishes_two_runs_of_one_model(
    night: RunNight, first_run: Run, serve: Serve
) -> None:
    api = serve()
    first = get(api).headers["etag"]
    night(mode=Mode.FULL)
    second = get(api, if_none_match=first)
    assert (second.status_code, second.json()["data"]["run_id"]) == (200, 2)


def test_an_entity_tag_tells_a_stale_answer_from_the_same_one_before(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve()
    etag = get(api).headers["etag"]
    execute(checked_at("now() - interval '37 hours'"))
    stale = get(api, if_none_match=etag)
    assert (stale.status_code, stale.json()["data"]["stale"]) == (200, True)
    execute(checked_at("now()"))
    assert get(api, if_none_match=stale.headers["etag"]).status_code == 200
    assert get(api, if_none_match=etag).status_code == 304


def test_an_on_demand_answer_that_the_client_has_is_not_made_again(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve(**SLOW)
    stored = get(api).headers["etag"]
    execute(CHANGE)
    made = get(api, if_none_match=stored)
    assert (made.status_code, made.json()["data"]["source"]) == (200, "on_demand")
    wait_until(lambda: api.state.log.written == 1)
    assert get(api, if_none_match=made.headers["etag"]).status_code == 304
    overload(api.state)
    assert get(api, if_none_match=made.headers["etag"]).status_code == 304
    older = get(api, if_none_match=stored)
    assert (older.status_code, older.json()["data"]["stale"]) == (200, True)
    assert api.state.log.written + api.state.log.waiting == 1


def test_an_on_demand_answer_of_one_text_is_not_that_of_the_next(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve()
    execute(CHANGE)
    of_first = get(api)
    execute("UPDATE predawn.projects SET title = 'Deploying to Kubernetes' WHERE project_id = '4'")
    of_second = get(api, if_none_match=of_first.headers["etag"])
    assert of_second.status_code == 200
    assert of_second.headers["etag"] != of_first.headers["etag"]
    assert of_second.json()["data"]["score"] != of_first.json()["data"]["score"]
    assert get(api, if_none_match=of_second.headers["etag"]).status_code == 304


def test_an_on_demand_answer_of_one_model_is_not_that_of_the_next(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(
        "INSERT INTO predawn.models (predictor, artifact, artifact_sha256, args) "
        "SELECT predictor, artifact, artifact_sha256, args FROM predawn.models"
    )
    execute("DELETE FROM predawn.predictions WHERE project_id = '4'")
    api = serve()
    of_first = get(api)
    assert of_first.json()["data"]["source"] == "on_demand"
    night(model_version=2)
    execute("DELETE FROM predawn.predictions WHERE project_id = '4'")
    of_second = get(api, if_none_match=of_first.headers["etag"])
    assert (of_second.status_code, of_second.json()["data"]["model_version"]) == (200, 2)


def test_last_modified_is_the_later_of_the_pointers_move_and_the_projects_change(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve()
    execute(SETTLE)
    execute(OLD_PROJECTS)
    moved = "Mon, 02 Jun 2025 03:00:06 GMT"
    assert get(api).headers["last-modified"] == moved
    execute("UPDATE predawn.projects SET changed_at = '2025-06-03 00:00:00+00' WHERE project_id = '6'")
    assert get(api, "/predictions/6").headers["last-modified"] == "Tue, 03 Jun 2025 00:00:00 GMT"
    unchanged = get(api, if_modified_since=moved)
    assert (unchanged.status_code, unchanged.headers["last-modified"]) == (304, moved)
    assert get(api, if_modified_since="Mon, 02 Jun 2025 03:00:05 GMT").status_code == 200
    assert get(api, if_modified_since="yesterday").status_code == 200
    assert get(api, if_modified_since=moved, if_none_match='W/"other"').status_code == 200


def test_only_a_fitting_row_that_is_not_stale_goes_by_its_time(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(SETTLE)
    execute(OLD_PROJECTS)
    api = serve()
    moved = get(api).headers["last-modified"]
    execute(checked_at("now() - interval '37 hours'"))
    stale = get(api, if_modified_since=moved)
    assert (stale.status_code, "last-modified" in stale.headers) == (200, False)
    execute(CHANGE)
    made = get(api, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert (made.status_code, "last-modified" in made.headers) == (200, False)


def test_no_cache_asks_for_a_fresh_inference_and_nothing_else(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = serve(**SLOW)
    stored, fresh = get(api), get(api, cache_control="max-age=0, No-Cache")
    assert fresh.json()["data"]["source"] == "on_demand"
    assert fresh.json()["data"]["predicted_tag"] == stored.json()["data"]["predicted_tag"]
    assert get(api, cache_control="no-cache", if_none_match=fresh.headers["etag"]).status_code == 304
    wait_until(lambda: api.state.log.written == 2)
    overload(api.state)
    refused = get(api, cache_control="no-cache")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert get(api).json()["data"]["source"] == "cache"


def test_no_cache_passes_over_an_answer_that_is_remembered(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(CHANGE)
    api = serve()
    answers = [get(api), get(api), get(api, cache_control="no-cache")]
    assert [answer.json()["data"]["source"] for answer in answers] == ["on_demand", "memory", "on_demand"]
    assert answers[2].json()["data"]["scored_at"] > answers[1].json()["data"]["scored_at"]


def test_only_if_cached_never_infers(first_run: Run, serve: Serve, execute: Execute) -> None:
    api = serve()
    assert get(api, cache_control="only-if-cached").json()["data"]["source"] == "cache"
    assert get(api, cache_control="no-cache, only-if-cached").json()["data"]["source"] == "cache"
    execute(CHANGE)
    refused = get(api, cache_control="only-if-cached")
    assert refused.status_code == 504
    assert "only-if-cached" in refused.json()["detail"]
    assert api.state.log.written + api.state.log.waiting == 0


def test_a_larger_age_is_for_fitting_rows_only(first_run: Run, serve: Serve, execute: Execute) -> None:
    api = serve(max_age=timedelta(seconds=30))
    assert get(api).headers["cache-control"] == "max-age=30"
    assert get(api, if_none_match="*").headers["cache-control"] == "max-age=30"
    execute(checked_at("now() - interval '37 hours'"))
    assert get(api).headers["cache-control"] == "no-cache"
    execute(checked_at("now()"))
    execute(CHANGE)
    assert get(api).headers["cache-control"] == "no-cache"


def test_under_keys_an_answer_is_kept_by_who_asked_alone(
    first_run: Run, serve: Serve, database: Database, execute: Execute
) -> None:
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        key = api_keys.create(connection, "service", list(api_keys.KeyScope))
    owner.dispose()
    api = serve()
    given = {"authorization": f"Bearer {key}"}
    answer = get(api, **given)
    assert answer.headers["cache-control"] == "private, no-cache"
    again = get(api, **given, if_none_match=answer.headers["etag"])
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-cache")
    assert get(api, if_none_match=answer.headers["etag"]).status_code == 401
    execute(CHANGE)
    made = get(api, **given)
    assert made.json()["data"]["source"] == "on_demand"
    assert made.headers["cache-control"] == "private, no-cache"
    again = get(api, **given, if_none_match=made.headers["etag"])
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-cache")
    for path in ("/predictions", "/predictions/4/history", "/runs", "/metrics"):
        assert get(api, path, **given).headers["cache-control"] == "private, no-cache", path


@pytest.mark.parametrize(
    "path", ["/health/ready", "/predictions", "/predictions/4/history", "/runs", "/docs"]
)
def test_no_cache_decides_for_itself_what_to_keep(published: Api, path: str) -> None:
    assert get(published, path).headers["cache-control"] == "no-cache"


def test_errors_are_not_kept(published: Api) -> None:
    assert get(published, "/predictions/nope").headers["cache-control"] == "no-store"


def test_head_has_the_headers_of_get_and_no_body(published: Api) -> None:
    head, got = published.client.head("/predictions/4"), get(published)
    assert head.content == b""
    for name in ("etag", "content-length", "content-type", "cache-control", "vary"):
        assert head.headers[name] == got.headers[name]
    assert published.client.head("/predictions/nope").status_code == 404
    assert published.client.head("/predictions/4", headers={"If-None-Match": "*"}).status_code == 304


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], (None, None, False, False)),
        ([("cache-control", "max-age=5"), ("cache-control", "NO-CACHE")], (None, None, True, False)),
        ([("cache-control", "no-cache-ish")], (None, None, False, False)),
        ([("if-none-match", '"a"'), ("if-none-match", '"b"')], ('"a", "b"', None, False, False)),
        ([("if-modified-since", "Thu, 01 Jan 1970 00:00:10 GMT")], (None, 10.0, False, False)),
        ([("if-modified-since", "Thu, 32 Jan 1970 00:00:10 GMT")], (None, None, False, False)),
        ([("if-modified-since", "\x00")], (None, None, False, False)),
    ],
)
def test_repeated_and_broken_headers(lines: list[tuple[str, str]], expected: tuple[Any, ...]) -> None:
    raw = [(name.encode(), value.encode()) for name, value in lines]
    assert tuple(read_conditions(dict(raw), raw)) == expected
