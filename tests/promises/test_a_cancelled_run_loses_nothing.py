"""Promise 2, where a person stops the run: it ends in order, with exit code 130, and can be resumed."""

import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from core.types import Mode, Run, RunStatus, Trigger
from store.runs import ledger
from store.runs import tables as run_tables
from store.serving import pointer
from tests.e2e.command_line import CommandLine, finish
from tests.promises.gated import Waiting, waiting
from tests.waiting import wait_until


def newest(engine: Engine) -> Run:
    with engine.connect() as connection:
        return ledger.list_runs(connection, top=1)[0]


def stored(engine: Engine, run_id: int) -> dict[str, object]:
    """Return when each project in the table of a run was scored."""
    with engine.connect() as connection:
        rows = connection.execute(
            text(f"SELECT project_id, scored_at FROM {run_tables.table_name(run_id)}")
        ).all()
    return {row.project_id: row.scored_at for row in rows}


def assert_the_next_batch_takes_it_up(predawn: CommandLine, engine: Engine) -> None:
    """Check that stored rows are kept, and that the run is published."""
    kept = stored(engine, 1)
    assert 200 <= len(kept) < 387
    resumed = predawn.run("batch")
    assert resumed.code == 0, resumed
    assert "it is resumed, attempt 2" in resumed.err
    run = newest(engine)
    assert (run.run_id, run.status, run.attempt) == (1, RunStatus.PUBLISHED, 2)
    now = stored(engine, 1)
    assert len(now) == run.counts.total == run.counts.scored
    assert {project_id: now[project_id] for project_id in kept} == kept


def assert_cancelled(engine: Engine) -> None:
    run = newest(engine)
    assert (run.run_id, run.status, run.error) == (1, RunStatus.CANCELLED, "cancelled")
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id is None


# Every signal interrupts some phase below.
SIGNALS = (
    signal.SIGINT,
    *(pytest.param(number, marks=pytest.mark.slow) for number in (signal.SIGTERM, signal.SIGHUP)),
)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_run_that_is_interrupted_can_be_resumed(
    predawn: CommandLine, start_waiting: Waiting, engine: Engine, number: signal.Signals
) -> None:
    process = start_waiting(from_call=3)
    process.send_signal(number)
    outcome = finish(process)
    assert outcome.code == 130, outcome
    assert "Traceback" not in outcome.err
    assert outcome.err.splitlines()[-1] == (
        "predawn: Run 1 was cancelled. The next `predawn batch` resumes it where it stopped."
    )
    assert_cancelled(engine)
    assert_the_next_batch_takes_it_up(predawn, engine)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_run_whose_processes_are_interrupted_with_it_can_be_resumed(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, engine: Engine, number: signal.Signals
) -> None:
    """Ctrl-C in a terminal, closing it, and service managers reach every process of the run."""
    process = start_waiting("--engine", "loky", "--workers", "2", workers=2, from_call=2)
    workers = waiting(gate)
    for pid in (*workers, process.pid):
        os.kill(pid, number)
    outcome = finish(process)
    assert outcome.code == 130, outcome
    assert "Traceback" not in outcome.err
    assert_cancelled(engine)
    assert_the_next_batch_takes_it_up(predawn, engine)


@pytest.mark.parametrize(
    ("phase", "number"),
    [
        ("sync", signal.SIGHUP),
        ("plan", signal.SIGTERM),
        ("score", signal.SIGINT),
        ("check", signal.SIGHUP),
        ("publish", signal.SIGTERM),
    ],
)
def test_a_run_that_is_interrupted_in_any_phase_can_be_resumed(
    predawn: CommandLine, engine: Engine, phase: str, number: signal.Signals
) -> None:
    outcome = predawn.run("batch", SIGNAL_AT=f"phase {phase}", SIGNAL=str(int(number)))
    assert outcome.code == 130, outcome
    assert [line for line in outcome.err.splitlines() if not line.startswith("{")] == [
        "predawn: Run 1 was cancelled. The next `predawn batch` resumes it where it stopped."
    ]
    assert_cancelled(engine)
    assert "it is resumed, attempt 2" in predawn.run("batch").err
    run = newest(engine)
    assert (run.run_id, run.status, run.attempt) == (1, RunStatus.PUBLISHED, 2)
    assert len(stored(engine, 1)) == run.counts.total == 387


def test_a_run_that_is_cancelled_by_a_command_can_be_resumed(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, engine: Engine
) -> None:
    process = start_waiting(from_call=2)
    said = predawn.succeed("runs", "cancel")
    assert said == "run 1 stops after the chunks in progress\n"
    with engine.connect() as connection:
        asked = connection.scalar(text("SELECT cancel_requested_at FROM predawn.runs"))
    beat = text("SELECT heartbeat_at > :asked FROM predawn.runs")

    def has_heard() -> object:
        with engine.connect() as connection:
            return connection.scalar(beat, {"asked": asked})

    wait_until(has_heard)
    gate.touch()
    outcome = finish(process)
    assert outcome.code == 130, outcome
    assert "was cancelled by `predawn runs cancel`" in outcome.err
    assert_cancelled(engine)
    assert "No run is in progress." in predawn.refuse(2, "runs", "cancel")
    assert "Run 1 is not in progress." in predawn.refuse(2, "runs", "cancel", "1")
    assert_the_next_batch_takes_it_up(predawn, engine)


def test_a_run_whose_process_is_gone_is_not_cancelled_but_resumed_by_the_next(
    predawn: CommandLine, engine: Engine
) -> None:
    with engine.begin() as connection:
        ledger.create_run(
            connection,
            mode=Mode.FULL,
            publish=True,
            model_version=None,
            trigger=Trigger.COMMAND,
            host="gone",
            pid=1,
        )
    complaint = "predawn: No run is in progress. Run 1 was interrupted; the next `predawn batch` resumes it."
    assert predawn.refuse(2, "runs", "cancel") == complaint
    assert predawn.refuse(2, "runs", "cancel", "1") == complaint
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT cancel_requested_at FROM predawn.runs")) is None


def test_a_run_that_does_not_exist_cannot_be_cancelled(predawn: CommandLine) -> None:
    assert "There is no run 999." in predawn.refuse(2, "runs", "cancel", "999")
