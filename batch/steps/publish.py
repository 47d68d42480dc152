"""Step 5: put the run into service, or leave that to a person."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine

from batch.alerts.events import Event
from batch.job import Job, actor
from core.errors import InputError, RunHeldError
from core.quality.measures import describe_limit
from core.settings import Settings
from core.types import CheckResult, Mode, Phase, Run, RunStatus
from model.loading import ScorerOptions, explain_unusable
from store.models import registry
from store.runs import ledger
from store.serving import history, pointer


def publish_job(job: Job, breached: tuple[CheckResult, ...]) -> None:
    """End the run as published, ready or held.

    Raises
    ------
    RunHeldError
        If a check was breached, or the pointer was moved by somebody else while the run was under way.
    """
    job.enter(Phase.PUBLISH)
    if breached:
        raise _hold(job, "; ".join(map(_describe_breach, breached)))
    if not job.run.publish:
        _finish(job, RunStatus.READY)
        job.report(f"run {job.run.run_id} is ready; publish it with `predawn runs publish {job.run.run_id}`")
        return
    with job.engine.begin() as connection:
        obstacle = _find_obstacle(connection, job.run)
    if obstacle is not None:
        raise _hold(job, obstacle)
    if not pointer.wait_for_older_readers(job.engine, job.settings.publish_wait_seconds):
        job.report("transactions from before the run was attached are still open; publishing anyway")
    obstacle = _move_pointer(job)
    if obstacle is not None:
        raise _hold(job, obstacle)
    job.report(f"run {job.run.run_id} is published")


def _find_obstacle(connection: Connection, run: Run) -> str | None:
    """Return the change of the pointer during the run that prevents a publication; None if there is none."""
    moved = pointer.read_serving(connection)
    if moved.publication_id != run.publication_seen:
        return f"the pointer was moved to run {moved.run_id} while this run was under way"
    rolled_back = pointer.rolled_back_model(connection)
    if rolled_back is not None and rolled_back == run.model_version:
        return f"model {rolled_back} was rolled back, and this run was scored with it"
    return None


def _describe_breach(check: CheckResult) -> str:
    limit = describe_limit(check.name, f"{check.threshold:.4g}")
    return f"{check.name} is {check.figure:.4g} (limit: {limit}; {check.detail})"


def _move_pointer(job: Job) -> str | None:
    """Move the pointer to the run, or return the obstacle that came up during the wait for readers."""
    job.heartbeat.stop()
    job.heartbeat.raise_if_stopped()
    with job.engine.begin() as connection:
        pointer.hold_pointer(connection)
        obstacle = _find_obstacle(connection, job.run)
        if obstacle is not None:
            return obstacle
        # In this order: once the status is published, the fencing token is no longer valid.
        ledger.finish(connection, job.run, RunStatus.PUBLISHED)
        publication = pointer.move_pointer(
            connection,
            pointer.PointerMove(job.run.run_id, "publish", actor()),
            expected=job.run.publication_seen,
        )
        job.changes = history.count_published(connection, publication)
        if job.run.mode is not Mode.PARTIAL:
            ledger.mark_checked(connection, job.run.run_id)
        job.run = ledger.find_run(connection, job.run.run_id)
    return None


def _finish(job: Job, status: RunStatus, error: str | None = None) -> None:
    job.heartbeat.stop()
    with job.engine.begin() as connection:
        job.run = ledger.finish(connection, job.run, status, error)


def _hold(job: Job, reason: str) -> RunHeldError:
    """End the run as held, and return the error that says so."""
    _finish(job, RunStatus.HELD, reason)
    return RunHeldError(
        f"Run {job.run.run_id} is held back and not published: {reason}. Look at it with `predawn runs show "
        f"{job.run.run_id}`; if it is right, `predawn runs publish {job.run.run_id} --force --reason …`."
    )


def moved_by_hand(engine: Engine, run_id: int, how: str, reason: str | None) -> Event:
    """Return the event of a run that a person put into service."""
    with engine.connect() as connection:
        run = ledger.find_run(connection, run_id)
        publication_id = pointer.read_serving(connection).publication_id
        assert publication_id is not None
        changes = history.count_published(connection, publication_id)
    why = "" if reason is None else f": {reason}"
    return Event("published", f"Run {run_id} was {how} by {actor()}{why}", run, changes=changes)


def publish_by_hand(
    engine: Engine, settings: Settings, run_id: int, *, force: bool, reason: str | None
) -> int | None:
    """Put a retained run into service on request of a person, and make its model the champion.

    It is recorded as forced only if something speaks against it.

    Returns
    -------
    int or None
        The run that was in service before.

    Raises
    ------
    InputError
        If the run cannot be put into service, or is held, was never checked, or its model could not be
        loaded, and this is not forced.
    """
    with engine.begin() as connection:
        run = pointer.check_publishable(connection, run_id)
        serving = pointer.read_serving(connection)
        if serving.run_id == run_id:
            raise InputError(f"Run {run_id} is in service already.")
        objections = list(_object_to(connection, run, settings))
        if objections and not force:
            raise InputError(" ".join([*objections, "If it is right nevertheless, add --force --reason …."]))
    pointer.wait_for_older_readers(engine, settings.publish_wait_seconds)
    with engine.begin() as connection:
        pointer.publish(
            connection,
            run,
            actor=actor(),
            expected=serving.publication_id,
            reason=reason,
            forced=bool(objections),
        )
    return serving.run_id


def _object_to(connection: Connection, run: Run, settings: Settings) -> Iterator[str]:
    """Yield all that speaks against putting a run into service, a sentence or two each."""
    passed = run.status is RunStatus.PUBLISHED or (run.status is RunStatus.READY and run.checks)
    if not passed:
        yield f"Run {run.run_id} is {run.status}: {run.error or 'it was never checked'}."
    assert run.model_version is not None
    model = registry.find_model(connection, run.model_version)
    unusable = explain_unusable(model, ScorerOptions.of(settings))
    if unusable is not None:
        yield (
            f"{unusable} With run {run.run_id} in service, `/predict` and projects without a stored "
            "prediction would be answered with 503. Set PREDAWN_PREDICTOR and its configuration to that "
            "model, for the API too."
        )
