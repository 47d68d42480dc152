"""A signal ends a command with a sentence and exit code 130, whenever it comes, and with no traceback."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from store.connect.database import Database
from tests.e2e.command_line import CommandLine, finish
from tests.serving import PREDAWN
from tests.sql import administer
from tests.waiting import TIMEOUT_SECONDS, wait_until

SENTENCE = "predawn: Interrupted."
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Waits at the import of a module, or once the program has ended, and shows that it waits by a file.
GATE = """
import atexit, os, sys, time

def wait():
    open(os.environ["GATE_FILE"], "w").close()
    # One long sleep would not end if the signal came just before it began.
    for _ in range(12_000):
        time.sleep(0.05)

class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["GATE"]:
            sys.meta_path.remove(self)
            wait()

sys.meta_path.insert(0, Gate())
if os.environ["GATE"] == "the end":
    atexit.register(wait)
"""

# Makes standard input the terminal that controls its session, and becomes the command.
IN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("gate", "command", "number"),
    [
        *(("cli.program", "--version", number) for number in SIGNALS),
        ("typer", "migrate", signal.SIGINT),
        ("cli.migrate", "migrate", signal.SIGTERM),
        *(("sqlalchemy", "models import model.zip", number) for number in SIGNALS),
        ("pyarrow", "batch", signal.SIGHUP),
        ("uvicorn", "up", signal.SIGINT),
        ("batch.schedule", "schedule", signal.SIGTERM),
        *(("the end", "--version", number) for number in SIGNALS),
    ],
)
def test_it_is_interrupted_while_it_begins_and_when_it_has_ended(
    tmp_path: Path, gate: str, command: str, number: signal.Signals
) -> None:
    (tmp_path / "sitecustomize.py").write_text(GATE)
    waits = tmp_path / "waits"
    paths = os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
    process = CommandLine(tmp_path).start_anew(
        *command.split(), GATE=gate, GATE_FILE=str(waits), PYTHONPATH=paths
    )
    wait_until(waits.exists)
    process.send_signal(number)
    outcome = finish(process)
    assert (outcome.code, outcome.err.splitlines()) == (130, [SENTENCE])


@pytest.mark.parametrize("number", SIGNALS)
def test_a_migration_that_waits_for_another_one_is_interrupted(
    database: Database, tmp_path: Path, number: signal.Signals
) -> None:
    engine = database.engine(None, "tests")
    with engine.begin() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(hashtext('predawn.migrate'))"))
        process = CommandLine(tmp_path, {"PREDAWN_DATABASE_URL": database.url}).start("migrate")
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'predawn migrate' AND query LIKE '%predawn.migrate%'"
        )
        wait_until(lambda: administer(database, waiting) == [(1,)])
        process.send_signal(number)
        outcome = finish(process)
    engine.dispose()
    assert (outcome.code, outcome.err.splitlines()) == (130, [SENTENCE])


def test_in_psql_ctrl_c_ends_a_statement_and_not_the_session(database: Database, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", IN_TERMINAL, PREDAWN, "sql"],
        env={**os.environ, "PREDAWN_DATABASE_URL": database.url, "TERM": "dumb", "PAGER": "cat"},
        cwd=tmp_path,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    shown = b""

    def shows(wanted: bytes) -> None:
        nonlocal shown
        end = time.monotonic() + TIMEOUT_SECONDS
        while wanted not in shown:
            assert time.monotonic() < end, shown
            if select.select([leader], [], [], 0.1)[0]:
                shown += os.read(leader, 1 << 16)
        shown = shown.partition(wanted)[2]

    shows(b"=#")
    os.write(leader, b"SELECT pg_sleep(600);\n")
    shows(b"600);")
    sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    wait_until(lambda: administer(database, sleeping) == [(1,)])
    os.write(leader, b"\x03")
    shows(b"canceling statement due to user request")
    os.write(leader, b"SELECT 6 * 7 AS still;\n")
    shows(b"42")
    os.write(leader, b"\\q\n")
    assert process.wait(TIMEOUT_SECONDS) == 0
    os.close(leader)
