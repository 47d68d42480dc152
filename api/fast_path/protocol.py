"""The protocol of uvicorn, in which lookups and texts need neither a scope nor the messages of ASGI.

For each request uvicorn builds a scope, starts a task that calls the application, checks each header of the
answer, and makes two system calls: more work than all the rest of a lookup. This protocol reads the usual
head of a request itself, and writes the answer, whose headers need no check, at once; a lookup waits for its
row without a task, and texts have one. Every other request takes the way of ASGI: other routes and heads,
refused keys, bodies that come in pieces, projects that need an inference, and connections that end.
"""

import asyncio
import time
from typing import Any, cast
from urllib.parse import unquote

from starlette.types import Message, Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.connections.protocol import ConnectionProtocol
from api.fast_path.heads import RequestHead, read_head
from api.fast_path.middleware import FAST_PATHS, FastPaths
from api.fast_path.predict import PredictFastPath, Texts
from api.fast_path.proxies import Proxies, find_proxies
from api.fast_path.sending import compose
from api.http.envelope import make_url
from api.http.errors import log_defect, status_of
from api.http.handed_on import HANDED_ON, HandedOn
from api.http.request_ids import current_ids
from api.routes.predictions.answer import PREFIX
from api.services.access_lines import AnswerOrigin, RequestLine
from api.services.renderer import Reply
from core.errors import PredawnError
from store.serving.lookup_row import LookupRow


