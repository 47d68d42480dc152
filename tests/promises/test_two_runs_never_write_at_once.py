"""Promise 3: two runs never write at once; a dead holder blocks nobody, and its living workers write
nothing.
"""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from batch.job import RunRequest, open_job
from batch.progress import Silent
from batch.run import run_batch
from batch.workers import worker
from batch.workers.worker import ScorerSpec, score_chunk
from core.errors import PredawnError, RunFencedError, RunInProgressError, StoreUnavailableError
from core.settings import Settings
from core.types import ChunkTask, Mode, Run, RunStatus, Trigger
from model.loading import ScorerOptions
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import chunks, reuse
from store.runs import ledger as runs
from store.runs import tables as run_tables
from store.runs.lock import RunLock, is_locked
from store.serving import pointer
from tests.conftest import RunNight
from tests.e2e.command_line import CommandLine, finish
from tests.promises.gated import Waiting, waiting
from tests.sql import administer
from tests.waiting import TIMEOUT_SECONDS, is_running, wait_until


@pytest.fixture
def orphans() -> Iterator[list[int]]:
    """Worker processes whose parent was killed; loky lets them idle for minutes before they end."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def ledger(engine: Engine, run_id: int = 1) -> tuple[Run, int]:
    """Return a run and the number of rows in its table."""
    with engine.begin() as connection:
        count = connection.scalar(text(f"SELECT count(*) FROM {run_tables.table_name(run_id)}"))
        return runs.find_run(connection, run_id), count or 0


def test_a_second_run_is_refused_with_the_holder_of_the_lock(
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
    kill(first, engine)
    second = predawn.run("batch")
    assert second.code == 0, second
    run, rows = ledger(engine)
    assert (run.run_id, run.status, run.attempt) == (1, RunStatus.PUBLISHED, 2)
    assert rows == run.counts.total == run.counts.scored
    with engine.begin() as connection:
        done_twice = connection.scalar(
            text("SELECT count(*) FROM predawn.run_chunks WHERE run_id = 1 AND attempts > 1")
        )
        assert pointer.read_serving(connection).run_id == 1
    assert done_twice == 0  # the chunk at hand was cut anew; those that were done were not begun again


def test_a_stopped_worker_of_a_killed_run_writes_nothing_when_it_goes_on(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, engine: Engine, orphans: list[int]
) -> None:
    first = start_waiting("--engine", "loky", "--workers", "2", workers=2)
    workers = waiting(gate)
    orphans.extend(workers)
    assert first.pid not in workers
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    kill(first, engine)
    second = predawn.run("batch")
    assert second.code == 0, second
    before = snapshot(engine)
    gate.touch()
    for pid in workers:
        os.kill(pid, signal.SIGCONT)
    # They either try to store their chunks first, or find at once that their parent is gone.
    wait_until(lambda: not any(map(is_running, workers)))
    assert snapshot(engine) == before
    assert ledger(engine)[0].status is RunStatus.PUBLISHED


def kill(night: subprocess.Popen[str], engine: Engine) -> None:
    """Kill a night, and wait until the server has noticed."""
    night.kill()
    night.wait()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        wait_until(lambda: not is_locked(connection))


def test_a_stopped_run_that_was_taken_over_writes_nothing_when_it_goes_on(
    predawn: CommandLine, start_waiting: Waiting, gate: Path, database: Database, engine: Engine
) -> None:
    """End the sessions of a machine, as a server does that no longer hears from it."""
    first = start_waiting(from_call=3)
    os.kill(first.pid, signal.SIGSTOP)
    assert predawn.run("batch").code == 3
    assert administer(
        database,
        "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name LIKE 'predawn batch on %'",
    )
    second = predawn.run("batch")
    assert second.code == 0, second
    assert ledger(engine)[0].attempt == 2
    before = snapshot(engine)
    gate.touch()
    os.kill(first.pid, signal.SIGCONT)
    outcome = finish(first)
    assert outcome.code == 5, outcome
    assert (gate.parent / f"passed-{first.pid}").exists()
    assert "Traceback" not in outcome.err
    complaint = outcome.err.splitlines()[-1]
    assert complaint.startswith("predawn: "), outcome
    assert snapshot(engine) == before
    assert ledger(engine)[0].status is RunStatus.PUBLISHED


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
        chunks.plan(connection, run.run_id, chunk_rows=100, everything=True, listed=False)
    return run


SPEC = ScorerSpec(
    1, ScorerOptions(None, None, None, min_score=0.2, tagger="auto", project_timeout_seconds=60)
)


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


def test_a_chunk_that_two_workers_have_scored_is_stored_once(
    scoring: Run, database: Database, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the workers was taken for lost, as on a cluster whose network fails, and came back."""
    both = threading.Barrier(2, timeout=TIMEOUT_SECONDS)
    score_projects = worker.score_projects

    def score_together(*arguments: Any) -> Any:
        scored = score_projects(*arguments)
        both.wait()
        return scored

    monkeypatch.setattr(worker, "score_projects", score_together)
    task = ChunkTask(scoring.run_id, scoring.attempt, 0)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: score_chunk(database, SPEC, task), range(2)))
    assert sorted(outcome.scored for outcome in outcomes) == [0, 100]
    assert ledger(engine)[1] == 100


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


