"""`GET /performance` and `GET /args`: metrics and arguments of the model in service."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import Connection

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.http.errors import NO_MODEL, NoModelError
from api.routes.inspection.live_quality import read_live
from api.schemas.models import Arg, ModelArgs, ModelPerformance
from api.state import CurrentState
from core.errors import NotFoundError
from core.types import Model
from store.serving.snapshot import ServingSnapshot, find_model, read_snapshot

router = APIRouter(tags=["inspection"])


def _model_in_service(connection: Connection) -> tuple[ServingSnapshot, Model]:
    found = read_snapshot(connection)
    model = find_model(connection, found)
    if model is None:
        raise NoModelError(NO_MODEL)
    return found, model


@router.get(
    "/performance",
    summary="Metrics of the model in service",
    responses={
        200: example(ModelPerformance, "/performance?filter=overall", "The metrics."),
        **errors(400, 404, 503),
    },
)
def read_performance(
    request: Request,
    state: CurrentState,
    only: Annotated[
        str | None,
        Query(
            alias="filter",
            description="A group (`overall`, `per_tag`, `slices`, …), a tag, or a slice; by default all.",
            examples=["overall"],
        ),
    ] = None,
) -> Envelope[ModelPerformance]:
    """Return the metrics of the model in service on held-out projects, and its live figures."""
    with state.read_router.open_primary() as connection:
        found, model = _model_in_service(connection)
        live = read_live(connection, state, found.run_id)
    return wrap(
        request,
        ModelPerformance(
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
        If there is no such group, tag or slice; the message lists those that exist.
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
        f"Model {model.version} has no metrics {only!r}. It has: {', '.join(known) or 'none'}."
    )


@router.get(
    "/args",
    summary="Arguments of the model in service",
    responses={200: example(ModelArgs, "/args", "The arguments."), **errors(400, 503)},
)
def read_args(request: Request, state: CurrentState) -> Envelope[ModelArgs]:
    """Return the arguments that the model in service was trained with."""
    with state.read_router.open_primary() as connection:
        found, model = _model_in_service(connection)
    return wrap(request, ModelArgs(model_version=model.version, run_id=found.run_id, args=dict(model.args)))


@router.get(
    "/args/{arg}",
    summary="One argument of the model in service",
    responses={200: example(Arg, "/args/min_score", "The argument."), **errors(400, 404, 503)},
)
def read_arg(
    request: Request,
    state: CurrentState,
    arg: Annotated[str, Path(description="The name of the argument.", examples=["min_score"])],
) -> Envelope[Arg]:
    """Return one argument that the model in service was trained with."""
    with state.read_router.open_primary() as connection:
        found, model = _model_in_service(connection)
    if arg not in model.args:
        raise NotFoundError(
            f"Model {model.version} has no argument {arg!r}. It has: {', '.join(model.args) or 'none'}."
        )
    return wrap(
        request, Arg(model_version=model.version, run_id=found.run_id, arg=arg, value=model.args[arg])
    )
