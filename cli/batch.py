"""`predawn batch`."""

from typing import Annotated, Final

import typer

from batch.job import RunRequest
from batch.run import run_batch
from cli.context import read_settings
from cli.documents import AsJson, Document
from cli.flags import Reconcile
from cli.output import say
from cli.progress import show_progress
from core.types import Mode, Run, RunStatus
from store.connect.database import open_database

RUN: Final = Document("batch", Run)


def batch(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="The catalogue source, instead of PREDAWN_CATALOGUE.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Score all projects again; reuse nothing.")] = False,
    model: Annotated[
        int | None, typer.Option(help="The model to score with, instead of the champion.")
    ] = None,
    no_publish: Annotated[
        bool, typer.Option("--no-publish", help="Leave the run ready for `predawn runs publish`.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start a new run instead of resuming an interrupted one.")
    ] = False,
    engine: Annotated[
        str | None, typer.Option(help="auto, threading, loky or dask, instead of PREDAWN_ENGINE.")
    ] = None,
    workers: Annotated[int | None, typer.Option(help="The number of workers that score.")] = None,
    chunk_rows: Annotated[int | None, typer.Option(help="The number of projects in a chunk.")] = None,
    max_shrink: Annotated[
        float | None, typer.Option(help="The largest share of its projects that the catalogue may lose.")
    ] = None,
    reconcile: Reconcile = False,
    as_json: AsJson = False,
) -> None:
    """Make one run: sync the catalogue, score new and changed projects, check the run, and publish it.

    Exit codes: 0 published or unchanged, 1 a defect in Predawn, 2 bad usage or input, 3 another run is in
    progress, 4 held by a check, 5 failed, 130 cancelled.
    """
    settings = read_settings(
        context, engine=engine, workers=workers, chunk_rows=chunk_rows, max_shrink=max_shrink
    )
    request = RunRequest(
        source=source,
        mode=Mode.FULL if full else Mode.INCREMENTAL,
        model_version=model,
        publish=not no_publish,
        fresh=fresh,
        reconcile=reconcile,
    )
    with show_progress() as progress, open_database(settings) as database:
        run = run_batch(database, settings, request, progress)
    if as_json:
        RUN.print(run)
    else:
        say(summarise(run))


def summarise(run: Run) -> str:
    """Return the outcome of a run in one line."""
    counts = run.counts
    if run.status is RunStatus.UNCHANGED:
        return f"run {run.run_id}: unchanged; 0 scored, {counts.total:,} projects checked"
    duration = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
    return (
        f"run {run.run_id}: {run.status} with model {run.model_version}; {counts.scored:,} scored, "
        f"{counts.reused:,} reused, {counts.removed:,} removed, {counts.failed:,} failed, "
        f"in {duration:.1f} s"
    )
