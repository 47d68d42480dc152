"""The limit on the size of request bodies, and the refusal of encoded ones."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.errors import BodyTooLargeError, EncodedBodyError, answer_error

_MAX_DIGITS: Final = 20
"""The digits of a length that are read; with as many it is beyond each limit."""


class BodyLimit:
    """ASGI middleware that refuses a request as soon as its body is known to be too large, or encoded.

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
        if (encoding := _find_encoding(request)) is not None:
            error = EncodedBodyError(
                f"The body has the encoding {encoding[:100]!r}, and the API reads none. Send it "
                "uncompressed, without the header `Content-Encoding`."
            )
            await answer_error(request, error)(scope, receive, send)
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


def _find_encoding(request: Request) -> str | None:
    """Return what the body of a request is encoded by; None without a body, or if it is as it is."""
    if not _length(request) and "transfer-encoding" not in request.headers:
        return None
    given = ", ".join(request.headers.getlist("content-encoding"))
    is_encoded = any(coding.strip().lower() not in ("", "identity") for coding in given.split(","))
    return given if is_encoded else None


def _length(request: Request) -> int:
    given = request.headers.get("content-length", "")
    if not (given.isascii() and given.isdigit()):
        return 0
    # Python refuses to read thousands of digits, of which all but the last may be zeros.
    return int(given.lstrip("0")[:_MAX_DIGITS] or "0")
