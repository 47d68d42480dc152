"""Part of steps 2 and 3: score what the API is asked about often, although no project has it."""

from collections.abc import Iterator, Sequence
from typing import Final

from batch.job import Job, scorer_spec
from batch.workers.worker import load
from core.errors import InputError, RunFailedError, describe
from core.halving import IsolatedFailure, isolate_failures
from core.types import Mode, Prediction
from model.predictors.interface import Response
from model.predictors.scorer import Scorer, title_payload
from store.runs import ledger
from store.traffic import popular
from store.traffic.popular import PopularText

ASKED_WITHIN_DAYS: Final = 30
"""How long ago a question still counts."""

AT_ONCE: Final = 64
"""How many texts share a call of a model that takes several."""


def score_popular(job: Job, run_id: int) -> None:
    """Let a run hold what its model says of the texts that are asked about most.

    That is the run itself, or, where nothing differs from it, the one in service. What it holds is kept, and
    what the model has scored for another run is reused. The rest are few, and scored in the process of
    the run itself, in calls as the API makes them. One that cannot be scored is asked for on demand as
    before, and costs the run nothing.
    """
    run, version = job.run, scorer_spec(job).model_version
    with job.engine.begin() as connection:
        popular.index_catalogue(connection)
        texts = popular.choose(
            connection,
            run_id,
            model_version=version,
            top=job.settings.popular_texts,
            days=ASKED_WITHIN_DAYS,
        )
    stored = [text.content_hash for text in texts if text.stored]
    open_ones = [text for text in texts if not text.stored]
    carried = [text.content_hash for text in open_ones if text.known and run.mode is Mode.INCREMENTAL]
    scored = _score(job, [text for text in open_ones if text.content_hash not in set(carried)])
    with job.engine.begin() as connection:
        popular.forget(connection, run_id, keep=stored)
        popular.carry_over(connection, run_id, model_version=version, hashes=carried)
        popular.store(connection, run_id, model_version=version, predictions=scored)
        ledger.fence(connection, run.run_id, run.attempt)
    if open_ones:
        job.report(f"texts that are often asked about: {len(scored):,} scored, {len(carried):,} reused")


def _score(job: Job, texts: Sequence[PopularText]) -> dict[bytes, Prediction]:
    if not texts:
        return {}
    try:
        scorer = load(job.database, scorer_spec(job))
    except InputError as error:
        job.report(f"texts that are often asked about cannot be scored: {error}")
        return {}
    if scorer.reads_request:
        return {}
    scored: dict[bytes, Prediction] = {}
    problems: list[str] = []
    size = AT_ONCE if scorer.batches else 1
    try:
        for first in range(0, len(texts), size):
            job.heartbeat.raise_if_stopped()
            scored.update(_predict(scorer, texts[first : first + size], problems))
    except RunFailedError as error:
        # So many do not come back that the others are not even tried: they are asked for on demand.
        problems.append(str(error))
    if problems:
        job.report(f"{len(problems):,} texts that are often asked about could not be scored: {problems[0]}")
    return scored


def _predict(
    scorer: Scorer, texts: Sequence[PopularText], problems: list[str]
) -> Iterator[tuple[bytes, Prediction]]:
    """Yield the predictions of texts; add a problem for each text without one."""

    def attempt(part: Sequence[PopularText]) -> Sequence[Prediction | Response]:
        payloads = list(map(_payload, part))
        return [scorer.predict(payloads[0])] if len(part) == 1 else scorer.predict_many(payloads)

    for part, answers in isolate_failures(texts, attempt, fatal=(RunFailedError,)):
        if isinstance(answers, IsolatedFailure):
            problems.append(describe(answers.error))
            continue
        for text, answer in zip(part, answers, strict=True):
            if isinstance(answer, Prediction):
                yield text.content_hash, answer
            else:
                problems.append("the predictor answers with a response of its own")


def _payload(text: PopularText) -> dict[str, str]:
    if text.title is None:
        return {"text": text.description}
    return title_payload(text.title, text.description)
