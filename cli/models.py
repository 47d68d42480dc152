"""`predawn models`."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, Final, Literal

import typer
from sqlalchemy import Connection

from batch.job import actor
from batch.models.evaluate import Evaluated, evaluate_model
from batch.models.promote import (
    ModelComparison,
    compare_models,
    promote_by_hand,
    remind_of_predictor,
)
from batch.models.transfer import export_model, import_model
from cli.context import open_engine, open_transaction, read_settings
from cli.documents import AsJson, Document
from cli.output import say
from cli.reason import Reason
from cli.standard_output import reserve_standard_output
from cli.tables import print_fields, print_table
from cli.written_file import STANDARD_STREAM, name_written, open_written
from core.errors import InputError
from core.quality.claim import UNKNOWN, claim_of, held_out_f1, trained_on
from core.types import Model
from model.loading import ScorerOptions
from store.connect.engine import Role
from store.models import registry
from store.models.registry import Promotion
from store.serving.snapshot import read_snapshot

app = typer.Typer(help="Manage the versions of the model.", no_args_is_help=True)

Version = Annotated[int, typer.Argument(help="The version of the model.")]


@dataclass(frozen=True, slots=True)
class TagF1:
    """The F1 of a tag by both models, and the number of its projects."""

    f1: float
    f1_against: float
    projects: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the held-out projects that both have; F1 is null where they are too few to judge by.

    The reason says why one of them has none, where that is known.
    """

    version: int
    against: int
    projects: int
    differing: int
    average: Literal["weighted", "micro"]
    f1: float | None
    f1_against: float | None
    per_tag: dict[str, TagF1]
    reason: str | None


@dataclass(frozen=True, slots=True)
class NewChampion:
    """The model that is the champion now, compared with the one before, if there was one to compare with."""

    version: int
    comparison: Comparison | None


MODELS: Final = Document("models list", list[Model])
MODEL: Final = Document("models show", Model)
CHAMPION: Final = Document("models promote", NewChampion)
COMPARISON: Final = Document("models compare", Comparison)
EVALUATED: Final = Document("models evaluate", Model)
PROMOTIONS: Final = Document("models promotions", list[Promotion])
IMPORTED: Final = Document("models import", Model)


@app.command("list")
def list_models(context: typer.Context, as_json: AsJson = False) -> None:
    """List the models, newest first; * marks the model in service."""
    with open_transaction(context, "models list") as connection:
        found = registry.list_models(connection)
        in_service = read_snapshot(connection).model_version
    if as_json:
        MODELS.print(found)
        return
    print_table(
        ("version", "", "status", "predictor", "F1", "evaluation", "labels", "created"),
        [
            (
                model.version,
                "*" if model.version == in_service else "",
                model.status,
                model.predictor,
                held_out_f1(model),
                model.metrics.get("status"),
                model.training_data.get("num_samples"),
                model.created_at,
            )
            for model in found
        ],
    )


@app.command()
def show(
    context: typer.Context,
    version: Version,
    as_json: AsJson = False,
) -> None:
    """Show a model: its arguments, its libraries, and its metrics on held-out projects."""
    with open_transaction(context, "models show") as connection:
        model = registry.find_model(connection, version)
    if as_json:
        MODEL.print(model)
        return
    print_fields(
        {
            "version": model.version,
            "status": model.status,
            "predictor": model.predictor,
            "created": model.created_at,
            "artifact sha256": model.artifact_sha256,
            "evaluation": model.metrics.get("status"),
            "evaluated": model.evaluated_at if "evaluated_at" in model.metrics else None,
            **_training(model),
            **{f"argument {name}": value for name, value in model.args.items()},
            **{f"library {name}": value for name, value in model.library_versions.items()},
        }
    )
    _print_metrics(model)


def _training(model: Model) -> dict[str, object]:
    """Return what a custom predictor was trained on; that of a tagger are its labels."""
    if model.artifact_sha256 is not None:
        return {}
    found = trained_on(model)
    ids = model.training_data.get("ids")
    return {"trained on": found if ids is None else f"the labels of {ids:,} ids"}


def _print_metrics(model: Model) -> None:
    rows = [
        (name, entry.get("precision"), entry.get("recall"), entry.get("f1"), entry.get("num_samples"))
        for group in ("per_tag", "slices")
        for name, entry in (model.metrics.get(group) or {}).items()
    ]
    if rows:
        say("")
        judged = claim_of(model).judged
        projects = "on held-out projects" if judged else f"on projects {UNKNOWN}"
        print_table((projects, "precision", "recall", "F1", "samples"), rows)


