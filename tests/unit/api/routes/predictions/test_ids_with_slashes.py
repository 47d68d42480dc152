"""An id with a slash is an id like any other, wherever a project is asked for."""

from collections.abc import Iterator

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from tests.conftest import Server
from tests.serving import Api, serving, settings_for

IDS = ["owner/repo", "owner", "owner/history", "repo/", "a%2Fb", ".."]


@pytest.fixture(scope="module", params=[True, False], ids=["fast path", "framework"])
def api(
    request: pytest.FixtureRequest, embedded_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Api]:
    source = tmp_path_factory.mktemp("slashes") / "projects.csv"
    source.write_text("id,title,description\n" + "".join(f"{name},Detection,of {name}\n" for name in IDS))
    database = embedded_server.clone()
    settings = settings_for(database, engine="threading", workers=1, fast_path=request.param)
    run_batch(database, settings, RunRequest(source=str(source), max_shrink=1.0), Silent())
    with serving(settings) as api:
        yield api
    embedded_server.drop(database)


@pytest.mark.parametrize(
    ("path", "project_id"),
    [
        ("owner%2Frepo", "owner/repo"),
        ("owner%2frepo", "owner/repo"),
        ("owner/repo", "owner/repo"),
        ("owner%2Fhistory", "owner/history"),
        ("repo%2F", "repo/"),
        ("a%252Fb", "a%2Fb"),
        ("owner", "owner"),
    ],
)
def test_the_path_as_it_was_written_decides(api: Api, path: str, project_id: str) -> None:
    answer = api.client.get(f"/predictions/{path}")
    assert answer.status_code == 200
    assert answer.json()["data"]["project_id"] == project_id
    head = api.client.head(f"/predictions/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == answer.headers["etag"]


def test_an_id_that_ends_as_a_route_does_takes_the_fast_path_too(api: Api) -> None:
    before = api.state.counts.fast_lookups
    assert api.client.get("/predictions/owner%2Fhistory").status_code == 200
    assert api.state.counts.fast_lookups - before == int(api.state.settings.fast_path)


@pytest.mark.parametrize("encoded", ["owner%2Frepo", "owner/repo", "owner%2Fhistory"])
@pytest.mark.parametrize("more", ["history", "explanation"])
def test_history_and_explanation_have_ids_with_slashes_too(api: Api, encoded: str, more: str) -> None:
    answer = api.client.get(f"/predictions/{encoded}/{more}")
    assert answer.status_code == 200
    assert answer.json()["data"]["project_id"] == encoded.replace("%2F", "/")


def test_where_a_proxy_has_decoded_the_path_its_last_segment_is_the_route(api: Api) -> None:
    assert "runs" in api.client.get("/predictions/owner/history").json()["data"]


@pytest.mark.parametrize("project_id", IDS)
def test_every_id_can_be_asked_for_by_name(api: Api, project_id: str) -> None:
    (found,) = api.client.get("/predictions", params={"ids": project_id}).json()["data"]["predictions"]
    assert found["project_id"] == project_id


def test_a_page_shows_a_project_with_a_slash(api: Api) -> None:
    page = api.client.get("/dashboard/projects/owner%2Frepo")
    assert page.status_code == 200
    assert "owner/repo" in page.text


def test_dots_are_no_ids_in_a_path(api: Api) -> None:
    answer = api.client.get("/predictions/%2E%2E")
    assert answer.status_code == 404
    assert "?ids=" in answer.json()["detail"]
