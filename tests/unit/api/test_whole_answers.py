"""Answers that go out as a whole are those of ASGI, on connections that go on, end, and break."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from api import predictions
from api.whole_answers import send_whole
from tests.serving import Api

REQUEST = b"GET /predictions/%b HTTP/1.1\r\nHost: here\r\n%b\r\n"


@pytest.fixture(params=[True, False], ids=["whole", "asgi"])
def api(request: pytest.FixtureRequest, published: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """An API that sends answers as a whole, and one that does not."""
    if not request.param:
        monkeypatch.setattr(predictions, "send_whole", lambda _scope, _reply: False)
    return published


@pytest.fixture
def wire(api: Api) -> Iterator[socket.socket]:
    """A connection to it."""
    port = api.client.base_url.port
    assert port is not None
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as opened:
        yield opened


def answers(
    wire: socket.socket, number: int, method: str = "GET"
) -> list[tuple[http.client.HTTPResponse, bytes]]:
    """Read answers one after another, as HTTP has them."""
    file = wire.makefile("rb")
    found = []
    for _ in range(number):
        answer = http.client.HTTPResponse(wire, method=method)
        answer.fp = file
        answer.begin()
        body = (
            b""
            if method == "HEAD" or answer.status == 304
            else file.read(int(answer.headers["content-length"]))
        )
        found.append((answer, body))
    return found


def test_answers_go_out_as_a_whole(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(predictions, "send_whole", lambda *given: sent.append(send_whole(*given)) or sent[-1])
    assert published.client.get("/predictions/4").status_code == 200
    assert sent == [True]
    assert published.client.get("/predictions/4", headers={"Connection": "close"}).status_code == 200
    assert sent == [True, False]


def test_requests_in_one_piece_are_answered_in_their_order(wire: socket.socket) -> None:
    wire.sendall(b"".join(REQUEST % (name, b"") for name in (b"4", b"6", b"nope", b"10")))
    found = answers(wire, 4)
    assert [answer.status for answer, _ in found] == [200, 200, 404, 200]
    assert b'"project_id":"6"' in found[1][1]
    assert b'"project_id":"10"' in found[3][1]


def test_a_connection_goes_on_after_each_kind_of_answer(wire: socket.socket) -> None:
    wire.sendall(REQUEST % (b"4", b"If-None-Match: *\r\n"))
    ((unchanged, _),) = answers(wire, 1)
    wire.sendall(REQUEST.replace(b"GET", b"HEAD") % (b"4", b""))
    ((head, _),) = answers(wire, 1, "HEAD")
    wire.sendall(REQUEST % (b"4", b""))
    ((whole, body),) = answers(wire, 1)
    assert [answer.status for answer in (unchanged, head, whole)] == [304, 200, 200]
    assert unchanged.headers["etag"] == head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == int(whole.headers["content-length"]) == len(body)
    assert sorted(head.headers) == sorted(whole.headers)
    assert "date" in whole.headers


@pytest.mark.parametrize(
    "last", [b"GET /predictions/4 HTTP/1.0\r\n\r\n", REQUEST % (b"4", b"Connection: close\r\n")]
)
def test_a_last_request_ends_the_connection(wire: socket.socket, last: bytes) -> None:
    wire.sendall(last)
    received = b"".join(iter(lambda: wire.recv(65536), b""))
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
