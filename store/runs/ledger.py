"""The ledger of runs: their status, phase, attempt and counts."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select, text, update

from core.errors import NotFoundError, RunFencedError
from core.types import CheckResult, CheckStatus, Mode, Phase, Run, RunCounts, RunStatus, Trigger
from store.runs import phases
from store.schema import run_failures, runs, serving
from store.sql_files import Sql, compose, statement

_SESSION_PREFIX = "predawn-run-"
_RESUMABLE = tuple(s.value for s in (RunStatus.RUNNING, RunStatus.INTERRUPTED, RunStatus.CANCELLED))


def session_name(run_id: int, attempt: int) -> str:
    """Return the `application_name` of the sessions of an attempt of a run."""
    return f"{_SESSION_PREFIX}{run_id}-{attempt}"


def create_run(
    connection: Connection,
    *,
    mode: Mode,
    publish: bool,
    model_version: int | None,
    trigger: Trigger,
    host: str,
    pid: int,
) -> Run:
    """Create a run in its first phase, and record the current publication."""
    created = connection.execute(
        runs.insert()
        .values(
            mode=mode.value,
            publish=publish,
            model_version=model_version,
            trigger=trigger.value,
            status=RunStatus.RUNNING.value,
            phase=Phase.SYNC.value,
            host=host,
            pid=pid,
            publication_seen=select(serving.c.publication_id).scalar_subquery(),
        )
        .returning(runs)
    )
    return _run(created.one())


def find_run(connection: Connection, run_id: int) -> Run:
    """Return a run by its number.

    Raises
    ------
    NotFoundError
        With the newest runs that exist.
    """
    row = connection.execute(select(runs).where(runs.c.run_id == run_id)).one_or_none()
    if row is None:
        newest = connection.scalars(select(runs.c.run_id).order_by(runs.c.run_id.desc()).limit(5)).all()
        listed = ", ".join(map(str, newest)) if newest else "none; make one with `predawn batch`"
        raise NotFoundError(f"There is no run {run_id}. The newest are: {listed}.")
    return _run(row)


def list_runs(connection: Connection, top: int, before: int | None = None) -> list[Run]:
    """Return the newest runs, or the newest before one, the newest first."""
    query = select(runs).order_by(runs.c.run_id.desc()).limit(top)
    if before is not None:
        query = query.where(runs.c.run_id < before)
    return [_run(row) for row in connection.execute(query)]


def list_runs_of(connection: Connection, model_version: int, top: int) -> list[Run]:
    """Return the newest runs of a model, the newest first."""
    query = select(runs).where(runs.c.model_version == model_version)
    return [_run(row) for row in connection.execute(query.order_by(runs.c.run_id.desc()).limit(top))]


def find_last_synced(connection: Connection) -> Run | None:
    """Return the newest run that read its source; None if no run has."""
    query = select(runs).where(runs.c.set_aside.is_not(None)).order_by(runs.c.run_id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _run(row)


def list_waiting(connection: Connection, top: int) -> list[Run]:
    """Return the newest runs that wait for a person, the newest first.

    They are ready or held, not dropped, and no newer run of their model was published: that would have
    replaced them.
    """
    newer = runs.alias()
    replaced = exists().where(
        newer.c.run_id > runs.c.run_id,
        newer.c.model_version == runs.c.model_version,
        newer.c.status == RunStatus.PUBLISHED.value,
    )
    query = (
        select(runs)
        .where(
            runs.c.status.in_((RunStatus.READY.value, RunStatus.HELD.value)),
            runs.c.pruned_at.is_(None),
            ~replaced,
        )
        .order_by(runs.c.run_id.desc())
        .limit(top)
    )
    return [_run(row) for row in connection.execute(query)]


def list_unfinished(connection: Connection) -> list[Run]:
    """Return all unfinished runs; call this only while holding the run lock."""
    rows = connection.execute(select(runs).where(runs.c.status.in_(_RESUMABLE)).order_by(runs.c.run_id))
    return [_run(row) for row in rows]


def mark_interrupted(connection: Connection) -> int:
    """Mark all running runs as interrupted: while we hold the lock, their processes are gone."""
    phases.end_lost(connection)
    return connection.execute(
        update(runs)
        .where(runs.c.status == RunStatus.RUNNING.value)
        .values(status=RunStatus.INTERRUPTED.value)
    ).rowcount


def take_over(connection: Connection, run_id: int, *, host: str, pid: int) -> Run:
    """Take an unfinished run over: raise its attempt, so that no older attempt can commit."""
    connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id)
        .values(
            status=RunStatus.RUNNING.value,
            attempt=runs.c.attempt + 1,
            publication_seen=select(serving.c.publication_id).scalar_subquery(),
            host=host,
            pid=pid,
            error=None,
            cancel_requested_at=None,
            finished_at=None,
            heartbeat_at=func.clock_timestamp(),
        )
    )
    return find_run(connection, run_id)


def end_older_sessions(connection: Connection, run: Run | None) -> int:
    """End the sessions of every attempt but a run's current one, or of all, and return their number.

    Call this only while holding the run lock. The attempt alone already prevents them from committing to a
    run. Ending them also frees their locks, and ensures that the statement of a dead client, such as dropping
    an old table, does not run beside the same statement of the new attempt.
    """
    current = "" if run is None else session_name(run.run_id, run.attempt)
    # Sessions belong to the login, and the role of a command need not be a member of it.
    connection.execute(text("SET LOCAL ROLE NONE"))
    return (
        connection.scalar(
            statement("runs/end_older_sessions"),
            {"prefix": _SESSION_PREFIX, "current": current},
        )
        or 0
    )


def fence(connection: Connection, run_id: int, attempt: int) -> None:
    """Let the transaction commit only while the attempt is the current one of a running run.

    Call this last in a transaction, to lock the row for as short as possible: a takeover waits for the
    commit, and any fence after the takeover is refused.

    Raises
    ------
    RunFencedError
        If the run was taken over, ended or discarded.
    """
    if connection.scalar(statement("runs/fence"), {"run_id": run_id, "attempt": attempt}) is None:
        raise _fenced(run_id, attempt)


def _fenced(run_id: int, attempt: int) -> RunFencedError:
    return RunFencedError(
        f"Run {run_id} was taken over or ended while attempt {attempt} was running; what the attempt has not "
        "committed is discarded."
    )


def beat(connection: Connection, run_id: int, attempt: int) -> bool:
    """Record a heartbeat of an attempt, and return whether its cancellation was requested.

    Raises
    ------
    RunFencedError
        If the run is no longer this attempt's.
    """
    row = connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id, runs.c.attempt == attempt, runs.c.status == RunStatus.RUNNING.value)
        .values(heartbeat_at=func.clock_timestamp())
        .returning(runs.c.cancel_requested_at)
    ).one_or_none()
    if row is None:
        raise _fenced(run_id, attempt)
    return row.cancel_requested_at is not None


def request_cancel(connection: Connection, run_id: int) -> bool:
    """Ask a run to stop, and return whether it was running."""
    changed = connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id, runs.c.status == RunStatus.RUNNING.value)
        .values(cancel_requested_at=func.clock_timestamp())
    )
    return changed.rowcount == 1


def change(connection: Connection, run: Run, **values: Any) -> Run:
    """Change columns of a run that is this attempt's, and return the run.

    Raises
    ------
    RunFencedError
        If the run is no longer this attempt's.
    """
    changed = connection.execute(
        update(runs)
        .where(
            runs.c.run_id == run.run_id,
            runs.c.attempt == run.attempt,
            runs.c.status == RunStatus.RUNNING.value,
        )
        .values(heartbeat_at=func.clock_timestamp(), **values)
        .returning(runs)
    ).one_or_none()
    if changed is None:
        raise _fenced(run.run_id, run.attempt)
    return _run(changed)


def enter_phase(connection: Connection, run: Run, phase: Phase) -> Run:
    """Record that a run has entered a phase."""
    entered = change(connection, run, phase=phase.value)
    phases.begin(connection, entered, phase)
    return entered


def finish(connection: Connection, run: Run, status: RunStatus, error: str | None = None) -> Run:
    """End a run in a status, with an error if there was one."""
    phases.end(connection, run)
    return change(connection, run, status=status.value, error=error, finished_at=func.clock_timestamp())


def save_checks(connection: Connection, run: Run, checks: Sequence[CheckResult]) -> Run:
    """Store the results of the checks with the run."""
    return change(connection, run, checks=[asdict(check) for check in checks])


def mark_attached(connection: Connection, run: Run, checked_at: datetime | None = None) -> Run:
    """Record that the predictions of a run are complete and attached, and fit the catalogue, now or then."""
    now = func.clock_timestamp()
    return change(connection, run, attached_at=now, checked_at=now if checked_at is None else checked_at)


def count_results(connection: Connection, run: Run, table: Sql, base: Sql | None) -> Run:
    """Set the counts of a run from its table, that of its base, if it is a delta run, and its failures."""
    failed = count_failures(connection, run.run_id)
    if base is None:
        row = connection.execute(text(compose("runs/count_origins", table=table))).one()
        stored = row.own_rows
    else:
        query = compose("runs/count_delta_origins", table=table, base=base)
        row = connection.execute(text(query), {"base_run": run.base}).one()
        stored = find_run(connection, run.base).counts.stored - row.replaced + row.rows
    counted = {"scored": row.scored, "reused": stored - row.scored, "own_rows": row.own_rows}
    return change(connection, run, failed=failed, **counted)


def count_failures(connection: Connection, run_id: int) -> int:
    """Return the number of projects that a run could not score."""
    query = select(func.count()).select_from(run_failures).where(run_failures.c.run_id == run_id)
    return connection.scalar(query) or 0


def list_failures(connection: Connection, run_id: int, top: int) -> list[tuple[str, str]]:
    """Return the first projects that a run could not score, each with the error."""
    rows = connection.execute(
        select(run_failures.c.project_id, run_failures.c.error)
        .where(run_failures.c.run_id == run_id)
        .order_by(run_failures.c.project_id)
        .limit(top)
    )
    return [(row.project_id, row.error) for row in rows]


def count_errors(connection: Connection, run_id: int, top: int) -> list[tuple[str, int, str]]:
    """Return the commonest errors of a run, each with the number of its projects and the first of them."""
    rows = connection.execute(statement("runs/count_errors"), {"run_id": run_id, "top": top})
    return [(row.error, row.projects, row.first_id) for row in rows]


def mark_checked(connection: Connection, run_id: int, last_sync: int | None = None) -> None:
    """Record that a run's predictions match the catalogue at this moment, as of a sync if it is given."""
    seen = {} if last_sync is None else {"last_sync": last_sync}
    now = connection.scalar(select(func.clock_timestamp()))
    # The pointer first, as those who move it do: in the other order, each could wait for the other.
    connection.execute(update(serving).where(serving.c.run_id == run_id).values(checked_at=now))
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(checked_at=now, **seen))


