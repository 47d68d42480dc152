"""`POST /predict`."""

from typing import Annotated, Final

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.openapi.models import Example

from api.http.documentation import errors, example
from api.http.envelope import Envelope, request_url
from api.http.parameters import refuse_unknown_parameters
from api.inference.micro_batching import RequestContext
from api.routes.predictions.explanation import MAX_EXPLAINED, check_explained, explain_payloads
from api.routes.texts.answer import answer_texts, origin_of, write_texts
from api.routes.texts.request import read_payloads, read_texts
from api.schemas.models import MAX_VERSION
from api.schemas.texts import JsonPayload, TextPredictions
from api.services.access_log import note_origin
from api.services.renderer import JSON_TYPE
from api.state import CurrentState
from model.tagger_scorer import TaggerScorer

_REQUESTS: Final[dict[str, Example]] = {
    "texts": Example(
        summary="Texts",
        value={"texts": [{"text": "Transfer learning with transformers for text classification."}]},
    ),
    "projects": Example(
        summary="Titles and descriptions",
        value={"texts": [{"title": "Tracking pedestrians", "description": "Object detection in video."}]},
    ),
}

router = APIRouter(tags=["predictions"])


@router.post(
    "/predict",
    summary="Predict tags of texts",
    responses={
        200: example(TextPredictions, "/predict", "The predictions.", method="POST"),
        **errors(400, 404, 413, 415, 503),
    },
    response_model=Envelope[TextPredictions],
)
async def predict(
    request: Request,
    state: CurrentState,
    payload: Annotated[JsonPayload, Body(openapi_examples=_REQUESTS)],
    model: Annotated[
        int | None,
        Query(ge=1, le=MAX_VERSION, description="The version of the model; by default the one in service."),
    ] = None,
    *,
    explain: Annotated[
        bool, Query(description=f"Whether to explain the best tag; for at most {MAX_EXPLAINED} texts.")
    ] = False,
) -> Response:
    """Tag texts with the model in service, or with a given version.

    If the run in service has stored a prediction of the same text by the same model, that is the answer: the
    text of a project, or a popular text.

    A custom predictor takes any JSON: each item of `texts` if the body has that list, else the whole body. A
    payload of `title` and `description` alone reaches it with their joined `text` added.
    """
    version = state.watcher.model_version() if model is None else model
    scorer = await state.scorers.get(version)
    if isinstance(scorer, TaggerScorer):
        await refuse_unknown_parameters(request)
        items = read_texts(payload, state.settings)
    else:
        items = read_payloads(payload, state.settings)
    if explain:
        check_explained([item.payload for item in items])
    context = RequestContext(dict(request.query_params), dict(request.headers))
    answers = await answer_texts(state, version, items, context, request.receive)
    if isinstance(answers, Response):
        return answers
    note_origin(request.scope, origin_of(answers))
    explanations = []
    if explain:
        found = await explain_payloads(state, version, [item.payload for item in items])
        explanations = [explanation.model_dump_json() for explanation in found]
    body = write_texts(request_url(request.scope), items, answers, version, explanations)
    return Response(body, media_type=JSON_TYPE)
