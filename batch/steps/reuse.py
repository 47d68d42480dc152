"""Reuse of predictions from an earlier attempt and from earlier runs; the rest is divided into chunks."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection

from batch.job import Job, scorer_spec
from batch.workers.engines import load_ahead, size_chunks
from core.errors import StoreUnavailableError
from core.types import Mode
from store.runs import chunks, ledger, reuse
from store.runs import tables as run_tables
from store.runs.reuse import Base, line

# Below this number of projects to score for each reused one, the projects of a chunk are listed.
_SPARSE = 0.25


def take_back(job: Job) -> None:
    """Detach the table of a run that is no longer complete, so that it can be changed.

    Raises
    ------
    StoreUnavailableError
        If a long transaction of a reader blocks it.
    """
    with job.engine.begin() as connection:
        job.run = ledger.change(connection, job.run, attached_at=None)
    if not run_tables.detach(job.engine, job.run.run_id):
        raise StoreUnavailableError(
            f"Run {job.run.run_id} was complete when it was interrupted, and the catalogue has changed "
            "since, but its predictions cannot be changed while a long transaction reads them. Try again "
            "later, or begin anew with --fresh."
        )


def fill(job: Job) -> None:
    """Keep and reuse current predictions, and divide the projects without one into chunks."""
    run_id = job.run.run_id
    kept = _keep_current(job)
    bases = _list_bases(job)
    # One transaction holds the list of missing projects until the chunks are planned.
    with job.engine.begin() as connection:
        missing: int | None
        if kept:
            reused, missing = 0, reuse.find_missing(connection, run_id)
        else:
            # A table with rows is only completed.
            reused, missing, bases = _copy_best(job, connection, bases)
        if missing is not None:
            added = _fill_up(job, connection, bases, missing)
            reused, missing = reused + added, missing - added
        planned = chunks.plan(
            connection,
            run_id,
            chunk_rows=size_chunks(job.settings, missing),
            everything=missing is None,
            listed=missing is not None and missing < _SPARSE * (kept + reused),
        )
        job.run = ledger.change(connection, job.run, total=kept + reused + planned)
        ledger.fence(connection, run_id, job.run.attempt)
    job.progress.expect(planned)
    job.report(f"{planned:,} projects to score, {reused:,} predictions reused")


def _keep_current(job: Job) -> int:
    """Keep the rows of an interrupted run whose input is unchanged, and report their number."""
    run_id = job.run.run_id
    with job.engine.begin() as connection:
        if run_tables.is_empty(connection, run_id):
            return 0
        run_tables.add_primary_key(connection, run_id)
        dropped = reuse.drop_misfits(connection, run_id)
        kept = run_tables.count_rows(connection, run_id)
        ledger.fence(connection, run_id, job.run.attempt)
    job.report(f"{kept:,} predictions of the interrupted attempt still fit and are kept, {dropped:,} do not")
    return kept


def _list_bases(job: Job) -> Sequence[Base]:
    assert job.run.model_version is not None
    if job.run.mode is not Mode.INCREMENTAL:
        return ()
    with job.engine.connect() as connection:
        return reuse.list_bases(connection, run_id=job.run.run_id, model_version=job.run.model_version)


def _copy_best(
    job: Job, connection: Connection, bases: Sequence[Base]
) -> tuple[int, int | None, Sequence[Base]]:
    """Copy predictions from the best earlier run with any current ones into the empty table.

    The missing projects are found at the same time, because copying occupies only one process of the server.

    Returns
    -------
    tuple of (int, int or None, sequence of Base)
        The number of reused predictions, the number of projects without one, which the connection lists, and
        the bases without those that have no current prediction. None stands for the whole catalogue.
    """
    for position, base in enumerate(bases):
        job.heartbeat.raise_if_stopped()
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="missing") as beside:
            search = beside.submit(_find_unlike, job, connection, bases[position:])
            reused = _copy(job, base.run_id)
            missing = search.result()
        if reused:
            return reused, missing, bases[position:]
        reuse.forget_missing(connection)
    load_ahead(job.database, scorer_spec(job), job.settings)
    return 0, None, ()


def _find_unlike(job: Job, connection: Connection, bases: Sequence[Base]) -> int:
    missing = reuse.find_unlike(connection, bases)
    load_ahead(job.database, scorer_spec(job), job.settings, missing)
    return missing


def _copy(job: Job, base: int) -> int:
    with job.engine.begin() as connection:
        reused = reuse.copy_unchanged(connection, run_id=job.run.run_id, base_run=base)
        if reused:
            run_tables.add_primary_key(connection, job.run.run_id)
            job.run = ledger.change(connection, job.run, base_run=base)
        ledger.fence(connection, job.run.run_id, job.run.attempt)
    return reused


def _fill_up(job: Job, connection: Connection, bases: Sequence[Base], missing: int) -> int:
    """Copy missing predictions from all bases, and return their number."""
    added = 0
    settled = [base.run_id for base in line(bases)]
    for base in bases:
        if added == missing:
            break
        job.heartbeat.raise_if_stopped()
        copied = reuse.copy_missing(
            connection, run_id=job.run.run_id, base_run=base.run_id, settled=base.run_id in settled
        )
        if copied and base.run_id != job.run.base_run:
            job.run = ledger.change(connection, job.run, base_run=None)
        added += copied
    return added
