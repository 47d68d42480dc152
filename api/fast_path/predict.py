"""The fast path of `POST /predict`: requests for texts in their usual form, ahead of the framework.

FastAPI's routing costs many times as much as the native tagger needs for a text. A request that is unusual or
wrong is left to the documented route, which calls the same functions.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from fastapi import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.fast_path.sending import send_whole
from api.http.envelope import request_url
from api.http.errors import answer_defect, answer_error
from api.http.handed_on import HANDED_ON, HandedOn
from api.http.security import SECURITY_LINES
from api.inference.micro_batching import RequestContext
from api.routes.texts.answer import answer_texts, origin_of, write_texts
from api.routes.texts.request import PredictItem, bounds, parse_texts
from api.services.access_lines import AnswerOrigin
from api.services.access_log import note_origin
from api.services.counts.request_counts import RequestSeries
from api.services.renderer import JSON_TYPE, Reply
from api.state import State
from core.errors import PredawnError
from model.tagger_scorer import TaggerScorer

ROUTE: Final = "/predict"

_NO_CONTEXT: Final = RequestContext()
_USUAL_LENGTH: Final = 7
"""The most digits of a usual `Content-Length`."""


class Texts(NamedTuple):
    """The texts of a request, and the version of the model that answers it."""

    items: Sequence[PredictItem]
    version: int


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
        length = next((value for name, value in scope["headers"] if name == b"content-length"), None)
        is_plain = all(name != b"content-encoding" for name, _ in scope["headers"])
        return is_plain and len(types) == 1 and self.body_size(types[0], length) is not None

    def body_size(self, media_type: bytes | None, length: bytes | None) -> int | None:
        """Return the size of a body by its headers; None if these are unusual, or it is too large."""
        if media_type != b"application/json" or length is None:
            return None
        if not length.isdigit() or len(length) > _USUAL_LENGTH:
            return None
        size = int(length)
        return size if size <= self._state.settings.max_body_bytes else None

    def admits(self, host: bytes | None) -> bool:
        """Return whether a request may surely go on; if not, `admits_scope` decides.

        `host` is the header of that name, or None if there is none, or more than one.
        """
        return self._state.gate.admits(host)

    def admits_scope(self, scope: Scope) -> bool:
        """Return whether a request may go on; others are left to the framework."""
        return self._state.gate.refuse(scope) is None

    def read(self, body: bytes) -> Texts | None:
        """Return the texts of a body; None if they are for the framework, which refuses invalid ones."""
        current = self._state.watcher.current
        version = None if current is None else current.model_version
        if version is None or not isinstance(self._state.scorers.find(version), TaggerScorer):
            return None
        items = parse_texts(body, self._bounds)
        return None if items is None else Texts(items, version)

    async def reply(self, texts: Texts, url: str, receive: Receive) -> Reply:
        """Return the answer to a request.

        Raises
        ------
        PredawnError
            As `answer_texts` does.
        """
        items, version = texts
        answers = await answer_texts(self._state, version, items, _NO_CONTEXT, receive)
        assert not isinstance(answers, Response), "a tagger makes predictions"
        source, run_id = origin_of(answers)
        written = write_texts(url, items, answers, version)
        head = f"content-length: {len(written)}\r\ncontent-type: {JSON_TYPE}\r\n{SECURITY_LINES}"
        return Reply(200, head, written, source, run_id)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> Receive | None:
        """Answer a request, or return a callable that receives its body again, for the framework."""
        outcome: HandedOn[Reply] | None = scope.pop(HANDED_ON, None)
        if outcome is None:
            began = time.perf_counter()
            body = await _read(receive)
            texts = None if body is None else self.read(body)
            if texts is None:
                return _replay(body, receive)
            outcome = await self.attempt(texts, request_url(scope), receive, began)
        reply = outcome.result
        if isinstance(reply, Exception):
            request = Request(scope)
            if isinstance(reply, PredawnError):
                refusal: Response = answer_error(request, reply)
            else:
                refusal = answer_defect(request, reply)
            self._count(refusal.status_code, outcome.began)
            await refusal(scope, receive, send)
            return None
        if isinstance(reply, BaseException):
            raise reply  # the server stops: uvicorn says so, as to any other request
        note_origin(scope, AnswerOrigin(reply.source, reply.run_id))
        self.count(reply, outcome.began)
        if not send_whole(send, reply):
            await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
            await send({"type": "http.response.body", "body": reply.body})
        return None

    async def attempt(self, texts: Texts, url: str, receive: Receive, began: float) -> HandedOn[Reply]:
        """Return the answer to a request, or the error that it ends with."""
        try:
            return HandedOn(await self.reply(texts, url, receive), began)
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - whoever answers it logs it
            return HandedOn(error, began)

    def count(self, reply: Reply, began: float) -> float:
        """Count an answer, and return the seconds that it took."""
        return self._count(reply.status, began)

    def _count(self, status: int, began: float) -> float:
        """Count an answer, and return the seconds that it took."""
        series = self._series.get(status)
        if series is None:
            series = self._series[status] = self._state.counts.series(ROUTE, status)
        seconds = time.perf_counter() - began
        series.add(seconds)
        return seconds


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
