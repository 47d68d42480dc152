"""What is answered for a project: the published row where it fits the text, or else the model's word."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.responses import Response

from api.errors import InferenceRefusedError, NoModelError, PredictorFailedError
from api.inference import Answer
from api.schemas import ProjectPrediction, Source, Tag
from api.state import State
from core.errors import NotFoundError, StoreUnavailableError
from core.types import Prediction
from model.normalisation import join_text
from store.inference_log import InferenceEntry
from store.lookup import Lookup

_SHOWN: Final = 100

ON_DEMAND: Final[Source] = "on_demand"


async def answer_project(state: State, project_id: str) -> ProjectPrediction:
    """Return the prediction of a project.

    Raises
    ------
    NotFoundError
        If the catalogue does not have the project, or no longer.
    InferenceRefusedError
        If there is no fitting row, no older one, and no on-demand prediction either.
    StoreUnavailableError
        If the database cannot be reached.
    """
    if "\x00" in project_id or "/" in project_id or not project_id:
        raise NotFoundError(
            f"There is no project {_show(project_id)}: an id that can be asked for is not empty and holds "
            "neither a slash nor a NUL. Ask by the exact id, percent-encoded."
        )
    found = await state.lookups.look_up(project_id)
    if found is None:
        raise NotFoundError(
            f"The catalogue has no project {_show(project_id)}. Check the id, wait for the next sync, or "
            "send its text to `POST /predict`."
        )
    if found.removed:
        raise _removed(project_id)
    if found.row is not None and found.row.fits:
        return _stored(found, stale=is_stale(found.checked_at, state.settings.stale_after))
    try:
        return await _infer(state, project_id)
    except (InferenceRefusedError, PredictorFailedError, StoreUnavailableError):
        if found.row is None:
            raise
        return _stored(found, stale=True)


def is_stale(checked_at: datetime | None, stale_after: timedelta) -> bool:
    """Return whether the last check of a run is too long ago, or there was none."""
    return checked_at is None or datetime.now(UTC) - checked_at > stale_after


async def _infer(state: State, project_id: str) -> ProjectPrediction:
    asked_at, began = datetime.now(UTC), time.perf_counter()
    project = await state.lookups.read_input(project_id)
    if project is None:
        raise _removed(project_id)
    if project.model_version is None:
        raise NoModelError(
            f"Project {_show(project_id)} has no stored prediction yet, and there is no model to make one "
            "with. Train one with `predawn train`, then publish with `predawn batch`."
        )
    payload = {
        "project_id": project_id,
        "title": project.title,
        "description": project.description,
        "text": join_text(project.title, project.description),
    }
    (answer,) = await state.inference.predict(project.model_version, [payload])
    prediction = _storable(answer)
    entry = InferenceEntry(
        asked_at=asked_at,
        project_id=project_id,
        title=project.title,
        description=project.description,
        content_hash=project.content_hash,
        prediction=prediction,
        model_version=project.model_version,
        source=ON_DEMAND,
        latency_seconds=time.perf_counter() - began,
    )
    state.log.record([entry])
    return ProjectPrediction(
        project_id=project_id,
        predicted_tag=prediction.predicted_tag,
        score=prediction.score,
        tags=show_tags(prediction),
        source=ON_DEMAND,
        stale=False,
        run_id=None,
        model_version=project.model_version,
        scored_at=asked_at,
    )


def _stored(found: Lookup, *, stale: bool) -> ProjectPrediction:
    assert found.row is not None
    prediction = found.row.prediction
    return ProjectPrediction(
        project_id=found.project_id,
        predicted_tag=prediction.predicted_tag,
        score=prediction.score,
        tags=show_tags(prediction),
        source="cache",
        stale=stale,
        run_id=found.row.run_id,
        model_version=found.row.model_version,
        scored_at=found.row.scored_at,
    )


def show_tags(prediction: Prediction) -> list[Tag]:
    """Return the tags of a prediction as answers show them."""
    return [Tag(tag=scored.tag, score=scored.score) for scored in prediction.tags]


def _storable(answer: Answer) -> Prediction:
    if isinstance(answer, Response):
        raise PredictorFailedError(
            "The predictor answers with a response of its own, which is no prediction of a project. Ask it "
            "by `POST /predict`."
        )
    return answer


def _removed(project_id: str) -> NotFoundError:
    return NotFoundError(
        f"Project {_show(project_id)} is no longer in the catalogue, so it has no prediction. What it was is "
        "kept in analytics.prediction_history; `POST /predict` tags its text."
    )


def _show(project_id: str) -> str:
    shown = project_id if len(project_id) <= _SHOWN else f"{project_id[:_SHOWN]}…"
    return repr(shown)
