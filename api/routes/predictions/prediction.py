"""`GET /predictions/{project_id}`; `api/fast_path/lookup.py` answers the same ahead of the framework."""

from typing import Final

from fastapi import APIRouter, Request, Response

from api.http.documentation import VALIDATORS, errors, example
from api.http.envelope import Envelope
from api.routes.predictions.answer import answer_request
from api.routes.predictions.project_route import ProjectId, ProjectRoute
from api.schemas.predictions import ProjectPrediction
from api.services.access_lines import AnswerOrigin
from api.services.access_log import note_origin
from api.services.counts.request_counts import SOURCE
from api.state import CurrentState

ROUTE: Final = "/predictions/{project_id}"

router = APIRouter(tags=["predictions"], route_class=ProjectRoute)


@router.get(
    "/predictions/{project_id:path}",
    summary="The prediction of a project",
    response_model=Envelope[ProjectPrediction],
    responses={
        200: {**example(ProjectPrediction, "/predictions/7", "The prediction."), "headers": VALIDATORS},
        304: {
            "description": "Unchanged since the answer that `If-None-Match` or `If-Modified-Since` names.",
            "headers": VALIDATORS,
        },
        **errors(400, 404, 503, 504),
    },
)
async def read_prediction(
    request: Request,
    state: CurrentState,
    project_id: ProjectId,
) -> Response:
    """Return the stored prediction where it fits the project's text, and otherwise one made on demand.

    `Cache-Control: no-cache` asks for one that is made now, `only-if-cached` for a stored one or none.
    """
    reply = await answer_request(state, request.scope, project_id, request.receive)
    request.scope[SOURCE] = reply.source
    note_origin(request.scope, AnswerOrigin(reply.source, reply.run_id))
    response = Response(reply.body, reply.status)
    response.raw_headers = reply.headers
    return response
