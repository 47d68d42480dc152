"""`predawn models`."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from batch.publish import actor
from cli.context import open_engine, read_settings
from cli.output import print_fields, print_json, print_table
from core.types import Model
from store import registry
from store.engine import Role

app = typer.Typer(help="The versions of the model.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_models(context: typer.Context, as_json: AsJson = False) -> None:
    """List the models, the newest first."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "models list") as (_, engine), engine.begin() as connection:
        found = registry.list_models(connection)
    if as_json:
        print_json(found)
        return
    print_table(
        ("version", "status", "predictor", "F1", "labels", "made"),
        [
            (
                model.version,
                model.status,
                model.predictor,
                weighted_f1(model),
                model.training_data.get("num_samples"),
                model.created_at,
            )
            for model in found
        ],
    )


@app.command()
def show(
    context: typer.Context,
    version: Annotated[int, typer.Argument(help="The version of the model.")],
    as_json: AsJson = False,
) -> None:
    """Show a model: its arguments, its training data, and its metrics on held-out projects."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "models show") as (_, engine), engine.begin() as connection:
        model = registry.find_model(connection, version)
    if as_json:
        print_json(model)
        return
    print_fields(
        {
            "version": model.version,
            "status": model.status,
            "predictor": model.predictor,
            "made": model.created_at,
            "artifact sha256": model.artifact_sha256,
            **{f"argument {name}": value for name, value in model.args.items()},
            **{f"library {name}": value for name, value in model.library_versions.items()},
        }
    )
    _print_metrics(model.metrics)


def _print_metrics(metrics: Mapping[str, Any]) -> None:
    rows = [
        (name, entry.get("precision"), entry.get("recall"), entry.get("f1"), entry.get("num_samples"))
        for group in ("per_tag", "slices")
        for name, entry in (metrics.get(group) or {}).items()
    ]
    if rows:
        typer.echo("")
        print_table(("on held-out projects", "precision", "recall", "F1", "samples"), rows)


@app.command()
def promote(
    context: typer.Context,
    version: Annotated[int, typer.Argument(help="The version of the model.")],
    reason: Annotated[str, typer.Option(help="Why, for the records.")] = "promoted by hand",
) -> None:
    """Make a model the champion: the next run scores with it."""
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "models promote") as (_, engine), engine.begin() as connection:
        registry.promote(connection, version, actor=actor(), reason=reason)
    typer.echo(f"model {version} is the champion")


def weighted_f1(model: Model) -> float | None:
    """Return the weighted F1 of a model on its held-out projects, if there were enough of them."""
    figure = (model.metrics.get("overall") or {}).get("f1")
    return None if figure is None else float(figure)
