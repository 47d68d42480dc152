"""The protocol of uvicorn, in which a lookup needs neither a task nor the messages of ASGI.

For each request uvicorn starts a task that calls the application, checks each header of the answer, and makes
two system calls: as much work as all the rest of a lookup. This protocol waits for the row without a task,
and writes the answer, whose headers need no check, at once. Every other request takes the way of ASGI: other
routes, refused keys, projects that need an inference, and connections that end.
"""

import time
from collections.abc import Callable
from typing import Any, cast

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from api.connections.protocol import ConnectionProtocol, Exchange
from api.fast_path.lookup import FAST_PATH, LookupFastPath
from api.fast_path.proxies import Proxies, find_proxies
from api.http.request_ids import NO_IDS, RequestIds, TracedSend, read_ids
from api.routes.predictions.answer import HANDED_ON, LookupOutcome, RequestFacts, read_request
from api.services.renderer import Reply
from core.errors import PredawnError
from store.serving.lookup import LookupRow


class LookupProtocol(ConnectionProtocol):
    """A connection whose lookups take the fast path."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._proxies: Proxies | None = None
        self._quiet_since = 0.0

    def connection_made(self, transport: Any) -> None:
        """Find out whether it is a trusted proxy that connects."""
        super().connection_made(transport)
        proxies = find_proxies(self.app)
        if proxies is not None and proxies.trust(self.client):
            self._proxies = proxies

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

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._begin_exchange(cycle)
        fast_path: LookupFastPath | None = self.app_state.get(FAST_PATH)
        # While there are too many connections, uvicorn calls an application of its own, which refuses.
        if fast_path is None or app is not self.app or not self._enter(fast_path, cycle):
            super()._start_asgi_task(cycle, app)

    def _enter(self, fast_path: LookupFastPath, cycle: RequestResponseCycle) -> bool:
        """Look up the project of a request, and return whether it is a lookup that can be answered here."""
        scope = _scope(cycle)
        project_id = fast_path.project_of(scope)
        if project_id is None or not cycle.keep_alive or cycle.waiting_for_100_continue:
            return False
        headers = dict(scope["headers"])
        if b"upgrade" in headers:
            return False
        repeated = len(headers) < len(scope["headers"])
        if self._proxies is not None and (b"x-forwarded-proto" in headers or b"x-forwarded-for" in headers):
            if repeated:
                return False  # uvicorn's middleware joins repeated headers
            self._proxies.complete(scope, headers)
        facts = read_request(scope, headers)
        host = None if repeated else headers.get(b"host")
        pending = _PendingLookup(fast_path, cycle, facts, read_ids(headers), self._hand_on)
        return fast_path.enter(project_id, scope, host, pending)

    def _hand_on(self, cycle: RequestResponseCycle) -> None:
        """Hand a request on to the application, with the outcome of its lookup in its scope."""
        super()._start_asgi_task(cycle, self.app)

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
        if self._in_head or not self.cycle.response_complete:
            return  # the answer to what has begun sets the next timer
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()


class _PendingLookup:
    """A request that waits for its row, and is answered as soon as that comes."""

    __slots__ = ("_answered", "_began", "_cycle", "_facts", "_fast_path", "_hand_on", "_ids")

    def __init__(
        self,
        fast_path: LookupFastPath,
        cycle: RequestResponseCycle,
        facts: RequestFacts,
        ids: RequestIds,
        hand_on: Callable[[RequestResponseCycle], None],
    ) -> None:
        self._fast_path = fast_path
        self._cycle = cycle
        self._facts = facts
        self._ids = ids
        self._hand_on = hand_on
        self._began = time.perf_counter()
        self._answered = False

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self._cycle.disconnected

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the application, together with the row."""
        self._answered = True
        try:
            reply = None if row is None else self._fast_path.reply(self._facts, row)
        except Exception:  # noqa: BLE001 - the application meets it again, logs it, and answers with 500
            reply = None
        if reply is not None and _send(cast("Exchange", self._cycle), reply, self._ids):
            self._fast_path.record(_scope(self._cycle), self._ids, reply, self._began)
        else:
            self._leave(row)

    def set_exception(self, error: Exception) -> None:
        """Leave the error to the application, which answers with it."""
        self._answered = True
        assert isinstance(error, PredawnError)
        self._leave(error)

    def _leave(self, found: LookupRow | PredawnError | None) -> None:
        _scope(self._cycle)[HANDED_ON] = LookupOutcome(found, self._began)
        self._hand_on(self._cycle)


def _scope(cycle: RequestResponseCycle) -> Scope:
    return cycle.scope  # type: ignore[return-value]


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
    head = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        head += (name, b": ", value, b"\r\n")
    head += (reply.head.encode(), ids.head.encode(), b"\r\n")
    if cycle.scope["method"] != "HEAD":
        head.append(reply.body)
    cycle.response_started = cycle.response_complete = True
    cycle.transport.write(b"".join(head))
    cycle.message_event.set()
    cycle.on_response()
    cycle.on_response = _nothing  # as uvicorn does: it would keep the connection alive in a cycle
    return True


def _nothing() -> None:
    pass
