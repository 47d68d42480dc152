"""`POST /predict`."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response

from api.examples.answers import errors, example
from api.examples.texts import PREDICT_REQUESTS, TEXT_PREDICTIONS
from api.http.envelope import Envelope, request_url
from api.inference.micro_batching import RequestContext
from api.routes.predictions.explanation import MAX_EXPLAINED, check_explained, explain_payloads
from api.routes.texts.answer import answer_texts, write_texts
from api.routes.texts.request import read_payloads, read_texts
from api.schemas.models import MAX_VERSION
from api.schemas.texts import JsonPayload, TextPredictions
from api.services.renderer import JSON_TYPE
from api.state import CurrentState
from model.tagger_scorer import TaggerScorer

router = APIRouter(tags=["predictions"])


@router.post(
    "/predict",
    summary="Predictions of texts",
    responses={200: example(TEXT_PREDICTIONS, "The predictions."), **errors(400, 404, 413, 503)},
    response_model=Envelope[TextPredictions],
)
async def predict(
    request: Request,
    state: CurrentState,
    payload: Annotated[JsonPayload, Body(openapi_examples=PREDICT_REQUESTS)],
    model: Annotated[
        int | None,
        Query(ge=1, le=MAX_VERSION, description="A version of the model, instead of the one in service."),
    ] = None,
    *,
    explain: Annotated[
        bool, Query(description=f"Whether to say why a tag is the best; for {MAX_EXPLAINED} texts at most.")
    ] = False,
) -> Response:
    """Tag texts with the model in service, or with the version that is named.

    Where the run in service has stored what that model says of the very text, because a project has it or
    because it is often asked about, that is the answer.

    A predictor of one's own takes any JSON: each item of `texts` where there is one, else the whole body. It
    is given a `title` and a `description` that come alone with the `text` that they make together.
    """
    version = state.follower.model_version() if model is None else model
    scorer = await state.scorers.get(version)
    read = read_texts if isinstance(scorer, TaggerScorer) else read_payloads
    asked = read(payload, state.settings)
    if explain:
        check_explained([one.payload for one in asked])
    context = RequestContext(dict(request.query_params), dict(request.headers))
    told = await answer_texts(state, version, asked, context, request.receive)
    if isinstance(told, Response):
        return told
    explanations = []
    if explain:
        found = await explain_payloads(state, version, [one.payload for one in asked])
        explanations = [explanation.model_dump_json() for explanation in found]
    body = write_texts(request_url(request.scope), asked, told, version, explanations)
    return Response(body, media_type=JSON_TYPE)
