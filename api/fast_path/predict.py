"""The short way of `POST /predict`: requests for texts in their usual form, ahead of the framework.

FastAPI's own way to a route costs many times what the native tagger takes for a text. What is unusual about a
request, or wrong with it, is left to the documented route, which asks the same functions.
"""

import time
from typing import Final

from fastapi import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.fast_path.protocol import send_whole
from api.http.envelope import request_url
from api.http.errors import answer_defect, answer_error
from api.inference.micro_batching import RequestContext
from api.routes.texts.answer import answer_texts, write_texts
from api.routes.texts.request import PredictItem, bounds, parse_texts
from api.services.renderer import NOSNIFF, Reply
from api.state import State
from core.errors import PredawnError
from model.tagger_scorer import TaggerScorer

ROUTE: Final = "/predict"

_NO_CONTEXT: Final = RequestContext()
_USUAL_LENGTH: Final = 7
"""How many digits a length has at most that is looked at; more is unusual."""


class PredictFastPath:
    """Answers requests for texts with the tagger in service.

    Parameters
    ----------
    state
        The state of the app.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._bounds = bounds(state.settings)

    def takes(self, scope: Scope) -> bool:
        """Return whether a request is of the usual form, as far as its head tells."""
        if scope["method"] != "POST" or scope["query_string"]:
            return False
        path: str = scope["path"]
        if scope["root_path"]:
            path = path.removeprefix(scope["root_path"])
        if path != ROUTE:
            return False
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        return (
            headers.get(b"content-type") == b"application/json"
            and length.isdigit()
            and len(length) <= _USUAL_LENGTH
            and int(length) <= self._state.settings.max_body_bytes
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> Receive | None:
        """Answer a request; where that is not for this way, return what its body can be read from again."""
        began = time.perf_counter()
        body = await _read(receive)
        version = self._version()
        asked = None if version is None or body is None else parse_texts(body, self._bounds)
        if version is None or asked is None:
            return _replay(body, receive)
        refusal: Response | None = None
        try:
            written = await self._answer(scope, version, asked, receive)
        except PredawnError as error:
            refusal = answer_error(Request(scope), error)
        except Exception as error:  # noqa: BLE001 - as the framework does with a defect, so that it is logged
            refusal = answer_defect(Request(scope), error)
        status = 200 if refusal is None else refusal.status_code
        self._state.counts.series(ROUTE, status).add(time.perf_counter() - began)
        if refusal is not None:
            await refusal(scope, receive, send)
            return None
        reply = Reply(
            200, f"content-length: {len(written)}\r\ncontent-type: application/json\r\n{NOSNIFF}", written, ""
        )
        if not send_whole(send, reply):
            await send({"type": "http.response.start", "status": 200, "headers": reply.headers})
            await send({"type": "http.response.body", "body": written})
        return None

    def _version(self) -> int | None:
        """Return the model in service, if it is a tagger and in memory."""
        current = self._state.watcher.current
        version = None if current is None else current.model_version
        return version if isinstance(self._state.scorers.find(version), TaggerScorer) else None

    async def _answer(self, scope: Scope, version: int, asked: list[PredictItem], receive: Receive) -> bytes:
        told = await answer_texts(self._state, version, asked, _NO_CONTEXT, receive)
        assert not isinstance(told, Response), "a tagger makes predictions"
        return write_texts(request_url(scope), asked, told, version)


async def _read(receive: Receive) -> bytes | None:
    """Return the body of a request; None where its client went away before its end."""
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body


def _replay(body: bytes | None, receive: Receive) -> Receive:
    """Return what gives a body that was read once more, and then what else comes."""
    first: Message | None = (
        {"type": "http.disconnect"} if body is None else {"type": "http.request", "body": body}
    )

    async def again() -> Message:
        nonlocal first
        message, first = first, None
        return await receive() if message is None else message

    return again
