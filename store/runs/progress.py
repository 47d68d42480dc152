"""The progress of a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from core.types import Phase, RunStatus
from store.connect.async_sessions import Sessions
from store.sql_files import positional, statement


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The numbers of chunks, of finished chunks, and of stored predictions of a run.

    `total` is the number of projects of the run, 0 until it is planned.
    """

    run_id: int
    status: RunStatus
    phase: Phase
    total: int
    chunks: int
    done: int
    stored: int

    @property
    def share(self) -> float | None:
        """The share of chunks that are done; None before there are any."""
        return self.done / self.chunks if self.chunks else None


def read_progress(connection: Connection, run_id: int) -> RunProgress | None:
    """Return the progress of a run, or None if there is no such run."""
    row = connection.execute(statement("runs/read_run_progress"), {"run_id": run_id}).mappings().one_or_none()
    return None if row is None else _progress(dict(row))


async def follow_progress(sessions: Sessions, run_id: int) -> RunProgress | None:
    """Return the progress of a run without blocking, or None if there is no such run."""
    row = await sessions.fetch_row(positional("runs/read_run_progress"), run_id)
    return None if row is None else _progress(dict(row))


def _progress(row: Mapping[str, Any]) -> RunProgress:
    return RunProgress(**{**row, "status": RunStatus(row["status"]), "phase": Phase(row["phase"])})
