"""Answers to texts: stored by the run in service, cached, or made by the model."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Receive

from api.http.envelope import write_envelope
from api.http.errors import PredictorFailedError
from api.http.freshness import is_stale
from api.inference.cache import CacheEntry
from api.inference.micro_batching import RequestContext
from api.inference.on_demand import InferenceResult, input_key
from api.routes.texts.request import PredictItem
from api.schemas.predictions import Source
from api.services.access_lines import AnswerOrigin
from api.services.renderer import MEMORY, ON_DEMAND
from api.state import State
from core.types import Prediction
from model.predictors.scorer import Scorer
from model.tagger_scorer import TaggerScorer
from store.traffic.inference_log import InferenceEntry
from store.traffic.text_lookup import StoredText


class ItemAnswer(NamedTuple):
    """The prediction of one text, and its source; `logged` tells whether the inference log takes it."""

    prediction: Prediction
    source: Source
    stale: bool
    run_id: int | None
    made_at: datetime
    logged: bool


async def answer_texts(
    state: State,
    version: int,
    items: Sequence[PredictItem],
    context: RequestContext,
    receive: Receive | None = None,
) -> list[ItemAnswer] | Response:
    """Return the answers to the items of a request, or the response of a custom predictor to a single item.

    Raises
    ------
    InferenceRefusedError
        If the model cannot be loaded, or too many requests wait.
    PredictorFailedError
        If a custom predictor fails, or answers several items with responses.
    """
    asked_at, began = state.clock.now(), time.perf_counter()
    scorer = await state.scorers.get(version)
    keys = _keys(scorer, items)
    answers = _recall(state, version, keys)
    looked_in = await _find_stored(state, version, scorer, items, answers)
    missing = [place for place, answer in enumerate(answers) if answer is None]
    if missing:
        made = await state.inference.predict(
            version,
            [items[place].payload for place in missing],
            context,
            keys=[keys[place] for place in missing],
            receive=receive,
        )
        for place, answer in zip(missing, made, strict=True):
            answers[place] = answer
            kept = state.inference.cache.find(version, keys[place])
            if kept is not None:
                kept.unstored_in = looked_in
    if (
        len(answers) == 1
        and isinstance(answers[0], InferenceResult)
        and isinstance(answers[0].answer, Response)
    ):
        return answers[0].answer
    item_answers = [_to_item_answer(state, answer) for answer in answers]
    latency = time.perf_counter() - began
    state.log.record(
        _entry(item, answer, version, asked_at, latency)
        for item, answer in zip(items, item_answers, strict=True)
        if answer.logged
    )
    return item_answers


Answers = list[CacheEntry | StoredText | InferenceResult | None]


def _keys(scorer: Scorer, items: Sequence[PredictItem]) -> list[bytes | None]:
    if isinstance(scorer, TaggerScorer):
        return [item.content_hash for item in items]
    return [input_key(scorer, item.payload) for item in items]


def _recall(state: State, version: int, keys: Sequence[bytes | None]) -> Answers:
    memory = state.inference.cache
    return [memory.find(version, key) for key in keys]


async def _find_stored(
    state: State, version: int, scorer: Scorer, items: Sequence[PredictItem], answers: Answers
) -> int | None:
    """Fill in the stored predictions of the run in service; return its number if it was asked.

    Texts that the run is known not to hold are not looked up again.
    """
    current = state.watcher.current
    if scorer.reads_request or current is None:
        return None
    run = current.run_id
    open_ones = {
        place: item.content_hash
        for place, (item, answer) in enumerate(zip(items, answers, strict=True))
        if item.is_text
        and item.content_hash is not None
        and not (isinstance(answer, CacheEntry) and answer.unstored_in == run)
    }
    found = await state.texts.find(set(open_ones.values()), version) if open_ones else None
    if found is None:
        return None
    for place, content_hash in open_ones.items():
        answer = answers[place]
        if content_hash in found:
            answers[place] = found[content_hash]
        elif isinstance(answer, CacheEntry):
            answer.unstored_in = run
    return run


def _to_item_answer(state: State, answer: CacheEntry | StoredText | InferenceResult | None) -> ItemAnswer:
    if isinstance(answer, InferenceResult) and isinstance(answer.answer, Prediction):
        return ItemAnswer(answer.answer, ON_DEMAND, False, None, answer.made_at, True)  # noqa: FBT003
    if isinstance(answer, CacheEntry):
        return ItemAnswer(answer.prediction, MEMORY, False, None, answer.made_at, True)  # noqa: FBT003
    if isinstance(answer, StoredText):
        # The log tells which texts are popular, so it also takes answers stored for popular texts.
        return ItemAnswer(
            answer.prediction,
            "cache",
            stale=is_stale(answer.checked_at, state.settings.stale_after, state.clock.now()),
            run_id=answer.run_id,
            made_at=answer.scored_at,
            logged=answer.project_id is None,
        )
    raise PredictorFailedError(
        "The predictor answers with a response of its own, which can be returned for a single payload only. "
        "Send the payloads one by one."
    )


def _entry(
    item: PredictItem, answer: ItemAnswer, version: int, asked_at: datetime, latency_seconds: float
) -> InferenceEntry:
    return InferenceEntry(
        asked_at=asked_at,
        project_id=None,
        title=item.title,
        description=item.description,
        content_hash=item.content_hash,
        prediction=answer.prediction,
        model_version=version,
        source=answer.source,
        latency_seconds=latency_seconds,
    )


def origin_of(answers: Sequence[ItemAnswer]) -> AnswerOrigin:
    """Return the source and the run of some answers, as the access log shows them."""
    first, *others = answers
    if any(answer.source != first.source for answer in others):
        return AnswerOrigin("mixed")
    return AnswerOrigin(first.source, first.run_id)


def write_texts(
    url: str,
    items: Sequence[PredictItem],
    answers: Sequence[ItemAnswer],
    version: int,
    explanations: Sequence[str] = (),
) -> bytes:
    """Return the body of an answer; `explanations` holds one JSON text an item, or is empty."""
    written = [
        _write(item, answer, version, explanations[number] if explanations else None)
        for number, (item, answer) in enumerate(zip(items, answers, strict=True))
    ]
    data = f'{{"predictions":[{",".join(written)}]}}'
    return write_envelope(url, data, method="POST").encode()


def _write(item: PredictItem, answer: ItemAnswer, version: int, explanation: str | None) -> str:
    prediction = answer.prediction
    # A list, and names instead of attributes: both took a third less time.
    tags = ",".join(
        [f'{{"tag":{encode_basestring(tag)},"score":{score!r}}}' for tag, score in prediction.tags]
    )
    if prediction.predicted_tag is None:
        tag, score = "null", f"null,{_write_output(prediction)}"
    else:
        tag, score = encode_basestring(prediction.predicted_tag), repr(prediction.score)
    shown = "null" if item.shown is None else encode_basestring(item.shown)
    why = "" if explanation is None else f',"explanation":{explanation}'
    ground = "null" if prediction.in_domain is None else f"{prediction.in_domain:.4f}"
    return (
        f'{{"input_text":{shown},"predicted_tag":{tag},'
        f'"score":{score},"tags":[{tags}],"in_domain":{ground},"source":"{answer.source}",'
        f'"stale":{"true" if answer.stale else "false"},'
        f'"run_id":{"null" if answer.run_id is None else answer.run_id},"model_version":{version},'
        f'"scored_at":"{_write_time(answer.made_at)}"{why}}}'
    )


def _write_output(prediction: Prediction) -> str:
    """Return a number, or a ranking, as a field of JSON."""
    if prediction.items is None:
        return f'"value":{prediction.value!r}'
    ranked = [f'{{"item":{encode_basestring(item)},"score":{score!r}}}' for item, score in prediction.items]
    return f'"items":[{",".join(ranked)}]'


def _write_time(moment: datetime) -> str:
    """Format a time for JSON."""
    shown = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{shown.isoformat()[:-6]}Z"
