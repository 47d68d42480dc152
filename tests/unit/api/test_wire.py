"""Lookups that take the short way are answered as by ASGI, on connections that go on, end, and break."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api import wire as wires
from api.rendering import Reply
from core.errors import StoreUnavailableError
from tests.serving import Api

REQUEST = b"GET /predictions/%b HTTP/1.1\r\nHost: here\r\n%b\r\n"


Answer = tuple[http.client.HTTPResponse, bytes]


class Wire:
    """A connection, read as HTTP has it: what is too much of one answer is in the way of the next."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened
        self._file = opened.makefile("rb")

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def answer(self, method: str = "GET") -> Answer:
        answer = http.client.HTTPResponse(self._socket, method=method)
        answer.fp = self._file
        answer.begin()
        empty = method == "HEAD" or answer.status == 304
        return answer, b"" if empty else self._file.read(int(answer.headers["content-length"]))

    def rest(self) -> bytes:
        return self._file.read()


@pytest.fixture(params=[True, False], ids=["short way", "asgi"])
def api(request: pytest.FixtureRequest, published: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """An API whose lookups take the short way, and one whose lookups take that of ASGI."""
    if not request.param:
        monkeypatch.setattr(wires, "_is_plain", lambda _cycle: False)
    return published


@pytest.fixture
def wire(api: Api) -> Iterator[Wire]:
    """A connection to it."""
    port = api.client.base_url.port
    assert port is not None
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as opened:
        yield Wire(opened)


def test_only_plain_lookups_with_a_stored_answer_take_the_short_way(
    published: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    send = wires._send

    def watch(cycle: RequestResponseCycle, reply: Reply) -> bool:
        sent.append(reply.status)
        return send(cycle, reply)

    monkeypatch.setattr(wires, "_send", watch)
    client = published.client
    for path, headers in (
        ("/predictions/4", {}),
        ("/predictions/4", {"If-None-Match": "*"}),
        ("/predictions/4", {"Connection": "close"}),
        ("/predictions/4", {"X-Forwarded-Proto": "https"}),
        ("/predictions/4", {"Cache-Control": "no-cache"}),
        ("/predictions/nope", {}),
        ("/predictions/a%00b", {}),
        ("/predictions", {}),
        ("/health/live", {}),
    ):
        client.get(path, headers=headers)
    assert sent == [200, 304]
    forwarded = client.get("/predictions/4", headers={"X-Forwarded-Proto": "https"})
    assert forwarded.json()["url"].startswith("https://")


def test_refusals_are_told_on_both_ways(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    lookups = api.state.lookups
    monkeypatch.setattr(lookups, "_queue", 0)
    full = api.client.get("/predictions/4")
    monkeypatch.undo()
    assert (full.status_code, full.headers["retry-after"]) == (503, "1")
    assert "wait for the database already" in full.json()["detail"]


def test_an_error_in_the_statement_is_told_and_a_defect_goes_to_the_log(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise StoreUnavailableError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(api.state.lookups, "_ask", fail)
        refused = api.client.get("/predictions/4")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert refused.json()["detail"].startswith("The database cannot be reached")
    with monkeypatch.context() as patch:
        patch.setattr(api.state.renderer, "data", None)
        broken = api.client.get("/predictions/4")
    assert broken.status_code == 500
    assert any(record.exc_info for record in caplog.records)
    assert api.client.get("/predictions/4").status_code == 200


def test_requests_in_one_piece_are_answered_in_their_order(wire: Wire) -> None:
    wire.send(b"".join(REQUEST % (name, b"") for name in (b"4", b"6", b"nope", b"10")))
    found = [wire.answer() for _ in range(4)]
    assert [answer.status for answer, _ in found] == [200, 200, 404, 200]
    assert b'"project_id":"6"' in found[1][1]
    assert b'"project_id":"10"' in found[3][1]


def test_a_connection_goes_on_after_each_kind_of_answer(wire: Wire) -> None:
    wire.send(REQUEST % (b"4", b"If-None-Match: *\r\n"))
    unchanged, _ = wire.answer()
    wire.send(REQUEST.replace(b"GET", b"HEAD") % (b"4", b""))
    head, _ = wire.answer("HEAD")
    wire.send(REQUEST % (b"4", b""))
    whole, body = wire.answer()
    assert [answer.status for answer in (unchanged, head, whole)] == [304, 200, 200]
    assert unchanged.headers["etag"] == head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == int(whole.headers["content-length"]) == len(body)
    assert sorted(head.headers) == sorted(whole.headers)
    assert "date" in whole.headers


@pytest.mark.parametrize(
    "last", [b"GET /predictions/4 HTTP/1.0\r\n\r\n", REQUEST % (b"4", b"Connection: close\r\n")]
)
def test_a_last_request_ends_the_connection(wire: Wire, last: bytes) -> None:
    wire.send(last)
    received = wire.rest()
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close" in received
    assert received.endswith(b"}}")


def test_clients_that_leave_without_their_answer_disturb_nobody(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as wire:
            wire.sendall(REQUEST % (b"4", b""))
    assert api.client.get("/predictions/4").status_code == 200
    assert [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")] == []