@pytest.mark.parametrize("end", [RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.PUBLISHED])
def test_a_worker_of_a_run_that_has_ended_by_itself_writes_nothing(
    scoring: Run, database: Database, engine: Engine, end: RunStatus
) -> None:
    """Its attempt is still the newest."""
    with engine.begin() as connection:
        runs.finish(connection, scoring, end)
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

    working = threading.Thread(target=work)
    table = run_tables.table_name(scoring.run_id)
    with engine.connect() as blocker:
        blocker.execute(text(f"LOCK TABLE {table} IN SHARE MODE"))  # readers pass, writers wait
        working.start()
        wait_until(lambda: waits_for(engine, table))
        run = take_over(engine, scoring)
        before = snapshot(engine)
        if sessions_end:
            with engine.begin() as connection:
                assert runs.end_older_sessions(connection, run) >= 1
            working.join(TIMEOUT_SECONDS)
            assert not working.is_alive()
    working.join(TIMEOUT_SECONDS)
    assert [type(outcome) for outcome in ended] == [refused], ended
    assert snapshot(engine) == before


def waits_for(engine: Engine, table: str) -> bool:
    query = text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = CAST(:table AS regclass) AND NOT granted)"
    )
    with engine.begin() as connection:
        return connection.scalar(query, {"table": table}) is True


@pytest.fixture
def whole_night(database: Database, settings: Settings) -> RunNight:
    """A night whose table holds all its rows."""
    whole = settings.model_copy(update={"max_delta": 0.0})
    return lambda: run_batch(database, whole, RunRequest(), Silent())


@pytest.mark.parametrize(
    ("step", "title"),
    [
        ("reuse.copy_unchanged", "Another"),
        ("reuse.copy_missing", "Another"),
        ("chunks.plan", "A third one"),
    ],
)
def test_a_run_that_is_taken_over_while_it_is_planned_writes_nothing(
    whole_night: RunNight, engine: Engine, monkeypatch: pytest.MonkeyPatch, step: str, title: str
) -> None:
    """The run before has all texts but one, which the run before that has, or none."""
    whole_night()
    for earlier in ("Another", "One more"):
        set_title(engine, earlier)
        whole_night()
    set_title(engine, title)
    before = taken_over_before(engine, monkeypatch, step)
    with pytest.raises(RunFencedError):
        whole_night()
    assert planned(engine, 4) == before[0]
    assert ledger(engine, 4)[0].attempt == 2


