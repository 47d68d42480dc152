"""The protocol of uvicorn with bounds on what a connection may send, and with an end that loses no request.

uvicorn parses all that it receives at once, however many requests wait already; waits for the end of a head
without a limit; and closes connections while it stops, whatever is under way to it. The README of this folder
lists the parts of uvicorn on which this protocol relies.
"""

import asyncio
import sys
from typing import Any, Final, cast

import httptools
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.connections.refusals import (
    MAX_HEAD_BYTES,
    Refusal,
    body_too_slow,
    head_too_large,
    head_too_slow,
    malformed,
    offer_with_body,
    url_too_long,
)
from api.connections.rules import CONNECTION_RULES, ConnectionRules
from api.connections.transport import LingeringTransport

_SLICE_BYTES: Final = 4_096
"""The number of bytes that are parsed at a time; the next ones wait until no request of theirs does."""

FIRST_REQUEST_SECONDS: Final = 1.0
"""The seconds for which a stopping server waits for the first request of a connection."""

_LINE_EXTRA: Final = len("  HTTP/1.1\r\n")
_HEADER_EXTRA: Final = len(": \r\n")


class HeadRefusedError(Exception):
    """The head of a request is refused; the parser stops at it."""


class Exchange(RequestResponseCycle):
    """A request and its answer; whether the connection goes on is decided when the answer begins."""

    connection: "ConnectionProtocol"

    async def send(self, message: Any) -> None:
        """Send a message of the application."""
        if message["type"] == "http.response.start":
            if self.flow.write_paused and not self.disconnected:
                await self.flow.drain()
            self.goes_on()
        await super().send(message)

    def goes_on(self) -> bool:
        """Return whether the connection goes on after this answer, which begins now."""
        if self.keep_alive and self.connection.ends_after(self):
            self.keep_alive = False
        return self.keep_alive


class _Flow(FlowControl):
    """Flow control that reads nothing while a request of the connection waits for its turn."""

    def __init__(self, transport: asyncio.Transport, connection: "ConnectionProtocol") -> None:
        super().__init__(transport)
        self._connection = connection

    def resume_reading(self) -> None:
        """Read on, unless requests wait."""
        if not self._connection.has_waiting():
            super().resume_reading()


