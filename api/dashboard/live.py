"""`/dashboard/live`: what a page asks every second, to know whether it should be looked at anew.

A poll rather than an open stream of events: it ends with each answer, so that a stopped server need not wait
for pages that are open, and it works through any proxy. Without a run at work the database is not asked.
"""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.dashboard.page import PageRoute, live_token
from api.routes.health import assess, summarise
from api.state import CurrentState
from core.types import RunStatus
from store.runs.progress import RunProgress, follow_progress

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/live")
async def follow(request: Request, state: CurrentState) -> Response:  # noqa: ARG001 - for the guard
    """Return what changes when the pages do, and a sentence for those who listen."""
    current = state.follower.current
    progress = None
    if current is not None and current.newest_status is RunStatus.RUNNING and current.newest_run is not None:
        progress = await follow_progress(state.sessions, current.newest_run)
    return JSONResponse(
        {
            "token": live_token(state),
            "progress": None if progress is None else f"{progress.phase}-{progress.done}",
            "sentence": " ".join([summarise(assess(state)).rstrip(".") + ".", *_say(progress)]),
        }
    )


def _say(progress: RunProgress | None) -> list[str]:
    """Say how far a run has come, in steps that are worth listening to."""
    if progress is None:
        return []
    share = progress.share
    done = f", {int(4 * share) * 25} % of its chunks done" if share is not None else ""
    return [f"Run {progress.run_id} is at work: {progress.phase}{done}."]
