"""uvicorn's protocol, with a way for lookups that needs neither a task nor ASGI's messages.

To answer a request, uvicorn starts a task that calls the app, checks each header of the answer, and makes two
system calls: as much work as all the rest of a lookup. Here a lookup waits without a task, and its answer,
whose headers need no check, goes out as a whole. What is out of the ordinary takes the way of ASGI: other
routes, keys that are refused, projects that need an inference, connections that end, proxies that speak for
others. So does everything while an access log is written, and on any other server.

Clients that keep a connection send the same headers with each lookup, so a request that differs from the one
before it in nothing but the id is not parsed again.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from api.http.freshness import CacheConditions
from api.routes.predictions.answer import RequestFacts, read_request
from api.routes.predictions.prediction import FAST_PATH, LookupFastPath
from api.services.renderer import Reply
from core.errors import PredawnError
from store.serving.lookup import LookupRow

_PLAIN_ID: Final = re.compile(rb"[A-Za-z0-9._~-]+")
_LINE: Final = re.compile(rb"(?:GET|HEAD) /predictions/(?P<id>[A-Za-z0-9._~-]+) HTTP/1\.1\r\n")


MAX_HEAD_BYTES: Final = 65_536
"""How large the head of a request may be; what comes in one piece may be larger.

It is the bound of uvicorn's other parser, h11; httptools has none, and would collect headers without end.
"""


class LookupProtocol(HttpToolsProtocol):
    """A connection whose lookups take the short way."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._begun = self._ended = 0
        self._entered: _Waiting | None = None
        self._example: _Example | None = None
        self._current: RequestResponseCycle | None = None
        self._quiet_since = 0.0
        self._went_on = False
        self._collected = 0

    def data_received(self, data: bytes) -> None:
        """Take what came: a request like the last one, or anything that has to be parsed."""
        example, self._example = self._example, None
        if example is not None and self._repeats(example, data):
            self._example = example
            return
        begun, ended = self._begun, self._ended
        self._entered = None
        self._went_on = False
        super().data_received(data)
        self._collected = 0 if self._went_on else self._collected + len(data)
        if self._collected > MAX_HEAD_BYTES and not self.transport.is_closing():
            self._refuse_head()
        # What came was one message, from its first byte to its last.
        if (
            self._entered is not None
            and begun == ended
            and (self._begun, self._ended) == (begun + 1, ended + 1)
        ):
            self._example = _learn(self._entered, data)

    def on_message_begin(self) -> None:
        """Count the messages that began."""
        self._begun += 1
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Note that a message went on from its head."""
        self._went_on = True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Note that a message went on; how large a body may be is for the app to say."""
        self._went_on = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count the messages that ended."""
        self._went_on = True
        self._ended += 1
        super().on_message_complete()

    def _refuse_head(self) -> None:
        """End a connection on which a head, or the trailers of a body, do not end."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            said = b"The head of the request is too large. Send less in its headers."
            lines = [STATUS_LINE[431]]
            lines += [b"%b: %b\r\n" % header for header in self.server_state.default_headers]
            lines.append(b"content-type: text/plain\r\nconnection: close\r\n")
            lines.append(b"content-length: %d\r\n\r\n%b" % (len(said), said))
            self.transport.write(b"".join(lines))
        self.transport.close()

    def _repeats(self, example: "_Example", data: bytes) -> bool:
        """Enter a request that differs from an example in its id only, and return whether it was one."""
        cycle = example.cycle
        # The same headers hold the same key, which is as good as it was while there are no other keys.
        if example.keys is not example.way.keys:
            return False
        if not (cycle.response_complete and data.startswith(example.before) and data.endswith(example.after)):
            return False
        written = data[len(example.before) : -len(example.after)]
        if _PLAIN_ID.fullmatch(written) is None:
            return False
        project_id = written.decode()
        # The last answer is out, and nobody but this connection ever had the cycle and its scope.
        scope = _scope(cycle)
        scope["path"] = path = example.path + project_id
        scope["raw_path"] = path.encode()
        asked = RequestFacts(example.conditions, example.url + project_id)
        if not example.way.enter_project(project_id, _Waiting(example.way, cycle, asked, self._hand_over)):
            return False
        cycle.response_started = cycle.response_complete = False
        cycle.default_headers = self.server_state.default_headers
        cycle.on_response = self.on_response_complete
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the request that is being answered know as well: uvicorn tells the last one that came."""
        super().connection_lost(exc)
        if self._current is not None and not self._current.response_complete:
            self._current.disconnected = True
            self._current.message_event.set()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._current = cycle
        way = self.app_state.get(FAST_PATH)
        # Of the app that uvicorn puts in the place of one that has too much to do, this knows nothing.
        plain = app is self.app and not (self.config.access_log and self.access_log) and _is_plain(cycle)
        if way is not None and plain:
            waiting = _Waiting(way, cycle, read_request(_scope(cycle)), self._hand_over)
            if way.enter(_scope(cycle), waiting):
                self._entered = waiting
                return
        super()._start_asgi_task(cycle, app)

    def _hand_over(self, cycle: RequestResponseCycle) -> None:
        """Leave a request to the app, and what was made for it with it."""
        self._example = None
        super()._start_asgi_task(cycle, self.app)

    def on_response_complete(self) -> None:
        """Go on with what waits on this connection, or see to it that it ends if nothing comes."""
        self._quiet_since = self.loop.time()
        if self.timeout_keep_alive_task is None or self.pipeline or self.flow.read_paused:
            super().on_response_complete()
        else:
            self.server_state.total_requests += 1

    def timeout_keep_alive_handler(self) -> None:
        """End the connection if nothing came; what comes in between does not pay for a timer of its own."""
        self.timeout_keep_alive_task = None
        if not self.cycle.response_complete:
            return
        left = self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()


def _is_plain(cycle: RequestResponseCycle) -> bool:
    """Return whether nothing but the request itself decides on its answer."""
    if not cycle.keep_alive or cycle.waiting_for_100_continue:
        return False
    return all(
        name != b"upgrade" and not name.startswith(b"x-forwarded-") for name, _ in cycle.scope["headers"]
    )


class _Waiting:
    """A request that waits for its row, and answers it when that comes."""

    __slots__ = ("_answered", "_began", "_otherwise", "asked", "cycle", "way")

    def __init__(
        self,
        way: LookupFastPath,
        cycle: RequestResponseCycle,
        asked: RequestFacts,
        otherwise: Callable[[RequestResponseCycle], None],
    ) -> None:
        self.way = way
        self.cycle = cycle
        self.asked = asked
        self._otherwise = otherwise
        self._began = time.perf_counter()
        self._answered = False

    def done(self) -> bool:
        """Return whether it was answered, or its client is gone."""
        return self._answered or self.cycle.disconnected

    def set_result(self, row: LookupRow | None) -> None:
        """Answer with a stored row, or leave the answer to the app."""
        self._answered = True
        try:
            reply = None if row is None else self.way.reply(self.asked, row, self._began)
        except Exception:  # noqa: BLE001 - the app meets it again, logs it, and answers as it does with defects
            reply = None
        if reply is None or not _send(self.cycle, reply):
            self._otherwise(self.cycle)

    def set_exception(self, error: Exception) -> None:
        """Answer with the error."""
        self._answered = True
        assert isinstance(error, PredawnError)
        if not _send(self.cycle, self.way.refusal(_scope(self.cycle), error, self._began)):
            self._otherwise(self.cycle)


@dataclass(frozen=True, slots=True)
class _Example:
    """A request that was parsed: its bytes before and after the id, and what else does not depend on that.

    `path` and `url` are those of its scope and of its answer, but for the id; `keys` let it in.
    """

    before: bytes
    after: bytes
    path: str
    url: str
    conditions: CacheConditions
    way: LookupFastPath
    keys: object
    cycle: RequestResponseCycle


def _learn(waiting: _Waiting, data: bytes) -> _Example | None:
    """Return what further requests may repeat of one that was parsed from some data."""
    line = _LINE.match(data)
    if line is None:
        return None
    begin, end = line.span("id")
    size = end - begin
    return _Example(
        before=data[:begin],
        after=data[end:],
        path=_scope(waiting.cycle)["path"][:-size],
        url=waiting.asked.url[:-size],
        conditions=waiting.asked.conditions,
        way=waiting.way,
        keys=waiting.way.keys,
        cycle=waiting.cycle,
    )


def _scope(cycle: RequestResponseCycle) -> Scope:
    return cycle.scope  # type: ignore[return-value]


def send_whole(send: Send, reply: Reply) -> bool:
    """Send an answer as a whole, where uvicorn sends two parts, and return whether that could be done.

    Parameters
    ----------
    send
        What the app was called with.
    reply
        The answer.
    """
    cycle = getattr(send, "__self__", None)
    return isinstance(cycle, RequestResponseCycle) and _send(cycle, reply)


def _send(cycle: RequestResponseCycle, reply: Reply) -> bool:
    """Send an answer as a whole, and return whether that could be done."""
    if cycle.disconnected or cycle.transport.is_closing():
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
