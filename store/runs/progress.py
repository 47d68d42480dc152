"""The progress of a run, by its ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from core.types import Phase, RunStatus
from store.sql_files import positional, statement

if TYPE_CHECKING:
    # Importing asyncpg would delay the start of every command.
    from store.connect.async_sessions import Sessions

SILENT_SECONDS: Final = 30.0
"""The age of the last heartbeat after which a run is silent; there is one every two seconds."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The progress of a run at the time `read_at` of the database.

    `total` is the number of its projects, 0 until it is planned, and `stored` the number of predictions that
    its chunks have stored. All else is about the current attempt: `kept` projects had a prediction when it
    was planned, None until then; `done` projects have been scored since, or could not be, which are `failed`.
    """

    run_id: int
    status: RunStatus
    phase: Phase
    attempt: int
    total: int
    kept: int | None
    stored: int
    done: int
    failed: int
    began_at: datetime | None
    scoring_since: datetime | None
    heartbeat_at: datetime
    read_at: datetime

    @property
    def to_score(self) -> int | None:
        """The number of projects that the attempt has to score; None until it is planned."""
        return None if self.kept is None else max(self.total - self.kept, 0)

    @property
    def share(self) -> float | None:
        """The share of the projects to score that are done; None until the attempt is planned."""
        if self.to_score is None:
            return None
        return min(self.done / self.to_score, 1.0) if self.to_score else 1.0

    @property
    def elapsed_seconds(self) -> float | None:
        """The seconds since the attempt began."""
        return None if self.began_at is None else (self.read_at - self.began_at).total_seconds()

    @property
    def rate(self) -> float | None:
        """The projects a second while the attempt scores; None before any is done, and afterwards."""
        if self.phase is not Phase.SCORE or self.scoring_since is None or not self.done:
            return None
        return self.done / max((self.read_at - self.scoring_since).total_seconds(), 1e-3)

    @property
    def seconds_left(self) -> float | None:
        """The seconds until all projects are scored at the rate so far; None while that is unknown."""
        if self.rate is None or self.to_score is None:
            return None
        return max(self.to_score - self.done, 0) / self.rate

    @property
    def is_silent(self) -> bool:
        """True if there has been no heartbeat for so long that the process is probably gone."""
        return (self.read_at - self.heartbeat_at).total_seconds() > SILENT_SECONDS


def read_progress(connection: Connection, run_id: int) -> RunProgress | None:
    """Return the progress of a run, or None if there is no such run."""
    row = connection.execute(statement("runs/read_run_progress"), {"run_id": run_id}).mappings().one_or_none()
    return None if row is None else _progress(dict(row))


async def follow_progress(sessions: "Sessions", run_id: int) -> RunProgress | None:
    """Return the progress of a run without blocking, or None if there is no such run."""
    row = await sessions.fetch_row(positional("runs/read_run_progress"), run_id)
    return None if row is None else _progress(dict(row))


def _progress(row: Mapping[str, Any]) -> RunProgress:
    return RunProgress(**{**row, "status": RunStatus(row["status"]), "phase": Phase(row["phase"])})
