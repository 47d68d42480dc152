"""A signal ends each command in each of its phases: without a traceback, and with nothing left behind.

`test_interruptions.py` has the first and the last moments of commands, and the promise of cancelled runs has
the phases of `predawn batch`.
"""

import json
import signal
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.types import Mode
from store.connect.database import Database
from store.embedded.cluster import Cluster, ServerState
from store.runs.lock import RunLock
from store.schedule import SchedulerKind, SchedulerLock
from tests.conftest import SAMPLE, RunNight, free_port
from tests.e2e.command_line import CommandLine, Outcome
from tests.sql import administer
from tests.waiting import wait_until

SENTENCE = "predawn: Interrupted."
CANCELLED = "predawn: Run 1 was cancelled. The next `predawn batch` resumes it where it stopped."

SESSIONS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE 'predawn %'
"""
CONTENTS = """
SELECT
    (SELECT run_id FROM predawn.serving),
    (SELECT array_agg(run_id || status ORDER BY run_id) FROM predawn.runs),
    (SELECT array_agg(model_version || status ORDER BY model_version) FROM predawn.models),
    (SELECT count(*) FROM predawn.publications),
    (SELECT count(*) FROM predawn.syncs),
    (SELECT count(*) FROM predawn.api_keys),
    (SELECT count(*) FROM predawn.projects)
"""


def interrupt(predawn: CommandLine, command: str, moment: str, number: signal.Signals) -> Outcome:
    """Run a command that gets a signal at a moment, and check that it has no traceback."""
    outcome = predawn.run(*command.split(), SIGNAL_AT=moment, SIGNAL=str(int(number)))
    assert "Traceback" not in outcome.err, outcome
    return outcome


def complaints(outcome: Outcome) -> list[str]:
    """Return the lines on standard error that are no log lines."""
    return [line for line in outcome.err.splitlines() if not line.startswith("{")]


def messages(outcome: Outcome) -> list[str]:
    return [json.loads(line)["message"] for line in outcome.err.splitlines() if line.startswith("{")]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder in which a command is started, with a folder for temporary files in it."""
    folder = tmp_path / "here"
    (folder / "temporary").mkdir(parents=True)
    return folder


@pytest.fixture
def predawn(database: Database, here: Path) -> CommandLine:
    settings = {
        "PREDAWN_DATABASE_URL": database.url,
        "TMPDIR": str(here / "temporary"),
        "PREDAWN_WORKERS": "1",
    }
    return CommandLine(here, settings)


COMMANDS = (
    ("migrate", "SELECT", signal.SIGHUP),
    ("train", "INSERT INTO predawn.models", signal.SIGINT),
    (f"catalogue sync {SAMPLE}", "predawn.syncs", signal.SIGTERM),
    ("catalogue show", "SELECT", signal.SIGHUP),
    ("export predictions --output written.csv", "rename", signal.SIGHUP),
    ("export inference-log --output written.parquet", "rename", signal.SIGTERM),
    ("models export 1 written.zip", "rename", signal.SIGINT),
    ("models list", "SELECT", signal.SIGHUP),
    ("models evaluate 1", "SELECT", signal.SIGTERM),
    ("models archive 1", "SELECT", signal.SIGINT),
    ("runs list", "SELECT", signal.SIGTERM),
    ("runs publish 2 --reason test", "advisory", signal.SIGHUP),
    ("runs rollback", "SELECT", signal.SIGHUP),
    ("runs verify 1", "SELECT", signal.SIGINT),
    ("keys create website", "INSERT INTO predawn.api_keys", signal.SIGHUP),
    ("keys list", "SELECT", signal.SIGTERM),
    ("schedule --status", "SELECT", signal.SIGHUP),
    ("doctor", "SELECT", signal.SIGHUP),
    ("sql -c SELECT", "psql", signal.SIGTERM),
)