class FastProtocol(ConnectionProtocol):
    """A connection whose lookups and texts take the fast path."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._paths: FastPaths | None = self.app_state.get(FAST_PATHS)
        self._proxies: Proxies | None = None
        self._quiet_since = 0.0
        self._pending: _Pending | None = None
        self._outcome: HandedOn[Any] | None = None

    def connection_made(self, transport: Any) -> None:
        """Find out whether it is a trusted proxy that connects."""
        super().connection_made(transport)
        proxies = find_proxies(self.app)
        if proxies is not None and proxies.trust(self.client):
            self._proxies = proxies

    def connection_lost(self, exc: Exception | None) -> None:
        """Let no request be answered any more."""
        super().connection_lost(exc)
        if self._pending is not None:
            self._pending.leave()

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
        """Begin the request that data begin with, or leave them to uvicorn."""
        size = self._enter(data)
        if not size:
            super()._parse(data)
        elif size < len(data):
            self._unparsed = data[size:]
            self.flow.pause_reading()

    def _enter(self, data: bytes) -> int:
        """Begin a request, and return the number of its bytes; 0 if it is for uvicorn."""
        paths = self._paths
        if paths is None or not self._is_between_requests() or (head := read_head(data)) is None:
            return 0
        headers, client = head.headers, self.client
        scheme: str = self.scheme or "http"
        if self._proxies is not None and headers.is_forwarded:
            if headers.repeated:
                return 0  # uvicorn's middleware joins repeated headers
            scheme, client = self._proxies.read(headers.by_name, scheme, client)
        url = make_url(scheme, headers.host, self.server, self.root_path + head.path)
        asks_for_texts = head.method == "POST"
        size = _whole_size(paths.predict, head) if asks_for_texts else head.size
        if size is None or size > len(data):
            return 0
        pending = _Pending(self, data[:size], head, client, url)
        begin = self._begin_texts if asks_for_texts else self._begin_lookup
        if not begin(paths, pending, scheme):
            return 0
        self._pending, self._is_held = pending, True
        self._begun += 1
        self._ended += 1
        self._stop_timing_head()
        return size

    def _begin_lookup(self, paths: FastPaths, pending: "_Pending", scheme: str) -> bool:
        """Look up the project of a request, and return whether that is possible here."""
        head, lookup = pending.head, paths.lookup
        written, headers = head.path.removeprefix(PREFIX), head.headers
        project_id = unquote(written) if "%" in written else written
        if not lookup.admits(project_id, None if headers.repeated else headers.host):
            scope = self._make_scope(head, scheme, pending.client)
            if not lookup.admits_scope(scope):
                return False
        return lookup.enter(project_id, pending)

    def _begin_texts(self, paths: FastPaths, pending: "_Pending", scheme: str) -> bool:
        """Begin to answer texts, and return whether that is possible here."""
        head, predict = pending.head, paths.predict
        if not predict.admits(head.headers.host):
            scope = self._make_scope(head, scheme, pending.client)
            if not predict.admits_scope(scope):
                return False
        texts = predict.read(pending.received[head.size :])
        if texts is None:
            return False
        task = self.loop.create_task(self._answer_texts(predict, pending, texts))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return True

    def _is_between_requests(self) -> bool:
        """Return whether the next byte begins a request that can be answered here and is not the last."""
        if self._begun > self._ended or not self._is_idle() or self._left_to_read is not None:
            return False
        most = self.limit_concurrency
        return most is None or max(len(self.connections), len(self.tasks)) < most

    def _make_scope(self, head: RequestHead, scheme: str, client: tuple[str, int] | None) -> Scope:
        """Return the part of an ASGI scope that decides whether a request is answered."""
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

    def answer(self, pending: "_Pending", row: LookupRow | PredawnError | None) -> None:
        """Answer a lookup with a stored row, or leave it to the application together with the row."""
        assert self._paths is not None
        lookup, reply = self._paths.lookup, None
        if isinstance(row, LookupRow):
            try:
                reply = lookup.reply(pending.url, pending.head.headers.conditions, row)
            except Exception:  # noqa: BLE001 - the application meets it again, logs it, and answers with 500
                reply = None
        self._settle(pending, reply, row)

    async def _answer_texts(self, predict: PredictFastPath, pending: "_Pending", texts: Texts) -> None:
        """Answer texts, or leave the answer or the error to the application."""
        current_ids.set(pending.head.headers.ids)
        outcome = await predict.attempt(texts, pending.url, pending.receive, pending.began)
        result = outcome.result
        if isinstance(result, BaseException) and pending.is_gone:
            result = _reply_to_nobody(result)
        self._settle(pending, result if isinstance(result, Reply) else None, result)

    def _settle(self, pending: "_Pending", reply: Reply | None, result: object) -> None:
        """Send an answer, or leave the request to the application, together with the result that it has."""
        self._pending, self._is_held = None, False
        ends = self.rules.ending or self._left_to_read is not None
        if not pending.is_gone and (reply is None or ends or self.flow.write_paused):
            self._hand_on(pending.received, HandedOn(result, pending.began))
            return
        paths, method, ids = self._paths, pending.head.method, pending.head.headers.ids
        assert paths is not None
        assert reply is not None
        if not self.transport.is_closing():
            self.transport.write(compose(reply, self.server_state.default_headers, ids, method))
            self.on_response_complete()
        path = paths.predict if method == "POST" else paths.lookup
        seconds = path.count(reply, pending.began)
        if paths.access_log is not None:
            line = RequestLine(method, self.root_path + pending.head.path, pending.client)
            origin = AnswerOrigin(reply.source, reply.run_id)
            paths.access_log.record(line, reply.status, seconds, ids, origin)

    def _hand_on(self, received: bytes, outcome: HandedOn[Any]) -> None:
        """Let uvicorn read a request, and the application answer it with the outcome that it has."""
        self._begun -= 1
        self._ended -= 1
        self._outcome = outcome
        super()._parse(received)
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


class _Pending:
    """A request that waits for its answer; that of a lookup is sent as soon as its row is set."""

    __slots__ = ("_answered", "_connection", "_left", "began", "client", "head", "is_gone", "received", "url")

    def __init__(
        self,
        connection: FastProtocol,
        received: bytes,
        head: RequestHead,
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
        self._left: asyncio.Future[None] | None = None

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self.is_gone

    def leave(self) -> None:
        """Note that the client is gone."""
        self.is_gone = True
        if self._left is not None and not self._left.done():
            self._left.set_result(None)

    async def receive(self) -> Message:
        """Wait until the client is gone, and say so as ASGI does: all that it has sent was read."""
        if not self.is_gone:
            self._left = asyncio.get_running_loop().create_future()
            await self._left
        return {"type": "http.disconnect"}

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the application, together with the row."""
        self._answered = True
        self._connection.answer(self, row)

    def set_exception(self, error: Exception) -> None:
        """Leave the error to the application, which answers with it."""
        self._answered = True
        assert isinstance(error, PredawnError)
        self._connection.answer(self, error)


def _whole_size(predict: PredictFastPath, head: RequestHead) -> int | None:
    """Return the size of a request for texts with its body; None if its headers are unusual."""
    headers = head.headers
    if headers.repeated:
        return None
    size = predict.body_size(headers.by_name.get(b"content-type"), headers.by_name.get(b"content-length"))
    return None if size is None else head.size + size


def _reply_to_nobody(error: BaseException) -> Reply:
    """Return what counts and access log say of an error whose client has left; a defect is logged."""
    if isinstance(error, PredawnError):
        return Reply(status_of(error), "", b"", "")
    if isinstance(error, Exception):
        log_defect(error)
    return Reply(500, "", b"", "")
