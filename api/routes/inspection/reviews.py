"""`GET /reviews`: what a person should look at next."""

import json
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request

from api.access.signing import Purpose
from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.reviews import ProjectReview, ReviewPage, ReviewsQuery
from api.state import CurrentState, State
from core.errors import InputError
from store.connect.async_sessions import Sessions
from store.feedback.reviews import Review, ReviewPosition, read_reviews
from store.serving.listing import ListedRun, find_listed_run

_KIND: Final = "reviews"
_INVALID: Final = "The cursor is invalid: no page of reviews returned it. Start again without `cursor`."

router = APIRouter(tags=["inspection"])


@router.get(
    "/reviews",
    summary="Projects to look at",
    responses={
        200: example(ReviewPage, "/reviews?limit=1", "The projects."),
        **errors(400, 404, 503),
    },
)
async def list_reviews(
    request: Request, state: CurrentState, query: Annotated[ReviewsQuery, Query()]
) -> Envelope[ReviewPage]:
    """Return the projects that a person should look at, the most urgent first, and why.

    What a person has decided, by a correction that is in force, does not come again until its text changes.
    All pages are of the run that was in service when the first one was asked for.
    """
    state.read_router.check_database()
    run_id, after = (None, ReviewPosition()) if query.cursor is None else _read_cursor(state, query.cursor)

    async def read(sessions: Sessions) -> tuple[ListedRun | None, list[Review]]:
        run = await find_listed_run(sessions, run_id)
        # One more shows whether there is another page.
        return run, [] if run is None else await read_reviews(sessions, run, after, query.limit + 1)

    async with state.read_router.pages:
        run, found = await state.read_router.read(read)
    shown = found[: query.limit]
    following = None
    if run is not None and len(found) > query.limit:
        following = _write_cursor(state, run.run_id, shown[-1].position)
    return wrap(
        request,
        ReviewPage(
            reviews=[ProjectReview.model_validate(review) for review in shown],
            run_id=None if run is None else run.run_id,
            next=following,
        ),
    )


def _write_cursor(state: State, run_id: int, position: ReviewPosition) -> str:
    content = json.dumps([_KIND, run_id, *position]).encode()
    return state.keyring.signer.sign(Purpose.CURSOR, content)


def _read_cursor(state: State, text: str) -> tuple[int, ReviewPosition]:
    """Return the run and the position of a cursor.

    Raises
    ------
    InputError
        If no page of reviews of this store wrote it.
    """
    content = state.keyring.signer.verify(Purpose.CURSOR, text)
    if content is None:
        raise InputError(_INVALID)
    kind, *fields = json.loads(content)
    if kind != _KIND:
        raise InputError(_INVALID)
    run_id, urgency, project_id = fields
    return run_id, ReviewPosition(urgency, project_id)
