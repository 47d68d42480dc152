"""`predawn train`."""

import logging
from typing import Annotated, Final

import typer

from batch.models.train import train_model
from batch.schedule.work import ScheduledTraining
from cli.alerting import alerting_end, read_settings_of_job
from cli.context import open_engine, read_settings
from cli.documents import AsJson, Document
from cli.output import say
from cli.schedule import keep_schedule, read_times
from core.errors import InputError
from core.quality.claim import held_out_f1
from core.settings import Settings
from core.types import Model, ModelStatus
from store.connect.database import open_database
from store.connect.engine import Role

MODEL: Final = Document("train", Model)

log = logging.getLogger("predawn.schedule")


def train(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(help="The source of labelled projects; by default the catalogue in the store."),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(
            help="The score below which the model predicts `other`. If projects have several tags, "
            "training fits a threshold for each tag instead."
        ),
    ] = None,
    schedule: Annotated[
        str | None,
        typer.Option(
            help="Train at every due time of this cron line, such as '0 5 * * 0', until Ctrl-C or SIGTERM."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Train a tagger on the projects with known tags; the first one becomes the champion."""
    if schedule is not None:
        if as_json:
            raise InputError("--schedule logs each training, and --json prints one. Leave one of them out.")
        settings = read_settings_of_job(context, min_score=min_score)
        with alerting_end(settings, "The scheduler of trainings has ended."):
            _train_on_schedule(settings, source, schedule)
        return
    settings = read_settings(context, min_score=min_score)
    with open_engine(settings, Role.BATCH, "train") as (_, engine):
        model = train_model(engine, settings, source, lambda step: say(step, err=True))
    if as_json:
        MODEL.print(model)
    else:
        say(_summary(model))


def _train_on_schedule(settings: Settings, source: str | None, line: str) -> None:
    times = read_times(settings, line)
    with open_database(settings, watch=True) as database:
        work = ScheduledTraining(database, settings, source, log.info)
        keep_schedule(settings, database, work, times)


def _summary(model: Model) -> str:
    figure = held_out_f1(model)
    average = "micro" if model.multi_label else "weighted"
    quality = f"{average} F1 {figure:.3f} on held-out projects" if figure is not None else "not enough labels"
    kind = " (several tags a project)" if model.multi_label else ""
    standing = (
        "it is the champion"
        if model.status is ModelStatus.CHAMPION
        else f"it is a candidate; make it the champion with `predawn models promote {model.version}`"
    )
    return f"model {model.version}{kind}: {quality}; {standing}"
