"""`GET /runs/{run_id}/diff`: the difference between two runs."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import Connection

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.runs import MAX_RUN, Diff, Move, MoveOfNumber, MoveOfRanking, TagChange
from api.state import CurrentState
from core.errors import NotFoundError
from store.serving import pointer
from store.serving.comparison import diff_runs

router = APIRouter(tags=["inspection"])


@router.get(
    "/runs/{run_id}/diff",
    summary="Difference between two runs",
    responses={200: example(Diff, "/runs/3/diff?base=2", "The difference."), **errors(400, 404, 503)},
)
def diff_run(
    request: Request,
    state: CurrentState,
    run_id: Annotated[int, Path(ge=1, le=MAX_RUN, description="The run.", examples=[3])],
    base: Annotated[
        int | None,
        Query(
            ge=1,
            le=MAX_RUN,
            description="The run to compare with; by default the run in service, or, for that run itself, "
            "the target of a rollback.",
            examples=[2],
        ),
    ] = None,
    top: Annotated[int, Query(ge=0, le=1000, description="The number of largest moves.")] = 10,
) -> Envelope[Diff]:
    """Compare two retained runs: projects added and removed, tags changed, largest moves of scores.

    Of models that say numbers or rankings, it is these that changed and moved.
    """
    with state.read_router.open_primary() as connection:
        found = diff_runs(
            connection, base if base is not None else _named_base(connection, run_id), run_id, top=top
        )
    return wrap(
        request,
        Diff(
            run_id=found.to_run,
            base=found.from_run,
            both=found.both,
            added=found.added,
            removed=found.removed,
            changed=found.changed,
            matrix=[TagChange.model_validate(move) for move in found.matrix],
            moves=[Move.model_validate(move) for move in found.moves],
            number_moves=[MoveOfNumber.model_validate(move) for move in found.number_moves],
            ranking_moves=[MoveOfRanking.model_validate(move) for move in found.ranking_moves],
        ),
    )


def _named_base(connection: Connection, run_id: int) -> int:
    base = default_base(connection, run_id)
    if base is None:
        raise NotFoundError(
            f"Run {run_id} has no run to compare with: none was in service before it. Name one with "
            "`?base=`; `GET /runs` lists them."
        )
    return base


def default_base(connection: Connection, run_id: int) -> int | None:
    """Return the run in service, or, for that run itself, its rollback target."""
    serving = pointer.read_serving(connection).run_id
    return pointer.rollback_target(connection) if serving == run_id else serving
