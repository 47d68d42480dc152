"""All routes of the dashboard."""

from fastapi import APIRouter, HTTPException

from api.dashboard import documentation, live, models, overview, project_list, projects, runs, sign_in, trial
from api.dashboard.decisions import canary
from api.dashboard.feedback import corrections, reviews
from api.dashboard.page import PREFIX, PageRoute

router = APIRouter()
_rest = APIRouter(route_class=PageRoute, include_in_schema=False)


@_rest.get("/{path:path}")
def refuse_page(path: str) -> None:
    """Answer that there is no such page."""
    raise HTTPException(404, f"The dashboard has no page {path!r}. Choose one of the pages above.")


for _part in (
    overview,
    live,
    sign_in,
    runs,
    canary,
    project_list,
    projects,
    reviews,
    corrections,
    trial,
    models,
    documentation,
):
    router.include_router(_part.router, prefix=PREFIX)
router.include_router(_rest, prefix=PREFIX)
