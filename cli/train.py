"""`predawn train`."""

from typing import Annotated

import typer

from batch.train import train_model
from cli.context import open_engine, read_settings
from cli.models import weighted_f1
from core.types import Model, ModelStatus
from store.engine import Role


def train(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            help="Where the labelled projects are; by default those of the catalogue in the store."
        ),
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(help="The score below which the model answers `other`.")
    ] = None,
) -> None:
    """Train a tagger on the projects whose tag is known; the first one becomes champion."""
    settings = read_settings(context, min_score=min_score)
    with open_engine(settings, Role.BATCH, "train") as (_, engine):
        model = train_model(engine, settings, source, lambda step: typer.echo(step, err=True))
    typer.echo(_summary(model))


def _summary(model: Model) -> str:
    figure = weighted_f1(model)
    quality = f"weighted F1 {figure:.3f} on held-out projects" if figure is not None else "not enough labels"
    standing = (
        "it is the champion"
        if model.status is ModelStatus.CHAMPION
        else f"it is a candidate; make it the champion with `predawn models promote {model.version}`"
    )
    return f"model {model.version}: {quality}; {standing}"
