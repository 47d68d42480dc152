"""Promise 3: two runs never write at once; a dead holder blocks nobody, and its living workers write
nothing.
"""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from batch.worker import ScorerSpec, score_chunk
from core.errors import PredawnError, RunFencedError, RunInProgressError, StoreUnavailableError
from core.types import ChunkTask, Mode, Run, RunStatus, Trigger
from model.loading import ScorerOptions
from store import chunks, publication, run_tables, runs
from store.database import Database
from store.run_lock import RunLock
from tests.e2e.command_line import CommandLine, finish

DEADLINE_SECONDS = 60.0

GATED = '''
"""Scores at once, except in processes that are told to wait from a certain call on."""

import os
import time
from pathlib import Path


class Gated:
    def __init__(self, config):
        self.calls = 0

    def predict_batch(self, payloads):
        self.calls += 1
        if "GATE" in os.environ and self.calls >= int(os.environ["FROM_CALL"]):
            gate = Path(os.environ["GATE"])
            gate.with_name(f"waiting-{os.getpid()}").touch()
            while not gate.exists():
                time.sleep(0.02)
            gate.with_name(f"passed-{os.getpid()}").touch()
        return ["mlops" for _ in payloads]

    def predict(self, payload):
        return self.predict_batch([payload])[0]
'''


def eventually(what: Callable[[], object], said: str) -> object:
    """Wait until something is true, and return it."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (found := what()):
        assert time.monotonic() < deadline, f"waited in vain for {said}"
        time.sleep(0.02)
    return found


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A file that lets those who wait go on, once it is there."""
    return tmp_path / "gate"


@pytest.fixture
def predawn(database: Database, tmp_path: Path) -> CommandLine:
    """The command line with a predictor that a test can make wait."""
    (tmp_path / "gated_predictor.py").write_text(GATED)
    return CommandLine(tmp_path).with_settings(
        database_url=database.url,
        predictor="gated_predictor:Gated",
        predictor_path=tmp_path,
        chunk_rows=100,
        max_other=1,
        min_f1=0,
        engine="threading",
        workers=1,
    )


Waiting = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_waiting(predawn: CommandLine, gate: Path) -> Iterator[Waiting]:
    """Start a batch and return once that many of its workers wait in the middle of their scoring."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, workers: int = 1, from_call: int = 1) -> "subprocess.Popen[str]":
        process = predawn.start("batch", *arguments, GATE=str(gate), FROM_CALL=str(from_call))
        started.append(process)
        eventually(lambda: len(waiting(gate)) == workers or process.poll() is not None, "workers that wait")
        assert process.poll() is None, process.communicate()
        return process

    yield start
    gate.touch()
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def orphans() -> Iterator[list[int]]:
    """Worker processes whose parent was killed; loky lets them idle for minutes before they end."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def waiting(gate: Path) -> list[int]:
    """Return the processes that wait at the gate."""
    return [int(path.name.removeprefix("waiting-")) for path in gate.parent.glob("waiting-*")]


def ledger(engine: Engine, run_id: int = 1) -> tuple[Run, int]:
    """Return a run and the number of rows in its table."""
    with engine.begin() as connection:
        count = connection.scalar(text(f"SELECT count(*) FROM {run_tables.table_name(run_id)}"))
        return runs.find_run(connection, run_id), count or 0


def test_a_second_run_is_refused_and_told_who_holds_the_lock(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, engine: Engine
) -> None:
    first = start_waiting()
    second = predawn.run("batch")
    assert second.code == 3, second
    assert "Another run is in progress: run 1 in phase score" in second.err
    assert f"({first.pid})" in second.err
    sync = predawn.run("catalogue", "sync", "nothing.csv")
    assert sync.code == 3, sync
    gate.touch()
    ended = finish(first)
    assert ended.code == 0, ended
    with engine.begin() as connection:
        assert [run.status for run in runs.list_runs(connection, top=5)] == [RunStatus.PUBLISHED]


