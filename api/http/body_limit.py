"""The limit on the size of request bodies."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.errors import BodyTooLargeError, answer_error

_MAX_DIGITS: Final = 20
"""The digits of a length that are read; with as many it is beyond each limit."""


class BodyLimit:
    """ASGI middleware that refuses a request as soon as its body is known to be too large.

    Parameters
    ----------
    app
        The application.
    max_bytes
        The largest size of a body.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count the bytes of its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if _length(request) > self._max_bytes:
            await answer_error(request, self._error())(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                # FastAPI reports any other exception as a body that cannot be parsed.
                raise HTTPException(413, str(self._error()))
            return message

        await self._app(scope, counted, send)

    def _error(self) -> BodyTooLargeError:
        return BodyTooLargeError(
            f"The body is larger than {self._max_bytes:,} bytes. Send less in one request "
            "(PREDAWN_MAX_BODY_BYTES sets the limit)."
        )


def _length(request: Request) -> int:
    given = request.headers.get("content-length", "")
    if not (given.isascii() and given.isdigit()):
        return 0
    # Python refuses to read thousands of digits, of which all but the last may be zeros.
    return int(given.lstrip("0")[:_MAX_DIGITS] or "0")
