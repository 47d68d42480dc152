"""`POST /predict`."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from api.answer import show_tags
from api.envelope import Envelope, wrap
from api.errors import PredictorFailedError
from api.examples import PREDICT_REQUESTS, TEXT_PREDICTIONS, errors, example
from api.inference import Answer, RequestContext
from api.rendering import ON_DEMAND
from api.schemas import JsonPayload, TextItem, TextPrediction, TextPredictions, TextsRequest, check_texts
from api.state import CurrentState
from core.content import content_hash
from core.errors import InputError
from core.settings import Settings
from core.types import Prediction
from model.tagger_scorer import TaggerScorer
from store.inference_log import InferenceEntry

LARGEST_VERSION = 2**31 - 1

router = APIRouter(tags=["predictions"])

Payloads = Sequence[Any]


@router.post(
    "/predict",
    summary="Predictions of texts",
    responses={200: example(TEXT_PREDICTIONS, "The predictions."), **errors(400, 404, 413, 503)},
    response_model=Envelope[TextPredictions],
)
async def predict(
    request: Request,
    state: CurrentState,
    body: Annotated[JsonPayload, Body(openapi_examples=PREDICT_REQUESTS)],
    model: Annotated[
        int | None,
        Query(ge=1, le=LARGEST_VERSION, description="A version of the model, instead of the one in service."),
    ] = None,
) -> Envelope[TextPredictions] | Response:
    """Tag texts with the model in service, or with the version that is named.

    A predictor of one's own takes any JSON: each item of `texts` where there is one, else the whole body.
    """
    asked_at, began = datetime.now(UTC), time.perf_counter()
    version = state.follower.model_version() if model is None else model
    scorer = await state.scorers.get(version)
    tagger = isinstance(scorer, TaggerScorer)
    payloads = read_texts(body, state.settings) if tagger else read_payloads(body, state.settings)
    context = RequestContext(dict(request.query_params), dict(request.headers))
    answers = await state.inference.predict(
        version,
        [payload.model_dump(exclude_none=True) for payload in payloads] if tagger else payloads,
        context,
    )
    if len(answers) == 1 and isinstance(answers[0], Response):
        return answers[0]
    predictions = [_prediction(answer) for answer in answers]
    latency = time.perf_counter() - began
    state.log.record(
        _entry(payload, prediction, version, asked_at, latency)
        for payload, prediction in zip(payloads, predictions, strict=True)
    )
    return wrap(
        request,
        TextPredictions(
            predictions=[
                _show(payload, prediction, version, asked_at)
                for payload, prediction in zip(payloads, predictions, strict=True)
            ]
        ),
    )


def read_texts(body: Any, settings: Settings) -> list[TextItem]:
    """Return the texts of a request to the tagger.

    Raises
    ------
    RequestValidationError
        If there are none, too many, or one that is not usable.
    """
    _refuse_other_types(body)
    bounds = {"max_texts": settings.max_texts, "max_text_characters": settings.max_text_characters}
    try:
        return TextsRequest.model_validate(body, context=bounds).texts
    except ValidationError as error:
        raise _in_body(error) from None


def read_payloads(body: Any, settings: Settings) -> list[Any]:
    """Return the payloads of a request to a predictor of one's own.

    Raises
    ------
    RequestValidationError
        If the list of texts is empty or too long.
    """
    _refuse_other_types(body)
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, list):
        return [body]
    try:
        check_texts(texts, settings.max_texts)
    except PydanticCustomError as error:
        details = [InitErrorDetails(type=error, loc=("texts",), input=texts)]
        raise _in_body(ValidationError.from_exception_data("TextsRequest", details)) from None
    return texts


def _refuse_other_types(body: Any) -> None:
    # FastAPI hands bodies over as they are where their type is not JSON.
    if isinstance(body, bytes):
        raise InputError(
            "The body is not sent as JSON. Send it with the header `Content-Type: application/json`."
        )


def _in_body(error: ValidationError) -> RequestValidationError:
    problems = error.errors(include_url=False)
    return RequestValidationError([{**problem, "loc": ("body", *problem["loc"])} for problem in problems])


def _prediction(answer: Answer) -> Prediction:
    if isinstance(answer, Response):
        raise PredictorFailedError(
            "The predictor answers with a response of its own, which can be passed on for one payload only. "
            "Send the payloads one by one."
        )
    return answer


def _show(payload: Any, prediction: Prediction, version: int, asked_at: datetime) -> TextPrediction:
    return TextPrediction(
        input_text=_input_text(payload),
        predicted_tag=prediction.predicted_tag,
        score=prediction.score,
        tags=show_tags(prediction),
        source=ON_DEMAND,
        stale=False,
        run_id=None,
        model_version=version,
        scored_at=asked_at,
    )


def _input_text(payload: Any) -> str | None:
    if isinstance(payload, TextItem):
        return payload.joined
    text = payload.get("text") if isinstance(payload, dict) else payload
    # Lone surrogates come in as JSON, but cannot go out as UTF-8.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else None


def _entry(
    payload: Any, prediction: Prediction, version: int, asked_at: datetime, latency_seconds: float
) -> InferenceEntry:
    title, description = _title_and_description(payload)
    return InferenceEntry(
        asked_at=asked_at,
        project_id=None,
        title=title,
        description=description,
        content_hash=None if description is None else content_hash(title or "", description),
        prediction=prediction,
        model_version=version,
        source=ON_DEMAND,
        latency_seconds=latency_seconds,
    )


def _title_and_description(payload: Any) -> tuple[str | None, str | None]:
    """Return what is logged of a payload; a text is to the tagger what a description without a title is."""
    if isinstance(payload, TextItem):
        if payload.text is not None:
            return None, payload.text
        return payload.title or "", payload.description or ""
    return None, _input_text(payload)
