"""`predawn catalogue`."""

import os
import socket
from datetime import UTC, datetime
from typing import Annotated

import typer

from batch.steps.sync import describe, sync_alone
from cli.context import open_engine, open_transaction, read_settings
from cli.output import print_fields, say
from core.errors import NotFoundError
from core.types import Project, SyncResult
from store.catalogue import projects
from store.connect.engine import Role
from store.runs.lock import RunLock
from store.serving.lookup import LookupRow, look_up

app = typer.Typer(help="The projects that are scored.", no_args_is_help=True)


@app.command()
def sync(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="The source, instead of PREDAWN_CATALOGUE.")] = None,
    max_shrink: Annotated[
        float | None, typer.Option(help="The largest share of its projects that the catalogue may lose.")
    ] = None,
) -> None:
    """Copy a source into the catalogue: new, changed and removed projects."""
    settings = read_settings(context, max_shrink=max_shrink)
    name = f"catalogue sync on {socket.gethostname()} ({os.getpid()})"[:55]
    with open_engine(settings, Role.BATCH, name) as (_, engine), RunLock(engine):
        result = sync_alone(engine, settings, source, settings.max_shrink)
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
) -> None:
    """Show a project with its published prediction or, without an id, the size of the catalogue."""
    with open_transaction(context, "catalogue show") as connection:
        if project_id is None:
            print_fields(projects.summarise(connection))
            return
        project = projects.find_project(connection, project_id)
        if project is None:
            raise NotFoundError(
                f"There is no project {project_id!r} in the catalogue. Ids are case-sensitive; "
                "`predawn catalogue sync` adds new projects."
            )
        found = look_up(connection, project_id)
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


def _known_tags(project: Project) -> dict[str, object]:
    if project.tags is None:
        return {"known tag": project.tag}
    return {"known tags": ", ".join(project.tags) or "none"}


def _prediction(found: LookupRow | None) -> dict[str, object]:
    if found is None or found.run_id is None or found.removed:
        return {"predicted tag": None}
    scored = ", ".join(f"{entry.tag} {entry.score:.3f}" for entry in found.tag_scores)
    return {
        "predicted tag": found.predicted_tag,
        "scores": scored,
        "run": found.run_id,
        "model": found.model_version,
        "scored": datetime.fromtimestamp(found.scored_at, UTC),
        "fits the text": found.is_current,
    }
