"""Answers to requests that cannot be read to their end, so that no route ever sees them."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from api.http.errors import error_response

MAX_HEAD_BYTES: Final = 65_536
"""The largest head of a request: its line with the URL, its headers, and the empty line behind them.

It is the limit of h11, the other parser of uvicorn; httptools has none, and collects headers without end.
"""

_SHOWN_URL_BYTES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """An ASGI application that refuses a request and ends its connection.

    Parameters
    ----------
    status
        The status of the answer.
    detail
        What happened, and what to do next.
    """

    status: int
    detail: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the envelope, with the first thousand bytes of the URL."""
        await self._response(scope)(scope, receive, send)

    def _response(self, scope: Scope) -> Response:
        shown = {**scope, "raw_path": scope["raw_path"][:_SHOWN_URL_BYTES]}
        return error_response(Request(shown), self.status, self.detail, {"Connection": "close"})


class _Malformed(Refusal):
    """A refusal of what is no HTTP, byte by byte as uvicorn refuses it."""

    def _response(self, _scope: Scope) -> Response:
        response = PlainTextResponse(self.detail, self.status)
        response.raw_headers = [*reversed(response.raw_headers), (b"connection", b"close")]
        return response


def url_too_long() -> Refusal:
    """Return the refusal of a URL that alone exceeds the limit of heads."""
    return Refusal(414, f"The URL of the request exceeds the limit of {MAX_HEAD_BYTES:,} bytes. Shorten it.")


def head_too_large() -> Refusal:
    """Return the refusal of a head whose headers exceed the limit."""
    return Refusal(
        431,
        f"The head of the request exceeds the limit of {MAX_HEAD_BYTES:,} bytes. Send less in its headers.",
    )


def offer_with_body() -> Refusal:
    """Return the refusal of a body behind an offer, which the parser would take for the next request."""
    return Refusal(
        400,
        "The request offers another protocol (`Upgrade`) and has a body, which is not taken together. Send "
        "it without `Upgrade`, as plain HTTP/1.1.",
    )


def head_too_slow(seconds: float) -> Refusal:
    """Return the refusal of a head that did not end in time."""
    return Refusal(
        408, f"The head of the request did not end within {seconds:g} seconds. Send it without pauses."
    )


def body_too_slow(seconds: float) -> Refusal:
    """Return the refusal of a request whose body stopped coming."""
    return Refusal(
        408, f"Nothing came of the body of the request for {seconds:g} seconds. Send it without pauses."
    )


def malformed(sentence: str) -> Refusal:
    """Return the refusal of bytes that are no request of HTTP."""
    return _Malformed(400, sentence)