def test_after_a_kill_the_next_run_takes_over_at_once_and_publishes(
    predawn: CommandLine, start_waiting: Waiting, engine: Engine
) -> None:
    first = start_waiting(from_call=3)
    killed, stored = ledger(engine)
    assert (killed.status, stored) == (RunStatus.RUNNING, 200)
    first.kill()
    first.wait()
    second = predawn.run("batch")
    assert second.code == 0, second
    run, rows = ledger(engine)
    assert (run.run_id, run.status, run.attempt) == (1, RunStatus.PUBLISHED, 2)
    assert rows == run.counts.total == run.counts.scored
    with engine.begin() as connection:
        done_twice = connection.scalar(
            text("SELECT count(*) FROM predawn.run_chunks WHERE run_id = 1 AND attempts > 1")
        )
        assert publication.read_serving(connection).run_id == 1
    assert done_twice == 0  # the chunk at hand was cut anew; those that were done were not begun again


def test_a_stopped_worker_of_a_killed_run_writes_nothing_when_it_goes_on(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, engine: Engine, orphans: list[int]
) -> None:
    first = start_waiting("--engine", "loky", "--workers", "2", workers=2)
    workers = waiting(gate)
    orphans.extend(workers)
    assert first.pid not in workers
    assert all(map(count_sockets, workers))
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    first.kill()
    first.wait()
    second = predawn.run("batch")
    assert second.code == 0, second
    before = snapshot(engine)
    gate.touch()
    for pid in workers:
        os.kill(pid, signal.SIGCONT)
    # A worker that has tried to store its chunk gives up the connection that it could not do it on.
    eventually(lambda: not any(map(count_sockets, workers)), "the workers' attempts")
    assert all((gate.parent / f"passed-{pid}").exists() for pid in workers)
    assert snapshot(engine) == before
    assert ledger(engine)[0].status is RunStatus.PUBLISHED


def count_sockets(pid: int) -> int:
    links = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed this very moment
            links.append(str(descriptor.readlink()))
    return sum(link.startswith("socket:") for link in links)


def snapshot(engine: Engine) -> list[tuple[object, ...]]:
    """Return what a worker could have written."""
    queries = (
        "SELECT count(*), sum(hashtextextended(p::text, 0)) FROM predawn.predictions AS p",
        "SELECT count(*), sum(hashtextextended(c::text, 0)) FROM predawn.run_chunks AS c",
        "SELECT count(*), sum(hashtextextended(f::text, 0)) FROM predawn.run_failures AS f",
    )
    with engine.begin() as connection:
        return [tuple(connection.execute(text(query)).one()) for query in queries]


@pytest.fixture
def scoring(engine: Engine) -> Run:
    """A run in its first attempt, whose table is there and whose chunks are to be scored."""
    with engine.begin() as connection:
        run = runs.create_run(
            connection,
            mode=Mode.FULL,
            publish=True,
            model_version=1,
            trigger=Trigger.COMMAND,
            host="h",
            pid=1,
        )
        run_tables.create(connection, run.run_id)
        chunks.plan(connection, run.run_id, chunk_rows=100, everything=True)
    return run


SPEC = ScorerSpec(1, ScorerOptions(None, None, None, min_score=0.2, tagger="auto"))


def take_over(engine: Engine, run: Run) -> Run:
    with engine.begin() as connection:
        return runs.take_over(connection, run.run_id, host="another", pid=2)


def test_a_chunk_of_the_current_attempt_is_stored(scoring: Run, database: Database, engine: Engine) -> None:
    outcome = score_chunk(database, SPEC, ChunkTask(scoring.run_id, scoring.attempt, 0))
    assert (outcome.scored, outcome.failed) == (100, 0)
    assert ledger(engine)[1] == 100


