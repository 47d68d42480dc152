"""`predawn batch`."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from batch.job import RunRequest
from batch.run import run_batch
from cli.alerting import alerting_end, read_settings_of_job
from cli.documents import AsJson, Document
from cli.flags import MaxShrink, Reconcile
from cli.output import say
from cli.progress import show_progress
from cli.standard_output import reserve_standard_output
from core.errors import InputError
from core.ids import read_ids
from core.settings import Settings
from core.types import Mode, Run, RunStatus, Selection
from core.wording import count_of
from store.connect.database import Database, open_database

Source = Annotated[str | None, typer.Option(help="The catalogue source, instead of PREDAWN_CATALOGUE.")]
ModelVersion = Annotated[int | None, typer.Option(help="The model to score with, instead of the champion.")]
NoPublish = Annotated[
    bool, typer.Option("--no-publish", help="Leave the run ready for `predawn runs publish`.")
]
Shadow = Annotated[
    int | None,
    typer.Option(help="The model to score with beside the one in service: --model and --no-publish at once."),
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Start a new run instead of resuming an interrupted one.")
]
Only = Annotated[
    Path | None, typer.Option(help="Score the projects anew whose ids a file lists, one a line.")
]
OnlyTag = Annotated[str | None, typer.Option(help="Score the projects anew that are published with a tag.")]
Engine = Annotated[str | None, typer.Option(help="auto, threading, loky or dask, instead of PREDAWN_ENGINE.")]

RUN: Final = Document("batch", Run)


def batch(
    context: typer.Context,
    source: Source = None,
    full: Annotated[bool, typer.Option("--full", help="Score all projects again; reuse nothing.")] = False,
    model: ModelVersion = None,
    no_publish: NoPublish = False,
    shadow: Shadow = None,
    fresh: Fresh = False,
    engine: Engine = None,
    workers: Annotated[int | None, typer.Option(help="The number of workers that score.")] = None,
    chunk_rows: Annotated[int | None, typer.Option(help="The number of projects in a chunk.")] = None,
    max_shrink: MaxShrink = None,
    reconcile: Reconcile = False,
    only: Only = None,
    only_tag: OnlyTag = None,
    as_json: AsJson = False,
) -> None:
    """Make one run: sync the catalogue, score new and changed projects, check the run, and publish it.

    With --only or --only-tag the catalogue is taken as it is, the model in service scores the chosen projects
    anew, and all others stay as they are published.

    Exit codes: 0 published or unchanged, 1 a defect in Predawn, 2 bad usage or input, 3 another run is in
    progress, 4 held by a check, 5 failed, 130 cancelled.
    """
    settings = read_settings_of_job(
        context, engine=engine, workers=workers, chunk_rows=chunk_rows, max_shrink=max_shrink
    )
    with alerting_end(settings):
        selection = read_selection(only, only_tag)
        if selection is not None:
            refuse_beside_selection(source, full, model, shadow, max_shrink, reconcile)
        model = _choose_model(model, shadow)
    mode = Mode.PARTIAL if selection is not None else Mode.FULL if full else Mode.INCREMENTAL
    publish = not no_publish and shadow is None
    request = RunRequest(
        source, mode, model, publish=publish, fresh=fresh, reconcile=reconcile, selection=selection
    )
    reserve_standard_output()
    with show_progress() as progress, _open_database(settings) as database:
        run = run_batch(database, settings, request, progress)
    if as_json:
        RUN.print(run)
    else:
        say(summarise(run))


@contextmanager
def _open_database(settings: Settings) -> Iterator[Database]:
    """Yield the database of the settings; alert if it cannot be opened."""
    with ExitStack() as opened:
        with alerting_end(settings):
            database = opened.enter_context(open_database(settings))
        yield database


def read_selection(only: Path | None, only_tag: str | None) -> Selection | None:
    """Return the projects that are to be scored anew; None if all are looked at.

    Raises
    ------
    InputError
        If both options are given, or the file cannot be read or lists no id.
    """
    if only is None:
        return None if only_tag is None else Selection(tag=only_tag)
    if only_tag is not None:
        raise InputError("Give --only or --only-tag, not both.")
    return Selection(read_ids(only))


def refuse_beside_selection(*options: object) -> None:
    """Refuse options that say something of all projects, if any is set."""
    if any(option not in (None, False) for option in options):
        raise InputError(
            "--only and --only-tag score chosen projects by the model in service, and sync nothing. Leave "
            "out --full, --model, --shadow, --source, --reconcile and --max-shrink."
        )


def _choose_model(model: int | None, shadow: int | None) -> int | None:
    if model is not None and shadow is not None:
        raise InputError("--shadow names the model as --model does. Give one of them.")
    return model if shadow is None else shadow


def summarise(run: Run) -> str:
    """Return the outcome of a run in one line."""
    counts = run.counts
    aside = f", {count_of(run.set_aside, 'row')} set aside" if run.set_aside else ""
    if run.status is RunStatus.UNCHANGED:
        return f"run {run.run_id}: unchanged; 0 scored, {count_of(counts.total, 'project')} checked{aside}"
    duration = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
    return (
        f"run {run.run_id}: {run.status} with model {run.model_version}; {counts.scored:,} scored, "
        f"{counts.reused:,} reused, {counts.removed:,} removed, {counts.failed:,} failed"
        f"{aside}, in {duration:.1f} s"
    )
