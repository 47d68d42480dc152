"""The serving pointer: what is in service, publishing a run, and rolling back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select, text, update

from core.errors import InputError, NotFoundError, StoreError
from core.types import Run, RunStatus
from store.models import registry
from store.runs.ledger import find_run
from store.runs.pairs import pair
from store.runs.tables import TableState, list_tables
from store.schema import publications, runs, serving
from store.serving.run_outputs import answer_differs, find_run_output, side_columns
from store.sql_files import compose, statement

_POINTER_LOCK = func.hashtext("predawn.pointer")

CHANNEL = "predawn_published"
"""The NOTIFY channel of publications, whose payload is the run, and of projects that leave or come back."""


@dataclass(frozen=True, slots=True)
class ServingPointer:
    """The state of the serving pointer: all None before the first publication."""

    run_id: int | None
    publication_id: int | None
    moved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PointerMove:
    """A requested move of the pointer: the run, who moves it there, and why."""

    to_run: int
    kind: str
    actor: str
    reason: str | None = None
    forced: bool = False


def read_serving(connection: Connection) -> ServingPointer:
    """Return the state of the serving pointer."""
    row = connection.execute(select(serving)).one()
    return ServingPointer(row.run_id, row.publication_id, row.moved_at)


def wait_for_older_readers(engine: Engine, timeout_seconds: float) -> bool:
    """Wait until no transaction that was using the predictions at this moment still does.

    A statement that was planned before a partition was attached does not see it. If the pointer moved just
    before such a statement takes its snapshot, the statement would find the run and no row.

    Returns
    -------
    bool
        False if the timeout ended the wait; the second attempt of lookups covers the remaining ones.
    """
    deadline = time.monotonic() + timeout_seconds
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        older = _readers(connection)
        while older and time.monotonic() < deadline:
            time.sleep(0.02)
            older &= _readers(connection)
    return not older


def _readers(connection: Connection) -> set[tuple[str, int]]:
    rows = connection.execute(statement("serving/find_readers"))
    return {(row.virtualtransaction, row.pid) for row in rows}


@contextmanager
def pointer_at_rest(engine: Engine) -> Iterator[Connection]:
    """Prevent publications, so that no run enters service while its table is dropped."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(select(func.pg_advisory_lock(_POINTER_LOCK)))
            yield connection
            connection.execute(select(func.pg_advisory_unlock(_POINTER_LOCK)))
        except BaseException:
            # Ending the session frees the lock, even if the connection is broken.
            connection.invalidate()
            raise


def hold_pointer(connection: Connection) -> None:
    """Prevent publications, and the pruning of runs, until the transaction ends."""
    connection.execute(select(func.pg_advisory_xact_lock(_POINTER_LOCK)))


def move_pointer(connection: Connection, move: PointerMove, *, expected: int | None) -> int:
    """Move the pointer, record the publication and its changes, and notify the listeners.

    Parameters
    ----------
    connection
        An open connection; readers see the move when its transaction commits.
    move
        The run to move to, by whom and why.
    expected
        The publication that must still be the current one.

    Returns
    -------
    int
        The number of the publication.

    Raises
    ------
    StoreError
        If somebody else has moved the pointer meanwhile.
    """
    hold_pointer(connection)
    check_attached(connection, move.to_run)
    now = connection.execute(select(serving).with_for_update()).one()
    if now.publication_id != expected:
        raise StoreError(
            f"The pointer was moved to run {now.run_id} while run {move.to_run} was on its way into "
            f"service. Run {move.to_run} is kept; publish it with `predawn runs publish {move.to_run}` "
            "if it is still wanted."
        )
    publication_id = _record_publication(connection, now.run_id, move)
    if now.run_id is None:
        connection.execute(statement("serving/record_first_publication"), {"publication_id": publication_id})
    elif now.run_id != move.to_run:
        _record_changes(connection, publication_id, now.run_id, move.to_run)
    connection.execute(
        update(runs).where(runs.c.run_id == move.to_run).values(status=RunStatus.PUBLISHED.value)
    )
    connection.execute(
        update(serving).values(
            run_id=move.to_run,
            publication_id=publication_id,
            moved_at=func.clock_timestamp(),
            checked_at=select(runs.c.checked_at).where(runs.c.run_id == move.to_run).scalar_subquery(),
        )
    )
    _settle_canary(connection, move)
    connection.execute(select(func.pg_notify(CHANNEL, str(move.to_run))))
    return publication_id


def _settle_canary(connection: Connection, move: PointerMove) -> None:
    """End the canary that is running, if its run is published, or anything is rolled back.

    Another run that is published replaces the one in service beside the canary, and never the canary.
    """
    if move.kind == "rollback":
        end_canary(connection, "rolled_back", move.actor, move.reason)
    elif connection.scalar(statement("serving/find_canary_run")) == move.to_run:
        end_canary(connection, "promoted", move.actor, move.reason)


def end_canary(connection: Connection, ending: str, actor: str, reason: str | None) -> int | None:
    """End the canary that is running and return its number; None if there is none."""
    parameters = {"ending": ending, "actor": actor, "reason": reason}
    ended: int | None = connection.scalar(statement("serving/end_canary"), parameters)
    return ended


