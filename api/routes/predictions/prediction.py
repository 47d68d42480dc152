"""`GET /predictions/{project_id}`; `api/fast_path/lookup.py` answers the same ahead of the framework."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from starlette.convertors import PathConvertor, register_url_convertor

from api.http.documentation import errors, example
from api.http.envelope import Envelope
from api.routes.predictions.answer import answer_request
from api.schemas.predictions import ProjectPrediction
from api.services.counts import SOURCE
from api.state import CurrentState

ROUTE: Final = "/predictions/{project_id}"

router = APIRouter(tags=["predictions"])


class _IdConvertor(PathConvertor):
    """The rest of a path, with line breaks, which ids may hold and Starlette's `path` does not match."""

    regex = "(?s:.*)"


register_url_convertor("project_id", _IdConvertor())


# An id with an encoded slash is answered here too, with a sentence that names the slash.
@router.head(
    "/predictions/{project_id:project_id}",
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
    "/predictions/{project_id:project_id}",
    summary="The prediction of a project",
    response_model=Envelope[ProjectPrediction],
    responses={
        200: example(ProjectPrediction, "/predictions/7", "The prediction."),
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
    reply = await answer_request(state, request.scope, project_id, request.receive)
    request.scope[SOURCE] = reply.source
    response = Response(reply.body, reply.status)
    response.raw_headers = reply.headers
    return response
