"""A run of chosen projects: these are scored anew, and all others are as in the run in service."""

from datetime import datetime

from sqlalchemy import Connection

from batch.job import Job, scorer_spec
from batch.steps.reuse import reopen_table
from batch.workers.engines import load_ahead, size_chunks
from core.errors import RunFailedError
from core.types import Run
from core.wording import count_of
from store.runs import chunks, ledger, selections
from store.runs import tables as run_tables
from store.serving import pointer


def plan_chosen(job: Job) -> None:
    """Take all other projects from the run in service, and divide the chosen ones into chunks.

    Raises
    ------
    RunFailedError
        If another model is in service than when the run began.
    StoreUnavailableError
        If the run was complete when it was interrupted, must be changed, and a reader blocks that.
    """
    run_id = job.run.run_id
    with job.engine.begin() as connection:
        in_service = _find_in_service(connection, job.run)
        kept = _is_complete(connection, job.run, in_service)
    if kept:
        job.report("all predictions of the interrupted attempt are kept")
        return
    if job.run.attached_at is not None:
        reopen_table(job)
    # One transaction holds the list of missing projects until the chunks are planned.
    with job.engine.begin() as connection:
        run_tables.create(connection, run_id, is_delta=True)
        selections.take_others(connection, run_id, in_service)
        missing = selections.find_missing(connection, run_id)
        load_ahead(job.database, scorer_spec(job), job.settings, missing)
        planned = chunks.plan(
            connection, run_id, chunk_rows=size_chunks(job.settings, missing), everything=False, listed=True
        )
        job.run = ledger.change(
            connection,
            job.run,
            total=in_service.counts.total + selections.count_added(connection, run_id, in_service),
            whole_run=in_service.base,
            last_sync=in_service.last_sync,
            base_run=in_service.run_id,
        )
        ledger.fence(connection, run_id, job.run.attempt)
    job.count_rows(job.run.counts.total - planned)
    job.progress.expect(planned)
    job.report(f"{count_of(planned, 'project')} to score; all others are as in run {in_service.run_id}")


def _find_in_service(connection: Connection, run: Run) -> Run:
    run_id = pointer.read_serving(connection).run_id
    assert run_id is not None
    found = ledger.find_run(connection, run_id)
    if found.model_version != run.model_version:
        raise RunFailedError(
            f"Run {run.run_id} was begun with model {run.model_version}, and model {found.model_version} is "
            "in service now. Repeat it with --only or --only-tag to score by that model."
        )
    return found


def _is_complete(connection: Connection, run: Run, in_service: Run) -> bool:
    """Return whether an interrupted run is complete, made from the run in service, and of today's texts."""
    if run.attached_at is None or run.counts.failed or run.base_run != in_service.run_id:
        return False
    return not selections.has_misfits(connection, run.run_id)


def keep_failed(connection: Connection, run: Run) -> None:
    """Let chosen projects that failed have what the run in service had, as long as it is of their text."""
    selections.take_failed(connection, run.run_id, _find_base(connection, run))


def find_checked(connection: Connection, run: Run) -> datetime | None:
    """Return when the run in service was compared with the catalogue: this one was not."""
    return _find_base(connection, run).checked_at


def _find_base(connection: Connection, run: Run) -> Run:
    """Return the run in service that the run was made from."""
    assert run.base_run is not None
    return ledger.find_run(connection, run.base_run)
