"""Step 2: choose the model, and prepare the run's table and its chunks."""

from sqlalchemy import Connection

from batch.job import Job
from batch.models.evaluate import evaluate_in_run, register_predictor
from batch.models.promote import remind_of_predictor
from batch.steps.partial import plan_chosen
from batch.steps.popular import score_popular
from batch.steps.reuse import fill_table, reopen_table
from batch.workers.engines import load_ahead
from batch.workers.worker import ScorerSpec
from core.errors import InputError
from core.settings import Settings
from core.types import Mode, Phase, RunStatus
from model.loading import ScorerOptions
from store.catalogue import syncs
from store.models import registry
from store.runs import delta, ledger, phases
from store.runs import tables as run_tables
from store.serving import pointer


def plan_job(job: Job) -> bool:
    """Prepare the run's table and its chunks.

    Returns
    -------
    bool
        False if nothing differs from the run in service; the run then ends as `unchanged`.
    """
    job.enter(Phase.PLAN)
    if job.run.mode is Mode.PARTIAL:
        plan_chosen(job)
        return True
    with job.engine.begin() as connection:
        version = job.run.model_version or choose_model(connection, job.settings)
        job.run = ledger.change(connection, job.run, model_version=version)
        begun = run_tables.exists(connection, job.run.run_id)
        note = remind_of_predictor(job.settings, registry.find_model(connection, version))
    if note is not None:
        job.report(note)
    if begun and _is_complete(job):
        return True
    if not begun and _ends_unchanged(job, version):
        return False
    if begun:
        reopen_table(job)
    fill_table(job)
    return True


def load_before_sync(job: Job) -> None:
    """Begin to load the model before the sync if the run is certain to score, as the first one is."""
    with job.engine.begin() as connection:
        is_first = pointer.read_serving(connection).run_id is None
    if is_first or job.run.mode is Mode.FULL:
        load_before_merge(job)


def load_before_merge(job: Job, projects: int | None = None) -> None:
    """Begin to load the model while the server still merges the changes that a sync has found.

    `projects` is their number; None if it is not known yet.
    """
    with job.engine.begin() as connection:
        champion = registry.find_champion(connection)
    version = job.run.model_version or (None if champion is None else champion.version)
    if version is not None:
        spec = ScorerSpec(version, ScorerOptions.of(job.settings))
        load_ahead(job.database, spec, job.settings, projects)


def choose_model(connection: Connection, settings: Settings) -> int:
    """Return the model to score with: the predictor of the settings, or else the champion.

    Raises
    ------
    InputError
        If there is neither.
    """
    if settings.predictor is not None:
        return register_predictor(connection, settings)
    champion = registry.find_champion(connection)
    if champion is None:
        raise InputError(
            "There is no model to score with. Train one with `predawn train`, or set PREDAWN_PREDICTOR."
        )
    return champion.version


def _ends_unchanged(job: Job, version: int) -> bool:
    """End the run if it would only repeat the run in service."""
    with job.engine.begin() as connection:
        same = _find_same(job, connection, version)
    if same is None:
        return False
    serving, active = same
    score_popular(job, serving)
    with job.engine.begin() as connection:
        # A person may have moved the pointer in the meantime.
        if pointer.read_serving(connection).run_id != serving:
            return False
        job.run = ledger.change(connection, job.run, total=active, reused=active)
        phases.count_rows(connection, job.run, active)
        job.run = ledger.finish(connection, job.run, RunStatus.UNCHANGED)
        # What its predictor was trained on may be known only now.
        evaluate_in_run(connection, registry.find_model(connection, version), serving)
        # At the end, since a person who moves the pointer waits from here on.
        ledger.mark_checked(connection, serving, syncs.find_last_number(connection))
    job.heartbeat.stop()
    job.report(f"nothing differs from run {serving}, which stays in service: 0 scored, {active:,} checked")
    return True


def _find_same(job: Job, connection: Connection, version: int) -> tuple[int, int] | None:
    """Return the run in service and the number of its projects, if this run would only repeat it."""
    serving = pointer.read_serving(connection).run_id
    if not job.run.publish or job.run.mode is Mode.FULL or serving is None:
        return None
    in_service = ledger.find_run(connection, serving)
    if in_service.model_version != version:
        return None
    active = syncs.count_active(connection)
    if not delta.matches_catalogue(connection, in_service, active):
        return None
    if _held_run_waits(connection, job.run.run_id, version, active):
        return None
    return serving, active


def _held_run_waits(connection: Connection, run_id: int, version: int, active: int) -> bool:
    """Return whether the newest run of the model is held, and covers exactly this catalogue."""
    newest = delta.find_newest_run(connection, version, but=run_id)
    if newest is None or newest.status is not RunStatus.HELD:
        return False
    return delta.matches_catalogue(connection, newest, active)


def _is_complete(job: Job) -> bool:
    """Return whether an interrupted run is complete, and still matches the catalogue."""
    if job.run.attached_at is None:
        return False
    with job.engine.begin() as connection:
        active = syncs.count_active(connection)
        is_exact = delta.matches_catalogue(connection, job.run, active)
    if is_exact:
        job.report(f"all {active:,} predictions of the interrupted attempt still fit and are kept")
    return is_exact
