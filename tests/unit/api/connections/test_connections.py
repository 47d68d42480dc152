"""A connection is bounded in what it may send, and ends without losing a request."""

import asyncio
import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from api.connections import protocol, transport
from api.connections.listener import begin_no_more
from api.connections.protocol import ConnectionProtocol
from api.connections.refusals import MAX_HEAD_BYTES
from api.connections.rules import CONNECTION_RULES, ConnectionRules
from api.connections.server import Server
from tests.waiting import TIMEOUT_SECONDS, wait_until, with_enough_time

GET = b"GET /%b HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = b"GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass
class Echo:
    """A server that answers with the path, the size of the body, and as many kilobytes as the query says."""

    server: Server
    listener: socket.socket
    rules: ConnectionRules
    refused: list[int]

    def connect(self) -> socket.socket:
        return socket.create_connection(self.listener.getsockname(), timeout=TIMEOUT_SECONDS)

    def ask(self, *pieces: bytes) -> bytes:
        """Send pieces over a connection, and return all that comes until the server ends it."""
        with closing(self.connect()) as opened:
            for piece in pieces:
                opened.sendall(piece)
                self.settle()
            return read_all(opened)

    def settle(self) -> None:
        """Wait until the event loop has turned, and looked at what was sent."""
        with closing(self.connect()) as other:
            other.sendall(LAST)
            read_all(other)

    def is_refusing(self) -> bool:
        """Return whether the port is closed."""
        try:
            self.connect().close()
        except ConnectionRefusedError:
            return True
        return False

    def connections(self) -> list[ConnectionProtocol]:
        found = list(self.server.server_state.connections)
        assert all(isinstance(one, ConnectionProtocol) for one in found)
        return found  # type: ignore[return-value]


BLOCKS = threading.Event()
"""Set while the event loop may go on; `/block` waits for it, and lets nothing else happen."""

ANSWERS = threading.Event()
"""Set while `/wait` may be answered, which waits for it and lets everything else happen."""


async def answer(receive: Callable[[], Any], send: Callable[[Any], Any], scope: Any) -> None:
    size, more = 0, True
    while scope["method"] == "POST" and more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    if scope["path"] == "/block":
        BLOCKS.wait(TIMEOUT_SECONDS)
    if scope["path"] == "/wait":
        await asyncio.to_thread(ANSWERS.wait)
    body = b"%b %d" % (scope["raw_path"], size) + b"-" * (1024 * int(scope["query_string"] or 0))
    if scope["path"] == "/headers":
        body = b" ".join(name for name, _ in scope["headers"])
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serving(head_seconds: float = 60.0) -> Iterator[Echo]:
    refused: list[int] = []
    rules = ConnectionRules(head_seconds, refused.append)

    async def app(scope: Any, receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
        if scope["type"] == "http":
            await answer(receive, send, scope)
            return
        scope["state"][CONNECTION_RULES] = rules
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})

    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(uvicorn.Config(app, http=ConnectionProtocol, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield Echo(server, listener, rules, refused)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    with serving() as echo:
        yield echo


def read_all(opened: socket.socket) -> bytes:
    found = b""
    while piece := opened.recv(1 << 20):
        found += piece
    return found


def read_answers(opened: socket.socket, count: int) -> bytes:
    """Read until so many answers came, whose bodies are the ends of what was sent."""
    found = b""
    while found.count(b"HTTP/1.1 ") < count or not found.endswith(b" 0"):
        piece = opened.recv(1 << 20)
        assert piece, found
        found += piece
    return found


def statuses(answers: bytes) -> list[int]:
    return [int(rest[:3]) for rest in answers.split(b"HTTP/1.1 ")[1:]]


def head(size: int) -> bytes:
    """Return a head of a last request with a header that makes it as large as is wanted."""
    begin, end = LAST[:-2] + b"X-Odd: ", b"\r\n\r\n"
    return begin + b"y" * (size - len(begin) - len(end)) + end


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (head(MAX_HEAD_BYTES), 200),
        (head(MAX_HEAD_BYTES + 1), 431),
        (head(70_000), 431),
        (LAST[:-2] + (b"X-Odd: " + b"y" * 35_000 + b"\r\n") * 2 + b"\r\n", 431),
        (LAST.replace(b"last", b"u" * 80_000), 414),
        (LAST.replace(b"last", b"u" * (MAX_HEAD_BYTES - len(LAST) + 4)), 200),
        (LAST.replace(b"last", b"u" * (MAX_HEAD_BYTES - 10)), 414),
        (LAST.replace(b"last", b"u" * (MAX_HEAD_BYTES - 30)), 431),
        # Neither do they end.
        (LAST.replace(b"last", b"u" * 80_000)[:75_000], 414),
        (head(80_000)[:75_000], 431),
        (b"POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Odd: " + b"y" * 75_000, 431),
    ],
    ids=[
        "head of the limit",
        "head above it",
        "header above it",
        "headers above it",
        "URL far above it",
        "URL below it",
        "URL above it",
        "URL that leaves no room",
        "URL without end",
        "header without end",
        "trailer without end",
    ],
)
def test_url_and_headers_share_one_limit(echo: Echo, request_: bytes, status: int) -> None:
    for pieces in ([request_], [request_[:1000], request_[1000:50_000], request_[50_000:]]):
        answers = echo.ask(*pieces)
        assert statuses(answers) == [status]
        first, _, body = answers.partition(b"\r\n\r\n")
        assert b"\r\nconnection: close" in first
        if status != 200:
            found = json.loads(body)
            assert (found["status-code"], found["data"]) == (status, {})
            assert "exceeds the limit of 65,536 bytes" in found["detail"]
            assert len(found["url"]) <= 1_100
    assert echo.refused == ([] if status == 200 else [status, status])


