"""`/dashboard/projects`: finding a project, and what is known of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dashboard.page import PageRoute, render
from api.dashboard.reasons import ExplainedPrediction, explain
from api.routes.inspection.reading import reading
from api.routes.predictions.answer import show_id
from api.state import CurrentState, State
from core.errors import NotFoundError, PredawnError
from core.types import Model, Project
from model.tagger.normalisation import join_text
from store.catalogue import projects, search
from store.catalogue.search import Found, FoundProject
from store.serving import lookup
from store.serving.history import ProjectHistory, read_history
from store.serving.lookup import LookupRow
from store.serving.snapshot import find_model, read_in_service

FOUND_SHOWN: Final = 20
HISTORY_SHOWN: Final = 50
_MIN_LETTERS = 2
_MAX_CHARACTERS = 200

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What the store knows of a project."""

    project: Project
    found: LookupRow
    history: ProjectHistory
    model: Model | None


@router.get("/projects")
def find_projects(
    request: Request,
    state: CurrentState,
    q: Annotated[str, Query(max_length=_MAX_CHARACTERS)] = "",
    after: Annotated[str, Query()] = "",
) -> Response:
    """Return the page that finds projects by the beginning of their id and by words of their title."""
    q = q.replace("\x00", "").strip()
    after = after.replace("\x00", "")
    by_id: Sequence[FoundProject] = ()
    by_title: Found | None = None
    with reading(state) as connection:
        if not after:
            by_id = search.search_ids(connection, q, FOUND_SHOWN)
        if len(q) >= _MIN_LETTERS:
            by_title = search.search_titles(connection, q.split(), after, FOUND_SHOWN)
    return render(
        request,
        "projects.html",
        q=q,
        after=after,
        by_id=by_id,
        by_title=by_title,
        window=search.WINDOW,
        most=FOUND_SHOWN,
    )


@router.get("/projects/{project_id:path}")
async def show_project(
    request: Request, state: CurrentState, project_id: str, tag: Annotated[str | None, Query()] = None
) -> Response:
    """Return the page of a project: its tags, why it has them, and what it had."""
    known = await run_in_threadpool(_read, state, project_id)
    reason, problem = await _explain(state, known, tag)
    row = known.found
    return render(
        request,
        "project.html",
        project=known.project,
        row=row if row.run_id is not None else None,
        tags=row.tag_scores,
        scored_at=_moment(row.scored_at),
        doubts=list(_doubts(state, known)),
        history=known.history,
        model=known.model,
        reason=reason,
        problem=problem,
    )


def _read(state: State, project_id: str) -> KnownProject:
    with reading(state) as connection:
        project = None if "\x00" in project_id else projects.find_project(connection, project_id)
        found = None if project is None else lookup.look_up(connection, project_id)
        if project is None or found is None:
            raise NotFoundError(
                f"The catalogue never had a project {show_id(project_id)}. Look for it by the beginning of "
                "its id, or by words of its title."
            )
        history = read_history(connection, project_id, HISTORY_SHOWN)
        assert history is not None
        return KnownProject(project, found, history, find_model(connection, read_in_service(connection)))


async def _explain(
    state: State, known: KnownProject, tag: str | None
) -> tuple[ExplainedPrediction | None, str | None]:
    """Return why the model in service tags a project so, or why that cannot be said."""
    if known.project.removed_at is not None or known.model is None:
        return None, None
    title, description = known.project.title, known.project.description
    payload = {
        "project_id": known.project.project_id,
        "title": title,
        "description": description,
        "text": join_text(title, description),
    }
    try:
        (reason,) = await explain(state, known.model.version, [payload], tag=tag)
    except PredawnError as error:
        return None, str(error)
    return reason, None


def _doubts(state: State, known: KnownProject) -> Sequence[str]:
    """Say why the stored prediction is not what a lookup answers with, or is called stale."""
    project, found = known.project, known.found
    doubts = []
    if project.removed_at is not None:
        doubts.append(
            "The project is no longer in the catalogue, so lookups answer 404; its history is kept."
        )
    elif found.serving_run is None:
        doubts.append("Nothing is published yet, so lookups ask the model each time.")
    elif found.run_id is None:
        doubts.append(
            f"Run {found.serving_run} has no prediction of it: it came after the run had read the catalogue, "
            "or could not be scored. Lookups ask the model until the next run."
        )
    elif not found.is_current:
        doubts.append(
            "Its text has changed since the run read it, so the stored prediction is stale: lookups ask the "
            "model about the text as it is now, until the next run."
        )
    if found.run_id is not None and state.renderer.is_stale(found.checked_at):
        doubts.append(
            f"Run {found.serving_run} was last checked {_days(found.checked_at)}, which is longer ago than "
            "PREDAWN_STALE_AFTER allows: all its answers are called stale until a run has checked them."
        )
    return doubts


def _days(checked_at: float | None) -> str:
    if checked_at is None:
        return "never"
    hours = (time.time() - checked_at) / 3600
    return f"{hours:,.0f} hours ago"


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