def test_commands_leave_the_store_and_the_folder_as_they_were(
    night: RunNight, database: Database, predawn: CommandLine
) -> None:
    night()
    night(mode=Mode.FULL, publish=False)
    before = administer(database, CONTENTS)
    for command, moment, number in COMMANDS:
        outcome = interrupt(predawn, command, moment, number)
        assert (outcome.code, complaints(outcome)[-1:]) == (130, [SENTENCE]), (command, outcome)
        assert administer(database, CONTENTS) == before, command
        assert [path.name for path in predawn.folder.rglob("*")] == ["temporary"], command
    wait_until(lambda: administer(database, SESSIONS) == [(0,)])


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("--single", signal.SIGINT),
        ("pg_ctl start", signal.SIGTERM),
        ("predawn.migrate", signal.SIGHUP),
    ],
)
def test_up_leaves_no_server_behind_while_it_makes_its_database(
    at_home: CommandLine, home: Path, moment: str, number: signal.Signals
) -> None:
    outcome = interrupt(at_home, f"up --port {free_port()}", moment, number)
    assert (outcome.code, complaints(outcome)) == (130, [SENTENCE])
    assert Cluster(home.resolve()).state() is ServerState.DOWN
    assert not list(home.glob("postgres/init-*"))
    # What is there can be gone on with.
    assert "Created the schema" in at_home.succeed("migrate")


@pytest.mark.parametrize(
    ("moment", "number", "last"),
    [
        ("phase score", signal.SIGHUP, CANCELLED),
        ("--with-parent", signal.SIGHUP, SENTENCE),
        ("import uvicorn.loops", signal.SIGTERM, SENTENCE),
    ],
)
def test_up_is_interrupted_before_it_serves(
    database: Database, predawn: CommandLine, moment: str, number: signal.Signals, last: str
) -> None:
    outcome = interrupt(predawn, f"up --port {free_port()}", moment, number)
    assert (outcome.code, complaints(outcome)[-1]) == (130, last)
    wait_until(lambda: administer(database, SESSIONS) == [(0,)])


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("Waiting for application startup.", signal.SIGTERM),
        ("Application startup complete.", signal.SIGHUP),
    ],
)
def test_up_stops_in_order_as_soon_as_it_serves(
    database: Database, predawn: CommandLine, moment: str, number: signal.Signals
) -> None:
    outcome = interrupt(predawn.with_settings(drain_seconds=0), f"up --port {free_port()}", moment, number)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "Everything is stopped."), outcome
    wait_until(lambda: administer(database, SESSIONS) == [(0,)])


@pytest.mark.parametrize(
    ("arguments", "moment", "number", "code"),
    [
        ("", "import uvicorn.loops", signal.SIGINT, 130),
        ("", "Waiting for application startup.", signal.SIGHUP, 0),
        ("", "Application startup complete.", signal.SIGHUP, 0),
        (" --workers 2", "Started parent process", signal.SIGTERM, 0),
    ],
)
def test_serve_ends_without_a_complaint_while_it_starts(
    database: Database,
    predawn: CommandLine,
    *,
    arguments: str,
    moment: str,
    number: signal.Signals,
    code: int,
) -> None:
    predawn = predawn.with_settings(drain_seconds=0)
    outcome = interrupt(predawn, f"serve --port {free_port()}{arguments}", moment, number)
    assert (outcome.code, complaints(outcome)) == (code, [SENTENCE] if code else [])
    wait_until(lambda: administer(database, SESSIONS) == [(0,)])
    assert not list((predawn.folder / "temporary").iterdir())


@pytest.mark.parametrize(
    ("moment", "number", "held"),
    [
        ("SELECT", signal.SIGHUP, ""),
        ("this scheduler is active", signal.SIGINT, ""),
        ("the next run is due", signal.SIGHUP, ""),
        ("phase score", signal.SIGHUP, ""),
        ("phase publish", signal.SIGINT, ""),
        ("this one stands by", signal.SIGHUP, "schedule"),
        ("Another run is in progress", signal.SIGINT, "run"),
    ],
)
def test_a_schedule_stops_in_order(
    database: Database,
    engine: Engine,
    predawn: CommandLine,
    *,
    moment: str,
    number: signal.Signals,
    held: str,
) -> None:
    locks = {"schedule": lambda: SchedulerLock(engine, SchedulerKind.RUNS), "run": lambda: RunLock(engine)}
    with locks[held]() if held else nullcontext():
        outcome = interrupt(predawn, "schedule", moment, number)
    assert (outcome.code, complaints(outcome)) == (0, [])
    # Where it is interrupted in a run, it has one more look at the schedule.
    assert "the schedule was stopped" in messages(outcome)[-2:] or moment.startswith("phase")
    wait_until(lambda: administer(database, SESSIONS) == [(0,)])
    statuses = {status for (status,) in administer(database, "SELECT status FROM predawn.runs")}
    assert statuses <= {"cancelled", "published"}
    if moment.startswith("phase"):
        assert statuses == {"cancelled"}