def _record_publication(connection: Connection, from_run: int | None, move: PointerMove) -> int:
    """Record a move of the pointer, and return the number of the publication."""
    publication_id = connection.scalar(
        publications.insert()
        .values(
            from_run=from_run,
            to_run=move.to_run,
            kind=move.kind,
            forced=move.forced,
            actor=move.actor,
            reason=move.reason,
            published_at=func.clock_timestamp(),
        )
        .returning(publications.c.publication_id)
    )
    assert isinstance(publication_id, int)
    return publication_id


def _record_changes(connection: Connection, publication_id: int, from_run: int, to_run: int) -> None:
    before, after = find_run(connection, from_run), find_run(connection, to_run)
    from_output, to_output = find_run_output(connection, before), find_run_output(connection, after)
    query = compose(
        "serving/record_changes",
        pairs=pair(before, after),
        differs=answer_differs(from_output, to_output),
        **side_columns("from", from_output),
        **side_columns("to", to_output),
    )
    parameters = {"publication_id": publication_id, "from_run": from_run, "to_run": to_run}
    connection.execute(text(query), parameters)


def check_publishable(connection: Connection, run_id: int) -> Run:
    """Return a run that can be published.

    Raises
    ------
    NotFoundError
        If there is no such run.
    InputError
        If the run is not complete, or its predictions were dropped.
    """
    run = find_run(connection, run_id)
    if run.status not in (RunStatus.READY, RunStatus.HELD, RunStatus.PUBLISHED):
        raise InputError(
            f"Run {run_id} is {run.status}; only a run that is ready, held or published before can be put "
            "into service."
        )
    check_attached(connection, run_id)
    return run


def check_attached(connection: Connection, run_id: int) -> None:
    """Check that the predictions of a run still exist, and those of the base that it is read with.

    Raises
    ------
    NotFoundError
        With the runs that are retained.
    """
    attached = {table.run_id for table in list_tables(connection) if table.state is TableState.ATTACHED}
    listed = connection.execute(
        select(runs.c.run_id, runs.c.whole_run).where(runs.c.run_id.in_(attached), runs.c.pruned_at.is_(None))
    )
    retained = sorted(
        (row.run_id for row in listed if (row.whole_run or row.run_id) in attached), reverse=True
    )
    if run_id not in retained:
        raise NotFoundError(
            f"{_explain_missing(find_run(connection, run_id))} The retained runs are: "
            f"{', '.join(map(str, retained)) or 'none'}."
        )


def _explain_missing(run: Run) -> str:
    """Return why a run has no predictions that can be read."""
    if run.status is RunStatus.UNCHANGED:
        return f"Run {run.run_id} has no predictions of its own, because nothing had changed."
    if run.attached_at is None:
        return f"Run {run.run_id} has no complete predictions: it is {run.status}, in the phase {run.phase}."
    return f"The predictions of run {run.run_id} were dropped."


def publish(
    connection: Connection,
    run: Run,
    *,
    actor: str,
    expected: int | None,
    reason: str | None = None,
    forced: bool = False,
) -> int:
    """Publish a complete run, and make its model the champion.

    A run that a batch publishes by itself was scored by the champion, so the champion stays the same.
    """
    publication = move_pointer(
        connection, PointerMove(run.run_id, "publish", actor, reason, forced), expected=expected
    )
    assert run.model_version is not None
    registry.promote(
        connection, run.model_version, actor=actor, reason=reason or f"run {run.run_id} was published"
    )
    return publication


def rolled_back_model(connection: Connection) -> int | None:
    """Return the model that the latest publication rolled back, if it was a rollback."""
    version: int | None = connection.scalar(statement("serving/rolled_back_model"))
    return version


def rollback_target(connection: Connection) -> int | None:
    """Return the run that the run in service replaced when it was published."""
    target: int | None = connection.scalar(statement("serving/rollback_target"))
    return target


def roll_back(connection: Connection, *, to_run: int | None, actor: str, reason: str) -> tuple[int, int]:
    """Return to an earlier run, and make its model the champion again.

    Returns
    -------
    tuple of (int, int)
        The run that was in service, and the run that is now.

    Raises
    ------
    InputError
        If nothing is published, there is nothing to go back to, or the run is no longer retained.
    """
    current = read_serving(connection)
    if current.run_id is None:
        raise InputError("Nothing is published yet, so there is nothing to roll back.")
    target = rollback_target(connection) if to_run is None else to_run
    if target is None:
        raise InputError(
            f"Run {current.run_id} was the first to be published, so there is nothing to go back to. "
            "Name a retained run with --to; `predawn runs list` shows them."
        )
    if target == current.run_id:
        raise InputError(f"Run {target} is in service already.")
    run = check_publishable(connection, target)
    move_pointer(connection, PointerMove(target, "rollback", actor, reason), expected=current.publication_id)
    assert run.model_version is not None
    registry.promote(connection, run.model_version, actor=actor, reason=f"rollback to run {target}: {reason}")
    return current.run_id, target