def settle(connection: Connection, run_id: int, status: RunStatus, reason: str) -> None:
    """End an unfinished run from outside; its attempt can commit nothing more."""
    connection.execute(
        update(runs)
        .where(runs.c.run_id == run_id)
        .values(
            status=status.value,
            attempt=runs.c.attempt + 1,
            error=reason,
            finished_at=func.clock_timestamp(),
        )
    )


def _run(row: Row[Any]) -> Run:
    return Run(
        run_id=row.run_id,
        model_version=row.model_version,
        mode=Mode(row.mode),
        publish=row.publish,
        trigger=Trigger(row.trigger),
        status=RunStatus(row.status),
        phase=Phase(row.phase),
        attempt=row.attempt,
        counts=RunCounts(row.total, row.scored, row.reused, row.removed, row.failed),
        checks=tuple(
            CheckResult(**{**check, "status": CheckStatus(check["status"])}) for check in row.checks
        ),
        error=row.error,
        publication_seen=row.publication_seen,
        base_run=row.base_run,
        host=row.host,
        pid=row.pid,
        started_at=row.started_at,
        heartbeat_at=row.heartbeat_at,
        attached_at=row.attached_at,
        finished_at=row.finished_at,
        checked_at=row.checked_at,
        pruned_at=row.pruned_at,
        whole_run=row.whole_run,
        last_sync=row.last_sync,
        own_rows=row.own_rows,
        set_aside=row.set_aside,
    )
