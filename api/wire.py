"""uvicorn's protocol, with a way for lookups that needs neither a task nor ASGI's messages.

To answer a request, uvicorn starts a task that calls the app, checks each header of the answer, and makes two
system calls: as much work as all the rest of a lookup. Here a lookup waits without a task, and its answer,
whose headers need no check, goes out as a whole. What is out of the ordinary takes the way of ASGI: other
routes, keys that are refused, projects that need an inference, connections that end, proxies that speak for
others. So does everything while an access log is written, and on any other server.
"""

import time
from collections.abc import Callable
from typing import Any

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from api.predictions import SHORT_WAY, ShortWay
from api.rendering import Reply
from core.errors import PredawnError
from store.async_lookup import LookupRow


class LookupProtocol(HttpToolsProtocol):
    """A connection whose lookups take the short way."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        way = self.app_state.get(SHORT_WAY)
        if way is not None and not (self.config.access_log and self.access_log) and _is_plain(cycle):
            waiting = _Waiting(way, cycle, lambda: super(LookupProtocol, self)._start_asgi_task(cycle, app))
            if way.enter(cycle.scope, waiting):
                return
        super()._start_asgi_task(cycle, app)


def _is_plain(cycle: RequestResponseCycle) -> bool:
    """Return whether nothing but the request itself decides on its answer."""
    if not cycle.keep_alive or cycle.waiting_for_100_continue:
        return False
    return all(not name.startswith(b"x-forwarded-") for name, _ in cycle.scope["headers"])


class _Waiting:
    """A request that waits for its row, and answers it when that comes."""

    __slots__ = ("_answered", "_began", "_cycle", "_otherwise", "_way")

    def __init__(self, way: ShortWay, cycle: RequestResponseCycle, otherwise: Callable[[], None]) -> None:
        self._way = way
        self._cycle = cycle
        self._otherwise = otherwise
        self._began = time.perf_counter()
        self._answered = False

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self._cycle.disconnected

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the app."""
        self._answered = True
        try:
            reply = self._way.reply(_scope(self._cycle), row, self._began)
        except Exception:  # noqa: BLE001 - the app meets it again, logs it, and answers as it does with defects
            reply = None
        if reply is None or not _send(self._cycle, reply):
            self._otherwise()

    def set_exception(self, error: Exception) -> None:
        """Answer with the error."""
        self._answered = True
        assert isinstance(error, PredawnError)
        if not _send(self._cycle, self._way.refusal(_scope(self._cycle), error, self._began)):
            self._otherwise()


def _scope(cycle: RequestResponseCycle) -> Scope:
    return cycle.scope  # type: ignore[return-value]


def _send(cycle: RequestResponseCycle, reply: Reply) -> bool:
    """Send an answer as a whole, and return whether that could be done."""
    if cycle.disconnected:
        return True
    if cycle.response_started or cycle.flow.write_paused or not cycle.keep_alive:
        return False
    head = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        head += (name, b": ", value, b"\r\n")
    head += (reply.head.encode(), b"\r\n")
    if cycle.scope["method"] != "HEAD":
        head.append(reply.body)
    cycle.response_started = cycle.response_complete = True
    cycle.transport.write(b"".join(head))
    cycle.message_event.set()
    cycle.on_response()
    cycle.on_response = _nothing  # uvicorn does so too: it would hold the connection in a circle
    return True


def _nothing() -> None:
    pass
