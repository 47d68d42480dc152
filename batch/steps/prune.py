"""Step 6: drop the tables of runs that are no longer retained."""

from batch.job import Job
from core.types import Phase
from store.runs import phases
from store.serving import retention


def prune_job(job: Job) -> None:
    """Prune by the settings; tables that a reader blocks stay for the next night."""
    job.progress.enter(Phase.PRUNE)
    # The run has ended, and its row in the ledger is not changed any more.
    with job.engine.begin() as connection:
        phases.begin(connection, job.run, Phase.PRUNE)
    _prune(job)
    with job.engine.begin() as connection:
        phases.end(connection, job.run)


def _prune(job: Job) -> None:
    dropped, kept = retention.prune(
        job.engine, published=job.settings.keep_published, unpublished=job.settings.keep_unpublished
    )
    deleted = retention.prune_inference_log(job.engine, job.settings.inference_log_retention)
    if deleted:
        job.report(f"deleted {deleted:,} entries of the log of on-demand predictions")
    runs, publications = retention.prune_history(
        job.engine, keep=job.settings.keep_history, most=job.settings.keep_history_runs
    )
    if runs or publications:
        job.report(f"forgot {runs:,} past runs and {publications:,} publications with their changes")
    if dropped:
        job.report(f"dropped the predictions of {_runs(dropped)}")
    if kept:
        job.report(f"a reader blocks dropping {_runs(kept)}; the next run tries again")


def _runs(run_ids: list[int]) -> str:
    return ("run " if len(run_ids) == 1 else "runs ") + ", ".join(map(str, run_ids))
