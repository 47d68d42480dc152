"""What is answered for texts: what the run in service has stored, what was made lately, or an inference."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Receive

from api.http.errors import PredictorFailedError
from api.http.freshness import is_stale
from api.inference.cache import CacheEntry
from api.inference.micro_batching import RequestContext
from api.inference.on_demand import Inferred, input_key
from api.routes.texts.request import PredictItem
from api.schemas.predictions import Source
from api.services.renderer import MEMORY, ON_DEMAND
from api.state import State
from core.types import Prediction
from model.predictors.scorer import Scorer
from model.tagger_scorer import TaggerScorer
from store.traffic.inference_log import InferenceEntry
from store.traffic.text_lookup import StoredText


class ItemAnswer(NamedTuple):
    """What is said of a text, and where it comes from."""

    prediction: Prediction
    source: Source
    stale: bool
    run_id: int | None
    made_at: datetime
    logged: bool


async def answer_texts(
    state: State,
    version: int,
    asked: Sequence[PredictItem],
    context: RequestContext,
    receive: Receive | None = None,
) -> list[ItemAnswer] | Response:
    """Return what is said of the payloads of a request, or a response of a predictor of one's own to the one.

    Raises
    ------
    InferenceRefusedError
        If the model cannot be loaded, or too much is waiting.
    PredictorFailedError
        If a predictor of one's own fails, or answers several payloads with responses.
    """
    asked_at, began = datetime.now(UTC), time.perf_counter()
    scorer = await state.scorers.get(version)
    keys = _keys(scorer, asked)
    answers = _recall(state, version, keys)
    looked_in = await _find_stored(state, version, scorer, asked, answers)
    missing = [place for place, answer in enumerate(answers) if answer is None]
    if missing:
        made = await state.inference.predict(
            version,
            [asked[place].payload for place in missing],
            context,
            keys=[keys[place] for place in missing],
            receive=receive,
        )
        for place, answer in zip(missing, made, strict=True):
            answers[place] = answer
            kept = state.inference.memory.find(version, keys[place])
            if kept is not None:
                kept.unstored_in = looked_in
    if len(answers) == 1 and isinstance(answers[0], Inferred) and isinstance(answers[0].answer, Response):
        return answers[0].answer
    told = [_tell(state, answer) for answer in answers]
    latency = time.perf_counter() - began
    state.log.record(
        _entry(one, said, version, asked_at, latency)
        for one, said in zip(asked, told, strict=True)
        if said.logged
    )
    return told


Answers = list[CacheEntry | StoredText | Inferred | None]


def _keys(scorer: Scorer, asked: Sequence[PredictItem]) -> list[bytes | None]:
    if isinstance(scorer, TaggerScorer):
        return [one.content_hash for one in asked]
    return [input_key(scorer, one.payload) for one in asked]


def _recall(state: State, version: int, keys: Sequence[bytes | None]) -> Answers:
    memory = state.inference.memory
    return [memory.find(version, key) for key in keys]


async def _find_stored(
    state: State, version: int, scorer: Scorer, asked: Sequence[PredictItem], answers: Answers
) -> int | None:
    """Put in what the run in service has stored, and return that run, if it could be asked.

    It is not asked for what it was found not to have, and that is remembered.
    """
    current = state.follower.current
    if scorer.reads_request or current is None:
        return None
    run = current.run_id
    open_ones = {
        place: one.content_hash
        for place, (one, answer) in enumerate(zip(asked, answers, strict=True))
        if one.is_text
        and one.content_hash is not None
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


def _tell(state: State, answer: CacheEntry | StoredText | Inferred | None) -> ItemAnswer:
    match answer:
        case CacheEntry(prediction, made_at):
            return ItemAnswer(prediction, MEMORY, stale=False, run_id=None, made_at=made_at, logged=True)
        case Inferred(Prediction() as prediction, made_at):
            return ItemAnswer(prediction, ON_DEMAND, stale=False, run_id=None, made_at=made_at, logged=True)
        case StoredText():
            # The log counts how often a text is asked about, so it holds what was stored for that reason.
            return ItemAnswer(
                answer.prediction,
                "cache",
                stale=is_stale(answer.checked_at, state.settings.stale_after),
                run_id=answer.run_id,
                made_at=answer.scored_at,
                logged=answer.project_id is None,
            )
    raise PredictorFailedError(
        "The predictor answers with a response of its own, which can be passed on for one payload only. "
        "Send the payloads one by one."
    )


def _entry(
    asked: PredictItem, told: ItemAnswer, version: int, asked_at: datetime, latency_seconds: float
) -> InferenceEntry:
    return InferenceEntry(
        asked_at=asked_at,
        project_id=None,
        title=asked.title,
        description=asked.description,
        content_hash=asked.content_hash,
        prediction=told.prediction,
        model_version=version,
        source=told.source,
        latency_seconds=latency_seconds,
    )


def write_texts(
    url: str,
    asked: Sequence[PredictItem],
    told: Sequence[ItemAnswer],
    version: int,
    explanations: Sequence[str] = (),
) -> bytes:
    """Return the answer to a request about texts; `explanations` are JSON, one a text or none at all."""
    written = [
        _write(one, said, version, explanations[number] if explanations else None)
        for number, (one, said) in enumerate(zip(asked, told, strict=True))
    ]
    return (
        f'{{"message":"OK","method":"POST","status-code":200,"timestamp":"{_write_time(datetime.now(UTC))}",'
        f'"url":{encode_basestring(url)},"data":{{"predictions":[{",".join(written)}]}}}}'
    ).encode()


def _write(asked: PredictItem, told: ItemAnswer, version: int, explanation: str | None) -> str:
    prediction = told.prediction
    tags = ",".join(
        f'{{"tag":{encode_basestring(scored.tag)},"score":{scored.score!r}}}' for scored in prediction.tags
    )
    shown = "null" if asked.shown is None else encode_basestring(asked.shown)
    why = "" if explanation is None else f',"explanation":{explanation}'
    return (
        f'{{"input_text":{shown},"predicted_tag":{encode_basestring(prediction.predicted_tag)},'
        f'"score":{prediction.score!r},"tags":[{tags}],"source":"{told.source}",'
        f'"stale":{"true" if told.stale else "false"},'
        f'"run_id":{"null" if told.run_id is None else told.run_id},"model_version":{version},'
        f'"scored_at":"{_write_time(told.made_at)}"{why}}}'
    )


def _write_time(moment: datetime) -> str:
    """Return a time as JSON has it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
