"""`/dashboard/models`: the list of models, the page of one, and its comparisons with another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from api.dashboard.decisions import commands
from api.dashboard.decisions.changes import RunChanges, find_changes, name_predictions
from api.dashboard.drawing import charts, formats
from api.dashboard.drawing.matrix import build_matrix
from api.dashboard.page import PageRoute, find_root, render
from api.schemas.models import MAX_VERSION
from api.state import CurrentState
from core.quality.claim import claim_of
from core.quality.comparison import HeldOutComparison
from core.run_diff import RunDiff, ScoreMove
from core.types import Model, ModelStatus, Output, Run
from store.models import registry
from store.runs import delta, ledger
from store.serving import comparison, pointer
from store.serving.comparison import LabelVerdicts
from store.serving.snapshot import read_snapshot

PROMOTIONS_SHOWN: Final = 20
RUNS_SHOWN: Final = 10
MOVES_SHOWN: Final = 20
"""The number of no run."""
KEPT_SECONDS: Final = 60.0
"""The time for which a comparison on the whole catalogue is kept; known tags may be corrected meanwhile."""
MAX_TAGS: Final = 60
"""The largest number of tags in a confusion matrix; a larger one would be illegible."""

SLICES: Final = {
    "short_text": "short texts",
    "long_text": "long texts",
    "no_title": "without a title",
    "no_description": "without a description",
}

router = APIRouter(route_class=PageRoute, include_in_schema=False)

VersionPath = Annotated[int, Path(ge=1, le=MAX_VERSION)]


@dataclass(frozen=True, slots=True)
class CatalogueComparison:
    """Two models on the whole catalogue: changes of tags, which is right, the largest moves of scores.

    `of` names what both say of a project. Where that is no tag, `difference` has all there is to compare.
    `verdicts` is None if known tags do not tell which model is right.
    """

    of: str
    changes: RunChanges | None
    difference: RunDiff | None
    verdicts: LabelVerdicts | None
    moves: Sequence[ScoreMove]


@router.get("/models")
def list_models(request: Request, state: CurrentState) -> Response:
    """Return the page with all models, newest first."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).model_version
        models = registry.list_models(connection)
        promotions = registry.list_promotions(connection, PROMOTIONS_SHOWN)
    return render(request, "models.html", models=models, promotions=promotions, in_service=in_service)