@app.command()
def promote(
    context: typer.Context,
    version: Version,
    force: Annotated[
        bool, typer.Option("--force", help="Promote a model that is worse or cannot be compared.")
    ] = False,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Make a model the champion: the next run scores with it.

    On the held-out projects that both have, its F1 may not fall below the champion's by more than
    PREDAWN_MAX_F1_DROP, unless --force and --reason are given; the known tags are those of the one that was
    evaluated last. Nor is a custom predictor promoted that the settings do not name. While PREDAWN_PREDICTOR
    is set, that scores the runs, whatever the champion is.
    """
    settings = read_settings(context)
    with open_engine(settings, Role.BATCH, "models promote") as (_, engine), engine.begin() as connection:
        compared = promote_by_hand(
            connection,
            version,
            max_f1_drop=settings.max_f1_drop,
            actor=actor(),
            reason=reason,
            forced=force,
            options=ScorerOptions.of(settings),
        )
        note = remind_of_predictor(settings, registry.find_model(connection, version))
    if note is not None:
        say(f"note: {note}", err=True)
    if as_json:
        CHAMPION.print(NewChampion(version, None if compared is None else _comparison(compared)))
        return
    say(f"model {version} is the champion{_standing(compared)}")


def _standing(compared: ModelComparison | None) -> str:
    if compared is None or compared.f1 is None or compared.f1_against is None:
        return ""
    return (
        f": {compared.average} F1 {compared.f1:.3f} on {compared.projects:,} held-out projects; model "
        f"{compared.against} has {compared.f1_against:.3f}"
    )


@app.command()
def compare(
    context: typer.Context,
    version: Version,
    against: Annotated[
        int | None, typer.Argument(help="The version to compare with; by default the champion.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare two models on the held-out projects that both have.

    Both are judged by the known tags of the one that was evaluated last, in whichever order they are given. A
    tagger is evaluated when it is trained, a custom predictor also by `predawn models evaluate`.
    """
    with open_transaction(context, "models compare") as connection:
        compared = compare_models(connection, version, _against(connection, against))
    if as_json:
        COMPARISON.print(_comparison(compared))
        return
    say(f"{compared.projects:,} held-out projects in common; predictions for {compared.differing:,} differ")
    if compared.f1 is None:
        say(compared.reason or "There are too few of them to compute F1.")
    overall = ("all", compared.f1, compared.f1_against, compared.projects)
    per_tag = ((tag, *figures) for tag, figures in compared.per_tag.items())
    headings = ("tag", f"F1 of model {version}", f"of model {compared.against}", "projects")
    print_table(headings, [overall, *per_tag])


def _comparison(compared: ModelComparison) -> Comparison:
    per_tag = {tag: TagF1(*figures) for tag, figures in compared.per_tag.items()}
    return Comparison(
        version=compared.version,
        against=compared.against,
        projects=compared.projects,
        differing=compared.differing,
        average=compared.average,
        f1=compared.f1,
        f1_against=compared.f1_against,
        per_tag=per_tag,
        reason=compared.reason,
    )


def _against(connection: Connection, version: int | None) -> int:
    if version is not None:
        return version
    champion = registry.find_champion(connection)
    if champion is None:
        raise InputError("There is no champion to compare with. Give two versions.")
    return champion.version


@app.command()
def evaluate(
    context: typer.Context,
    version: Annotated[
        int | None,
        typer.Argument(help="The version of the model; by default the predictor of PREDAWN_PREDICTOR."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Evaluate a custom predictor on the known labels that it was not trained on.

    Its predictions are those of its newest run. Without one it is asked for the labelled projects.
    """
    settings = read_settings(context)
    reserve_standard_output()
    with open_engine(settings, Role.BATCH, "models evaluate") as (database, engine):
        found = evaluate_model(database, engine, settings, version)
    if as_json:
        EVALUATED.print(found.model)
        return
    say(_evaluation(found))


def _evaluation(found: Evaluated) -> str:
    """Return an evaluation in one line."""
    model, overall = found.model, found.model.metrics.get("overall") or {}
    line = f"model {model.version}: {model.metrics['status']}"
    if overall:
        average = "micro" if model.multi_label else "weighted"
        line += f"; {average} F1 {overall['f1']:.3f} on {overall['num_samples']:,} labelled projects"
        line += " that it was asked for" if found.run_id is None else f" of run {found.run_id}"
    if found.failed:
        line += f"; it failed on {found.failed:,} others"
    return line


@app.command()
def archive(context: typer.Context, version: Version) -> None:
    """Archive a model. Its predictions stay, and `promote` brings it back."""
    with open_transaction(context, "models archive") as connection:
        registry.archive(connection, version)
    say(f"model {version} is archived")


@app.command()
def promotions(
    context: typer.Context,
    top: Annotated[int, typer.Option(help="The number of promotions, newest first.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the promotions, newest first: from and to, by whom, when and why."""
    with open_transaction(context, "models promotions") as connection:
        found = registry.list_promotions(connection, top)
    if as_json:
        PROMOTIONS.print(found)
        return
    print_table(
        ("when", "from", "to", "by", "reason"),
        [(p.promoted_at, p.from_version, p.to_version, p.actor, p.reason) for p in found],
    )


@app.command("export")
def export(
    context: typer.Context,
    version: Version,
    output: Annotated[Path, typer.Argument(help="The file to write; - is standard output.")],
) -> None:
    """Write a trained model with its metrics and held-out examples to a file, for another store."""
    with open_transaction(context, "models export") as connection:
        data = export_model(connection, version)
    with open_written(output) as file:
        file.write(data)
    say(f"model {version} written to {name_written(output)}", err=output == STANDARD_STREAM)


def _open_model(file: Path) -> BinaryIO:
    """Open the file of a model; a device or a pipe would be waited for, or never end."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise InputError(f"{file} is not a file with a model in it. Name one that `models export` wrote.")
        return file.open("rb")
    except OSError as error:
        raise InputError(f"Cannot read {file}: {error.strerror}. Choose another file.") from error


@app.command("import")
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `models export` wrote.")],
    as_json: AsJson = False,
) -> None:
    """Register the model in a file as a candidate."""
    with _open_model(file) as opened, open_transaction(context, "models import") as connection:
        model = import_model(connection, opened, str(file))
    if as_json:
        IMPORTED.print(model)
        return
    say(f"model {model.version} is a candidate; compare it with `predawn models compare {model.version}`")