def test_a_worker_of_an_older_attempt_begins_nothing(
    scoring: Run, database: Database, engine: Engine
) -> None:
    take_over(engine, scoring)
    before = snapshot(engine)
    with pytest.raises(RunFencedError, match="attempt 1"):
        score_chunk(database, SPEC, ChunkTask(scoring.run_id, scoring.attempt, 0))
    assert snapshot(engine) == before


@pytest.mark.parametrize("end", [RunStatus.FAILED, RunStatus.READY])
def test_a_worker_of_a_run_that_was_given_up_writes_nothing(
    scoring: Run, database: Database, engine: Engine, end: RunStatus
) -> None:
    with engine.begin() as connection:
        runs.settle(connection, scoring.run_id, end, "given up")
    before = snapshot(engine)
    with pytest.raises(RunFencedError):
        score_chunk(database, SPEC, ChunkTask(scoring.run_id, scoring.attempt, 0))
    assert snapshot(engine) == before


@pytest.mark.parametrize(
    ("sessions_end", "refused"), [(False, RunFencedError), (True, StoreUnavailableError)]
)
def test_a_worker_in_the_middle_of_its_transaction_commits_nothing(
    scoring: Run, database: Database, engine: Engine, *, sessions_end: bool, refused: type[PredawnError]
) -> None:
    """The fencing token alone keeps it from it; that its session is ended makes it sooner."""
    ended: list[BaseException | object] = []

    def work() -> None:
        try:
            ended.append(score_chunk(database, SPEC, ChunkTask(scoring.run_id, scoring.attempt, 0)))
        except PredawnError as error:
            ended.append(error)

    worker = threading.Thread(target=work)
    table = run_tables.table_name(scoring.run_id)
    with engine.connect() as blocker:
        blocker.execute(text(f"LOCK TABLE {table} IN SHARE MODE"))  # readers pass, writers wait
        worker.start()
        eventually(lambda: waits_for(engine, table), "the worker's COPY")
        run = take_over(engine, scoring)
        before = snapshot(engine)
        if sessions_end:
            with engine.begin() as connection:
                assert runs.end_older_sessions(connection, run) >= 1
            worker.join(DEADLINE_SECONDS)
            assert not worker.is_alive()
    worker.join(DEADLINE_SECONDS)
    assert [type(outcome) for outcome in ended] == [refused], ended
    assert snapshot(engine) == before


def waits_for(engine: Engine, table: str) -> bool:
    query = text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = CAST(:table AS regclass) AND NOT granted)"
    )
    with engine.begin() as connection:
        return connection.scalar(query, {"table": table}) is True


def test_a_takeover_waits_for_a_chunk_that_is_committing(scoring: Run, engine: Engine) -> None:
    """Either the chunk is committed before the takeover, or not at all: never after it has looked."""
    taken: list[Run] = []
    takeover = threading.Thread(target=lambda: taken.append(take_over(engine, scoring)))
    with engine.connect() as committing:
        runs.fence(committing, scoring.run_id, scoring.attempt)
        pid = committing.scalar(text("SELECT pg_backend_pid()"))
        takeover.start()
        blocked = text(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND :pid = ANY(pg_blocking_pids(pid))"
        )

        def is_blocked() -> object:
            with engine.begin() as connection:
                return connection.scalar(blocked, {"pid": pid})

        eventually(is_blocked, "the takeover to wait")
        assert not taken
        committing.commit()
    takeover.join(DEADLINE_SECONDS)
    assert [run.attempt for run in taken] == [2]


def test_the_lock_is_free_as_soon_as_its_session_is_gone(database: Database, engine: Engine) -> None:
    holder = database.engine(None, "a holder")
    with RunLock(holder) as lock:
        with pytest.raises(RunInProgressError, match="a holder"), RunLock(engine):
            pass
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL ROLE NONE"))
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE application_name = 'a holder'"
                )
            )
        with RunLock(engine):
            pass
        with pytest.raises(StoreUnavailableError, match="lost"):
            lock.check()
    holder.dispose()
