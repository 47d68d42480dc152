"""Part of steps 2 and 3: score texts that the API is asked for often and that no project has."""

from collections.abc import Iterator, Sequence
from typing import Final

from batch.job import Job, scorer_spec
from batch.workers.worker import load_once
from core.errors import InputError, RunFailedError, describe
from core.halving import IsolatedFailure, isolate_failures
from core.types import Mode, Prediction
from model.predictors.interface import Response
from model.predictors.scorer import Scorer, title_payload
from store.runs import ledger
from store.traffic import popular
from store.traffic.popular import PopularText

ASKED_WITHIN_DAYS: Final = 30
"""The age up to which a request counts."""

BATCH_SIZE: Final = 64
"""The number of texts in a call of a model that takes several."""


def score_popular(job: Job, run_id: int) -> None:
    """Store predictions of the most requested texts with a run.

    The run is the current one, or the one in service if nothing differs from it. Predictions that it already
    has stay, and those that the model made for another run are reused. The rest are few, and are scored in
    this process, with calls like those of the API. A text that cannot be scored is inferred on demand as
    before, and does not fail the run.
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
    reusable = run.mode is not Mode.FULL
    known = [text.content_hash for text in open_ones if text.known and reusable]
    scored = _score(job, [text for text in open_ones if not (text.known and reusable)])
    with job.engine.begin() as connection:
        popular.forget(connection, run_id, keep=stored)
        popular.copy_known(connection, run_id, model_version=version, hashes=known)
        popular.store(connection, run_id, model_version=version, predictions=scored)
        ledger.fence(connection, run.run_id, run.attempt)
    if open_ones:
        job.report(f"popular texts: {len(scored):,} scored, {len(known):,} reused")


def _score(job: Job, texts: Sequence[PopularText]) -> dict[bytes, Prediction]:
    if not texts:
        return {}
    try:
        scorer = load_once(job.database, scorer_spec(job))
    except InputError as error:
        job.report(f"popular texts cannot be scored: {error}")
        return {}
    if scorer.reads_request:
        return {}
    scored: dict[bytes, Prediction] = {}
    problems: list[str] = []
    size = BATCH_SIZE if scorer.batches else 1
    try:
        for first in range(0, len(texts), size):
            job.heartbeat.raise_if_stopped()
            scored.update(_predict(scorer, texts[first : first + size], problems))
    except RunFailedError as error:
        # Too many calls hang to try the others: these texts are inferred on demand.
        problems.append(str(error))
    if problems:
        job.report(f"{len(problems):,} popular texts could not be scored: {problems[0]}")
    return scored


def _predict(
    scorer: Scorer, texts: Sequence[PopularText], problems: list[str]
) -> Iterator[tuple[bytes, Prediction]]:
    """Yield the predictions of texts; add a problem for each text without one."""

    def attempt(part: Sequence[PopularText]) -> Sequence[Prediction | Response | IsolatedFailure]:
        payloads = list(map(_payload, part))
        return [scorer.predict(payloads[0])] if len(part) == 1 else scorer.predict_many(payloads)

    for part, answers in isolate_failures(texts, attempt, fatal=(RunFailedError,)):
        if isinstance(answers, IsolatedFailure):
            problems.append(describe(answers.error))
            continue
        for text, answer in zip(part, answers, strict=True):
            if isinstance(answer, Prediction):
                yield text.content_hash, answer
            elif isinstance(answer, IsolatedFailure):
                problems.append(describe(answer.error))
            else:
                problems.append("the predictor answers with a response of its own")


def _payload(text: PopularText) -> dict[str, str]:
    if text.title is None:
        return {"text": text.description}
    return title_payload(text.title, text.description)
