"""The phases of a run: when each began and ended, and how many rows it dealt with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from core.types import Phase, Run
from store.schema import run_phases
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class RunPhase:
    """A phase of an attempt of a run; `ended_at` is None while it lasts, `rows` if none are counted."""

    attempt: int
    phase: Phase
    began_at: datetime
    ended_at: datetime | None
    rows: int | None


def list_phases(connection: Connection, run_id: int) -> list[RunPhase]:
    """Return the phases of a run in the order in which they began; a run from before has none."""
    columns = run_phases.c
    query = select(columns.attempt, columns.phase, columns.began_at, columns.ended_at, columns.rows)
    rows = connection.execute(
        query.where(columns.run_id == run_id).order_by(columns.attempt, columns.began_at)
    )
    return [RunPhase(row.attempt, Phase(row.phase), row.began_at, row.ended_at, row.rows) for row in rows]


def begin(connection: Connection, run: Run, phase: Phase) -> None:
    """End the phase that a run is in, and begin another."""
    end(connection, run)
    connection.execute(
        run_phases.insert().values(
            run_id=run.run_id, attempt=run.attempt, phase=phase.value, began_at=func.clock_timestamp()
        )
    )


def end(connection: Connection, run: Run) -> None:
    """End the phase that a run is in, if it is in one."""
    connection.execute(
        update(run_phases)
        .where(run_phases.c.run_id == run.run_id, run_phases.c.ended_at.is_(None))
        .values(ended_at=func.clock_timestamp())
    )


def end_lost(connection: Connection) -> None:
    """End the phases of lost processes with their last heartbeat; call this while holding the run lock."""
    connection.execute(statement("runs/end_lost_phases"))


def count_rows(connection: Connection, run: Run, rows: int) -> None:
    """Record the number of rows that the current phase of a run has dealt with."""
    connection.execute(
        update(run_phases)
        .where(
            run_phases.c.run_id == run.run_id,
            run_phases.c.attempt == run.attempt,
            run_phases.c.phase == run.phase.value,
        )
        .values(rows=rows)
    )
