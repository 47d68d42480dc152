"""`GET /predictions/{project_id}`."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from api.answer import answer_project
from api.envelope import Envelope, wrap
from api.examples import PREDICTION, errors, example
from api.schemas import ProjectPrediction
from api.state import CurrentState

router = APIRouter(tags=["predictions"])


# Of kind `path`, so that an id with an encoded slash comes here and is told what is wrong with it.
@router.get(
    "/predictions/{project_id:path}",
    summary="The prediction of a project",
    responses={200: example(PREDICTION, "The prediction."), **errors(404, 503)},
)
async def read_prediction(
    request: Request,
    state: CurrentState,
    project_id: Annotated[str, Path(description="The id of the project.", examples=["7"])],
) -> Envelope[ProjectPrediction]:
    """Return the stored prediction where it fits the project's text, and otherwise one made on demand."""
    return wrap(request, await answer_project(state, project_id))
