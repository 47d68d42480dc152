"""`GET /predictions/{project_id}`: the documented route, and the short way to it."""

import time
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.types import Receive, Scope, Send

from api.examples.answers import errors, example
from api.examples.predictions import PREDICTION
from api.http.envelope import Envelope
from api.http.errors import answer_defect, answer_error
from api.routes.predictions.answer import RequestFacts, answer_project, answer_stored
from api.schemas.predictions import ProjectPrediction
from api.services.counts import RequestSeries
from api.services.lookups import Awaiting
from api.services.renderer import Reply
from api.state import CurrentState, State
from core.errors import PredawnError
from store.serving.lookup import LookupRow

PREFIX: Final = "/predictions/"
ROUTE: Final = "/predictions/{project_id}"

FAST_PATH: Final = "predawn.short_way"
"""Where the app leaves its short way for `api/fast_path/protocol.py`, in the state of its lifespan."""

router = APIRouter(tags=["predictions"])


# Of kind `path`, so that an id with an encoded slash comes here and is told what is wrong with it.
@router.head(
    "/predictions/{project_id:path}",
    summary="The headers of the prediction of a project",
    response_class=Response,
    responses={
        200: {"description": "There is one."},
        304: {"description": "It is the one that `If-None-Match` or `If-Modified-Since` names."},
        404: {"description": "There is no such project."},
        503: {"description": "It cannot be said at this moment."},
        504: {"description": "Nothing that is stored fits, and the request wants nothing else."},
    },
)
@router.get(
    "/predictions/{project_id:path}",
    summary="The prediction of a project",
    response_model=Envelope[ProjectPrediction],
    responses={
        200: example(PREDICTION, "The prediction."),
        304: {"description": "It is the one that `If-None-Match` or `If-Modified-Since` names."},
        **errors(404, 503, 504),
    },
)
async def read_prediction(
    request: Request,
    state: CurrentState,
    project_id: Annotated[str, Path(description="The id of the project.", examples=["7"])],
) -> Response:
    """Return the stored prediction where it fits the project's text, and otherwise one made on demand.

    `Cache-Control: no-cache` asks for one that is made now, `only-if-cached` for a stored one or none.
    """
    reply = await answer_project(state, request.scope, project_id, request.receive)
    response = Response(reply.body, reply.status)
    response.raw_headers = reply.headers
    return response


class LookupFastPath:
    """Answers requests for a project ahead of the framework, by the function of the documented route.

    FastAPI's own way to a route costs more than looking a prediction up and writing it.

    Parameters
    ----------
    state
        The state of the app.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._series: dict[tuple[int, str], RequestSeries] = {}

    def project_of(self, scope: Scope) -> str | None:
        """Return the id that a request asks for; None where it asks for something else, or is unusual."""
        path: str = scope["path"]
        if scope["root_path"]:
            path = path.removeprefix(scope["root_path"])
        if not path.startswith(PREFIX) or scope["method"] not in ("GET", "HEAD"):
            return None
        project_id = path[len(PREFIX) :]
        # With a slash that was encoded it is an id, if a wrong one, even where it looks like another route.
        if "/" in project_id and b"%2f" not in scope.get("raw_path", b"").lower():
            return None
        return project_id or None

    async def answer(self, project_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a project."""
        began = time.perf_counter()
        try:
            reply = await answer_project(self._state, scope, project_id, receive)
        except PredawnError as error:
            refusal = answer_error(Request(scope), error)
            self._count(refusal.status_code, "", began)
            await refusal(scope, receive, send)
            return
        except Exception as error:  # noqa: BLE001 - as the framework does with a defect, so that it is logged
            self._count(500, "", began)
            await answer_defect(Request(scope), error)(scope, receive, send)
            return
        self._count(reply.status, reply.source, began)
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
        await send({"type": "http.response.body", "body": reply.body})

    def enter(self, scope: Scope, awaiting: Awaiting) -> bool:
        """Look up what a request asks for, and return whether that could be done.

        What needs more than a row, such as a refusal, is left to `answer`.
        """
        project_id = self.project_of(scope)
        if project_id is None or "\x00" in project_id or "/" in project_id:
            return False
        keyring = self._state.keyring
        if keyring.requires_key and keyring.refuse(scope) is not None:
            return False
        return self.enter_project(project_id, awaiting)

    def enter_project(self, project_id: str, awaiting: Awaiting) -> bool:
        """Do the same for a project that is known to be what a request asks for, and may."""
        try:
            self._state.lookups.enter(project_id, awaiting)
        except PredawnError:
            return False
        return True

    @property
    def keys(self) -> object:
        """What decided that a request may be entered; of other keys, another object."""
        return self._state.keyring.revision

    def reply(self, asked: RequestFacts, row: LookupRow, began: float) -> Reply | None:
        """Return the answer where a stored row is one, and count it."""
        reply = answer_stored(self._state, asked, row)
        if reply is not None:
            self._count(reply.status, reply.source, began)
        return reply

    def refusal(self, scope: Scope, error: PredawnError, began: float) -> Reply:
        """Return the answer that tells an error, and count it."""
        response = answer_error(Request(scope), error)
        self._count(response.status_code, "", began)
        head = "".join(f"{name.decode()}: {value.decode()}\r\n" for name, value in response.raw_headers)
        return Reply(response.status_code, head, bytes(response.body), "")

    def _count(self, status: int, source: str, began: float) -> None:
        series = self._series.get((status, source))
        if series is None:
            series = self._series[status, source] = self._state.counts.series(ROUTE, status, source)
        series.add(time.perf_counter() - began)
