"""The progress of a run: counted from its chunks, of the current attempt, with a rate and what is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, text

from core.types import Mode, Phase, RunStatus, Trigger
from store.runs import ledger, phases, progress
from store.runs.progress import RunProgress

NOW = datetime(2025, 3, 2, 1, 0, tzinfo=UTC)
SCORING = RunProgress(
    run_id=1,
    status=RunStatus.RUNNING,
    phase=Phase.SCORE,
    attempt=1,
    total=1000,
    kept=200,
    stored=390,
    done=400,
    failed=10,
    began_at=NOW - timedelta(seconds=25),
    scoring_since=NOW - timedelta(seconds=20),
    heartbeat_at=NOW - timedelta(seconds=2),
    read_at=NOW,
)


def test_the_rate_is_that_of_scoring_and_what_is_left_follows() -> None:
    assert (SCORING.to_score, SCORING.share) == (800, 0.5)
    assert (SCORING.elapsed_seconds, SCORING.rate, SCORING.seconds_left) == (25, 20, 20)


def test_nothing_is_foretold_before_a_project_is_done_or_once_all_are() -> None:
    planned = replace(SCORING, done=0)
    assert (planned.share, planned.rate, planned.seconds_left) == (0, None, None)
    unplanned = replace(SCORING, kept=None, scoring_since=None, phase=Phase.SYNC)
    assert (unplanned.to_score, unplanned.share, unplanned.seconds_left) == (None, None, None)
    checked = replace(SCORING, phase=Phase.CHECK, done=800)
    assert (checked.share, checked.rate, checked.seconds_left) == (1, None, None)
    assert replace(SCORING, kept=1000, done=0).share == 1


@pytest.mark.parametrize(("seconds", "silent"), [(29, False), (31, True)])
def test_a_run_is_silent_after_half_a_minute_without_a_heartbeat(seconds: float, silent: bool) -> None:
    assert replace(SCORING, heartbeat_at=NOW - timedelta(seconds=seconds)).is_silent is silent


def test_a_resumed_run_counts_what_this_attempt_has_done(engine: Engine) -> None:
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
        ledger.enter_phase(connection, run, Phase.SCORE)
        _enter_chunk(connection, 0, rows=300, failed=7)
    with engine.begin() as connection:
        run = ledger.take_over(connection, run.run_id, host="h", pid=2)
        run = ledger.change(connection, run, total=1000)
        run = ledger.enter_phase(connection, run, Phase.PLAN)
        phases.count_rows(connection, run, 300)
        ledger.enter_phase(connection, run, Phase.SCORE)
        _enter_chunk(connection, 1, rows=95, failed=5)
        found = progress.read_progress(connection, run.run_id)
        assert progress.read_progress(connection, 99) is None
    assert found is not None
    assert (found.attempt, found.stored, found.done, found.failed) == (2, 395, 100, 5)
    assert (found.kept, found.to_score) == (300, 700)
    assert found.scoring_since is not None
    assert found.began_at is not None
    assert found.began_at < found.scoring_since


def _enter_chunk(connection: Connection, chunk_id: int, *, rows: int, failed: int) -> None:
    connection.execute(
        text(
            "INSERT INTO predawn.run_chunks"
            " (run_id, chunk_id, first_id, last_id, status, rows, failed, started_at) VALUES"
            " (1, :chunk, '', '', 'done', :rows, :failed, clock_timestamp())"
        ),
        {"chunk": chunk_id, "rows": rows, "failed": failed},
    )
