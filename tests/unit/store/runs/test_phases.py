"""Each phase of a run is kept with its times and its rows, whichever way the run ends."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.errors import RunCancelledError, RunHeldError
from core.settings import Settings
from core.types import Mode, Phase, RunStatus, Trigger
from store.connect.database import Database
from store.runs import ledger
from tests.conftest import SAMPLE, RunNight

PROJECTS = 387
CHANGE = "UPDATE predawn.projects SET title = 'Another title' WHERE project_id IN ('4', '6')"


def read_phases(engine: Engine, run_id: int) -> list[tuple[Any, ...]]:
    """Return the phases of a run in their order: the attempt, the phase, its rows, whether it ended."""
    with engine.connect() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                text(
                    "SELECT attempt, phase, rows, ended_at IS NOT NULL FROM predawn.run_phases"
                    " WHERE run_id = :run ORDER BY attempt, began_at"
                ),
                {"run": run_id},
            )
        ]


def test_a_published_run_has_six_one_after_the_other(engine: Engine, night: RunNight) -> None:
    first = night(source=str(SAMPLE))
    assert read_phases(engine, first.run_id) == [
        (1, "sync", PROJECTS, True),
        (1, "plan", 0, True),
        (1, "score", PROJECTS, True),
        (1, "check", None, True),
        (1, "publish", None, True),
        (1, "prune", None, True),
    ]
    with engine.connect() as connection:
        within = connection.scalar(
            text(
                "SELECT bool_and(p.ended_at >= p.began_at AND p.began_at >= r.started_at)"
                " AND sum(p.ended_at - p.began_at) <= max(p.ended_at) - min(p.began_at)"
                " FROM predawn.run_phases AS p JOIN predawn.runs AS r USING (run_id)"
            )
        )
    assert within


def test_rows_are_the_reused_and_the_scored_ones(engine: Engine, night: RunNight) -> None:
    night()
    with engine.begin() as connection:
        connection.execute(text(CHANGE))
    second = night()
    rows = {phase: rows for _, phase, rows, _ in read_phases(engine, second.run_id)}
    assert (rows["plan"], rows["score"]) == (PROJECTS - 2, 2)


def test_an_unchanged_run_ends_with_its_plan(engine: Engine, night: RunNight) -> None:
    night()
    unchanged = night()
    assert unchanged.status is RunStatus.UNCHANGED
    assert read_phases(engine, unchanged.run_id) == [
        (1, "sync", None, True),
        (1, "plan", PROJECTS, True),
        (1, "prune", None, True),
    ]


def test_a_held_run_has_all_of_them(database: Database, engine: Engine, settings: Settings) -> None:
    strict = settings.model_copy(update={"min_coverage": 1.1})
    with pytest.raises(RunHeldError):
        run_batch(database, strict, RunRequest(), Silent())
    assert [phase for _, phase, _, ended in read_phases(engine, 1) if ended] == [*Phase]


class Stopping(Silent):
    """Cancels the run when it begins to score."""

    def enter(self, phase: Phase) -> None:
        if phase is Phase.SCORE:
            raise RunCancelledError("stopped")


def test_a_resumed_run_has_those_of_each_attempt(
    database: Database, engine: Engine, settings: Settings, night: RunNight
) -> None:
    with pytest.raises(RunCancelledError):
        run_batch(database, settings, RunRequest(mode=Mode.FULL), Stopping())
    assert [(phase, ended) for _, phase, _, ended in read_phases(engine, 1)] == [
        ("sync", True),
        ("plan", True),
        ("score", True),
    ]
    resumed = night()
    assert (resumed.run_id, resumed.attempt) == (1, 2)
    found = read_phases(engine, 1)
    assert [(attempt, phase) for attempt, phase, _, _ in found] == [
        *((1, phase) for phase in ("sync", "plan", "score")),
        *((2, phase) for phase in Phase),
    ]
    assert all(ended for *_, ended in found)
    assert [rows for _, phase, rows, _ in found if phase == "score"] == [None, PROJECTS]


def test_the_phase_of_a_lost_process_ends_with_its_last_sign_of_life(engine: Engine) -> None:
    with engine.begin() as connection:
        run = ledger.create_run(
            connection,
            mode=Mode.FULL,
            publish=True,
            model_version=None,
            trigger=Trigger.COMMAND,
            host="h",
            pid=1,
        )
        ledger.enter_phase(connection, run, Phase.SYNC)
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE predawn.run_phases SET began_at = '2025-03-02 01:00Z';"
                "UPDATE predawn.runs SET heartbeat_at = '2025-03-02 01:05Z'"
            )
        )
    with engine.begin() as connection:
        ledger.mark_interrupted(connection)
        minutes = connection.scalar(
            text("SELECT extract(epoch FROM ended_at - began_at) / 60 FROM predawn.run_phases")
        )
    assert minutes == 5