def test_a_head_that_does_not_end_in_time_is_refused_and_silence_is_not_kept() -> None:
    with serving(head_seconds=0.2) as echo:
        slow = echo.ask(b"GET /slow HTTP/1.1\r\nHo")
        assert statuses(slow) == [408]
        assert "did not end within 0.2 seconds" in json.loads(slow.partition(b"\r\n\r\n")[2])["detail"]
        assert [echo.ask(b""), echo.ask(b"\r\n")] == [b"", b""]
        # The time begins anew with each head, and pieces do not prolong it.
        with closing(echo.connect()) as opened:
            opened.sendall(GET % b"a")
            read_answers(opened, 1)
            began = time.monotonic()
            for piece in (b"GET /b HTTP/1.1\r\n", b"X-A: 1\r\n", b"X-B: 1\r\n"):
                opened.sendall(piece)
            assert statuses(read_all(opened)) == [408]
            assert time.monotonic() - began >= 0.19
    assert echo.refused == [408, 408]


@pytest.mark.parametrize(
    "begun",
    [
        b"POST /b HTTP/1.1\r\nContent-Length: 9\r\n\r\n",
        b"POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
    ],
)
def test_a_body_that_stops_coming_is_refused(begun: bytes) -> None:
    with serving(head_seconds=0.2) as echo:
        assert statuses(echo.ask(begun)) == [408]
        answers = echo.ask(GET % b"a" + begun)
        assert statuses(answers) == [200, 408]
        assert "Nothing came of the body of the request for 0.2 seconds" in answers.decode()
    assert echo.refused == [408, 408]


