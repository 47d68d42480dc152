"""`/dashboard/projects/{project_id}`: the page of a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.convertors import PathConvertor, register_url_convertor

from api.dashboard.decisions import commands, corrections
from api.dashboard.decisions.commands import Command
from api.dashboard.drawing.formats import relative
from api.dashboard.page import PageRoute, find_api, render
from api.dashboard.reasons import ExplainedPrediction, explain
from api.dashboard.session import admit_to_page
from api.http.clock import DatabaseClock
from api.routes.predictions.answer import show_id
from api.state import CurrentState, State
from core.errors import NotFoundError, PredawnError
from core.features import load_features
from core.types import OTHER_TAG, Model, Output, Project
from model.predictors.scorer import project_payload
from store.catalogue import projects
from store.models import registry
from store.serving import lookup
from store.serving.history import ProjectHistory, read_history
from store.serving.lookup_row import LookupRow
from store.serving.snapshot import find_model, read_snapshot

MAX_HISTORY: Final = 50

router = APIRouter(route_class=PageRoute, include_in_schema=False)


class _IdConvertor(PathConvertor):
    """The rest of a path, with line breaks, which ids may hold and Starlette's `path` does not match."""

    regex = "(?s:.*)"


register_url_convertor("project_id", _IdConvertor())


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project with its stored prediction, its history, and the model that answers for it."""

    project: Project
    found: LookupRow
    history: ProjectHistory
    model: Model | None


@router.get("/projects/{project_id:project_id}")
async def show_project(
    request: Request,
    state: CurrentState,
    project_id: str,
    query_id: Annotated[str, Query(alias="id")] = "",
    tag: Annotated[str | None, Query()] = None,
) -> Response:
    """Return the page of a project: its tags, their explanation, and their history.

    Ids that cannot stand in a path are in the query.
    """
    project_id = project_id or query_id
    record = await run_in_threadpool(_read, state, project_id)
    reason, problem = await _explain(state, record, tag)
    row = record.found
    return render(
        request,
        "project.html",
        project=record.project,
        features=load_features(record.project.features),
        row=row if row.run_id is not None else None,
        tags=row.tag_scores,
        corrected=row.corrected_tags,
        ranking=row.ranking,
        scored_at=_moment(row.scored_at),
        notices=_write_notices(state, record),
        decisions=_list_decisions(record),
        lookup=commands.look_up(
            find_api(request),
            project_id,
            needs_key=admit_to_page(state, request, None) is not None,
        ),
        history=record.history,
        model=record.model,
        reason=reason,
        problem=problem,
    )


def _read(state: State, project_id: str) -> ProjectRecord:
    with state.read_router.open_primary() as connection:
        project = None if "\x00" in project_id else projects.find_project(connection, project_id)
        found = None if project is None else lookup.look_up(connection, project_id)
        if project is None or found is None:
            raise NotFoundError(
                f"The catalogue has no project {show_id(project_id)}. Search for it by the start of its id, "
                "or by words of its title."
            )
        history = read_history(connection, project_id, MAX_HISTORY)
        assert history is not None
        return ProjectRecord(project, found, history, _find_model(connection, found))


def _find_model(connection: Connection, found: LookupRow) -> Model | None:
    """Return the model that answers for a project: that in service, or that of the canary."""
    snapshot = read_snapshot(connection)
    if found.canary_run is None or snapshot.canary_model is None:
        return find_model(connection, snapshot)
    return registry.find_model(connection, snapshot.canary_model)


async def _explain(
    state: State, record: ProjectRecord, tag: str | None
) -> tuple[ExplainedPrediction | None, str | None]:
    """Return the explanation by the model that answers, or the reason why there is none."""
    if record.project.removed_at is not None or record.model is None:
        return None, None
    project = record.project
    payload = project_payload(project.project_id, project.title, project.description, project.features)
    try:
        (reason,) = await explain(state, record.model.version, [payload], tag=tag)
    except PredawnError as error:
        return None, str(error)
    return reason, None


def _list_decisions(record: ProjectRecord) -> Sequence[Command]:
    """Return the commands that correct a project, or withdraw its correction; none where nothing is a tag."""
    project, found = record.project, record.found
    has_tags = record.model is None or record.model.output is Output.TAGS
    if project.removed_at is not None or not has_tags:
        return ()
    # What a person would say of a wrong tag: the known one, or else the next best.
    said = [found.predicted_tag, project.tag, *(entry.tag for entry in found.tag_scores)]
    likely = [tag for tag in said if tag not in (None, OTHER_TAG, found.predicted_tag)]
    tags = project.tags or likely[:1] or [found.predicted_tag or "TAG"]
    command = corrections.correct(project.project_id, [str(tag) for tag in tags])
    if found.corrected_tags is None:
        return (command,)
    return (corrections.end(project.project_id), command)


def _write_notices(state: State, record: ProjectRecord) -> Sequence[str]:
    """Explain why lookups do not return the stored prediction, or return it as stale."""
    project, found = record.project, record.found
    notices = []
    if found.canary_run is not None and project.removed_at is None:
        notices.append(
            f"A canary answers for this project: run {found.canary_run}, in place of run {found.serving_run}."
        )
    if project.removed_at is not None:
        notices.append(
            "The project is no longer in the catalogue, so lookups answer 404. Its history is kept."
        )
    elif found.serving_run is None:
        notices.append("No run is published yet, so lookups ask the model each time.")
    elif found.run_id is None:
        notices.append(
            f"Run {found.answering_run} has no prediction of this project: the project is newer than the "
            "run, or could not be scored. Lookups ask the model until the next run."
        )
    elif not found.is_current:
        notices.append(
            "The text has changed since the run read it, so the stored prediction is stale. Lookups ask the "
            "model about the current text until the next run."
        )
    if found.run_id is not None and state.renderer.is_stale(found.checked_at):
        notices.append(
            f"Run {found.answering_run} was {_describe_check(state.clock, found.checked_at)}. All its "
            "answers count as stale until a run checks them."
        )
    return notices


def _describe_check(clock: DatabaseClock, checked_at: float | None) -> str:
    if checked_at is None:
        return "never checked"
    age = relative(checked_at - clock.time())
    return f"last checked {age}, longer ago than PREDAWN_STALE_AFTER allows"


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
