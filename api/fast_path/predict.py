"""The fast path of `POST /predict`: requests for texts in their usual form, ahead of the framework.

FastAPI's routing costs many times as much as the native tagger needs for a text. A request that is unusual or
wrong is left to the documented route, which calls the same functions.
"""

import time
from typing import Final

from fastapi import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.fast_path.protocol import send_whole
from api.http.envelope import request_url
from api.http.errors import answer_defect, answer_error
from api.http.security import SECURITY_LINES
from api.inference.micro_batching import RequestContext
from api.routes.texts.answer import answer_texts, origin_of, write_texts
from api.routes.texts.request import PredictItem, bounds, parse_texts
from api.services.access_log import note_origin
from api.services.counts import RequestSeries
from api.services.renderer import JSON_TYPE, Reply
from api.state import State
from core.errors import PredawnError
from model.tagger_scorer import TaggerScorer

ROUTE: Final = "/predict"

_NO_CONTEXT: Final = RequestContext()
_USUAL_LENGTH: Final = 7
"""The most digits of a usual `Content-Length`."""


class PredictFastPath:
    """Answers requests for texts with the tagger in service.

    Parameters
    ----------
    state
        The state of the application.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._bounds = bounds(state.settings)
        self._series: dict[int, RequestSeries] = {}

    def takes(self, scope: Scope) -> bool:
        """Return whether the head of a request is of the usual form."""
        if scope["method"] != "POST" or scope["query_string"]:
            return False
        path: str = scope["path"]
        if scope["root_path"]:
            path = path.removeprefix(scope["root_path"])
        if path != ROUTE:
            return False
        types = [value for name, value in scope["headers"] if name == b"content-type"]
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        return (
            types == [b"application/json"]
            and length.isdigit()
            and len(length) <= _USUAL_LENGTH
            and int(length) <= self._state.settings.max_body_bytes
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> Receive | None:
        """Answer a request, or return a callable that receives its body again, for the framework."""
        began = time.perf_counter()
        body = await _read(receive)
        version = self._version()
        items = None if version is None or body is None else parse_texts(body, self._bounds)
        if version is None or items is None:
            return _replay(body, receive)
        refusal: Response | None = None
        try:
            written = await self._answer(scope, version, items, receive)
        except PredawnError as error:
            refusal = answer_error(Request(scope), error)
        except Exception as error:  # noqa: BLE001 - as the framework does with a defect, so that it is logged
            refusal = answer_defect(Request(scope), error)
        status = 200 if refusal is None else refusal.status_code
        series = self._series.get(status)
        if series is None:
            series = self._series[status] = self._state.counts.series(ROUTE, status)
        series.add(time.perf_counter() - began)
        if refusal is not None:
            await refusal(scope, receive, send)
            return None
        head = f"content-length: {len(written)}\r\ncontent-type: {JSON_TYPE}\r\n{SECURITY_LINES}"
        reply = Reply(200, head, written, "")
        if not send_whole(send, reply):
            await send({"type": "http.response.start", "status": 200, "headers": reply.headers})
            await send({"type": "http.response.body", "body": written})
        return None

    def _version(self) -> int | None:
        """Return the version of the model in service, if it is a tagger and loaded."""
        current = self._state.watcher.current
        version = None if current is None else current.model_version
        return version if isinstance(self._state.scorers.find(version), TaggerScorer) else None

    async def _answer(self, scope: Scope, version: int, items: list[PredictItem], receive: Receive) -> bytes:
        answers = await answer_texts(self._state, version, items, _NO_CONTEXT, receive)
        assert not isinstance(answers, Response), "a tagger makes predictions"
        note_origin(scope, origin_of(answers))
        return write_texts(request_url(scope), items, answers, version)


async def _read(receive: Receive) -> bytes | None:
    """Return the body of a request; None where its client disconnected before its end."""
    pieces: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(pieces)


def _replay(body: bytes | None, receive: Receive) -> Receive:
    """Return a callable that receives a body that was read once more, and then all that follows it."""
    first: Message | None = (
        {"type": "http.disconnect"} if body is None else {"type": "http.request", "body": body}
    )

    async def again() -> Message:
        nonlocal first
        message, first = first, None
        return await receive() if message is None else message

    return again
