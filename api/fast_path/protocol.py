"""The protocol of uvicorn, in which a lookup needs neither a task nor the messages of ASGI.

For each request uvicorn starts a task that calls the application, checks each header of the answer, and makes
two system calls: as much work as all the rest of a lookup. This protocol waits for the row without a task,
and writes the answer, whose headers need no check, at once. Every other request takes the way of ASGI: other
routes, refused keys, projects that need an inference, connections that end, and requests with the headers of
a proxy. So does every request while an access log is written.

Clients that keep a connection send the same headers with each lookup, so a request that differs from the one
before it in its id alone is not parsed again.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from api.connections.protocol import ConnectionProtocol, Exchange
from api.fast_path.lookup import FAST_PATH, LookupFastPath
from api.http.freshness import CacheConditions
from api.routes.predictions.answer import HANDED_ON, LookupOutcome, RequestFacts, read_request
from api.services.renderer import Reply
from core.errors import PredawnError
from store.serving.lookup import LookupRow

_PLAIN_ID: Final = re.compile(rb"[A-Za-z0-9._~-]+")
_LINE: Final = re.compile(rb"(?:GET|HEAD) /predictions/(?P<id>[A-Za-z0-9._~-]+) HTTP/1\.1\r\n")


class LookupProtocol(ConnectionProtocol):
    """A connection whose lookups take the fast path."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._entered: _PendingLookup | None = None
        self._example: _Example | None = None
        self._quiet_since = 0.0

    def data_received(self, data: bytes) -> None:
        """Receive a request like the last one, or anything that has to be parsed."""
        example, self._example = self._example, None
        if example is not None and self._left_to_read is None and self._repeats(example, data):
            self._example = example
            return
        begun, ended = self._begun, self._ended
        self._entered = None
        super().data_received(data)
        # The data was one message, from its first byte to its last.
        if (
            self._entered is not None
            and begun == ended
            and (self._begun, self._ended) == (begun + 1, ended + 1)
        ):
            self._example = _learn(self._entered, data)

    def _repeats(self, example: "_Example", data: bytes) -> bool:
        """Enter a request that differs from an example in its id alone, and return whether this is one."""
        cycle = example.cycle
        # The same headers hold the same key, which remains as good as it was until there are other keys.
        if example.keys is not example.fast_path.keys:
            return False
        if self.transport.is_closing():
            return False
        if not (cycle.response_complete and data.startswith(example.before) and data.endswith(example.after)):
            return False
        encoded = data[len(example.before) : -len(example.after)]
        if _PLAIN_ID.fullmatch(encoded) is None:
            return False
        project_id = encoded.decode()
        # The last answer is out, and nobody but this connection ever had the cycle and its scope.
        scope = _scope(cycle)
        scope["path"] = path = example.path + project_id
        scope["raw_path"] = path.encode()
        facts = RequestFacts(example.conditions, example.url + project_id)
        lookup = _PendingLookup(example.fast_path, cycle, facts, self._hand_on)
        if not example.fast_path.enter_project(project_id, lookup):
            return False
        cycle.response_started = cycle.response_complete = False
        cycle.default_headers = self.server_state.default_headers
        cycle.on_response = self.on_response_complete
        return True

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._begin_exchange(cycle)
        fast_path: LookupFastPath | None = self.app_state.get(FAST_PATH)
        # While there are too many connections, uvicorn calls an application of its own, which refuses.
        plain = app is self.app and not (self.config.access_log and self.access_log) and _is_plain(cycle)
        if fast_path is not None and plain:
            lookup = _PendingLookup(fast_path, cycle, read_request(_scope(cycle)), self._hand_on)
            if fast_path.enter(_scope(cycle), lookup):
                self._entered = lookup
                return
        super()._start_asgi_task(cycle, app)

    def _hand_on(self, cycle: RequestResponseCycle) -> None:
        """Hand a request on to the application, with the outcome of its lookup in its scope."""
        self._example = None
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
        if not self.cycle.response_complete:
            return
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()


def _is_plain(cycle: RequestResponseCycle) -> bool:
    """Return whether the answer depends on the request alone, and the connection goes on after it."""
    if not cycle.keep_alive or cycle.waiting_for_100_continue:
        return False
    return all(
        name != b"upgrade" and not name.startswith(b"x-forwarded-") for name, _ in cycle.scope["headers"]
    )


class _PendingLookup:
    """A request that waits for its row, and is answered as soon as that comes."""

    __slots__ = ("_answered", "_began", "_hand_on", "cycle", "facts", "fast_path")

    def __init__(
        self,
        fast_path: LookupFastPath,
        cycle: RequestResponseCycle,
        facts: RequestFacts,
        hand_on: Callable[[RequestResponseCycle], None],
    ) -> None:
        self.fast_path = fast_path
        self.cycle = cycle
        self.facts = facts
        self._hand_on = hand_on
        self._began = time.perf_counter()
        self._answered = False

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self.cycle.disconnected

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the application, together with the row."""
        self._answered = True
        try:
            reply = None if row is None else self.fast_path.reply(self.facts, row)
        except Exception:  # noqa: BLE001 - the application meets it again, logs it, and answers with 500
            reply = None
        if reply is not None and _send(cast("Exchange", self.cycle), reply):
            self.fast_path.count(reply, self._began)
        else:
            self._leave(row)

    def set_exception(self, error: Exception) -> None:
        """Leave the error to the application, which answers with it."""
        self._answered = True
        assert isinstance(error, PredawnError)
        self._leave(error)

    def _leave(self, found: LookupRow | PredawnError | None) -> None:
        _scope(self.cycle)[HANDED_ON] = LookupOutcome(found, self._began)
        self._hand_on(self.cycle)


@dataclass(frozen=True, slots=True)
class _Example:
    """A request that was parsed: its bytes before and after the id, and all else that the id does not change.

    `path` and `url` are those of its scope and of its answer, up to the id; `keys` are those it was checked
    with.
    """

    before: bytes
    after: bytes
    path: str
    url: str
    conditions: CacheConditions
    fast_path: LookupFastPath
    keys: object
    cycle: RequestResponseCycle


def _learn(lookup: _PendingLookup, data: bytes) -> _Example | None:
    """Return the example that a request which was parsed from some data is for further ones."""
    line = _LINE.match(data)
    if line is None:
        return None
    begin, end = line.span("id")
    size = end - begin
    return _Example(
        before=data[:begin],
        after=data[end:],
        path=_scope(lookup.cycle)["path"][:-size],
        url=lookup.facts.url[:-size],
        conditions=lookup.facts.conditions,
        fast_path=lookup.fast_path,
        keys=lookup.fast_path.keys,
        cycle=lookup.cycle,
    )


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
    cycle = getattr(send, "__self__", None)
    return isinstance(cycle, Exchange) and _send(cycle, reply)


def _send(cycle: Exchange, reply: Reply) -> bool:
    """Send an answer in one piece, and return whether that could be done."""
    if cycle.disconnected or cycle.transport.is_closing():
        return True
    if cycle.response_started or cycle.flow.write_paused or not cycle.goes_on():
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
    cycle.on_response = _nothing  # as uvicorn does: it would keep the connection alive in a cycle
    return True


def _nothing() -> None:
    pass
