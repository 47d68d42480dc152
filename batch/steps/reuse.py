"""Reuse of predictions from an earlier attempt and from earlier runs; the rest is divided into chunks."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import Connection

from batch.job import Job, scorer_spec
from batch.workers.engines import load_ahead, size_chunks
from core.errors import StoreUnavailableError
from core.types import Mode, Run
from core.wording import count_of
from store.catalogue import syncs
from store.runs import chunks, delta, ledger, reuse
from store.runs import tables as run_tables
from store.runs.reuse import ReuseSource

# Below this number of projects to score for each reused one, the projects of a chunk are listed.
_SPARSE = 0.25


def reopen_table(job: Job) -> None:
    """Detach the table of a resumed run that was complete, so that it can be changed.

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


def fill_table(job: Job) -> None:
    """Keep and reuse current predictions, and divide the projects without one into chunks."""
    planned = _fill_delta(job) or _fill_whole(job)
    job.count_rows(job.run.counts.total - planned.projects)
    job.progress.expect(planned.projects)
    reused = count_of(planned.reused, "prediction")
    job.report(f"{count_of(planned.projects, 'project')} to score, {reused} reused")


@dataclass(frozen=True, slots=True)
class _Planned:
    """The number of projects to score, and of predictions reused."""

    projects: int
    reused: int


def _fill_delta(job: Job) -> _Planned | None:
    """Fill the table of a run that is a delta; None if it must be whole.

    One transaction finds what differs and holds it until the chunks are planned.
    """
    run = job.run
    if run.mode is not Mode.INCREMENTAL:
        return None
    assert run.model_version is not None
    with job.engine.begin() as connection:
        predecessor = delta.find_newest_run(connection, run.model_version, but=run.run_id)
        begun = run_tables.exists(connection, run.run_id)
        if predecessor is None or (begun and not run_tables.is_delta(connection, run.run_id)):
            return None
        differing = delta.find_candidates(connection, predecessor)
        if _must_be_whole(job, connection, predecessor, differing):
            return None
        load_ahead(job.database, scorer_spec(job), job.settings, differing)
        active = syncs.count_active(connection)
        run_tables.create(connection, run.run_id, is_delta=True)
        dropped = reuse.drop_misfits(connection, run.run_id) if begun else 0
        kept = run_tables.count_rows(connection, run.run_id) if begun else 0
        delta.copy_predecessor(connection, run.run_id, predecessor)
        delta.bury_removed(connection, run.run_id)
        missing = delta.find_missing(connection, run.run_id)
        added = _add_from_older_runs(job, connection, missing, {predecessor.run_id, predecessor.base})
        planned = chunks.plan(
            connection,
            run.run_id,
            chunk_rows=size_chunks(job.settings, missing - added),
            everything=False,
            listed=True,
        )
        job.run = ledger.change(
            connection,
            run,
            total=active,
            whole_run=predecessor.base,
            last_sync=syncs.find_last_number(connection),
            base_run=None if added else predecessor.run_id,
        )
        ledger.fence(connection, run.run_id, run.attempt)
    if begun:
        _report_kept(job, kept, dropped)
    return _Planned(planned, active - planned)


def _must_be_whole(job: Job, connection: Connection, predecessor: Run, differing: int) -> bool:
    """Return whether a delta would be too large, or deltas have copied as much as a whole run by now."""
    base = ledger.find_run(connection, predecessor.base)
    if differing > job.settings.max_delta * base.counts.stored:
        return True
    copied = delta.count_own_rows(connection, job.run.run_id, base.run_id)
    return copied + differing > base.counts.stored


def _fill_whole(job: Job) -> _Planned:
    run_id = job.run.run_id
    with job.engine.begin() as connection:
        # It was begun as a delta, which has become too large since.
        if run_tables.exists(connection, run_id) and run_tables.is_delta(connection, run_id):
            run_tables.make_whole(connection, run_id)
        last_sync = syncs.find_last_number(connection)
        job.run = ledger.change(connection, job.run, whole_run=None, last_sync=last_sync)
        ledger.fence(connection, run_id, job.run.attempt)
    # Committed before it is filled: PostgreSQL syncs a table to disk at the commit if it was created in the
    # same transaction, which took longer than writing it to the log as well.
    with job.engine.begin() as connection:
        run_tables.create(connection, run_id)
        ledger.fence(connection, run_id, job.run.attempt)
    kept = _keep_current(job)
    # One transaction holds the list of missing projects until the chunks are planned.
    with job.engine.begin() as connection:
        missing: int | None
        if kept:
            reused, missing = 0, reuse.find_missing(connection, run_id)
        else:
            # A table with rows is only completed.
            reused, missing = _copy_best(job, connection, _list_sources(job, connection))
        if missing is not None:
            added = _add_from_older_runs(job, connection, missing)
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
    return _Planned(planned, reused)


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
    _report_kept(job, kept, dropped)
    return kept


def _report_kept(job: Job, kept: int, dropped: int) -> None:
    job.report(f"{kept:,} predictions of the interrupted attempt still fit and are kept, {dropped:,} do not")


def _list_sources(job: Job, connection: Connection) -> Sequence[ReuseSource]:
    assert job.run.model_version is not None
    if job.run.mode is not Mode.INCREMENTAL:
        return ()
    return reuse.list_reuse_sources(connection, run_id=job.run.run_id, model_version=job.run.model_version)


def _copy_best(job: Job, connection: Connection, sources: Sequence[ReuseSource]) -> tuple[int, int | None]:
    """Copy predictions from the best earlier run with any current ones into the empty table.

    The missing projects are found at the same time, because copying occupies only one process of the server.

    Returns
    -------
    tuple of (int, int or None)
        The number of reused predictions, and the number of projects without one, which the connection lists.
        None stands for the whole catalogue.
    """
    for source in sources:
        job.heartbeat.raise_if_stopped()
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="missing") as beside:
            search = beside.submit(_find_unlike, job, connection, source)
            reused = _copy(job, source)
            missing = search.result()
        if reused:
            return reused, missing
        reuse.forget_missing(connection)
    load_ahead(job.database, scorer_spec(job), job.settings)
    return 0, None


def _find_unlike(job: Job, connection: Connection, source: ReuseSource) -> int:
    missing = reuse.find_unlike(connection, source)
    load_ahead(job.database, scorer_spec(job), job.settings, missing)
    return missing


def _copy(job: Job, source: ReuseSource) -> int:
    with job.engine.begin() as connection:
        reused = reuse.copy_unchanged(connection, run_id=job.run.run_id, source=source)
        if reused:
            run_tables.add_primary_key(connection, job.run.run_id)
            job.run = ledger.change(connection, job.run, base_run=source.run_id)
        ledger.fence(connection, job.run.run_id, job.run.attempt)
    return reused


def _add_from_older_runs(
    job: Job, connection: Connection, missing: int, searched: Collection[int] = ()
) -> int:
    """Copy missing predictions from the runs of the model but those searched, and return their number."""
    added = 0
    for source in _list_sources(job, connection):
        if added == missing:
            break
        if source.run_id in searched:
            continue
        job.heartbeat.raise_if_stopped()
        copied = reuse.copy_missing(connection, run_id=job.run.run_id, source_run=source.run_id)
        if copied and source.run_id != job.run.base_run:
            job.run = ledger.change(connection, job.run, base_run=None)
        added += copied
    return added
