"""Step 2: choose the model and what to carry over, and cut the rest into chunks."""

from sqlalchemy import Connection

from batch.engines import load_ahead
from batch.job import Job, scorer_spec
from batch.worker import ScorerSpec
from core.errors import InputError, StoreUnavailableError
from core.settings import Settings
from core.types import Mode, Phase, RunStatus
from model.loading import ScorerOptions, predictor_fingerprint
from model.predictor import load_predictor
from store import chunks, figures, publication, registry, run_tables, runs


def plan_job(job: Job) -> bool:
    """Prepare the run's table and its chunks.

    Returns
    -------
    bool
        False where nothing differs from what is in service: the run is over then, as `unchanged`.
    """
    job.enter(Phase.PLAN)
    with job.engine.begin() as connection:
        version = job.run.model_version or choose_model(connection, job.settings)
        job.run = runs.change(connection, job.run, model_version=version)
        begun = run_tables.exists(connection, job.run.run_id)
    if begun and _is_complete(job):
        return True
    if not begun and _ends_unchanged(job, version):
        return False
    load_ahead(job.database, scorer_spec(job), job.settings)
    # Committed before it is filled: one that is filled in the transaction that makes it is synced to disk at
    # the commit, which took longer than writing it to the log as well.
    with job.engine.begin() as connection:
        run_tables.create(connection, job.run.run_id)
        runs.fence(connection, job.run.run_id, job.run.attempt)
    kept = _keep_fitting(job) if begun else 0
    bases = _list_bases(job, version) if job.run.mode is Mode.INCREMENTAL else []
    # A table that holds something is filled up with what is missing only.
    reused = 0 if kept else _carry_over(job, bases)
    _cut(job, bases, kept, reused)
    return True


def _list_bases(job: Job, version: int) -> list[int]:
    with job.engine.connect() as connection:
        return chunks.list_bases(connection, run_id=job.run.run_id, model_version=version)


def expect_scoring(job: Job) -> None:
    """Begin to load the model before the sync where a run is certain to score, as the first one is."""
    with job.engine.begin() as connection:
        fresh = publication.read_serving(connection).run_id is None
        if not fresh and job.run.mode is not Mode.FULL:
            return
        champion = registry.find_champion(connection)
        version = job.run.model_version or (None if champion is None else champion.version)
    if version is not None:
        load_ahead(job.database, ScorerSpec(version, ScorerOptions.of(job.settings)), job.settings)


def choose_model(connection: Connection, settings: Settings) -> int:
    """Return the model to score with: the predictor that is set, or else the champion.

    Raises
    ------
    InputError
        If there is neither.
    """
    if settings.predictor is not None:
        _, identity = load_predictor(settings.predictor, settings.predictor_config, settings.predictor_path)
        return registry.register_predictor(
            connection,
            predictor=identity.class_path,
            fingerprint=predictor_fingerprint(identity, settings.min_score),
            args={
                "version": identity.version,
                "config_sha256": identity.config_sha256,
                "min_score": settings.min_score,
            },
        )
    champion = registry.find_champion(connection)
    if champion is None:
        raise InputError(
            "There is no model to score with. Train one with `predawn train`, or set PREDAWN_PREDICTOR."
        )
    return champion.version


def _ends_unchanged(job: Job, version: int) -> bool:
    """End the run where it would only repeat what is in service."""
    with job.engine.begin() as connection:
        serving = publication.read_serving(connection).run_id
        if not job.run.publish or job.run.mode is Mode.FULL or serving is None:
            return False
        in_service = runs.find_run(connection, serving)
        assert in_service.attached_at is not None
        if in_service.model_version != version:
            return False
        if figures.has_newer_inputs(connection, serving, in_service.attached_at):
            return False
        found = figures.fit(connection, serving)
        if not found.exact or _held_run_waits(connection, job.run.run_id, version):
            return False
        job.run = runs.change(connection, job.run, total=found.active, reused=found.active)
        job.run = runs.finish(connection, job.run, RunStatus.UNCHANGED)
        runs.mark_checked(connection, serving)
    job.heartbeat.stop()
    job.say(f"nothing differs from run {serving}, which stays in service: 0 scored, {found.active:,} checked")
    return True


def _held_run_waits(connection: Connection, run_id: int, version: int) -> bool:
    """Return whether the newest run of the model is held, and holds exactly this catalogue."""
    bases = chunks.list_bases(connection, run_id=run_id, model_version=version)
    if not bases or runs.find_run(connection, bases[0]).status is not RunStatus.HELD:
        return False
    return figures.fit(connection, bases[0]).exact


def _is_complete(job: Job) -> bool:
    """Return whether a run that was interrupted is complete, and fits the catalogue as it is now."""
    if job.run.attached_at is None:
        return False
    with job.engine.begin() as connection:
        found = figures.fit(connection, job.run.run_id)
    if found.exact:
        job.say(f"all {found.rows:,} predictions of the interrupted attempt still fit and are kept")
    return found.exact


def _take_back(job: Job) -> None:
    """Detach the table of a run that was complete and no longer is, so that it can be changed."""
    with job.engine.begin() as connection:
        job.run = runs.change(connection, job.run, attached_at=None)
    if not run_tables.detach(job.engine, job.run.run_id):
        raise StoreUnavailableError(
            f"Run {job.run.run_id} was complete when it was interrupted, and the catalogue has changed "
            "since, but its predictions cannot be changed while a long transaction reads them. Try again "
            "later, or begin anew with --fresh."
        )


def _keep_fitting(job: Job) -> int:
    """Keep the rows of an interrupted run whose input still fits, and say so."""
    _take_back(job)
    with job.engine.begin() as connection:
        run_tables.add_primary_key(connection, job.run.run_id)
        dropped = chunks.drop_misfits(connection, job.run.run_id)
        kept = run_tables.count_rows(connection, job.run.run_id)
        runs.fence(connection, job.run.run_id, job.run.attempt)
    job.say(f"{kept:,} predictions of the interrupted attempt still fit and are kept, {dropped:,} do not")
    return kept


def _carry_over(job: Job, bases: list[int]) -> int:
    """Carry over from the best earlier run that has anything that fits, while the table is still empty."""
    for base in bases:
        job.heartbeat.raise_if_stopped()
        with job.engine.begin() as connection:
            reused = chunks.carry_over(connection, run_id=job.run.run_id, base_run=base)
            if reused:
                run_tables.add_primary_key(connection, job.run.run_id)
                run_tables.analyse_ids(connection, job.run.run_id)
            runs.fence(connection, job.run.run_id, job.run.attempt)
        if reused:
            return reused
    return 0


def _cut(job: Job, bases: list[int], kept: int, reused: int) -> None:
    """Carry over from all bases what is still missing, and cut the rest into chunks."""
    run_id = job.run.run_id
    with job.engine.begin() as connection:
        if kept or reused:
            missing = chunks.find_missing(connection, run_id)
            for base in bases:
                if not missing:
                    break
                job.heartbeat.raise_if_stopped()
                carried = chunks.carry_over_missing(connection, run_id=run_id, base_run=base)
                reused, missing = reused + carried, missing - carried
        planned = chunks.plan(
            connection, run_id, chunk_rows=job.settings.chunk_rows, everything=not (kept or reused)
        )
        job.run = runs.change(connection, job.run, total=kept + reused + planned)
        runs.fence(connection, run_id, job.run.attempt)
    job.progress.expect(planned)
    job.say(f"{planned:,} projects to score, {reused:,} predictions carried over")
