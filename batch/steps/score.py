"""Step 3: score the chunks, and complete the run's table."""

import logging
from contextlib import closing

from joblib.externals.loky.process_executor import TerminatedWorkerError

from batch.job import Job, scorer_spec
from batch.steps.popular import score_popular
from batch.workers.engines import score_chunks
from batch.workers.worker import ChunkOutcome
from core.errors import RunFailedError
from core.types import ChunkTask, Phase
from store.runs import chunks, ledger
from store.runs import tables as run_tables

# The number of rounds in which chunks of dead worker processes are assigned again.
_MAX_ROUNDS = 3

log = logging.getLogger("predawn.batch")


def score_job(job: Job) -> None:
    """Score every pending chunk and the popular texts, then index, freeze and attach the run's table.

    Raises
    ------
    RunFailedError
        If more projects than allowed could not be scored, or workers die again and again.
    """
    job.enter(Phase.SCORE)
    for attempt in range(1, _MAX_ROUNDS + 1):
        with job.engine.connect() as connection:
            pending = chunks.list_pending(connection, job.run.run_id)
            failed = ledger.count_failures(connection, job.run.run_id)
        # Chunks may be stored in a round without being seen here, because a worker died meanwhile.
        _check_budget(job, failed)
        if not pending:
            break
        try:
            _score(job, pending, failed)
        except TerminatedWorkerError as error:
            if attempt == _MAX_ROUNDS:
                raise RunFailedError(
                    f"Run {job.run.run_id} failed: worker processes died {attempt} times, most likely for "
                    "lack of memory. Score with fewer --workers, or smaller PREDAWN_CHUNK_ROWS."
                ) from error
            job.report("a worker process died; its chunk is assigned again")
    if job.run.attached_at is None:
        score_popular(job, job.run.run_id)
        _complete(job)


def _score(job: Job, pending: list[int], failed: int) -> None:
    """Score chunks, of a run in which some projects have failed already."""
    tasks = [ChunkTask(job.run.run_id, job.run.attempt, chunk_id) for chunk_id in pending]
    tick = job.heartbeat.raise_if_stopped
    with closing(score_chunks(job.database, scorer_spec(job), tasks, job.settings, tick)) as outcomes:
        for outcome in outcomes:
            failed += outcome.failed
            _note(job, outcome)
            _check_budget(job, failed)
            job.heartbeat.raise_if_stopped()


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


def _check_budget(job: Job, failed: int) -> None:
    allowed = job.settings.max_failures * job.run.counts.total
    if failed > allowed:
        with job.engine.connect() as connection:
            examples = ledger.list_failures(connection, job.run.run_id, top=3)
        named = "; ".join(f"{project_id!r}: {error}" for project_id, error in examples)
        raise RunFailedError(
            f"Run {job.run.run_id} failed: {failed:,} of {job.run.counts.total:,} projects could not be "
            f"scored, and PREDAWN_MAX_FAILURES allows {job.settings.max_failures:.1%}. The first are {named}."
        )


def _complete(job: Job) -> None:
    """Give the table the keys and indexes of a partition, attach it, and record the counts."""
    run_id = job.run.run_id
    job.heartbeat.raise_if_stopped()
    with job.engine.begin() as connection:
        run_tables.index(connection, run_id)
        ledger.fence(connection, run_id, job.run.attempt)
    run_tables.freeze(job.engine, run_id)
    # Counted first, so that the counts of an attached run are always right.
    with job.engine.begin() as connection:
        job.run = ledger.count_results(connection, job.run, run_tables.table_name(run_id))
    with job.engine.begin() as connection:
        run_tables.attach(connection, run_id)
        job.run = ledger.mark_attached(connection, job.run)
    counts = job.run.counts
    job.report(f"{counts.scored:,} scored, {counts.reused:,} reused, {counts.failed:,} failed")
