"""`POST /predict`."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from api.answer import show_tags
from api.envelope import Envelope, wrap
from api.errors import PredictorFailedError
from api.examples import PREDICT_REQUESTS, TEXT_PREDICTIONS, errors, example
from api.explanation import MOST_EXPLAINED, check_explained, explain_payloads
from api.freshness import is_stale
from api.inference import Answer, RequestContext
from api.rendering import ON_DEMAND
from api.schemas import JsonPayload, TextItem, TextPrediction, TextPredictions, TextsRequest, check_texts
from api.state import CurrentState, State
from core.content import content_hash
from core.errors import InputError
from core.settings import Settings
from core.types import Prediction
from model.scorer import Scorer
from model.tagger_scorer import TaggerScorer
from store.inference_log import InferenceEntry
from store.stored_texts import StoredText

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
    *,
    explain: Annotated[
        bool, Query(description=f"Whether to say why a tag is the best; for {MOST_EXPLAINED} texts at most.")
    ] = False,
) -> Envelope[TextPredictions] | Response:
    """Tag texts with the model in service, or with the version that is named.

    Where the run in service has stored what that model says of the very text, because a project has it or
    because it is often asked about, that is the answer.

    A predictor of one's own takes any JSON: each item of `texts` where there is one, else the whole body.
    """
    asked_at, began = datetime.now(UTC), time.perf_counter()
    version = state.follower.model_version() if model is None else model
    scorer = await state.scorers.get(version)
    tagger = isinstance(scorer, TaggerScorer)
    payloads = read_texts(body, state.settings) if tagger else read_payloads(body, state.settings)
    if explain:
        check_explained(payloads)
    context = RequestContext(dict(request.query_params), dict(request.headers))
    answers = await _find_answers(state, scorer, version, payloads, context)
    if len(answers) == 1 and isinstance(answers[0], Response):
        return answers[0]
    said = [answer if isinstance(answer, StoredText) else _prediction(answer) for answer in answers]
    latency = time.perf_counter() - began
    state.log.record(
        _entry(payload, answer, version, asked_at, latency)
        for payload, answer in zip(payloads, said, strict=True)
        if not (isinstance(answer, StoredText) and answer.project_id is not None)
    )
    shown = [
        _show_stored(payload, answer, version, state.settings.stale_after)
        if isinstance(answer, StoredText)
        else _show(payload, answer, version, asked_at)
        for payload, answer in zip(payloads, said, strict=True)
    ]
    if explain:
        reasons = await explain_payloads(state, version, list(map(_plain, payloads)))
        for entry, reason in zip(shown, reasons, strict=True):
            entry.explanation = reason
    return wrap(request, TextPredictions(predictions=shown))


async def _find_answers(
    state: State, scorer: Scorer, version: int, payloads: Payloads, context: RequestContext
) -> list[StoredText | Answer]:
    """Return what is stored of payloads, and the model's word on the others."""
    keys = [None if scorer.reads_request else _key(payload) for payload in payloads]
    found = await state.texts.find({key for key in keys if key is not None}, version)
    stored = [None if key is None else found.get(key) for key in keys]
    missing = [_plain(payload) for payload, answer in zip(payloads, stored, strict=True) if answer is None]
    inferred = iter(await state.inference.predict(version, missing, context) if missing else ())
    return [next(inferred) if answer is None else answer for answer in stored]


def _plain(payload: Any) -> Any:
    return payload.model_dump(exclude_none=True) if isinstance(payload, TextItem) else payload


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


def _show_stored(payload: Any, stored: StoredText, version: int, stale_after: timedelta) -> TextPrediction:
    return TextPrediction(
        input_text=_input_text(payload),
        predicted_tag=stored.prediction.predicted_tag,
        score=stored.prediction.score,
        tags=show_tags(stored.prediction),
        source="cache",
        stale=is_stale(stored.checked_at, stale_after),
        run_id=stored.run_id,
        model_version=version,
        scored_at=stored.scored_at,
    )


def _input_text(payload: Any) -> str | None:
    if isinstance(payload, TextItem):
        return payload.joined
    text = payload.get("text") if isinstance(payload, dict) else payload
    # Lone surrogates come in as JSON, but cannot go out as UTF-8.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else None


def _entry(
    payload: Any, answer: Prediction | StoredText, version: int, asked_at: datetime, latency_seconds: float
) -> InferenceEntry:
    # How often a text is asked about is counted by the log, so it holds what was stored for that reason, too.
    title, description = _title_and_description(payload)
    return InferenceEntry(
        asked_at=asked_at,
        project_id=None,
        title=title,
        description=description,
        content_hash=None if description is None else content_hash(title or "", description),
        prediction=answer.prediction if isinstance(answer, StoredText) else answer,
        model_version=version,
        source="cache" if isinstance(answer, StoredText) else ON_DEMAND,
        latency_seconds=latency_seconds,
    )


def _title_and_description(payload: Any) -> tuple[str | None, str | None]:
    """Return what is logged of a payload; a text is to the tagger what a description without a title is."""
    return _read_input(payload) or (None, _input_text(payload))


def _key(payload: Any) -> bytes | None:
    """Return the content hash that a payload is stored by; None for what is no text, or more than that."""
    found = _read_input(payload)
    return None if found is None else content_hash(found[0] or "", found[1])


def _read_input(payload: Any) -> tuple[str | None, str] | None:
    """Return title and description of a payload that is a text, or these two, and nothing else."""
    given = payload.model_dump(exclude_none=True) if isinstance(payload, TextItem) else payload
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        return None
    if set(given) == {"text"}:
        return None, given["text"]
    if given and set(given) <= {"title", "description"}:
        return given.get("title", ""), given.get("description", "")
    return None
