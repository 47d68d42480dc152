"""The names that a request brings along: `X-Request-Id` and `traceparent`, for log lines and its answer."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Final, NamedTuple

from starlette.types import Message, Send

_REQUEST_ID: Final = re.compile(rb"[!-~]{1,128}")
_TRACEPARENT: Final = re.compile(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


class RequestIds(NamedTuple):
    """The names of a request; empty where it has none, or one that is not usable.

    `head` holds the lines that its answer repeats them in.
    """

    request_id: str = ""
    traceparent: str = ""
    head: str = ""

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The lines of `head`, as ASGI has them."""
        return read_lines(self.head)


NO_IDS: Final = RequestIds()

current_ids: Final[ContextVar[RequestIds]] = ContextVar("predawn_request_ids", default=NO_IDS)
"""The names of the request that the current task answers."""


def read_lines(head: str) -> list[tuple[bytes, bytes]]:
    """Return the headers in the lines of a head, each of which ends with CR and LF, as ASGI has them."""
    pairs = (line.partition(": ") for line in head.split("\r\n")[:-1])
    return [(name.encode(), value.encode()) for name, _, value in pairs]


def read_ids(headers: Mapping[bytes, bytes]) -> RequestIds:
    """Return the names of a request from its headers by name.

    A request id is of up to 128 printable ASCII characters without spaces, and a `traceparent` of the form
    that W3C Trace Context gives it; anything else is left out of log and answer.
    """
    request_id, traceparent = headers.get(b"x-request-id"), headers.get(b"traceparent")
    if request_id is None and traceparent is None:
        return NO_IDS
    shown_id = shown_trace = head = ""
    if request_id is not None and _REQUEST_ID.fullmatch(request_id):
        shown_id = request_id.decode()
        head = f"x-request-id: {shown_id}\r\n"
    if traceparent is not None and _TRACEPARENT.fullmatch(traceparent):
        shown_trace = traceparent.decode()
        head += f"traceparent: {shown_trace}\r\n"
    return RequestIds(shown_id, shown_trace, head)


class TracedSend:
    """Sends an answer together with the names of its request, and notes its status.

    Parameters
    ----------
    send
        The callable of the server.
    ids
        The names of the request.
    """

    __slots__ = ("ids", "send", "status")

    def __init__(self, send: Send, ids: RequestIds) -> None:
        self.send = send
        self.ids = ids
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            if self.ids.head:
                headers = list(message.get("headers", ()))
                given = {name.lower() for name, _ in headers}
                message["headers"] = headers + [pair for pair in self.ids.headers if pair[0] not in given]
        await self.send(message)
