"""What the model in service is worth, and what models, runs and tags there are.

These routes are ordinary functions, which FastAPI runs in threads: they read with SQLAlchemy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import Connection

from api import examples
from api.envelope import Envelope, wrap
from api.errors import NO_MODEL, NoModelError
from api.examples import errors, example
from api.live_performance import read_live
from api.predict import LARGEST_VERSION
from api.schemas import (
    Arg,
    Args,
    Check,
    Counts,
    Failure,
    ModelDetail,
    ModelList,
    ModelSummary,
    Performance,
    RunDetail,
    RunList,
    RunSummary,
    TagCount,
    TagList,
)
from api.state import CurrentState, State
from core.errors import NotFoundError
from core.types import Model, Run
from store import registry, runs
from store.engine import plain_errors
from store.in_service import InService, count_tags, find_model, read_in_service

FAILURES_SHOWN = 20
LARGEST_RUN = 2**63 - 1

router = APIRouter(tags=["inspection"])


@contextmanager
def reading(state: State) -> Iterator[Connection]:
    """Yield a connection, unless the database is away."""
    """Yield a connection to read with, or fail at once while the database is away."""
    state.follower.check_database()
    with plain_errors(state.engine), state.engine.begin() as connection:
        yield connection


def _model_in_service(connection: Connection) -> tuple[InService, Model]:
    found = read_in_service(connection)
    model = find_model(connection, found)
    if model is None:
        raise NoModelError(NO_MODEL)
    return found, model


@router.get(
    "/performance",
    summary="Metrics of the model in service",
    responses={200: example(examples.PERFORMANCE, "The metrics."), **errors(404, 503)},
)
def read_performance(
    request: Request,
    state: CurrentState,
    only: Annotated[
        str | None,
        Query(
            alias="filter",
            description="`overall`, `per_tag`, `slices` or another group, a tag, or a slice; all without it.",
            examples=["overall"],
        ),
    ] = None,
) -> Envelope[Performance]:
    """Return how good the model in service is on projects that it had not seen, and how it does since."""
    with reading(state) as connection:
        found, model = _model_in_service(connection)
        live = read_live(connection, state, found.run_id)
    return wrap(
        request,
        Performance(
            model_version=model.version,
            run_id=found.run_id,
            filter=only,
            status=model.metrics.get("status"),
            performance=choose_metrics(model, only),
            live=live,
        ),
    )


def choose_metrics(model: Model, only: str | None) -> dict[str, Any]:
    """Return all metrics of a model, or those of one group, tag or slice.

    Raises
    ------
    NotFoundError
        With the known ones.
    """
    groups = {name: value for name, value in model.metrics.items() if isinstance(value, Mapping)}
    if only is None:
        return dict(groups)
    if only in groups:
        return {only: groups[only]}
    for name in ("per_tag", "slices"):
        entries = groups.get(name, {})
        if only in entries:
            return {only: entries[only]}
    known = [*groups, *groups.get("per_tag", {}), *groups.get("slices", {})]
    raise NotFoundError(
        f"There are no metrics {only!r} of model {model.version}. Known are: {', '.join(known) or 'none'}."
    )


@router.get(
    "/args",
    summary="Arguments of the model in service",
    responses={200: example(examples.ARGS, "The arguments."), **errors(503)},
)
def read_args(request: Request, state: CurrentState) -> Envelope[Args]:
    """Return the arguments that the model in service was trained with."""
    with reading(state) as connection:
        found, model = _model_in_service(connection)
    return wrap(request, Args(model_version=model.version, run_id=found.run_id, args=dict(model.args)))


@router.get(
    "/args/{arg}",
    summary="One argument of the model in service",
    responses={200: example(examples.ARG, "The argument."), **errors(404, 503)},
)
def read_arg(
    request: Request,
    state: CurrentState,
    arg: Annotated[str, Path(description="The name of the argument.", examples=["min_score"])],
) -> Envelope[Arg]:
    """Return one argument that the model in service was trained with."""
    with reading(state) as connection:
        found, model = _model_in_service(connection)
    if arg not in model.args:
        raise NotFoundError(
            f"Model {model.version} has no argument {arg!r}. Known are: {', '.join(model.args) or 'none'}."
        )
    return wrap(
        request, Arg(model_version=model.version, run_id=found.run_id, arg=arg, value=model.args[arg])
    )


@router.get(
    "/models",
    summary="All models",
    responses={200: example(examples.MODELS, "The models."), **errors(503)},
)
def list_models(request: Request, state: CurrentState) -> Envelope[ModelList]:
    """Return all versions of the model, the newest first."""
    with reading(state) as connection:
        in_service = read_in_service(connection).model_version
        found = registry.list_models(connection)
    return wrap(
        request,
        ModelList(models=[ModelSummary(**_summarise_model(model, in_service)) for model in found]),
    )


@router.get(
    "/models/{version}",
    summary="One model",
    responses={200: example(examples.MODEL, "The model."), **errors(404, 503)},
)
def read_model(
    request: Request,
    state: CurrentState,
    version: Annotated[int, Path(ge=1, le=LARGEST_VERSION, description="The version.", examples=[1])],
) -> Envelope[ModelDetail]:
    """Return a version of the model: its arguments, its training data, and its metrics."""
    with reading(state) as connection:
        in_service = read_in_service(connection).model_version
        model = registry.find_model(connection, version)
    detail = ModelDetail(
        **_summarise_model(model, in_service),
        args=dict(model.args),
        metrics=dict(model.metrics),
        training_data=dict(model.training_data),
        artifact_sha256=model.artifact_sha256,
        library_versions=None if state.settings.production else dict(model.library_versions),
    )
    return wrap(request, detail)


def _summarise_model(model: Model, in_service: int | None) -> dict[str, Any]:
    return {
        "model_version": model.version,
        "status": model.status,
        "in_service": model.version == in_service,
        "predictor": model.predictor,
        "weighted_f1": (model.metrics.get("overall") or {}).get("f1"),
        "num_samples": model.training_data.get("num_samples"),
        "created_at": model.created_at,
    }


@router.get(
    "/runs", summary="The newest runs", responses={200: example(examples.RUNS, "The runs."), **errors(503)}
)
def list_runs(
    request: Request,
    state: CurrentState,
    top: Annotated[int, Query(ge=1, le=1000, description="How many, the newest first.")] = 20,
) -> Envelope[RunList]:
    """Return the newest runs, the newest first."""
    with reading(state) as connection:
        in_service = read_in_service(connection).run_id
        found = runs.list_runs(connection, top)
    return wrap(request, RunList(runs=[RunSummary(**_summarise_run(run, in_service)) for run in found]))


@router.get(
    "/runs/{run_id}",
    summary="One run",
    responses={200: example(examples.RUN, "The run."), **errors(404, 503)},
)
def read_run(
    request: Request,
    state: CurrentState,
    run_id: Annotated[int, Path(ge=1, le=LARGEST_RUN, description="The run.", examples=[3])],
) -> Envelope[RunDetail]:
    """Return a run: its counts, its checks, and the first projects that it could not score."""
    with reading(state) as connection:
        in_service = read_in_service(connection).run_id
        run = runs.find_run(connection, run_id)
        failures = runs.list_failures(connection, run_id, FAILURES_SHOWN)
    detail = RunDetail(
        **_summarise_run(run, in_service),
        phase=run.phase,
        attempt=run.attempt,
        publish=run.publish,
        checks=[Check.model_validate(check) for check in run.checks],
        error=run.error,
        failures=[Failure(project_id=project_id, error=error) for project_id, error in failures],
        attached_at=run.attached_at,
        pruned_at=run.pruned_at,
    )
    return wrap(request, detail)


def _summarise_run(run: Run, in_service: int | None) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "status": run.status,
        "in_service": run.run_id == in_service,
        "model_version": run.model_version,
        "mode": run.mode,
        "trigger": run.trigger,
        "counts": Counts.model_validate(run.counts),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "checked_at": run.checked_at,
    }


@router.get("/tags", summary="The tags", responses={200: example(examples.TAGS, "The tags."), **errors(503)})
def list_tags(request: Request, state: CurrentState) -> Envelope[TagList]:
    """Return the tags that the model knows or the run in service holds, by the number of projects."""
    with reading(state) as connection:
        found = read_in_service(connection)
        model = find_model(connection, found)
        counts = _tag_counts(state, connection, found.run_id)
    known = {} if model is None else model.metrics.get("per_tag") or {}
    projects = {**dict.fromkeys(known, 0), **counts}
    tags = [
        TagCount(tag=tag, projects=number)
        for tag, number in sorted(projects.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return wrap(request, TagList(model_version=found.model_version, run_id=found.run_id, tags=tags))


def _tag_counts(state: State, connection: Connection, run_id: int | None) -> Mapping[str, int]:
    """Count once a run: its rows never change, and counting reads an index of all of them."""
    if run_id is None:
        return {}
    counts = state.tag_counts.get(run_id)
    if counts is None:
        counts = count_tags(connection, run_id)
        state.tag_counts = {run_id: counts}
    return counts
