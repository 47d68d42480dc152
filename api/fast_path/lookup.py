"""The fast path of `GET /predictions/{project_id}`: the answer of the documented route, without FastAPI."""

import time

from fastapi import Request
from starlette.types import Receive, Scope, Send

from api.http.errors import answer_defect, answer_error
from api.http.freshness import CacheConditions
from api.http.handed_on import HANDED_ON, HandedOn
from api.routes.predictions.answer import PREFIX, answer_request, answer_stored, is_usable
from api.routes.predictions.prediction import ROUTE
from api.routes.predictions.project_route import asks_for_more, undecoded_path
from api.services.access_lines import AnswerOrigin
from api.services.access_log import note_origin
from api.services.counts.request_counts import RequestSeries
from api.services.lookups import Awaiting
from api.services.renderer import Reply
from api.state import State
from core.errors import PredawnError
from store.serving.lookup_row import LookupRow


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
        if b"%" in scope["raw_path"]:
            # The framework finds the route by the path as the client wrote it.
            written = undecoded_path(scope).removeprefix(scope["root_path"])
            if not written.startswith(PREFIX):
                return None
        project_id = path[len(PREFIX) :]
        if scope["query_string"] or ("/" in project_id and asks_for_more(scope)):
            return None
        return project_id or None

    async def answer(self, project_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a project."""
        handed_on: HandedOn[LookupRow | None] | None = scope.get(HANDED_ON)
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
        note_origin(scope, AnswerOrigin(reply.source, reply.run_id))
        self._count(reply.status, reply.source, began)
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})

    def admits(self, project_id: str, host: bytes | None) -> bool:
        """Return whether a request is surely a lookup that may be made; if not, `admits_scope` decides.

        `host` is the header of that name, or None if there is none, or more than one.
        """
        return "/" not in project_id and self._state.gate.admits(host)

    def admits_scope(self, scope: Scope) -> bool:
        """Return whether a request is a lookup that may be made; others are left to the framework."""
        return self.project_of(scope) is not None and self._state.gate.refuse(scope) is None

    def enter(self, project_id: str, awaiting: Awaiting) -> bool:
        """Look up a project, and return whether that is possible; if not, `answer` says why."""
        if not is_usable(project_id):
            return False
        try:
            self._state.lookups.enter(project_id, awaiting)
        except PredawnError:
            return False
        return True

    def reply(self, url: str, conditions: CacheConditions, row: LookupRow) -> Reply | None:
        """Return the answer where a stored row is one; None leaves it to `answer`."""
        return answer_stored(self._state, url, conditions, row)

    def count(self, reply: Reply, began: float) -> float:
        """Count an answer that the protocol has sent, and return the seconds that it took."""
        self._state.counts.fast_lookups += 1
        return self._count(reply.status, reply.source, began)

    def _count(self, status: int, source: str, began: float) -> float:
        """Count an answer, and return the seconds that it took."""
        series = self._series.get((status, source))
        if series is None:
            series = self._series[status, source] = self._state.counts.series(ROUTE, status, source)
        seconds = time.perf_counter() - began
        series.add(seconds)
        return seconds
