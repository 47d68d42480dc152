"""`predawn catalogue`."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import typer

from batch.steps.sync import describe, sync_alone, sync_delta
from cli.context import open_engine, open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.flags import MaxShrink, Reconcile
from cli.output import say
from cli.progress import show_progress
from cli.tables import print_fields
from core.errors import InputError, NotFoundError
from core.sync import SyncResult
from core.types import Project
from core.wording import show_number
from store.catalogue import projects
from store.connect.engine import Role
from store.runs.lock import RunLock
from store.serving.lookup import look_up
from store.serving.lookup_row import LookupRow

app = typer.Typer(help="The projects that are scored.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class CatalogueSize:
    """The numbers of active, labelled and removed projects, of rejected rows, and the last change."""

    active: int
    labelled: int
    removed: int
    rejected: int
    last_change: datetime | None


@dataclass(frozen=True, slots=True)
class ScoredTag:
    """A tag and its score in [0, 1]."""

    tag: str
    score: float


@dataclass(frozen=True, slots=True)
class RankedItem:
    """An item of a ranking and its score."""

    item: str
    score: float


@dataclass(frozen=True, slots=True)
class PublishedPrediction:
    """The prediction that answers; it is current if it was made for the project's text as it is now.

    `canary` is true if it is of a canary's run, otherwise it is of the run in service.

    `corrected_tags` is null unless a person has corrected the tags of this text; answers have those then.
    `value` is null unless the model says numbers, and `items` unless it says rankings; then there is no tag.
    """

    predicted_tag: str | None
    corrected_tags: list[str] | None
    tags: list[ScoredTag]
    value: float | None
    items: list[RankedItem] | None
    run_id: int
    canary: bool
    model_version: int
    scored_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project; it has a known tag, known tags, or neither, and perhaps a known number, its `target`."""

    project_id: str
    title: str
    description: str
    created_on: datetime | None
    tag: str | None
    tags: list[str] | None
    target: float | None
    first_seen_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    prediction: PublishedPrediction | None


SYNCED: Final = Document("catalogue sync", SyncResult)
SIZE: Final = Document("catalogue show", CatalogueSize)
PROJECT: Final = Document("catalogue show ID", ShownProject)


@app.command()
def sync(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="The source, instead of PREDAWN_CATALOGUE.")] = None,
    max_shrink: MaxShrink = None,
    delta: Annotated[
        str | None,
        typer.Option(help="A file or URL of changed rows only, instead of the source; all others stay."),
    ] = None,
    reconcile: Reconcile = False,
    as_json: AsJson = False,
) -> None:
    """Copy a source, or a file of changes, into the catalogue: new, changed and removed projects."""
    if delta is not None and (source is not None or reconcile):
        raise InputError("--delta stands alone: it takes the place of a source, and reads no other rows.")
    settings = read_settings(context, max_shrink=max_shrink)
    name = f"catalogue sync on {socket.gethostname()} ({os.getpid()})"[:55]
    with show_progress() as progress, open_engine(settings, Role.BATCH, name) as (_, engine), RunLock(engine):
        if delta is None:
            result = sync_alone(
                engine, settings, source, settings.max_shrink, reconcile=reconcile, progress=progress
            )
        else:
            result = sync_delta(engine, settings, delta, settings.max_shrink, progress)
    if as_json:
        SYNCED.print(result)
    else:
        _report(result)


def _report(result: SyncResult) -> None:
    say(describe(result))
    for row in result.report.rejected:
        named = "" if row.project_id is None else f" (project {row.project_id!r})"
        say(f"  row {row.row_number}{named} was rejected: {row.reason}")
    hidden = sum(result.report.rejected_counts.values()) - len(result.report.rejected)
    if hidden > 0:
        say(f"  and {hidden:,} more; see the table predawn.rejected_rows")


@app.command()
def show(
    context: typer.Context,
    project_id: Annotated[str | None, typer.Argument(help="The id of a project.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a project with its published prediction or, without an id, the size of the catalogue."""
    with open_transaction(context, "catalogue show") as connection:
        if project_id is None:
            _show_size(projects.summarise(connection), as_json=as_json)
            return
        project = projects.find_project(connection, project_id)
        if project is None:
            raise NotFoundError(
                f"The catalogue has no project {project_id!r}. Ids are case-sensitive; "
                "`predawn catalogue sync` adds new projects."
            )
        found = look_up(connection, project_id)
    if as_json:
        PROJECT.print(_shown(project, found))
        return
    print_fields(
        {
            "project_id": project.project_id,
            "title": project.title,
            "description": project.description,
            "created_on": project.created_on,
            **_known_tags(project),
            "first seen": project.first_seen_at,
            "changed": project.changed_at,
            "removed": project.removed_at,
            **_prediction(found),
        }
    )


def _show_size(size: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        SIZE.print(CatalogueSize(**size))
    else:
        print_fields(size)


def _shown(project: Project, found: LookupRow | None) -> ShownProject:
    prediction = None
    if found is not None and found.run_id is not None and not found.removed:
        prediction = PublishedPrediction(
            predicted_tag=found.predicted_tag,
            corrected_tags=found.corrected_tags,
            tags=[ScoredTag(*entry) for entry in found.tag_scores],
            value=None if found.value is None else float(found.value),
            items=None if found.items is None else [RankedItem(*entry) for entry in found.ranking],
            run_id=found.run_id,
            canary=found.canary_run is not None,
            model_version=found.model_version,
            scored_at=datetime.fromtimestamp(found.scored_at, UTC),
            is_current=found.is_current,
        )
    return ShownProject(
        project_id=project.project_id,
        title=project.title,
        description=project.description,
        created_on=project.created_on,
        tag=project.tag,
        tags=None if project.tags is None else list(project.tags),
        target=project.target,
        first_seen_at=project.first_seen_at,
        changed_at=project.changed_at,
        removed_at=project.removed_at,
        prediction=prediction,
    )


def _known_tags(project: Project) -> dict[str, object]:
    if project.target is not None:
        return {"known number": project.target}
    if project.tags is None:
        return {"known tag": project.tag}
    return {"known tags": ", ".join(project.tags) or "none"}


def _prediction(found: LookupRow | None) -> dict[str, object]:
    if found is None or found.run_id is None or found.removed:
        return {"predicted tag": None}
    corrected = found.corrected_tags
    return {
        **_said(found),
        **({} if corrected is None else {"corrected to": ", ".join(corrected) or "other"}),
        "run": found.run_id if found.canary_run is None else f"{found.run_id}, a canary",
        "model": found.model_version,
        "scored": datetime.fromtimestamp(found.scored_at, UTC),
        "fits the text": found.is_current,
    }


def _said(found: LookupRow) -> dict[str, object]:
    if found.value is not None:
        return {"predicted number": show_number(float(found.value))}
    if found.items is not None:
        ranked = (f"{entry.item} {show_number(entry.score)}" for entry in found.ranking)
        return {"ranking": ", ".join(ranked) or "empty"}
    scored = ", ".join(f"{entry.tag} {entry.score:.3f}" for entry in found.tag_scores)
    return {"predicted tag": found.predicted_tag, "scores": scored}