class ConnectionProtocol(HttpToolsProtocol):
    """A connection that is bounded in time and in memory, and that loses no request when it ends."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.rules: ConnectionRules = self.app_state.get(CONNECTION_RULES) or ConnectionRules()
        self._lingering: LingeringTransport
        self._begun = self._ended = 0
        self._in_head = False
        self._went_on = False
        # True while a request that the parser has not seen is being answered; what follows it waits.
        self._is_held = False
        self._collected = 0
        self._parsed = 0
        self._unparsed = b""
        self._refusal: Refusal | None = None
        self._head_timer: asyncio.TimerHandle | None = None
        self._body_timer: asyncio.TimerHandle | None = None
        self._body_went_on = False
        self._current: RequestResponseCycle | None = None
        # The bytes that the kernel held when the server stopped: what comes behind them is not answered.
        self._left_to_read: int | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin a connection, whose first head must come in time."""
        self._lingering = LingeringTransport(transport, self.loop)
        super().connection_made(cast("asyncio.Transport", self._lingering))
        self.flow = _Flow(self.transport, self)
        self._time_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was not answered."""
        super().connection_lost(exc)
        # uvicorn notifies the last request that came; this is the one that is being answered.
        if self._current is not None and not self._current.response_complete:
            self._current.disconnected = True
            self._current.message_event.set()
        self.pipeline.clear()
        self._unparsed = b""
        self._stop_timing_head()
        if self._body_timer is not None:
            self._body_timer.cancel()

    # Receiving

    def data_received(self, data: bytes) -> None:
        """Parse what was received, as far as no request waits."""
        if self._refusal is not None or self.transport.is_closing():
            return  # It is read so that the kernel does not reset the connection.
        if self._left_to_read is not None:
            if self._left_to_read <= 0 and self._begun == self._ended:
                return
            self._left_to_read -= len(data)
        if len(data) <= _SLICE_BYTES and not self._unparsed and not self._is_held:
            self._parse(data)
        else:
            self._unparsed += data
            self._parse_waiting()
        self._watch()

    def has_waiting(self) -> bool:
        """Return whether requests that were received wait for their turn."""
        return bool(self.pipeline or self._unparsed)

    def _parse_waiting(self) -> None:
        """Parse as much as makes a request wait."""
        data, self._unparsed = self._unparsed, b""
        for begin in range(0, len(data), _SLICE_BYTES):
            if self._refusal is not None or self.transport.is_closing():
                return
            if self.pipeline or self._is_held:
                self._unparsed += data[begin:]
                self.flow.pause_reading()
                return
            self._parse(data[begin : begin + _SLICE_BYTES])

    def _parse(self, data: bytes) -> None:
        self._went_on = False
        rest = data
        while rest:
            self._parsed = len(rest)
            super().data_received(rest)
            rest = rest[self._parsed :]
        self._collected = 0 if self._went_on else self._collected + len(data)
        if self._collected > MAX_HEAD_BYTES and self._refusal is None:
            self._refuse(self._too_large())

    def _unsupported_upgrade_warning(self) -> None:
        """Note where a request ends that offers another protocol, which a server may ignore.

        Clients of HTTP/2 offer it with their first request. The parser stops there, and would leave out what
        comes behind it.
        """
        offer = sys.exception()
        assert isinstance(offer, httptools.HttpParserUpgrade)
        self._parsed = offer.args[0]

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        self._begun += 1
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin a request whose head is not too large."""
        if self._collected and self._head_size() > MAX_HEAD_BYTES:
            # The parser gives up at the exception, and uvicorn calls `send_400_response`.
            self._refuse(self._too_large())
            raise HeadRefusedError
        offers = self.parser.should_upgrade()
        if offers and self._announces_body():
            self._refuse(offer_with_body())
            raise HeadRefusedError
        self._went_on = True
        self._in_head = False
        self._stop_timing_head()
        try:
            self._read_target_host()
            super().on_headers_complete()
        except Exception:
            # Of a URL without a path, too, which uvicorn trips over.
            self._in_head = True
            raise
        if not offers:
            # A field behind the body is no header, as no proxy has looked at it: it ends up in this list.
            self.headers = []

    def _read_target_host(self) -> None:
        """Let the host of a whole URL stand for the header, which does not count then (RFC 9112, 3.2.2)."""
        if self.url.startswith(b"/"):
            return
        target = httptools.parse_url(self.url)
        if target.host:
            name = b"[%b]" % target.host if b":" in target.host else target.host
            host = b"%b:%d" % (name, target.port) if target.port else name
            others = [(name, value) for name, value in self.headers if name != b"host"]
            # The scope has this very list.
            self.headers[:] = [(b"host", host), *others]

    def _line_size(self) -> int:
        return len(self.parser.get_method()) + len(self.url) + _LINE_EXTRA

    def _head_size(self) -> int:
        headers = sum(len(name) + len(value) + _HEADER_EXTRA for name, value in self.headers)
        return self._line_size() + headers + len(b"\r\n")

    def _announces_body(self) -> bool:
        return any(
            name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0"))
            for name, value in self.headers
        )

    def _too_large(self) -> Refusal:
        return url_too_long() if self._line_size() > MAX_HEAD_BYTES else head_too_large()

    def on_body(self, body: bytes) -> None:
        """Note that a body goes on; the application limits its size."""
        self._went_on = self._body_went_on = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that a request ends."""
        self._went_on = True
        self._ended += 1
        super().on_message_complete()

    # Refusing

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser did not take."""
        if self._refusal is None:
            self._refuse(malformed(msg))

    def _refuse(self, refusal: Refusal) -> None:
        """Answer with a refusal once all requests before have their answers, and end the connection."""
        self._refusal = refusal
        self._unparsed = b""
        self._stop_timing_head()
        self._unset_keepalive_if_required()
        self.rules.count_refusal(refusal.status)
        if self._begun > self._ended and not self._in_head and self._give_up_body():
            return
        before: RequestResponseCycle | None = self.cycle
        self.cycle = self._make_exchange(refusal)
        if before is None or before.response_complete or before.disconnected:
            self._start_asgi_task(self.cycle, cast("Any", refusal))
        else:
            self.pipeline.appendleft((self.cycle, cast("Any", refusal)))

    def _give_up_body(self) -> bool:
        """Forget a request whose body cannot be read, and return whether its answer has begun."""
        if self.pipeline:
            self.pipeline.popleft()
            return False
        self.cycle.disconnected = True
        self.cycle.message_event.set()
        if self.cycle.response_started:
            self.transport.close()
        return self.cycle.response_started

    def _make_exchange(self, refusal: Refusal) -> Exchange:
        """Return the exchange of a refused request, with as much of its head as is known."""
        url, headers = (self.url, self.headers) if self._in_head else (b"", [])
        # Like uvicorn, what is no HTTP is answered with a body whatever its method seems to be.
        method = self.parser.get_method() if url and refusal.status != 400 else b"GET"
        super().on_message_begin()
        path, _, query = url.partition(b"?")
        text = path.decode("latin-1")
        self.scope.update(  # type: ignore[call-arg]
            method=method.decode(), path=text, raw_path=path, query_string=query, headers=headers
        )
        return Exchange(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=False,
            on_response=self.on_response_complete,
        )

    # Answering

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._begin_exchange(cycle)
        super()._start_asgi_task(cycle, app)

    def _begin_exchange(self, cycle: RequestResponseCycle) -> None:
        """Let a request be answered as an exchange of this connection."""
        cycle.__class__ = Exchange
        cast("Exchange", cycle).connection = self
        self._current = cycle

    def on_response_complete(self) -> None:
        """Start the next request; where none is left, parse what was received meanwhile."""
        super().on_response_complete()
        if self._unparsed and not self.pipeline:
            self.loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        if self.pipeline or not self._unparsed:
            return
        self._parse_waiting()
        self._watch()
        self.flow.resume_reading()

    # Ending

    def ends_after(self, exchange: Exchange) -> bool:
        """Return whether an answer that begins now is the last one of this connection."""
        if self._left_to_read is None and not self.rules.ending:
            return False
        if exchange.more_body:
            return True  # All that still comes is its body.
        return exchange is self.cycle and not self._in_head and not self._has_more()

    def _has_more(self) -> bool:
        """Return whether more was received than has been parsed."""
        if self._left_to_read is None:
            return self.has_waiting() or self._lingering.count_unread() > 0
        return self.has_waiting() or self._left_to_read > 0

    def _is_idle(self) -> bool:
        last: RequestResponseCycle | None = self.cycle
        return not self._is_held and (last is None or last.response_complete)

    def shutdown(self) -> None:
        """Answer what was received until now, and end the connection; uvicorn calls this when it stops."""
        if self._begun:
            self._answer_no_more()
        else:
            # Clients connect in order to ask: the first request is on its way.
            self.loop.call_later(FIRST_REQUEST_SECONDS, self._answer_no_more)

    def _answer_no_more(self) -> None:
        """Answer nothing that arrives from now on."""
        if self._left_to_read is None:
            self._left_to_read = self._lingering.count_unread()
            self._close_if_done()

    def _close_if_done(self) -> None:
        if self._is_idle() and self._begun == self._ended and not self._has_more():
            self.transport.close()

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection after a silence, unless the next request has arrived."""
        if not self._in_head and not self._has_more():
            super().timeout_keep_alive_handler()

    # The time for a head, and for a body to go on

    def _watch(self) -> None:
        """Limit the time for what is left of a head, and the silences of a body."""
        if self._begun > self._ended and self._body_timer is None and not self._in_head:
            self._time_body()
        if self._left_to_read is not None:
            self._close_if_done()
        if self._head_timer is None and (
            self._in_head or (self._is_idle() and self.timeout_keep_alive_task is None)
        ):
            self._time_head()

    def _time_head(self) -> None:
        self._head_timer = self.loop.call_later(self.rules.head_seconds, self._end_head)

    def _stop_timing_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _end_head(self) -> None:
        """Refuse a head that did not end, and close a connection on which none has begun."""
        self._head_timer = None
        if self.transport.is_closing() or self._refusal is not None:
            return
        if self.flow.read_paused:
            self._time_head()  # Nothing was read that the client may have sent.
        elif self._in_head:
            self._refuse(head_too_slow(self.rules.head_seconds))
        else:
            self.transport.close()

    def _time_body(self) -> None:
        self._body_went_on = False
        self._body_timer = self.loop.call_later(self.rules.head_seconds, self._end_body, self._begun)

    def _end_body(self, begun: int) -> None:
        """Refuse a request of whose body nothing came since the timer was set."""
        self._body_timer = None
        is_open = self._begun > self._ended and not self._in_head
        if not is_open or self.transport.is_closing() or self._refusal is not None:
            return
        if self._body_went_on or begun != self._begun or self.flow.read_paused:
            self._time_body()
        else:
            self._refuse(body_too_slow(self.rules.head_seconds))
