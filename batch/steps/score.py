"""Step 3: score the chunks, and complete the run's table."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from batch.job import Job, scorer_spec
from batch.steps.partial import find_checked, keep_failed
from batch.steps.popular import score_popular
from batch.workers.engine_choice import EngineChoice, Tally
from batch.workers.engines import WorkerDiedError, count_workers, score_chunks
from batch.workers.worker import ChunkOutcome
from core.errors import RunFailedError
from core.types import ChunkTask, Mode, Phase
from core.wording import count_of
from store.models import registry
from store.runs import chunks, delta, ledger
from store.runs import tables as run_tables

# The number of times that worker processes may die before the run fails.
_MAX_DEATHS = 3
_KILLED = ", most likely for lack of memory. Score with fewer --workers, or smaller PREDAWN_CHUNK_ROWS."
_ENDED = (
    ". The model, or a library that it uses, ends its process; `predawn predictor check` tries a custom one."
)
# A worker stores what it has every so many seconds: a kill costs that, and progress is seen as often.
_CHUNK_SECONDS = 2.0
# The first rows are scored for less, by one worker of this process: they tell whether others are needed, and
# whether threads suffice.
_FIRST_SECONDS = 0.3
# With eight chunks a worker, the last one to be done delays the end by an eighth of the time at the most.
_CHUNKS_PER_WORKER = 8
# A smaller chunk would cost more in the store than it saves by its balance.
_MIN_CHUNK_SECONDS = 0.5
# A cluster says only during the work how many workers it has.
_CLUSTER_WORKERS = 32
# With so many failures, and more than half of the projects asked for, a run has failed.
_EARLY_FAILURES = 100
_EARLY_SHARE = 0.5
_ERRORS_TOLD = 3

log = logging.getLogger("predawn.batch")


def score_job(job: Job) -> None:
    """Score every pending chunk and the popular texts, then index, freeze and attach the run's table.

    Raises
    ------
    RunFailedError
        If more projects than allowed could not be scored, or workers die again and again.
    """
    job.enter(Phase.SCORE)
    with job.engine.connect() as connection:
        asked_before = chunks.count_asked(connection, job.run.run_id)
    deaths, engine = 0, EngineChoice(count_workers(job.settings))
    while True:
        with job.engine.connect() as connection:
            pending = chunks.list_pending(connection, job.run.run_id)
            tally = Tally(
                asked=chunks.count_asked(connection, job.run.run_id),
                failed=ledger.count_failures(connection, job.run.run_id),
            )
        # Chunks may be stored in a round without being seen here, because a worker died meanwhile.
        _check_budget(job, tally)
        if not pending:
            job.count_rows(tally.asked - asked_before)
            break
        try:
            _score(job, pending, tally, threads=engine.threads)
        except WorkerDiedError as error:
            deaths += 1
            if deaths == _MAX_DEATHS:
                raise RunFailedError(
                    f"Run {job.run.run_id} failed: worker processes died {deaths} times, the last by {error}"
                    f"{_KILLED if 'SIGKILL' in str(error) else _ENDED}"
                ) from error
            job.report("a worker process died; its chunk is assigned again")
        else:
            engine.learn(tally, n_chunks=len(pending), left=_divide(job, tally))
    if job.run.attached_at is None:
        score_popular(job, job.run.run_id)
        _complete(job)


def _score(job: Job, pending: list[int], tally: Tally, *, threads: bool) -> None:
    """Let the workers take their turns on the chunks; some may leave a rest.

    If the settings leave the engine open, `threads` chooses threads.
    """
    seconds = _FIRST_SECONDS if len(pending) == 1 else _CHUNK_SECONDS
    tasks = [ChunkTask(job.run.run_id, job.run.attempt, chunk_id, seconds) for chunk_id in pending]
    settings, raise_if_stopped = job.settings, job.heartbeat.raise_if_stopped
    if threads and settings.engine == "auto":
        settings = settings.model_copy(update={"engine": "threading"})
    with closing(score_chunks(job.database, scorer_spec(job), tasks, settings, raise_if_stopped)) as outcomes:
        for outcome in outcomes:
            tally.add(outcome)
            _note(job, outcome)
            _check_budget(job, tally)
            raise_if_stopped()


def _divide(job: Job, tally: Tally) -> int | None:
    """Divide what a round has left among all workers, by what the rows of the round took.

    Returns
    -------
    int or None
        The number of projects that are left; None if they are not divided, because there are chunks enough.
    """
    workers = _CLUSTER_WORKERS if job.settings.engine == "dask" else count_workers(job.settings)
    with job.engine.begin() as connection:
        left = len(chunks.list_pending(connection, job.run.run_id))
        if not 0 < left < 2 * workers:
            return None if left else 0
        least = int(_MIN_CHUNK_SECONDS * tally.round_asked / max(tally.round_seconds, 1e-9))
        most = job.settings.chunk_rows
        rows = chunks.divide(
            connection,
            job.run.run_id,
            parts=_CHUNKS_PER_WORKER * workers,
            min_rows=max(1, min(least, most)),
            max_rows=most,
        )
        ledger.fence(connection, job.run.run_id, job.run.attempt)
    return rows


def _note(job: Job, outcome: ChunkOutcome) -> None:
    job.progress.advance(outcome.scored + outcome.failed)
    log.info(
        "chunk %d of run %d stored",
        outcome.chunk_id,
        job.run.run_id,
        extra={
            "run_id": job.run.run_id,
            "chunk_id": outcome.chunk_id,
            "scored": outcome.scored,
            "failed": outcome.failed,
        },
    )


def _check_budget(job: Job, tally: Tally) -> None:
    total, limit = job.run.counts.total, job.settings.max_failures
    if tally.failed > limit * total:
        raise RunFailedError(
            f"Run {job.run.run_id} failed: {tally.failed:,} of {total:,} projects could not be scored, and "
            f"PREDAWN_MAX_FAILURES allows {limit:.1%}. {_commonest_errors(job)}"
        )
    if tally.failed >= _EARLY_FAILURES and tally.failed > max(_EARLY_SHARE, limit) * tally.asked:
        raise RunFailedError(
            f"Run {job.run.run_id} was stopped early: {tally.failed:,} of the first {tally.asked:,} projects "
            f"could not be scored. {_commonest_errors(job)}"
        )


def _commonest_errors(job: Job) -> str:
    with job.engine.connect() as connection:
        errors = ledger.count_errors(connection, job.run.run_id, top=_ERRORS_TOLD)
    named = "; ".join(
        f"{error} ({count_of(number, 'project')}, first {first!r})" for error, number, first in errors
    )
    return f"The commonest errors are: {named}."


def _complete(job: Job) -> None:
    """Give the table the keys and indexes of a partition, attach it, and record the counts."""
    run_id = job.run.run_id
    is_delta = job.run.whole_run is not None
    job.heartbeat.raise_if_stopped()
    with job.engine.begin() as connection:
        if job.run.mode is Mode.PARTIAL:
            keep_failed(connection, job.run)
        if is_delta:
            delta.bury_unscored(connection, job.run)
        assert job.run.model_version is not None
        output = registry.find_model(connection, job.run.model_version).output
        run_tables.index(connection, run_id, output)
        ledger.fence(connection, run_id, job.run.attempt)
    # Counted before it is attached, so that the counts of an attached run are always right.
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="freeze") as beside:
        freezing = beside.submit(run_tables.freeze, job.engine, run_id, is_delta=is_delta)
        with job.engine.begin() as connection:
            base = run_tables.table_name(job.run.base) if is_delta else None
            job.run = ledger.count_results(connection, job.run, run_tables.table_name(run_id), base)
        freezing.result()
    with job.engine.begin() as connection:
        run_tables.attach(connection, run_id, is_delta=is_delta)
        checked_at = find_checked(connection, job.run) if job.run.mode is Mode.PARTIAL else None
        job.run = ledger.mark_attached(connection, job.run, checked_at)
    counts = job.run.counts
    job.report(f"{counts.scored:,} scored, {counts.reused:,} reused, {counts.failed:,} failed")
