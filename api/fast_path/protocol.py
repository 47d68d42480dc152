"""The protocol of uvicorn, in which a lookup needs neither a task nor the messages of ASGI.

For each request uvicorn builds a scope, starts a task that calls the application, checks each header of the
answer, and makes two system calls: more work than all the rest of a lookup. This protocol reads the usual
head of a lookup itself, waits for the row without a task, and writes the answer, whose headers need no check,
at once. Every other request takes the way of ASGI: other routes and heads, refused keys, projects that need
an inference, and connections that end.
"""

import time
from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import unquote

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from api.connections.protocol import ConnectionProtocol, Exchange
from api.fast_path.heads import LookupHead, read_head
from api.fast_path.lookup import FAST_PATH, LookupFastPath
from api.fast_path.proxies import Proxies, find_proxies
from api.http.envelope import make_url
from api.http.request_ids import NO_IDS, RequestIds, TracedSend
from api.routes.predictions.answer import HANDED_ON, PREFIX, LookupOutcome
from api.services.access_lines import AnswerOrigin, RequestLine
from api.services.renderer import Reply
from core.errors import PredawnError
from store.serving.lookup import LookupRow


class LookupProtocol(ConnectionProtocol):
    """A connection whose lookups take the fast path."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._fast_path: LookupFastPath | None = self.app_state.get(FAST_PATH)
        self._proxies: Proxies | None = None
        self._quiet_since = 0.0
        self._pending: _PendingLookup | None = None
        self._outcome: LookupOutcome | None = None

    def connection_made(self, transport: Any) -> None:
        """Find out whether it is a trusted proxy that connects."""
        super().connection_made(transport)
        proxies = find_proxies(self.app)
        if proxies is not None and proxies.trust(self.client):
            self._proxies = proxies

    def connection_lost(self, exc: Exception | None) -> None:
        """Let no lookup be answered any more."""
        super().connection_lost(exc)
        if self._pending is not None:
            self._pending.is_gone = True

    def data_received(self, data: bytes) -> None:
        """Receive a piece of requests.

        The timer of a silent connection is left running: setting it anew costs each request a microsecond.
        """
        timer, self.timeout_keep_alive_task = self.timeout_keep_alive_task, None
        super().data_received(data)
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = timer
        elif timer is not None:
            timer.cancel()

    def _parse(self, data: bytes) -> None:
        """Begin the lookup that data begin with, or leave them to uvicorn."""
        size = self._enter(data)
        if not size:
            super()._parse(data)
        elif size < len(data):
            self._unparsed = data[size:]
            self.flow.pause_reading()

    def _enter(self, data: bytes) -> int:
        """Look up the project of a request, and return the bytes of its head; 0 if it is for uvicorn."""
        fast_path = self._fast_path
        if fast_path is None or not self._is_between_requests() or (head := read_head(data)) is None:
            return 0
        headers, client = head.headers, self.client
        scheme: str = self.scheme or "http"
        if self._proxies is not None and headers.is_forwarded:
            if headers.repeated:
                return 0  # uvicorn's middleware joins repeated headers
            scheme, client = self._proxies.read(headers.by_name, scheme, client)
        written = head.path.removeprefix(PREFIX)
        project_id = unquote(written) if "%" in written else written
        if not fast_path.admits(project_id, None if headers.repeated else headers.host):
            scope = self._make_scope(head, scheme, client)
            if not fast_path.admits_scope(scope):
                return 0
        url = make_url(scheme, headers.host, self.server, self.root_path + head.path)
        pending = _PendingLookup(self, data[: head.size], head, client, url)
        if not fast_path.enter(project_id, pending):
            return 0
        self._pending, self._is_held = pending, True
        self._begun += 1
        self._ended += 1
        self._stop_timing_head()
        return head.size

    def _is_between_requests(self) -> bool:
        """Return whether the next byte begins a request that can be answered here and is not the last."""
        if self._begun > self._ended or not self._is_idle() or self._left_to_read is not None:
            return False
        most = self.limit_concurrency
        return most is None or max(len(self.connections), len(self.tasks)) < most

    def _make_scope(self, head: LookupHead, scheme: str, client: tuple[str, int] | None) -> Scope:
        """Return the part of an ASGI scope that decides whether a lookup may be made."""
        return {
            "type": "http",
            "method": head.method,
            "scheme": scheme,
            "server": self.server,
            "client": client,
            "root_path": self.root_path,
            "path": self.root_path + unquote(head.path),
            "raw_path": (self.root_path + head.path).encode(),
            "query_string": b"",
            "headers": head.headers.pairs,
        }

    def answer(self, pending: "_PendingLookup", row: LookupRow | PredawnError | None) -> None:
        """Answer a request with a stored row, or leave it to the application together with the row."""
        fast_path, headers, reply = self._fast_path, pending.head.headers, None
        assert fast_path is not None
        if isinstance(row, LookupRow):
            try:
                reply = fast_path.reply(pending.url, headers.conditions, row)
            except Exception:  # noqa: BLE001 - the application meets it again, logs it, and answers with 500
                reply = None
        self._pending, self._is_held = None, False
        ends = self.rules.ending or self._left_to_read is not None
        if reply is None or ends or self.flow.write_paused:
            self._hand_on(pending.received, LookupOutcome(row, pending.began))
            return
        method, ids = pending.head.method, headers.ids
        if not self.transport.is_closing():
            self.transport.write(_compose(reply, self.server_state.default_headers, ids, method))
            self.on_response_complete()
        seconds = fast_path.count(reply, pending.began)
        if (log := fast_path.access_log) is not None:
            line = RequestLine(method, self.root_path + pending.head.path, pending.client)
            log.record(line, reply.status, seconds, ids, AnswerOrigin(reply.source, reply.run_id))

    def _hand_on(self, head: bytes, outcome: LookupOutcome) -> None:
        """Let uvicorn read a head, and the application answer with the outcome of the lookup."""
        self._begun -= 1
        self._ended -= 1
        self._outcome = outcome
        super()._parse(head)
        self._watch()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        outcome, self._outcome = self._outcome, None
        if outcome is not None:
            cast("dict[str, Any]", cycle.scope)[HANDED_ON] = outcome
        if self._proxies is not None and app is self.app:
            app = self._proxies.complete(cycle.scope)
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """Start the next request of this connection, or close it after a silence."""
        self._quiet_since = self.loop.time()
        if self.timeout_keep_alive_task is None or self.pipeline or self.flow.read_paused:
            super().on_response_complete()
        else:
            self.server_state.total_requests += 1

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection if it was silent; requests in between do not set a timer of their own."""
        self.timeout_keep_alive_task = None
        if self._in_head or not self._is_idle():
            return  # the answer to what has begun sets the next timer
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()


