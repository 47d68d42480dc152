"""The fast path of `GET /predictions/{project_id}`: the answer of the documented route, without FastAPI."""

import time
from typing import Final

from fastapi import Request
from starlette.types import Receive, Scope, Send

from api.http.errors import answer_defect, answer_error
from api.routes.predictions.answer import (
    HANDED_ON,
    PREFIX,
    LookupOutcome,
    RequestFacts,
    answer_request,
    answer_stored,
    is_usable,
)
from api.routes.predictions.prediction import ROUTE
from api.routes.predictions.project_route import asks_for_more
from api.services.counts import RequestSeries
from api.services.lookups import Awaiting
from api.services.renderer import Reply
from api.state import State
from core.errors import PredawnError
from store.serving.lookup import LookupRow

FAST_PATH: Final = "predawn.fast_path"
"""The key of the fast path in the state of the lifespan, where the protocol of the server finds it."""


class LookupFastPath:
    """Answers requests for a project ahead of the framework.

    FastAPI's routing costs more than reading a prediction and writing it.

    Parameters
    ----------
    state
        The state of the application.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._series: dict[tuple[int, str], RequestSeries] = {}

    def project_of(self, scope: Scope) -> str | None:
        """Return the id of the project that a request is for; None where it is another request."""
        path: str = scope["path"]
        if scope["root_path"]:
            path = path.removeprefix(scope["root_path"])
        if not path.startswith(PREFIX) or scope["method"] not in ("GET", "HEAD"):
            return None
        project_id = path[len(PREFIX) :]
        if scope["query_string"] or ("/" in project_id and asks_for_more(scope)):
            return None
        return project_id or None

    async def answer(self, project_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a project."""
        handed_on: LookupOutcome | None = scope.get(HANDED_ON)
        began = time.perf_counter() if handed_on is None else handed_on.began
        try:
            reply = await answer_request(self._state, scope, project_id, receive)
        except PredawnError as error:
            refusal = answer_error(Request(scope), error)
            self._count(refusal.status_code, "", began)
            await refusal(scope, receive, send)
            return
        except Exception as error:  # noqa: BLE001 - as the framework does with a defect, so that it is logged
            self._count(500, "", began)
            await answer_defect(Request(scope), error)(scope, receive, send)
            return
        self.count(reply, began)
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})

    def enter(self, scope: Scope, awaiting: Awaiting) -> bool:
        """Look up the project of a request, and return whether it is a lookup that may be made.

        Every other request, one that is refused among them, is left to `answer` and the framework.
        """
        project_id = self.project_of(scope)
        if project_id is None:
            return False
        keyring = self._state.keyring
        if keyring.requires_key and keyring.refuse(scope) is not None:
            return False
        return self.enter_project(project_id, awaiting)

    def enter_project(self, project_id: str, awaiting: Awaiting) -> bool:
        """Look up a project for a request whose key was checked, and return whether that can be done."""
        if not is_usable(project_id):
            return False
        try:
            self._state.lookups.enter(project_id, awaiting)
        except PredawnError:
            return False
        return True

    @property
    def keys(self) -> object:
        """The keys that requests were checked with; another object as soon as there are other keys."""
        return self._state.keyring.revision

    def reply(self, facts: RequestFacts, row: LookupRow) -> Reply | None:
        """Return the answer where a stored row is one; None leaves it to `answer`."""
        return answer_stored(self._state, facts, row)

    def count(self, reply: Reply, began: float) -> None:
        """Count an answer."""
        self._count(reply.status, reply.source, began)

    def _count(self, status: int, source: str, began: float) -> None:
        series = self._series.get((status, source))
        if series is None:
            series = self._series[status, source] = self._state.counts.series(ROUTE, status, source)
        series.add(time.perf_counter() - began)
