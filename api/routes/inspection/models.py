"""`GET /models` and `GET /models/{version}`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.models import MAX_VERSION, ModelDetail, ModelList, ModelSummary
from api.state import CurrentState
from core.quality.claim import held_out_f1
from core.types import Model
from store.models import registry
from store.serving.snapshot import read_snapshot

router = APIRouter(tags=["inspection"])


@router.get(
    "/models",
    summary="All models",
    responses={200: example(ModelList, "/models", "The models."), **errors(400, 503)},
)
def list_models(request: Request, state: CurrentState) -> Envelope[ModelList]:
    """Return all versions of the model, newest first."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).model_version
        found = registry.list_models(connection)
    return wrap(
        request,
        ModelList(models=[ModelSummary(**_summarise_model(model, in_service)) for model in found]),
    )


@router.get(
    "/models/{version}",
    summary="One model",
    responses={200: example(ModelDetail, "/models/1", "The model."), **errors(400, 404, 503)},
)
def read_model(
    request: Request,
    state: CurrentState,
    version: Annotated[int, Path(ge=1, le=MAX_VERSION, description="The version.", examples=[1])],
) -> Envelope[ModelDetail]:
    """Return a version of the model: its arguments, its training data, and its metrics."""
    with state.read_router.open_primary() as connection:
        in_service = read_snapshot(connection).model_version
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
        "weighted_f1": held_out_f1(model),
        "num_samples": model.training_data.get("num_samples"),
        "created_at": model.created_at,
    }
