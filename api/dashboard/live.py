"""`/dashboard/live`: polled by open pages every second to learn whether to refresh.

A poll is simpler than a stream of events: it works through any proxy, and a server that stops need not wait
for open pages. The database is queried only while a run is in progress.
"""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.dashboard.page import PageRoute, live_token
from api.routes.health import assess, summarise
from api.state import CurrentState
from core.types import RunStatus
from store.runs.progress import RunProgress, follow_progress

_ELAPSED_SECONDS = 5.0
"""The interval between updates of a run's elapsed time while nothing else changes."""

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/live")
async def follow(request: Request, state: CurrentState) -> Response:  # noqa: ARG001 - for the guard
    """Return a token that changes with the pages, and a sentence for screen readers."""
    current = state.watcher.current
    progress = None
    if current is not None and current.newest_status is RunStatus.RUNNING and current.newest_run is not None:
        progress = await follow_progress(state.sessions, current.newest_run)
    return JSONResponse(
        {
            "token": live_token(state),
            "progress": None if progress is None else _progress_token(progress),
            "sentence": " ".join([summarise(assess(state)).rstrip(".") + ".", *_describe(progress)]),
        }
    )


def _progress_token(progress: RunProgress) -> str:
    """Return a token that changes with the progress, and every few seconds with the elapsed time."""
    elapsed = int((progress.elapsed_seconds or 0) / _ELAPSED_SECONDS)
    return f"{progress.phase}-{progress.done}-{elapsed}"


def _describe(progress: RunProgress | None) -> list[str]:
    """Describe the progress of a run in quarters, so that screen readers do not speak every second."""
    if progress is None:
        return []
    share = progress.share
    done = f", {int(4 * share) * 25} % of its projects scored" if share is not None else ""
    return [f"Run {progress.run_id} in progress: {progress.phase}{done}."]
