"""`GET /runs` and `GET /runs/{run_id}`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.runs import MAX_RUN, Check, Counts, Failure, RunDetail, RunList, RunSummary
from api.state import CurrentState
from core.types import Run
from store.runs import ledger
from store.serving.snapshot import read_snapshot

MAX_FAILURES_SHOWN = 20

router = APIRouter(tags=["inspection"])


@router.get(
    "/runs",
    summary="The newest runs",
    responses={200: example(RunList, "/runs?top=1", "The runs."), **errors(400, 503)},
)
def list_runs(
    request: Request,
    state: CurrentState,
    top: Annotated[int, Query(ge=1, le=1000, description="The number of runs.")] = 20,
) -> Envelope[RunList]:
    """Return the newest runs, newest first."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).run_id
        found = ledger.list_runs(connection, top)
    return wrap(request, RunList(runs=[RunSummary(**_summarise_run(run, in_service)) for run in found]))


@router.get(
    "/runs/{run_id}",
    summary="One run",
    responses={200: example(RunDetail, "/runs/3", "The run."), **errors(400, 404, 503)},
)
def read_run(
    request: Request,
    state: CurrentState,
    run_id: Annotated[int, Path(ge=1, le=MAX_RUN, description="The run.", examples=[3])],
) -> Envelope[RunDetail]:
    """Return a run with its counts, its checks, and the first projects that could not be scored."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).run_id
        run = ledger.find_run(connection, run_id)
        failures = ledger.list_failures(connection, run_id, MAX_FAILURES_SHOWN)
    detail = RunDetail(
        **_summarise_run(run, in_service),
        phase=run.phase,
        attempt=run.attempt,
        publish=run.publish,
        checks=[Check.model_validate(check) for check in run.checks],
        error=run.error,
        failures=[Failure(project_id=project_id, error=error) for project_id, error in failures],
        attached_at=run.attached_at,
        pruned_at=run.pruned_at,
    )
    return wrap(request, detail)


def _summarise_run(run: Run, in_service: int | None) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "status": run.status,
        "in_service": run.run_id == in_service,
        "model_version": run.model_version,
        "mode": run.mode,
        "trigger": run.trigger,
        "counts": Counts.model_validate(run.counts),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "checked_at": run.checked_at,
    }
