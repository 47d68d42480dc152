"""The layers that every request passes before the framework sees it."""

import asyncio
import time
from collections.abc import Awaitable
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.handed_on import HANDED_ON, HandedOn
from api.http.request_ids import TracedSend, current_ids, read_ids
from api.http.security import SECURITY_HEADERS
from api.services.access_lines import RequestLine
from api.services.access_log import OriginNote
from api.services.counts.request_counts import SOURCE
from api.state import State

_SECURITY: Final = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


NO_ROUTE: Final = "none"
"""The route of requests that have none, in the counts."""


class RequestTrace:
    """ASGI middleware that repeats the names of requests in log lines and answers, and writes the access log.

    Parameters
    ----------
    app
        The application.
    state
        The state of the application.
    """

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and write its line once it is answered."""
        outcome: HandedOn[Any] | None = scope.get(HANDED_ON)
        began = time.perf_counter() if outcome is None else outcome.began
        ids = read_ids(dict(scope["headers"]))
        # It is never reset: each request has a task of its own, in which the server logs defects afterwards.
        current_ids.set(ids)
        traced, note = TracedSend(send, ids), OriginNote(scope)
        try:
            await self._app(scope, receive, traced)
        finally:
            log = self._state.access_log
            if log is not None:
                line = RequestLine(scope["method"], scope["raw_path"].decode("latin-1"), scope["client"])
                # Without a status the server answers that there was a defect.
                status = 500 if traced.status is None else traced.status
                log.record(line, status, time.perf_counter() - began, ids, note.origin)


class AccessCheck:
    """ASGI middleware that refuses requests for other hosts, and those without the key that they need.

    Parameters
    ----------
    app
        The application.
    state
        The state of the application.
    """

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Pass a request on, or refuse it; a coroutine of its own would slow down every lookup."""
        refusal = self._state.gate.refuse(scope)
        app = self._app if refusal is None else RequestCounter(refusal, self._state)
        return app(scope, receive, send)


class RequestCounter:
    """ASGI middleware that counts requests, and completes the headers of their answers.

    Parameters
    ----------
    app
        The application.
    state
        The state of the application.
    """

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and count it by its route and status."""
        began, status = time.perf_counter(), 500
        defaults = _default_headers(scope, requires_key=self._state.keyring.requires_key)

        async def complete(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status, headers = message["status"], message.get("headers", ())
                given = {name.lower() for name, _ in headers}
                message["headers"] = [*headers, *(pair for pair in defaults if pair[0] not in given)]
            await send(message)

        try:
            await self._app(scope, receive, complete)
        finally:
            # By the names of routes alone: the paths that clients think of are without end.
            route = getattr(scope.get("route"), "path_format", NO_ROUTE)
            series = self._state.counts.series(route, status, scope.get(SOURCE, ""))
            series.add(time.perf_counter() - began)


class HeadAsGet:
    """ASGI middleware that answers `HEAD` as `GET`; the server leaves the body out.

    Parameters
    ----------
    app
        The application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer a request; a coroutine of its own would slow down every lookup."""
        if scope["method"] != "HEAD":
            return self._app(scope, receive, send)
        return self._answer_head(scope, send)

    async def _answer_head(self, scope: Scope, send: Send) -> None:
        """Answer as `GET`, and tell the application that the client has left once the head is sent."""
        started = asyncio.Event()

        async def report(message: Message) -> None:
            await send(message)
            started.set()

        async def leave() -> Message:
            await started.wait()
            return {"type": "http.disconnect"}

        await self._app({**scope, "method": "GET"}, leave, report)


def _default_headers(scope: Scope, *, requires_key: bool) -> list[tuple[bytes, bytes]]:
    """Return the headers that an answer gets where it has none of that name.

    Besides the headers of security they keep caches from deciding for themselves how long to keep an answer
    that does not say so, such as readiness, or one that was given to a key.
    """
    if scope["method"] not in ("GET", "HEAD"):
        return _SECURITY  # caches do not keep it
    return [*_SECURITY, (b"cache-control", b"private, no-cache" if requires_key else b"no-cache")]
