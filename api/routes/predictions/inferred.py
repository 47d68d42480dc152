"""Predictions of projects that a model makes for a request, because no stored one fits their texts."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Receive

from api.http.errors import PredictorFailedError
from api.inference.micro_batching import Answer
from api.inference.on_demand import input_key
from api.schemas.predictions import Item, ProjectPrediction, Source, Tag
from api.services.renderer import CORRECTION, MEMORY, ON_DEMAND
from api.state import State
from core.types import Prediction
from model.predictors.scorer import project_payload
from store.serving.lookup import ProjectInput
from store.serving.lookup_row import CORRECTED_SCORE, first_tag
from store.traffic.inference_log import InferenceEntry


class Inferred(NamedTuple):
    """A prediction that a model has made, for this answer or for an earlier one."""

    source: Source
    prediction: Prediction
    made_at: datetime


async def infer_projects(
    state: State,
    version: int,
    projects: Mapping[str, ProjectInput],
    *,
    fresh: bool = False,
    receive: Receive | None = None,
) -> list[Inferred]:
    """Return a model's predictions for the texts of projects, and log them.

    They are remembered ones, unless they have to be fresh, or are made now, all in one call.

    Raises
    ------
    InferenceRefusedError
        If the model cannot be loaded, or too many requests wait.
    PredictorFailedError
        If a custom predictor fails.
    """
    asked_at, began = state.clock.now(), time.perf_counter()
    inferred = await _infer(state, version, projects, fresh=fresh, receive=receive)
    latency = time.perf_counter() - began
    state.log.record(
        InferenceEntry(
            asked_at=asked_at,
            project_id=project_id,
            title=project.title,
            description=project.description,
            content_hash=project.content_hash,
            prediction=answer.prediction,
            model_version=version,
            source=answer.source,
            latency_seconds=latency,
        )
        for (project_id, project), answer in zip(projects.items(), inferred, strict=True)
    )
    return inferred


async def _infer(
    state: State,
    version: int,
    projects: Mapping[str, ProjectInput],
    *,
    fresh: bool,
    receive: Receive | None,
) -> list[Inferred]:
    scorer = await state.scorers.get(version)
    payloads = [
        project_payload(project_id, project.title, project.description, project.features)
        for project_id, project in projects.items()
    ]
    keys = [input_key(scorer, payload) for payload in payloads]
    cached = [None if fresh else state.inference.cache.find(version, key) for key in keys]
    missing = [place for place, entry in enumerate(cached) if entry is None]
    found = [None if entry is None else Inferred(MEMORY, entry.prediction, entry.made_at) for entry in cached]
    if missing:
        made = await state.inference.predict(
            version,
            [payloads[place] for place in missing],
            keys=[keys[place] for place in missing],
            receive=receive,
        )
        for place, result in zip(missing, made, strict=True):
            found[place] = Inferred(ON_DEMAND, require_prediction(result.answer), result.made_at)
    return [answer for answer in found if answer is not None]


def show_inferred(project_id: str, project: ProjectInput, made: Inferred) -> ProjectPrediction:
    """Return a prediction that a project's model has made, as answers show it, or its correction in force."""
    assert project.model_version is not None
    corrected = project.corrected
    ranked = made.prediction.items
    shown = ProjectPrediction(
        project_id=project_id,
        predicted_tag=made.prediction.predicted_tag,
        score=made.prediction.score,
        tags=[Tag(tag=scored.tag, score=scored.score) for scored in made.prediction.tags],
        value=made.prediction.value,
        items=None if ranked is None else [Item(item=entry.item, score=entry.score) for entry in ranked],
        source=made.source,
        stale=False,
        run_id=None,
        model_version=project.model_version,
        canary=project.canary,
        scored_at=made.made_at,
    )
    # Corrections are of tags.
    return shown if corrected is None or shown.predicted_tag is None else _correct(shown, corrected)


def _correct(shown: ProjectPrediction, corrected: Sequence[str]) -> ProjectPrediction:
    """Put the corrected tags into an answer, and what the model predicts beside them."""
    score = float(CORRECTED_SCORE)
    return shown.model_copy(
        update={
            "predicted_tag": first_tag(corrected),
            "score": score,
            "tags": [Tag(tag=tag, score=score) for tag in corrected],
            "source": CORRECTION,
            "model_tag": shown.predicted_tag,
            "model_score": shown.score,
        }
    )


def require_prediction(answer: Answer) -> Prediction:
    """Return an answer of a model as a prediction.

    Raises
    ------
    PredictorFailedError
        If it is a response of a predictor's own.
    """
    if isinstance(answer, Response):
        raise PredictorFailedError(
            "The predictor answers with a response of its own, which is no prediction of a project. Ask it "
            "by `POST /predict`."
        )
    return answer
