"""`GET /predictions/{project_id}/history`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.routes.predictions.answer import show_id
from api.routes.predictions.project_route import ProjectId, ProjectRoute
from api.schemas.listings import PredictionChange, PredictionHistory, RunPrediction
from api.state import CurrentState
from core.errors import NotFoundError
from store.serving.history import read_history as read

router = APIRouter(tags=["predictions"], route_class=ProjectRoute)


@router.get(
    "/predictions/{project_id:path}/history",
    summary="History of a project's prediction",
    responses={
        200: example(PredictionHistory, "/predictions/7/history", "The history."),
        **errors(400, 404, 503),
    },
)
def read_history(
    request: Request,
    state: CurrentState,
    project_id: ProjectId,
    limit: Annotated[
        int, Query(ge=1, le=1000, description="The largest number of changes, newest first.")
    ] = 100,
) -> Envelope[PredictionHistory]:
    """Return the predictions of a project in the retained runs, and the changes of its tag.

    A project that was removed from the catalogue still has a history.
    """
    found = None
    if "\x00" not in project_id:
        found = state.read_router.read_sync(lambda connection: read(connection, project_id, limit))
    if found is None:
        raise NotFoundError(
            f"The catalogue has no project {show_id(project_id)}. Check the id, or wait for the next sync."
        )
    return wrap(
        request,
        PredictionHistory(
            project_id=project_id,
            in_catalogue=found.in_catalogue,
            runs=[RunPrediction.model_validate(row) for row in found.runs],
            changes=[PredictionChange.model_validate(row) for row in found.changes],
        ),
    )