@router.get("/models/{version}")
def show_model(
    request: Request,
    state: CurrentState,
    version: VersionPath,
    against: Annotated[int | None, Query(ge=1, le=MAX_VERSION)] = None,
) -> Response:
    """Return the page of one model."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).model_version
        model = registry.find_model(connection, version)
        others = [other for other in registry.list_models(connection) if other.version != version]
        runs = ledger.list_runs_of(connection, version, RUNS_SHOWN)
        shared, other_model = [], None
        if against is not None:
            other_model = registry.find_model(connection, against)
            shared = registry.count_shared_held_out(connection, model, other_model)
    # Multi-label models have lists in the place of the known tag.
    compared = HeldOutComparison.of_single_tags(entry for entry in shared if entry[0])
    metrics = model.metrics
    confusion = metrics.get("confusion") or {}
    labels = confusion.get("tags") or []
    return render(
        request,
        "model.html",
        model=model,
        in_service=in_service,
        overall=metrics.get("overall") or {},
        per_tag=sorted((metrics.get("per_tag") or {}).items(), key=lambda entry: -entry[1]["num_samples"]),
        has_thresholds=any("threshold" in entry for entry in (metrics.get("per_tag") or {}).values()),
        slices=[(name, (metrics.get("slices") or {}).get(key)) for key, name in SLICES.items()],
        other=metrics.get("other") or {},
        calibration=metrics.get("calibration") or {},
        confusion=build_matrix(
            _pairs(labels, confusion.get("counts") or []), labels, MAX_TAGS, one_scale=True
        )
        if labels
        else None,
        reliability=_draw_reliability(model, find_root(request) if version == in_service else None),
        others=others,
        runs=runs,
        side_by_side=[] if other_model is None else put_side_by_side(model, other_model),
        decisions=[]
        if model.status is ModelStatus.CHAMPION
        else [commands.try_model(model), commands.promote(model)],
        comparison=None if against is None else commands.compare_models(version, against),
        against=against,
        compared=compared,
        compared_tags=sorted(compared.per_tag.items(), key=lambda entry: -entry[1].projects),
        has_lists_alone=bool(shared) and not compared.projects,
    )


@router.get("/models/{version}/catalogue")
def compare_on_catalogue(
    request: Request,
    state: CurrentState,
    version: VersionPath,
    against: Annotated[int, Query(ge=1, le=MAX_VERSION)],
) -> Response:
    """Return the comparison of two models on the whole catalogue, by the newest run of each."""
    with state.read_router.open_primary() as connection:
        models = [registry.find_model(connection, number) for number in (against, version)]
        serving = pointer.read_serving(connection).run_id
        before, after = (_find_newest_run(connection, model, serving) for model in (against, version))
    found, objection = None, _object_to_verdicts(models)
    if before is not None and after is not None:
        runs = (before, after)

        def compare() -> CatalogueComparison:
            with state.read_router.open_primary() as connection:
                return _compare(connection, *runs, judges=objection is None)

        question = ("models", before.run_id, after.run_id, objection)
        found = state.long_answers.ask(question, compare, keep_seconds=KEPT_SECONDS)
    return render(
        request,
        "compare_models.html",
        version=version,
        against=against,
        before=before,
        after=after,
        serving=serving,
        found=found,
        objection=objection,
        waits=found is None and before is not None and after is not None,
        decision=None if after is None or after.run_id == serving else commands.publish(after, serving),
        missing=[
            commands.try_model(model)
            for model, run in zip(models, (before, after), strict=True)
            if run is None
        ],
    )


def _object_to_verdicts(models: Sequence[Model]) -> str | None:
    """Return why known tags do not tell which of two models is right, or None if they do."""
    for model in models:
        claim = claim_of(model)
        if not claim.judged:
            return f"Model {model.version} cannot be judged by known tags: {claim.reason}."
        if model.multi_label:
            return "Multi-label models are judged by known tags on the command line."
    return None


def _compare(connection: Connection, before: Run, after: Run, *, judges: bool) -> CatalogueComparison:
    pair = (before.run_id, after.run_id)
    of = name_predictions(connection, before, after)
    if comparison.common_output(connection, before, after) is not Output.TAGS:
        difference = comparison.diff_runs(connection, *pair, top=MOVES_SHOWN)
        return CatalogueComparison(of, None, difference, None, ())
    return CatalogueComparison(
        of,
        find_changes(connection, before, after),
        None,
        comparison.judge_runs(connection, *pair) if judges else None,
        comparison.list_moves(connection, *pair, MOVES_SHOWN),
    )


def _find_newest_run(connection: Connection, version: int, serving: int | None) -> Run | None:
    """Return the run in service if the model made it, or else the newest complete run of the model."""
    in_service = None if serving is None else ledger.find_run(connection, serving)
    if in_service is not None and in_service.model_version == version:
        return in_service
    return delta.find_newest_run(connection, version)


def put_side_by_side(model: Model, other: Model) -> list[tuple[str, str, str]]:
    """Return what is known of two models: the name, and the value of either."""
    return [(name, read(model), read(other)) for name, read in _MEASURES.items()]


def _overall(model: Model) -> Mapping[str, Any]:
    return _part(model, "overall")


def _part(model: Model, name: str) -> Mapping[str, Any]:
    """Return figures of a model; none if they claim nothing."""
    return (model.metrics.get(name) if claim_of(model).judged else None) or {}


_MEASURES: Final[dict[str, Callable[[Model], str]]] = {
    "status": lambda model: model.status.value,
    "trained": lambda model: f"{model.created_at:%Y-%m-%d %H:%M} UTC",
    "trained on projects": lambda model: formats.number(model.training_data.get("num_samples")),
    "tags": lambda model: formats.number(len(model.training_data.get("num_samples_per_tag") or {}) or None),
    "held-out projects": lambda model: formats.number(_overall(model).get("num_samples")),
    "weighted or micro F1": lambda model: formats.score(_overall(model).get("f1")),
    "macro F1": lambda model: formats.score((_overall(model).get("macro") or {}).get("f1")),
    "accuracy": lambda model: formats.share(_overall(model).get("accuracy")),
    "calibration error": lambda model: formats.score(
        _part(model, "calibration").get("expected_calibration_error")
    ),
    "share of other": lambda model: formats.share(_part(model, "other").get("share")),
    "accuracy excluding other": lambda model: formats.share(_part(model, "other").get("accuracy_of_rest")),
}


def _pairs(labels: Sequence[str], counts: Sequence[Sequence[int]]) -> list[tuple[str, str, int]]:
    return [
        (true, predicted, number)
        for true, row in zip(labels, counts, strict=False)
        for predicted, number in zip(labels, row, strict=True)
    ]


def _draw_reliability(model: Model, root: str | None) -> charts.Chart | None:
    """Draw the bins of scores; with the address of the dashboard, each leads to what is in service of it."""
    bins = (model.metrics.get("calibration") or {}).get("bins") or []
    if not bins:
        return None
    found = [(entry["mean_score"], entry["accuracy"], entry["num_samples"]) for entry in bins]
    addresses = (
        [f"{root}/projects?min={entry['from']:g}&max={entry['to']:g}" for entry in bins]
        if root and not model.multi_label
        else []
    )
    return charts.reliability("reliability", found, addresses)