class _PendingLookup:
    """A request that waits for its row, and is answered as soon as that comes."""

    __slots__ = ("_answered", "_connection", "began", "client", "head", "is_gone", "received", "url")

    def __init__(
        self,
        connection: LookupProtocol,
        received: bytes,
        head: LookupHead,
        client: tuple[str, int] | None,
        url: str,
    ) -> None:
        self._connection = connection
        self.received = received
        self.head = head
        self.client = client
        self.url = url
        self.began = time.perf_counter()
        self.is_gone = False
        self._answered = False

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self.is_gone

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the application, together with the row."""
        self._answered = True
        self._connection.answer(self, row)

    def set_exception(self, error: Exception) -> None:
        """Leave the error to the application, which answers with it."""
        self._answered = True
        assert isinstance(error, PredawnError)
        self._connection.answer(self, error)


def send_whole(send: Send, reply: Reply) -> bool:
    """Send an answer in one piece, where uvicorn sends two, and return whether that could be done.

    Parameters
    ----------
    send
        The callable that the application was given.
    reply
        The answer.
    """
    ids = NO_IDS
    traced = send if isinstance(send, TracedSend) else None
    if traced is not None:
        send, ids = traced.send, traced.ids
    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, Exchange) or not _send(cycle, reply, ids):
        return False
    if traced is not None:
        traced.status = reply.status
    return True


def _send(cycle: Exchange, reply: Reply, ids: RequestIds) -> bool:
    """Send an answer in one piece, and return whether that could be done."""
    if cycle.disconnected or cycle.transport.is_closing():
        return True
    if cycle.response_started or cycle.flow.write_paused or not cycle.goes_on():
        return False
    cycle.response_started = cycle.response_complete = True
    cycle.transport.write(_compose(reply, cycle.default_headers, ids, cycle.scope["method"]))
    cycle.message_event.set()
    cycle.on_response()
    cycle.on_response = _nothing  # as uvicorn does: it would keep the connection alive in a cycle
    return True


def _compose(
    reply: Reply, default_headers: Iterable[tuple[bytes, bytes]], ids: RequestIds, method: str
) -> bytes:
    """Return an answer as it goes out; one to `HEAD` has no body."""
    parts = [STATUS_LINE[reply.status]]
    for name, value in default_headers:
        parts += (name, b": ", value, b"\r\n")
    parts += (reply.head.encode(), ids.head.encode(), b"\r\n")
    if method != "HEAD":
        parts.append(reply.body)
    return b"".join(parts)


def _nothing() -> None:
    pass