def test_a_body_that_goes_on_may_take_long() -> None:
    def check(seconds: float) -> None:
        with serving(head_seconds=seconds) as echo, closing(echo.connect()) as opened:
            began = time.monotonic()
            opened.sendall(b"POST /b HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
            pieces = 0
            while time.monotonic() - began < 3 * seconds:
                opened.sendall(b"1\r\na\r\n")
                pieces += 1
                assert select.select([opened], [], [], 0.1)[0] == []
            opened.sendall(b"0\r\n\r\n")
            answers = read_all(opened)
        assert statuses(answers) == [200]
        assert answers.endswith(b"/b %d" % pieces)
        assert echo.refused == []

    with_enough_time(check, 0.5, 10.0)


def test_a_slow_head_is_answered_while_it_may_still_come(echo: Echo) -> None:
    assert statuses(echo.ask(LAST[:5], LAST[5:20], LAST[20:])) == [200]
    assert echo.refused == []


def test_a_request_that_offers_another_protocol_takes_none_of_the_next_ones_along(echo: Echo) -> None:
    offered = b"HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"
    plain = b"GET /a " + offered + b"\r\n"
    for offer in (plain, plain.replace(b"\r\nHost", b"\r\nContent-Length: 0\r\nHost"), plain + plain):
        for pieces in (
            [offer + GET % b"b" + LAST],
            [offer, GET % b"b" + LAST],
            [offer[:30], offer[30:] + LAST],
        ):
            answers = echo.ask(*pieces)
            assert statuses(answers) == [200] * b"".join(pieces).count(b" HTTP/1.1\r\n")
    assert echo.refused == []


def test_a_body_behind_an_offer_of_another_protocol_is_no_request(echo: Echo) -> None:
    """The parser takes it for the next request, which a proxy has not seen."""
    smuggled = GET % b"smuggled"
    for announced in (b"Content-Length: %d" % len(smuggled), b"Transfer-Encoding: chunked"):
        head = b"POST /p HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n" + announced + b"\r\n\r\n"
        for pieces in ([head + smuggled + LAST], [head, smuggled + LAST], [GET % b"a" + head, smuggled]):
            answers = echo.ask(*pieces)
            assert statuses(answers) == [200] * (pieces[0][:3] == b"GET") + [400]
            assert "has a body, which is not taken together" in answers.decode()


def test_fields_behind_a_body_are_no_headers(echo: Echo) -> None:
    """A proxy strips and sets headers, and may pass on what is behind a body as it is."""
    head = b"POST /headers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    head += b"Transfer-Encoding: chunked\r\n\r\n"
    body = b"3\r\nabc\r\n0\r\nAuthorization: Bearer key\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n"
    for pieces in ([head + body], [head, body]):
        assert echo.ask(*pieces).endswith(b"\r\nhost connection transfer-encoding")


def test_a_url_without_a_path_is_malformed(echo: Echo) -> None:
    wrong = b"GET http://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert statuses(echo.ask(wrong)) == [400]
    assert statuses(echo.ask(GET % b"a" + wrong)) == [200, 400]
    assert statuses(echo.ask(GET % b"a", wrong)) == [200, 400]


def test_a_refusal_waits_for_the_answers_before_it(echo: Echo) -> None:
    before = (GET % b"a?64") * 3
    for wrong, status in ((b"nothing of HTTP\r\n\r\n", 400), (head(70_000), 431)):
        assert statuses(echo.ask(before + wrong)) == [200, 200, 200, status]
    body = b"POST /p HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnone\r\n"
    assert statuses(echo.ask(before + body)) == [200, 200, 200, 400]
    assert statuses(echo.ask(body)) == [400]


def test_requests_whose_answers_nobody_reads_wait_outside(echo: Echo) -> None:
    # Long ones, because all that fit into the buffers of the kernel are answered in the end.
    request = (GET % b"burst?1").replace(b"\r\n\r\n", b"\r\nX-Odd: " + b"y" * 400 + b"\r\n\r\n")
    burst = request * 1_000
    with closing(echo.connect()) as opened:
        opened.setblocking(False)
        sent = refused = 0
        silent_since = time.monotonic()
        while refused < 50 or time.monotonic() - silent_since < 0.5:
            try:
                sent += opened.send(burst[sent % len(request) :])
                refused, silent_since = 0, time.monotonic()
            except BlockingIOError:
                refused += 1
                echo.settle()  # Others are answered meanwhile.
        assert sent > 1_000_000
        (held,) = (one for one in echo.connections() if one.pipeline)
        # As many as one slice holds, and as many bytes as were read at once.
        assert len(held.pipeline) <= 4096 // len(request) + 1
        assert len(held._unparsed) <= 1 << 18
        opened.settimeout(TIMEOUT_SECONDS)
        whole, part = divmod(sent, len(request))
        assert count_answers(opened, whole) == whole
        if part:
            opened.sendall(request[part:])
            assert count_answers(opened, 1) == 1


def count_answers(opened: socket.socket, expected: int) -> int:
    """Read answers until there are as many as are expected, and return their number."""
    found, tail = 0, b""
    while found < expected:
        piece = opened.recv(1 << 20)
        assert piece
        found += (tail + piece).count(b"HTTP/1.1 200")
        tail = piece[-11:]
    return found


def test_bodies_of_requests_that_wait_arrive_whole(echo: Echo) -> None:
    post = b"POST /p HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + b"z" * 300_000
    answers = echo.ask(post * 3 + LAST)
    assert statuses(answers) == [200] * 4
    assert answers.count(b"/p 300000") == 3


def test_the_last_answer_ends_a_connection_while_the_server_ends(echo: Echo) -> None:
    with ExitStack() as stack:
        opened = [stack.enter_context(closing(echo.connect())) for _ in range(3)]
        for one in opened:
            one.sendall(GET % b"a")
            assert b"connection: close" not in read_answers(one, 1)
        echo.rules.ending = True
        opened[0].sendall(GET % b"b")
        opened[1].sendall((GET % b"b") * 300)
        # The second one has begun, so it was received.
        opened[2].sendall(GET % b"b" + LAST[:9])
        assert b"connection: close" not in read_answers(opened[2], 1)
        opened[2].sendall(LAST[9:])
        for one, count in zip(opened, (1, 300, 1), strict=True):
            answers = read_all(one)
            assert statuses(answers) == [200] * count
            assert answers.count(b"connection: close") == 1
            assert answers.rpartition(b"HTTP/1.1")[2].count(b"connection: close") == 1


def test_what_was_received_when_the_server_stops_is_answered_and_no_more(echo: Echo) -> None:
    with (
        closing(echo.connect()) as idle,
        closing(echo.connect()) as begun,
        closing(echo.connect()) as busy,
        closing(echo.connect()) as single,
    ):
        for one in (idle, begun):
            one.sendall(GET % b"a")
            read_answers(one, 1)
        begun.sendall(LAST[:20])
        # The answers do not fit into what the kernel holds, so the last ones have not begun.
        busy.sendall((GET % b"b?1024") * 20)
        for path in (b"c?20480", b"d"):  # the second one waits for the client to read the first answer
            single.sendall(GET % path)
            echo.settle()
        echo.server.should_exit = True
        assert read_all(idle) == b""
        for one in (busy, single):
            one.sendall((GET % b"late") * 20)
        begun.sendall(LAST[20:].replace(b"Connection: close\r\n", b""))
        for one, count in ((begun, 1), (busy, 20), (single, 2)):
            answers = read_all(one)
            assert statuses(answers) == [200] * count
            assert b"/late" not in answers
            assert answers.count(b"connection: close") == 1


def test_what_arrives_during_the_last_answer_of_a_stopping_server_is_not_answered(echo: Echo) -> None:
    ANSWERS.clear()
    try:
        with closing(echo.connect()) as opened:
            opened.sendall(GET % b"wait")
            echo.settle()
            echo.server.should_exit = True
            (stopping,) = wait_until(
                lambda: [one for one in echo.connections() if one._left_to_read is not None]
            )
            # Nothing waits on the connection, so the server reads on.
            opened.sendall((GET % b"late") * 20)
            wait_until(lambda: stopping._lingering.count_unread() == 0)
            ANSWERS.set()
            answers = read_all(opened)
    finally:
        ANSWERS.set()
    assert statuses(answers) == [200]
    assert b"/late" not in answers
    assert answers.count(b"connection: close") == 1


def test_the_first_request_of_a_connection_is_awaited_while_the_server_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(seconds: float) -> None:
        monkeypatch.setattr(protocol, "FIRST_REQUEST_SECONDS", seconds)
        with serving() as echo, closing(echo.connect()) as opened, closing(echo.connect()) as unused:
            echo.settle()
            echo.server.should_exit = True
            wait_until(echo.is_refusing)
            opened.sendall(GET % b"a")
            answers = read_all(opened)
            assert statuses(answers) == [200]
            assert b"connection: close" in answers
            assert read_all(unused) == b""

    with_enough_time(check, 1.0, 10.0)


def test_the_last_answer_arrives_whatever_comes_behind_it(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LINGER_SECONDS", TIMEOUT_SECONDS)
    for _ in range(20):
        with closing(echo.connect()) as opened:
            opened.sendall(LAST + b"x" * 300_000)
            echo.settle()
            opened.sendall(b"x" * 300_000)
            assert statuses(read_all(opened)) == [200]


def test_a_client_that_does_not_close_is_left_in_the_end(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LINGER_SECONDS", 0.1)
    with closing(echo.connect()) as opened:
        opened.sendall(LAST)
        assert statuses(read_all(opened)) == [200]
        wait_until(lambda: not echo.connections())


def test_a_request_that_has_arrived_is_answered_though_the_silence_was_long(echo: Echo) -> None:
    with closing(echo.connect()) as opened:
        opened.sendall(GET % b"a")
        read_answers(opened, 1)
        (held,) = echo.connections()
        called = threading.Event()

        def end_silence() -> None:
            opened.sendall(LAST)
            wait_until(lambda: held._lingering.count_unread() == len(LAST))
            held.timeout_keep_alive_handler()
            called.set()

        held.loop.call_soon_threadsafe(end_silence)
        assert statuses(read_all(opened)) == [200]
        assert called.is_set()


def test_connections_that_have_begun_are_accepted_before_the_socket_closes() -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        queued = stack.enter_context(socket.create_connection(listener.getsockname(), timeout=10))
        begin_no_more([listener])
        with pytest.raises(TimeoutError):
            socket.create_connection(listener.getsockname(), timeout=0.3)
        queued.sendall(b"asked")
        accepted = stack.enter_context(listener.accept()[0])
        assert accepted.recv(10) == b"asked"
        listener.close()
        accepted.sendall(b"answered")
        assert queued.recv(10) == b"answered"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(queued.getpeername(), timeout=10)


def test_a_stuck_event_loop_is_seen_from_outside(echo: Echo) -> None:
    BLOCKS.clear()
    assert (echo.server.silence() or 0.0) < TIMEOUT_SECONDS
    with closing(echo.connect()) as opened:
        opened.sendall(LAST.replace(b"last", b"block"))
        wait_until(lambda: (echo.server.silence() or 0.0) > 0.5)
        BLOCKS.set()
        assert statuses(read_all(opened)) == [200]
    wait_until(lambda: (echo.server.silence() or 0.0) < 0.5)
    echo.server.should_exit = True
    assert echo.server.silence() is None