def test_a_run_that_is_taken_over_while_it_is_resumed_deletes_nothing(
    whole_night: RunNight, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_night()
    set_title(engine, "Another")
    with monkeypatch.context() as first:
        taken_over_before(engine, first, "chunks.plan")
        with pytest.raises(RunFencedError):
            whole_night()
    assert ledger(engine, 2)[1] == 386
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'"))
    before = taken_over_before(engine, monkeypatch, "reuse.drop_misfits")
    with pytest.raises(RunFencedError):
        whole_night()
    assert planned(engine, 2) == before[0]
    run, rows = ledger(engine, 2)
    assert (run.attempt, rows) == (4, 386)


def set_title(engine: Engine, title: str) -> None:
    with engine.begin() as connection:
        change = text("UPDATE predawn.projects SET title = :title WHERE project_id = '4'")
        connection.execute(change, {"title": title})


def taken_over_before(engine: Engine, monkeypatch: pytest.MonkeyPatch, step: str) -> list[object]:
    """Have the newest run taken over when it comes to a step, and return what it has written by then."""
    module, _, name = step.partition(".")
    done = getattr({"reuse": reuse, "chunks": chunks}[module], name)
    before: list[object] = []

    def taken_over(*arguments: Any, **named: Any) -> Any:
        if not before:
            with engine.begin() as connection:
                newest = runs.list_runs(connection, top=1)[0]
            before.append(planned(engine, newest.run_id))
            take_over(engine, newest)
        return done(*arguments, **named)

    monkeypatch.setattr(f"store.runs.{step}", taken_over)
    return before


def planned(engine: Engine, run_id: int) -> list[object]:
    """Return what planning a run writes: its rows, its chunks, and what is entered of it."""
    with engine.begin() as connection:
        return [
            connection.scalar(text(f"SELECT count(*) FROM {run_tables.table_name(run_id)}")),
            chunks.list_pending(connection, run_id),
            runs.find_run(connection, run_id).base_run,
            runs.find_run(connection, run_id).counts,
        ]


def test_a_takeover_waits_for_a_chunk_that_is_committing(scoring: Run, engine: Engine) -> None:
    """The chunk is committed before the takeover, or not at all."""
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

        wait_until(is_blocked)
        assert not taken
        committing.commit()
    takeover.join(TIMEOUT_SECONDS)
    assert [run.attempt for run in taken] == [2]


def test_a_takeover_ends_a_transaction_of_an_older_attempt_that_holds_the_run(
    scoring: Run, database: Database, settings: Settings
) -> None:
    """A process that is stopped, or a computer that is cut off, keeps its transaction open."""
    older = database.engine(Role.BATCH, runs.session_name(scoring.run_id, scoring.attempt))

    def begin() -> int:
        with open_job(database, settings, RunRequest(), Silent()) as job:
            return job.run.attempt

    with ThreadPoolExecutor(1) as takeover, older.connect() as connection:
        runs.beat(connection, scoring.run_id, scoring.attempt)
        assert takeover.submit(begin).result(TIMEOUT_SECONDS) == scoring.attempt + 1
        with pytest.raises(DBAPIError):
            connection.commit()
        connection.invalidate()
    older.dispose()


def test_the_lock_is_free_before_its_session_ends(database: Database, engine: Engine) -> None:
    """The server notices the end of a session a moment later, and the next run may come sooner."""
    holder = database.engine(None, "a holder", pool_size=1)
    locked: list[bool] = []
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
        event.listen(holder, "invalidate", lambda *_: locked.append(is_locked(watching)))
        with RunLock(holder):
            assert is_locked(watching)
        assert locked == [False]
    with RunLock(engine):
        pass
    holder.dispose()


def test_the_lock_is_free_as_soon_as_its_session_is_gone(database: Database, engine: Engine) -> None:
    holder = database.engine(None, "a holder")
    with RunLock(holder) as lock:
        with pytest.raises(RunInProgressError, match="a holder"), RunLock(engine):
            pass
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL ROLE NONE"))
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
                    " WHERE application_name = 'a holder'"
                )
            )
        with RunLock(engine):
            pass
        with pytest.raises(StoreUnavailableError, match="lost"):
            lock.check()
    holder.dispose()


def test_a_lock_that_somebody_else_has_by_now_ends_the_run(engine: Engine) -> None:
    with RunLock(engine) as lock:
        lock.check()
        # What a pooler between two transactions does: the session lives on, and its locks do not.
        session = lock._connection
        assert session is not None
        key = session.execute(
            text(
                "SELECT classid::int, objid::int FROM pg_locks"
                " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            )
        ).one()
        session.execute(text("SELECT pg_advisory_unlock_all()"))
        other = engine.connect()
        other.execute(text("SELECT pg_advisory_lock(:one, :two)"), {"one": key[0], "two": key[1]})
        with pytest.raises(StoreUnavailableError, match="The run lock was lost, so the run stops here"):
            lock.check()
        other.invalidate()
        other.close()
