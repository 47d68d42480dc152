"""Lookups that take the fast path are answered as by ASGI, on connections that go on, end, and break."""

import http.client
import json
import os
import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any

import pytest

from api.fast_path import protocol
from api.fast_path.protocol import FastProtocol
from api.services.access_log import AccessLog
from api.services.renderer import Reply
from core.errors import StoreUnavailableError
from core.types import Run
from store.connect.database import Database
from tests.access import revoke_keys
from tests.serving import Api, serving, settings_for
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.fast_path.peer import REQUEST, Peer, connect
from tests.waiting import wait_until, with_enough_time


@pytest.fixture(params=[True, False], ids=["fast path", "asgi"])
def api(request: pytest.FixtureRequest, published: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """An API whose lookups take the fast path, and one whose lookups take the way of ASGI."""
    if not request.param:
        monkeypatch.setattr(FastProtocol, "_enter", lambda *_: False)
    return published


@pytest.fixture
def peer(api: Api) -> Iterator[Peer]:
    """A connection to it."""
    with connect(api) as peer:
        yield peer


def test_only_plain_lookups_with_a_stored_answer_take_the_fast_path(
    published: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    compose = protocol.compose

    def watch(reply: Reply, *others: Any) -> bytes:
        sent.append(reply.status)
        return compose(reply, *others)

    monkeypatch.setattr(protocol, "compose", watch)
    client = published.client
    before = published.state.counts.fast_lookups
    for path, headers in (
        ("/predictions/4", {}),
        ("/predictions/4", {"If-None-Match": "*"}),
        ("/predictions/4", {"Connection": "close"}),
        ("/predictions/4", {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}),
        ("/predictions/4", {"X-Request-Id": "7", "Accept": "*/*"}),
        ("/predictions/4", {"Cache-Control": "no-cache"}),
        ("/predictions/nope", {}),
        ("/predictions/a%00b", {}),
        ("/predictions", {}),
        ("/health/live", {}),
    ):
        assert client.get(path, headers=headers).status_code != 503
    assert sent == [200, 304, 200, 200]
    assert published.state.counts.fast_lookups - before == 4
    forwarded = client.get("/predictions/4", headers={"X-Forwarded-Proto": "https"})
    assert forwarded.json()["url"].startswith("https://")


def test_refusals_are_the_same_on_both_paths(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    lookups = api.state.lookups
    monkeypatch.setattr(lookups, "_queue", 0)
    full = api.client.get("/predictions/4")
    monkeypatch.undo()
    assert (full.status_code, full.headers["retry-after"]) == (503, "1")
    assert "wait for the database already" in full.json()["detail"]


def test_an_error_in_the_statement_is_reported_and_a_defect_is_logged(
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


def test_requests_in_one_piece_are_answered_in_their_order(peer: Peer) -> None:
    for third in (b"4", b"4", b"nope"):
        peer.send(b"".join(REQUEST % (name, b"") for name in (b"4", b"6", third, b"10")))
        found = [peer.answer() for _ in range(4)]
        assert [answer.status for answer, _ in found] == [200, 200, 404 if third == b"nope" else 200, 200]
        assert b'"project_id":"6"' in found[1][1]
        assert b'"project_id":"10"' in found[3][1]


def test_a_connection_goes_on_after_each_kind_of_answer(peer: Peer) -> None:
    peer.send(REQUEST % (b"4", b"If-None-Match: *\r\n"))
    unchanged, _ = peer.answer()
    peer.send(REQUEST.replace(b"GET", b"HEAD") % (b"4", b""))
    head, _ = peer.answer("HEAD")
    peer.send(REQUEST % (b"4", b""))
    whole, body = peer.answer()
    assert [answer.status for answer in (unchanged, head, whole)] == [304, 200, 200]
    assert unchanged.headers["etag"] == head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == int(whole.headers["content-length"]) == len(body)
    assert sorted(head.headers) == sorted(whole.headers)
    assert "date" in whole.headers


@pytest.mark.parametrize(
    "last", [b"GET /predictions/4 HTTP/1.0\r\n\r\n", REQUEST % (b"4", b"Connection: close\r\n")]
)
def test_a_last_request_ends_the_connection(peer: Peer, last: bytes) -> None:
    peer.send(last)
    received = peer.rest()
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close" in received
    assert received.endswith(b"}}")


def test_clients_that_leave_without_their_answer_disturb_nobody(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as peer:
            peer.sendall(REQUEST % (b"4", b""))
    assert api.client.get("/predictions/4").status_code == 200
    assert [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")] == []


def test_clients_that_leave_several_requests_behind_disturb_nobody(
    serve: Serve,
    first_run: Run,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    owner = database.engine(None, "tests")
    for plain in (True, False):
        if not plain:
            monkeypatch.setattr(FastProtocol, "_enter", lambda *_: False)
        api = serve()
        with owner.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE predawn.serving")
            for _ in range(4):
                with connect(api) as peer:
                    peer.send(REQUEST % (b"4", b"") * 3)
                    peer.settle()
        assert [api.client.get("/predictions/4").status_code for _ in range(20)] == [200] * 20
    owner.dispose()
    assert [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")] == []


def test_what_looks_like_a_lookup_within_another_message_is_part_of_that(
    peer: Peer,
) -> None:
    lookup = REQUEST % (b"4", b"")

    def ask(*pieces: bytes) -> http.client.HTTPResponse:
        """Send pieces, each of which the server receives by itself."""
        for piece in pieces:
            peer.send(piece)
            peer.settle()
        return peer.answer()[0]

    for _ in range(2):
        assert ask(lookup).status == 200
    # In a header.
    assert ask(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Odd: ", lookup).status == 200
    assert ask(lookup).status == 200
    # In a body, of a lookup too.
    length = b"Content-Length: %d\r\n" % len(lookup)
    assert ask(b"POST /health/live HTTP/1.1\r\nHost: localhost\r\n%b\r\n" % length, lookup).status == 405
    assert ask(REQUEST % (b"nope", length), lookup).status == 404
    assert ask(REQUEST % (b"nope", length) + lookup).status == 404
    # After the first bytes of another.
    assert ask(b"GET /predictions/nope HT", b"TP/1.1\r\nHost: localhost\r\n\r\n" + lookup).status == 404
    assert peer.answer()[0].status == 200
    assert peer.is_silent()
    # Behind the end of a lookup, and before the end of the next one.
    piece = lookup + b"GET /predictions/6 HTTP/1.1\r\n"
    assert ask(b"GET /predictions/4 HTTP/1.1\r\nX-Odd: ", piece).status == 200
    assert ask(piece).status == 400


def test_lookups_go_on_after_an_inference(serve: Serve, first_run: Run, execute: Execute) -> None:
    execute("UPDATE predawn.projects SET title = 'another', content_hash = '\\x01' WHERE project_id = '6'")
    api = serve()
    with connect(api) as peer:
        sources = []
        for name in (b"4", b"6", b"4", b"10", b"6", b"nope", b"4"):
            peer.send(REQUEST % (name, b""))
            answer, body = peer.answer()
            sources.append(answer.status if answer.status != 200 else json.loads(body)["data"]["source"])
        assert sources == ["cache", "on_demand", "cache", "cache", "memory", 404, "cache"]


def test_lookups_wait_their_turn(serve: Serve, first_run: Run, database: Database) -> None:
    api = serve()
    owner = database.engine(None, "tests")
    with connect(api) as peer:
        peer.send(REQUEST % (b"4", b""))
        assert peer.answer()[0].status == 200
        with owner.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE predawn.serving")
            for name in (b"6", b"10", b"4"):
                peer.send(REQUEST % (name, b""))
                peer.settle()
        ids = [json.loads(peer.answer()[1])["data"]["project_id"] for _ in range(3)]
    owner.dispose()
    assert ids == ["6", "10", "4"]


def test_a_request_behind_a_lookup_waits_for_its_answer(
    serve: Serve, first_run: Run, locked: Callable[[], AbstractContextManager[None]]
) -> None:
    with connect(serve()) as peer:
        with locked():
            for request in (REQUEST % (b"6", b""), b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"):
                peer.send(request)
                peer.settle()
            assert peer.is_silent()
        assert b'"project_id":"6"' in peer.answer()[1]
        assert b'"project_id"' not in peer.answer()[1]


def test_a_lookup_of_a_client_that_is_gone_is_not_counted(
    serve: Serve,
    first_run: Run,
    locked: Callable[[], AbstractContextManager[None]],
    connections: list[FastProtocol],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    api = serve()
    answered: list[object] = []
    ask = api.state.lookups._ask

    async def watch(prepared: object, batch: Sequence[Any]) -> None:
        await ask(prepared, batch)
        answered.extend(batch)

    monkeypatch.setattr(api.state.lookups, "_ask", watch)
    with locked():
        with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as peer:
            peer.sendall(REQUEST % (b"6", b""))
            wait_until(lambda: connections)
        wait_until(lambda: connections[0].parser is None)
    assert api.client.get("/predictions/4").status_code == 200
    wait_until(lambda: len(answered) == 2)  # by two statements, of which either may be the first
    assert api.state.counts.fast_lookups == 1


def test_a_lookup_that_waits_while_the_server_stops_ends_its_connection(
    serve: Serve,
    first_run: Run,
    locked: Callable[[], AbstractContextManager[None]],
    connections: list[FastProtocol],
) -> None:
    with connect(serve()) as peer:
        with locked():
            peer.send(REQUEST % (b"6", b""))
            peer.settle()
            connections[0].rules.ending = True
        answer, body = peer.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert b'"project_id":"6"' in body
        assert peer.rest() == b""


def test_a_lookup_has_the_date_and_the_key_of_its_own_moment(
    published: Api, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask() -> http.client.HTTPResponse:
        peer.send(REQUEST % (b"4", b""))
        return peer.answer()[0]

    first = ask().headers["date"]
    wait_until(lambda: ask().headers["date"] != first)
    revoke_keys(published.state.keyring, monkeypatch)
    assert ask().status == 401
    monkeypatch.undo()
    assert ask().status == 200


def test_a_connection_ends_when_it_was_silent_for_as_long_as_is_set_and_not_before(
    serve: Serve, first_run: Run
) -> None:

    def check(seconds: float) -> None:
        with connect(serve(keep_alive_seconds=seconds)) as peer:
            until = time.monotonic() + 2.5 * seconds
            while time.monotonic() < until:
                peer.send(REQUEST % (b"4", b""))
                assert peer.answer()[0].status == 200
            assert peer.rest() == b""
            assert time.monotonic() - until > 0.75 * seconds

    with_enough_time(check, 0.4, 2.0, 8.0)


def test_a_head_that_takes_longer_than_a_silence_is_answered(serve: Serve, first_run: Run) -> None:
    with connect(serve(keep_alive_seconds=0.2)) as peer:
        peer.send(REQUEST % (b"4", b""))
        assert peer.answer()[0].status == 200
        peer.send(b"GET /predictions/6 HTTP/1.1\r\n")
        until = time.monotonic() + 0.6
        while time.monotonic() < until:
            peer.settle()
        peer.send(b"Host: localhost\r\n\r\n")
        assert peer.answer()[0].status == 200


FORWARDED = [
    {},
    {"X-Forwarded-For": "192.0.2.1"},
    {"X-Forwarded-For": "192.0.2.9, 192.0.2.1, 127.0.0.1"},
    {"X-Forwarded-For": "[2001:db8::1]:77"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-For": ""},
    {"X-Forwarded-For": "unknown-" * 20, "X-Forwarded-Proto": "https"},
    {"X-Forwarded-Proto": "gopher", "X-Request-Id": "a b"},
    {"X-Request-Id": 'quoted-"-\\', "Authorization": "Bearer secret"},
    {"X-Request-Id": "7" * 129, "traceparent": f"00-{'0f' * 16}-{'a1' * 8}-01"},
    {"traceparent": "00-AB"},
]
TEXTS = (
    b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%b\r\n"
    b"Content-Length: 31\r\n\r\n" + b'{"texts": [{"text": "graphs"}]}'
)
PATHS = ["4", "nope", "4?key=secret", "caf%C3%A9", "a%22b", "%34", "x" * 1100, "4/history"]


@pytest.mark.parametrize("as_text", [False, True], ids=["json", "text"])
def test_both_ways_write_the_same_lines(
    first_run: Run, database: Database, monkeypatch: pytest.MonkeyPatch, *, as_text: bool
) -> None:
    written: list[list[str]] = []
    for fast in (True, False):
        reader, writer = os.pipe()
        with (
            monkeypatch.context() as patched,
            os.fdopen(reader, encoding="utf-8") as lines,
            serving(settings_for(database), AccessLog("all", as_text=as_text, descriptor=writer)) as api,
        ):
            if not fast:
                patched.setattr(FastProtocol, "_enter", lambda *_: False)
            for path in PATHS:
                for headers in FORWARDED:
                    api.client.get(f"/predictions/{path}", headers=headers)
            with connect(api) as peer:
                for header in (b"X-Request-Id: p", b"X-Forwarded-For: 192.0.2.8", b"Accept: a"):
                    peer.send(TEXTS % header)
                    assert peer.answer()[0].status == 200
            asked = len(PATHS) * len(FORWARDED) + 3
            written.append([comparable(next(lines)) for _ in range(asked)])
            assert (api.state.counts.fast_lookups > 0) == fast
        os.close(writer)
    assert written[0] == written[1]
    text = "".join(written[0])
    assert "secret" not in text
    for field in (
        "192.0.2.1",
        "192.0.2.8",
        "2001:db8::1",
        "cache",
        "on_demand",
        "0f0f0f",
        "/predictions/caf%C3%A9",
    ):
        assert field in text


def comparable(line: str) -> str:
    """Return a line of the access log without times, and without the port of the client."""
    assert not line.startswith("{") or json.loads(line)
    for pattern in (r'^\{"time": "[^"]*"', r"^[0-9:]*", r'duration_ms"?[:=] ?[0-9.]*', r"127\.0\.0\.1:\d+"):
        line = re.sub(pattern, "", line)
    return line
