"""`HEAD` is answered by every route that answers `GET`, with the same head and no body."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.middleware import HeadAsGet
from tests.serving import Api
from tests.unit.api.http.test_openapi import routes
from tests.waiting import TIMEOUT_SECONDS

PATHS = sorted(
    route.path_format.format(project_id="4", version="1", run_id="1", arg="C")
    for route in routes()
    if "GET" in route.methods
)
VOLATILE = {"date", "content-length"}  # an answer holds the moment at which it was made


def test_there_are_paths_to_ask() -> None:
    assert len(PATHS) > 10


@pytest.mark.parametrize("path", [*PATHS, "/dashboard", "/dashboard/runs", "/nope", "/docs", "/openapi.json"])
def test_head_is_get_without_a_body(published: Api, path: str) -> None:
    get, head = published.client.get(path), published.client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert {name: head.headers[name] for name in head.headers if name not in VOLATILE} == {
        name: get.headers[name] for name in get.headers if name not in VOLATILE
    }


def test_a_stream_without_end_ends_with_its_head() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0)
            yield b"more"

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["method"] == "GET"
        await StreamingResponse(endless())(scope, receive, send)

    async def receive() -> Message:
        raise AssertionError

    sent: list[str] = []

    async def send(message: Message) -> None:
        sent.append(message["type"])

    head = HeadAsGet(app)({"type": "http", "method": "HEAD", "headers": []}, receive, send)
    asyncio.run(asyncio.wait_for(head, TIMEOUT_SECONDS))
    assert sent[0] == "http.response.start"


def test_a_listing_as_a_stream_has_its_head(published: Api) -> None:
    head = published.client.head("/predictions", headers={"Accept": "text/csv"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/csv")


def test_a_route_that_takes_post_alone_says_so(published: Api) -> None:
    head = published.client.head("/predict")
    assert (head.status_code, head.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/tags", "GET, HEAD"),
        ("/predictions/4/history", "GET, HEAD"),
        ("/predict", "POST"),
        ("/dashboard/try", "GET, HEAD, POST"),
        ("/dashboard/sign-in", "GET, HEAD, POST"),
    ],
)
def test_a_method_that_a_path_does_not_accept_is_told_all_that_it_does(
    published: Api, path: str, allowed: str
) -> None:
    answer = published.client.put(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert answer.json()["detail"] == f"{path} does not accept PUT. Use {allowed}."
