"""Requests for texts that arrive in one piece are answered by the protocol, as others are by ASGI."""

import asyncio
import gc
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from typing import Any

import pytest

from api.fast_path import protocol
from api.fast_path.predict import PredictFastPath
from api.fast_path.protocol import FastProtocol
from api.http.request_ids import RequestIds, current_ids
from api.services.renderer import Reply
from core.errors import PredawnError
from core.types import Prediction, Run
from model.tagger_scorer import TaggerScorer
from tests.access import revoke_keys
from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.fast_path.peer import REQUEST, Peer, connect
from tests.waiting import TIMEOUT_SECONDS, wait_until

TEXT = "Transformers for text"
ASKED = json.dumps({"texts": [{"text": TEXT}]}).encode()
JSON = b"Content-Type: application/json\r\n"


def post(body: bytes = ASKED, headers: bytes = JSON, path: bytes = b"/predict") -> bytes:
    """Return a request in one piece."""
    length = b"Content-Length: %d\r\n" % len(body)
    return b"POST %b HTTP/1.1\r\nHost: localhost\r\n%b%b\r\n%b" % (path, headers, length, body)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The statuses of the answers that the protocol has sent."""
    found: list[int] = []
    compose = protocol.compose

    def watch(reply: Reply, *others: Any) -> bytes:
        found.append(reply.status)
        return compose(reply, *others)

    monkeypatch.setattr(protocol, "compose", watch)
    return found


def ask(peer: Peer, *pieces: bytes) -> tuple[int, Any]:
    """Send pieces, each of which the server receives by itself, and return the status and the answer."""
    for piece in pieces[:-1]:
        peer.send(piece)
        peer.settle()
    peer.send(pieces[-1])
    answer, body = peer.answer()
    return answer.status, json.loads(body)


def requests(api: Api, status: int) -> float:
    """Return how many requests for texts were counted with a status."""
    name = f'predawn_http_requests_total{{route="/predict",source="",status="{status}"}} '
    lines = api.client.get("/metrics").text.splitlines()
    return sum(float(line.removeprefix(name)) for line in lines if line.startswith(name))


def test_an_encoded_body_in_one_piece_is_refused(published: Api, sent: list[int]) -> None:
    with connect(published) as peer:
        status, answer = ask(peer, post(headers=JSON + b"Content-Encoding: br\r\n"))
    assert (status, sent) == (415, [])
    assert "The body has the encoding 'br'" in answer["detail"]


def test_whole_requests_are_answered_by_the_protocol(serve: Serve, sent: list[int]) -> None:
    api = serve()
    with connect(api) as peer:
        first = ask(peer, post())
        assert ask(peer, post(headers=JSON + b"X-Forwarded-Proto: https\r\n"))[0] == 200
        assert sent == [200, 200]
        assert first[1]["data"]["predictions"][0]["source"] == "on_demand"
        assert first[1]["url"] == "http://localhost/predict"
        assert requests(api, 200) == 2
        whole = post()
        assert ask(peer, whole[:-1], whole[-1:])[0] == 200
        assert ask(peer, whole[:20], whole[20:])[0] == 200
        padded = post(ASKED + b"   ")  # what has arrived could be the whole body
        assert ask(peer, padded[:-3], padded[-3:])[0] == 200
        assert ask(peer, post(path=b"/predict?explain=true"))[0] == 200
        assert ask(peer, post(headers=JSON + b"Accept: a\r\nAccept: b\r\n"))[0] == 200
        assert ask(peer, post(headers=JSON + JSON))[0] == 200
        assert ask(peer, post(headers=b"Content-Type: text/plain\r\n"))[0] == 400
        assert ask(peer, post(headers=b""))[0] == 400
        assert ask(peer, post(b'{"texts": []}'))[0] == 422
        assert ask(peer, post(b"{"))[0] == 422
        assert sent == [200, 200]


def test_both_ways_answer_alike(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for fast in (True, False):
        if not fast:
            monkeypatch.setattr(FastProtocol, "_enter", lambda *_: 0)
        with connect(published) as peer:
            peer.send(post(headers=JSON + b"X-Request-Id: 7\r\n"))
            answer, body = peer.answer()
            (prediction,) = json.loads(body)["data"]["predictions"]
            headers = sorted((name, value) for name, value in answer.headers.items() if name != "date")
            found.append((answer.status, [name for name, _ in headers], prediction["tags"]))
            assert ("x-request-id", "7") in headers
    assert found[0] == found[1]


def test_answers_keep_the_order_of_their_requests(published: Api, sent: list[int]) -> None:
    with connect(published) as peer:
        peer.send(post() + REQUEST % (b"4", b"") + post(b"{") + post(ASKED.replace(b"text", b"texts", 0)))
        found = [peer.answer() for _ in range(4)]
    assert [answer.status for answer, _ in found] == [200, 200, 422, 200]
    assert [b'"input_text"' in body for _, body in found] == [True, False, False, True]
    assert sent.count(200) >= 2


@pytest.mark.parametrize("size", [len(ASKED) - 1, len(ASKED)])
def test_a_body_that_is_too_large_is_refused(serve: Serve, size: int) -> None:
    with connect(serve(max_body_bytes=size)) as peer:
        peer.send(post())
        answer, _ = peer.answer()
    assert answer.status == (413 if size < len(ASKED) else 200)


def test_a_refusal_and_a_defect_are_answered_once(
    published: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, sent: list[int]
) -> None:
    calls: list[int] = []

    def failing(error: Exception) -> Callable[..., Any]:
        async def reply(*_: object) -> Reply:
            calls.append(1)
            raise error

        return reply

    with connect(published) as peer:
        monkeypatch.setattr(PredictFastPath, "reply", failing(PredawnError("It is refused.")))
        assert ask(peer, post())[1]["detail"] == "It is refused."
        monkeypatch.setattr(PredictFastPath, "reply", failing(ZeroDivisionError("a defect")))
        assert ask(peer, post())[0] == 500
        monkeypatch.undo()
        assert ask(peer, post())[0] == 200
    assert len(calls) == 2
    assert sent == []
    assert sum("a defect" in str(record.exc_info) for record in caplog.records) == 1
    assert requests(published, 500) == 2


def test_texts_that_wait_while_the_server_stops_end_their_connection(
    serve: Serve,
    first_run: Run,
    locked: Callable[[], AbstractContextManager[None]],
    connections: list[FastProtocol],
    sent: list[int],
) -> None:
    api = serve()
    with connect(api) as peer:
        with locked():
            peer.send(post())
            peer.settle()
            waited = time.monotonic()
            connections[0].rules.ending = True
            wait_until(lambda: time.monotonic() > waited + 0.1)
        answer, body = peer.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert json.loads(body)["data"]["predictions"][0]["source"] == "on_demand"
        assert peer.rest() == b""
    assert sent == []
    connections[0].rules.ending = False
    assert requests(api, 200) == 1
    assert api.state.counts.series("/predict", 200).seconds >= 0.1
    wait_until(lambda: api.state.log.written == 1 and not api.state.log.waiting)


def test_a_client_that_is_gone_disturbs_nobody(
    serve: Serve,
    first_run: Run,
    locked: Callable[[], AbstractContextManager[None]],
    connections: list[FastProtocol],
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = serve()
    with locked():
        with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as peer:
            peer.sendall(post())
            wait_until(lambda: connections)
        wait_until(lambda: connections[0].parser is None)
        # A server that stops leaves its answers to uvicorn, but not this one.
        connections[0].rules.ending = True
    wait_until(lambda: requests(api, 200) == 1)
    wait_until(lambda: api.state.log.written == 1)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_key_is_required(published: Api, execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect(published) as peer:
        assert ask(peer, post())[0] == 200
        revoke_keys(published.state.keyring, monkeypatch)
        assert ask(peer, post())[0] == 401
        assert ask(peer, post(headers=JSON + b"Authorization: Bearer none\r\n"))[0] == 401


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], asyncio.Event]:
    """Let each answer wait for an event, and then end with an error."""

    def fail(error: Exception) -> asyncio.Event:
        released = asyncio.Event()

        async def reply(*_: object) -> Reply:
            await released.wait()
            raise error

        monkeypatch.setattr(PredictFastPath, "reply", reply)
        return released

    return fail


def task_of(connection: FastProtocol) -> "asyncio.Task[None]":
    """Return the task that answers texts."""
    (task,) = (one for one in connection.tasks if "_answer_texts" in repr(one))
    return task


def leave(api: Api, connections: list[FastProtocol], released: asyncio.Event) -> None:
    """Ask, leave, and let the answer fail then."""
    with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as peer:
        peer.sendall(post())
        wait_until(lambda: connections)
    connection = connections[0]
    wait_until(lambda: connection.parser is None)
    task = task_of(connection)
    connection.loop.call_soon_threadsafe(released.set)
    wait_until(task.done)


def test_a_refusal_for_a_client_that_is_gone_is_no_defect(
    published: Api,
    failing: Callable[[Exception], asyncio.Event],
    connections: list[FastProtocol],
    caplog: pytest.LogCaptureFixture,
) -> None:
    leave(published, connections, failing(PredawnError("It is refused.")))
    gc.collect()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_defect_is_logged_though_the_client_is_gone(
    serve: Serve,
    failing: Callable[[Exception], asyncio.Event],
    connections: list[FastProtocol],
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = serve()
    leave(api, connections, failing(ZeroDivisionError("a defect")))
    assert sum("a defect" in str(record.exc_info) for record in caplog.records) == 1
    assert requests(api, 500) == 1


def test_log_lines_name_their_request(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[RequestIds] = []

    def fail(*_: object) -> None:
        found.append(current_ids.get())
        raise ZeroDivisionError

    monkeypatch.setattr(TaggerScorer, "predict_texts", fail)
    with connect(serve(tagger="scikit-learn")) as peer:
        assert ask(peer, post(headers=JSON + b"X-Request-Id: 7\r\n"))[0] == 500
    assert [ids.request_id for ids in found] == ["7"]


def test_a_client_that_leaves_the_queue_gives_up_its_place(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, connections: list[FastProtocol]
) -> None:
    entered, released = threading.Event(), threading.Event()
    predict = TaggerScorer.predict_texts

    def wait(scorer: TaggerScorer, texts: Sequence[str]) -> list[Prediction]:
        entered.set()
        assert released.wait(TIMEOUT_SECONDS)
        return predict(scorer, texts)

    monkeypatch.setattr(TaggerScorer, "predict_texts", wait)
    api = serve(tagger="scikit-learn", inference_threads=1)
    with closing(socket.create_connection(("127.0.0.1", api.client.base_url.port))) as peer:
        peer.sendall(post())
        assert entered.wait(TIMEOUT_SECONDS)
    wait_until(lambda: connections[0].parser is None)
    wait_until(lambda: api.state.inference.pending == 0)
    released.set()
    wait_until(lambda: requests(api, 499) == 1)


def test_a_slow_reader_is_waited_for(published: Api, connections: list[FastProtocol]) -> None:
    with connect(published) as peer:
        assert ask(peer, post())[0] == 200
        connection = connections[0]
        connection.loop.call_soon_threadsafe(connection.flow.pause_writing)
        peer.send(post())
        assert peer.is_silent()
        connection.loop.call_soon_threadsafe(connection.flow.resume_writing)
        assert peer.answer()[0].status == 200


def test_the_limit_of_tasks_holds(published: Api, connections: list[FastProtocol]) -> None:
    with connect(published) as peer:
        assert ask(peer, post())[0] == 200
        connections[0].limit_concurrency = 1
        peer.send(post())
        assert peer.answer()[0].status == 503


def test_the_url_has_the_root_of_the_server(published: Api, connections: list[FastProtocol]) -> None:
    with connect(published) as peer:
        assert ask(peer, post())[1]["url"] == "http://localhost/predict"
        connections[0].root_path = "/api"
        assert ask(peer, post())[1]["url"] == "http://localhost/api/predict"
        assert ask(peer, REQUEST % (b"4", b""))[1]["url"] == "http://localhost/api/predictions/4"


def test_a_server_that_can_wait_no_longer_says_so(
    serve: Serve,
    first_run: Run,
    locked: Callable[[], AbstractContextManager[None]],
    connections: list[FastProtocol],
) -> None:
    with connect(serve()) as peer, locked():
        peer.send(post())
        peer.settle()
        connection = connections[0]
        connection.loop.call_soon_threadsafe(task_of(connection).cancel)
        answer, _ = peer.answer()
        assert (answer.status, answer.headers["connection"]) == (500, "close")


def test_an_answer_may_take_longer_than_a_head(
    serve: Serve, first_run: Run, locked: Callable[[], AbstractContextManager[None]]
) -> None:
    api = serve(request_head_seconds=0.2)
    with ExitStack() as stack:
        with locked():
            peer = stack.enter_context(connect(api))
            peer.send(post())
            until = time.monotonic() + 0.6
            wait_until(lambda: time.monotonic() > until)
        assert peer.answer()[0].status == 200
