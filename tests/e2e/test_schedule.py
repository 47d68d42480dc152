"""The schedule keeps its nights: it fires, makes up for what was missed, and one scheduler at a time."""

import json
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest
from apscheduler.triggers.cron import CronTrigger
from pydantic import SecretStr
from sqlalchemy import Connection, Engine, text

from batch.progress import Silent
from batch.schedule import scheduler as schedule_module
from batch.schedule.scheduler import Schedule, Work
from batch.schedule.work import ScheduledRun, ScheduledTraining
from core.cron import DueTimes
from core.errors import (
    InputError,
    RunCancelledError,
    RunFailedError,
    RunHeldError,
    RunInProgressError,
    StoreUnavailableError,
)
from core.settings import Settings
from core.types import Run, RunStatus, Trigger
from store import schedule
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from store.runs import ledger
from store.runs.lock import RunLock
from store.schedule import SchedulerKind
from tests.conftest import RunNight, distant_schedule, free_port
from tests.forked_process import ForkedProcess, forked_predawn
from tests.receiver import receiving
from tests.serving import PREDAWN
from tests.sql import execute
from tests.waiting import in_time, wait_until, with_enough_time

DAY = timedelta(days=1)
NEVER_AGAIN = "0 3 29 2 *"

GATED_PREDICTOR = """
import os, time
from pathlib import Path

class Gated:
    version = 1

    def __init__(self, config):
        pass

    def predict(self, payload):
        folder = Path(os.environ["GATE"])
        (folder / "reached").touch()
        while not (folder / "open").exists():
            time.sleep(0.02)
        return "mlops"
"""


def once_a_minute(second: int) -> DueTimes:
    """Due times on one second of every minute, which no line of cron can say."""
    times = DueTimes("* * * * *")
    times._wall = CronTrigger(second=second, timezone=UTC)
    return times


def in_seconds(seconds: int) -> int:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).second


@contextmanager
def keeping(database: Database, work: Work, times: DueTimes, grace: timedelta = DAY) -> Iterator[Schedule]:
    """A scheduler in a thread of its own."""
    kept = Schedule(database, work, times, grace)
    thread = threading.Thread(target=kept.run_until_stopped)
    thread.start()
    try:
        yield kept
    finally:
        kept.stop()
        thread.join(timeout=60)
    assert not thread.is_alive()


@pytest.fixture
def work(database: Database, settings: Settings) -> ScheduledRun:
    return ScheduledRun(database, settings, Silent())


@pytest.fixture
def list_runs(engine: Engine) -> Callable[[], list[Run]]:
    def find() -> list[Run]:
        with engine.connect() as connection:
            return ledger.list_runs(connection, top=50)

    return find


ListRuns = Callable[[], list[Run]]


def ended(list_runs: ListRuns, count: int) -> Callable[[], list[Run] | None]:
    def find() -> list[Run] | None:
        found = [run for run in list_runs() if run.finished_at is not None]
        return found if len(found) >= count else None

    return find


def age(engine: Engine, days: float, status: RunStatus | None = None, *, by_a_person: bool = False) -> None:
    """Let every run have begun so many days earlier, and perhaps have ended otherwise."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE predawn.runs SET started_at = started_at - make_interval(secs => :seconds),"
                " status = coalesce(:status, status),"
                " cancel_requested_at = CASE WHEN :by_a_person THEN now() END"
            ),
            {"seconds": days * 86400, "status": status, "by_a_person": by_a_person},
        )


def test_a_run_is_made_when_it_comes_due(
    work: ScheduledRun, night: RunNight, list_runs: ListRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_module, "_WATCH_SECONDS", 600.0)  # nothing but the trigger wakes it
    night()
    times = once_a_minute(in_seconds(2))
    due = times.after(datetime.now(UTC))
    with keeping(work.database, work, times):
        newest = wait_until(ended(list_runs, 2))[0]
    assert newest.trigger is Trigger.SCHEDULE
    assert newest.status is RunStatus.UNCHANGED
    assert due <= newest.started_at < due + timedelta(seconds=30)


def test_two_schedulers_make_one_run(
    work: ScheduledRun,
    night: RunNight,
    list_runs: ListRuns,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule_module, "_STANDBY_SECONDS", 0.05)
    caplog.set_level(logging.INFO)
    night()

    def check(seconds: int) -> None:
        caplog.clear()
        before = len(list_runs())
        times = once_a_minute(in_seconds(seconds))
        with keeping(work.database, work, times) as one:
            wait_until(lambda: "this scheduler is active" in caplog.text)
            with keeping(work.database, work, times):
                wait_until(lambda: "this one stands by" in caplog.text)
                wait_until(ended(list_runs, before + 1))
                one.stop()
                # The other one takes over, finds the night done, and waits for the next.
                wait_until(lambda: outcomes(caplog) == ["done", "unchanged", "done"])
        assert len(list_runs()) == before + 1

    with_enough_time(check, 3, 25)


def active_session(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return schedule.find_active(connection, SchedulerKind.RUNS)


def test_a_missed_night_is_made_up_for(
    work: ScheduledRun, first_run: Run, list_runs: ListRuns, engine: Engine
) -> None:
    age(engine, days=3)
    due = DueTimes(distant_schedule()).latest(datetime.now(UTC))
    with keeping(work.database, work, DueTimes(distant_schedule())):
        newest = wait_until(ended(list_runs, 2))[0]
    assert newest.status is RunStatus.UNCHANGED
    assert due is not None
    assert newest.started_at > due


@pytest.fixture
def old_model(engine: Engine) -> None:
    """A model that was there before any due time of these tests."""
    execute(engine, "UPDATE predawn.models SET created_at = '2020-01-01 00:00+00'")


@pytest.mark.usefixtures("old_model")
def test_what_was_missed_by_more_than_the_grace_is_left_to_the_next(
    work: ScheduledRun, list_runs: ListRuns, caplog: pytest.LogCaptureFixture
) -> None:
    with keeping(work.database, work, DueTimes(NEVER_AGAIN), grace=DAY):
        wait_until(lambda: outcomes(caplog))
    assert outcomes(caplog) == ["missed"]
    assert list_runs() == []


def test_nothing_is_missed_before_the_first_model(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    check_that_nothing_is_missed(database, caplog)


def test_nothing_is_missed_without_a_model(
    migrated_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    check_that_nothing_is_missed(migrated_database, caplog)


def check_that_nothing_is_missed(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    work = Failing(RunHeldError("it was performed"), missed=[])
    kept = Schedule(database, work, DueTimes("0 0 * * *"), timedelta(hours=1))
    engine = database.engine(Role.BATCH, "test")
    kept._catch_up(engine, datetime(2026, 3, 2, 3, tzinfo=UTC))
    engine.dispose()
    assert (outcomes(caplog), work.missed, work.times) == ([], [], [])
    assert "was before the first model, so it was not missed" in caplog.text


@pytest.mark.usefixtures("old_model")
@pytest.mark.parametrize(
    ("grace", "performed"), [(timedelta(hours=3), True), (timedelta(hours=3) - timedelta(seconds=1), False)]
)
def test_what_was_missed_by_just_the_grace_is_made_up_for(
    database: Database, engine: Engine, caplog: pytest.LogCaptureFixture, grace: timedelta, performed: bool
) -> None:
    work = Failing(RunHeldError("it was performed"), missed=[])
    three_hours_late = datetime(2026, 3, 2, 3, tzinfo=UTC)
    Schedule(database, work, DueTimes("0 0 * * *"), grace)._catch_up(engine, three_hours_late)
    assert outcomes(caplog) == ["held" if performed else "missed"]
    assert work.missed == ([] if performed else [datetime(2026, 3, 2, tzinfo=UTC)])


@pytest.mark.usefixtures("old_model")
@pytest.mark.parametrize(("seconds", "performed"), [(0.093, True), (6, True), (60, False)])
def test_without_a_grace_a_run_starts_on_time_or_not_at_all(
    database: Database, engine: Engine, caplog: pytest.LogCaptureFixture, seconds: float, performed: bool
) -> None:
    work = Failing(RunHeldError("it was performed"), missed=[])
    now = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    Schedule(database, work, DueTimes("0 0 * * *"), timedelta(0))._catch_up(engine, now)
    assert outcomes(caplog) == ["held" if performed else "missed"]


def outcomes(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.outcome for record in caplog.records if hasattr(record, "outcome")]


@pytest.mark.parametrize(
    ("status", "by_a_person", "stands"),
    [
        (RunStatus.PUBLISHED, False, True),
        (RunStatus.UNCHANGED, False, True),
        (RunStatus.READY, False, True),
        (RunStatus.HELD, False, True),
        (RunStatus.FAILED, False, True),
        (RunStatus.CANCELLED, True, True),
        (RunStatus.CANCELLED, False, False),
        (RunStatus.INTERRUPTED, False, False),
        (RunStatus.RUNNING, False, False),
    ],
)
def test_which_runs_stand_for_a_night(
    status: RunStatus, by_a_person: bool, stands: bool, first_run: Run, engine: Engine
) -> None:
    age(engine, days=0, status=status, by_a_person=by_a_person)
    with engine.connect() as connection:
        assert schedule.find_run(connection, first_run.started_at) == (first_run.run_id if stands else None)
        assert schedule.find_run(connection, first_run.started_at + timedelta(microseconds=1)) is None


def test_what_began_while_the_clock_was_wrong_stands_for_no_night(first_run: Run, engine: Engine) -> None:
    age(engine, days=-365)
    execute(engine, "UPDATE predawn.models SET created_at = now() + interval '1 year'")
    with engine.connect() as connection:
        assert schedule.find_run(connection, first_run.started_at) is None
        assert schedule.find_training(connection, first_run.started_at) is None


def test_a_shadow_run_stands_for_no_night(night: RunNight, engine: Engine) -> None:
    run = night(publish=False)
    assert run.status is RunStatus.READY
    with engine.connect() as connection:
        assert schedule.find_run(connection, run.started_at) is None


def test_a_run_that_is_under_way_stands_for_its_night(first_run: Run, engine: Engine) -> None:
    age(engine, days=0, status=RunStatus.RUNNING)
    with RunLock(engine), engine.connect() as connection:
        assert schedule.find_run(connection, first_run.started_at) == first_run.run_id


def test_a_night_waits_for_whoever_holds_the_run_lock(
    work: ScheduledRun,
    list_runs: ListRuns,
    engine: Engine,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule_module, "_WATCH_SECONDS", 0.05)
    with keeping_after_lock(engine, work, caplog):
        assert wait_until(ended(list_runs, 1))[0].status is RunStatus.PUBLISHED
    assert outcomes(caplog).count("waiting") == 1


@contextmanager
def keeping_after_lock(
    engine: Engine, work: ScheduledRun, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    with RunLock(engine) as lock:
        kept = keeping(work.database, work, DueTimes(distant_schedule()))
        kept.__enter__()
        try:
            wait_until(lambda: "waiting" in outcomes(caplog))
        except BaseException:
            kept.__exit__(None, None, None)
            raise
        lock.check()
    try:
        yield
    finally:
        kept.__exit__(None, None, None)


def test_the_first_run_waits_for_the_first_model(
    work: ScheduledRun,
    list_runs: ListRuns,
    engine: Engine,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule_module, "_WATCH_SECONDS", 0.05)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.models SET status = 'candidate'"))
    with keeping(work.database, work, DueTimes(distant_schedule())):
        wait_until(lambda: "waiting" in outcomes(caplog))
        assert list_runs() == []
        with engine.begin() as connection:
            registry.promote(connection, 1, actor="test", reason="now there is one")
        assert wait_until(ended(list_runs, 1))[0].status is RunStatus.PUBLISHED
    assert outcomes(caplog).count("waiting") == 1


@dataclass
class Failing:
    """Work that ends badly each time, and counts."""

    error: Exception
    name: str = "run"
    kind: SchedulerKind = SchedulerKind.RUNS
    times: list[float] = field(default_factory=list)
    missed: list[datetime] | None = None

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        return None

    def report_missed(self, due: datetime, first_model_at: datetime, message: str) -> None:
        assert self.missed is not None, message
        self.missed.append(due)

    def tick(self) -> None:
        pass

    def perform(self) -> None:
        self.times.append(time.monotonic())
        raise self.error


def every_second() -> DueTimes:
    times = DueTimes("* * * * *")
    times._wall = CronTrigger(second="*", timezone=UTC)
    return times


def test_a_defect_in_one_night_does_not_stop_the_next(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    work = Failing(ZeroDivisionError("a defect"))
    with keeping(database, work, every_second()):
        wait_until(lambda: len(work.times) >= 3)
    assert set(outcomes(caplog)) == {"defect"}
    assert any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError("a defect"),
        RunFailedError("too many failures"),
        RunHeldError("another mix of tags"),
        RunCancelledError("by a person"),
        InputError("no catalogue"),
    ],
)
def test_a_night_that_ended_badly_is_not_tried_again(
    database: Database, engine: Engine, error: Exception
) -> None:
    work = Failing(error)
    kept = Schedule(database, work, DueTimes(distant_schedule()), DAY)
    kept._catch_up(engine, datetime.now(UTC))
    kept._catch_up(engine, datetime.now(UTC))
    assert len(work.times) == 1


def test_a_night_that_the_database_missed_is_made_up_for_when_it_is_back(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    work = Failing(StoreUnavailableError("The database is away."))
    with keeping(database, work, DueTimes(distant_schedule())):
        wait_until(lambda: len(work.times) >= 2)
    assert "unavailable" in outcomes(caplog)


def test_a_scheduler_whose_session_was_lost_comes_back(
    work: ScheduledRun, list_runs: ListRuns, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule_module, "_WATCH_SECONDS", 0.05)
    with keeping(work.database, work, DueTimes(distant_schedule())):
        wait_until(ended(list_runs, 1))
        name = wait_until(lambda: active_session(engine))
        with engine.begin() as connection:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
            connection.execute(text("SET LOCAL ROLE NONE"))
            connection.execute(text(query), {"name": name})
        wait_until(lambda: active_session(engine) is None)
        assert wait_until(lambda: active_session(engine)) == name
    assert len(list_runs()) == 1


def test_a_candidate_is_trained_on_a_schedule_and_not_promoted(
    database: Database, settings: Settings, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.models SET created_at = created_at - interval '9 days'"))
    training = ScheduledTraining(database, replace_min_score(settings), None, logging.getLogger().info)

    times = distant_schedule()

    def versions() -> list[int]:
        with engine.connect() as connection:
            return [model.version for model in registry.list_models(connection)]

    with keeping(database, training, DueTimes(times)):
        wait_until(lambda: len(versions()) == 2)
    with keeping(database, replace(training), DueTimes(times)):
        wait_until(lambda: active_trainer(engine))
    assert versions() == [2, 1]
    with engine.connect() as connection:
        champion = registry.find_champion(connection)
    assert champion is not None
    assert champion.version == 1


def test_a_scheduled_training_that_fails_is_reported(
    database: Database, settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    execute(engine, "UPDATE predawn.models SET created_at = created_at - interval '9 days'")
    missing = str(tmp_path / "missing.csv")
    with receiving() as receiver:
        told = settings.model_copy(update={"webhook_url": SecretStr(receiver.url)})
        training = ScheduledTraining(database, told, missing, logging.getLogger().info)
        kept = Schedule(database, training, DueTimes(distant_schedule()), DAY)
        for _ in range(2):
            kept._catch_up(engine, datetime.now(UTC))
    (request,) = receiver.received
    assert (request.content["event"], request.content["run"]) == ("failed", None)
    assert request.content["message"].startswith("The scheduled training failed. ")
    assert missing in request.content["message"]


def test_a_scheduled_training_that_waits_for_the_database_is_not_reported(settings: Settings) -> None:
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing", embedded=False)
    with receiving() as receiver:
        told = settings.model_copy(update={"webhook_url": SecretStr(receiver.url)})
        with pytest.raises(StoreUnavailableError):
            ScheduledTraining(away, told, None, logging.getLogger().info).perform()
    assert receiver.received == []


def replace_min_score(settings: Settings) -> Settings:
    return settings.model_copy(update={"min_score": 0.2})


def active_trainer(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return schedule.find_active(connection, SchedulerKind.TRAINING)


# The command, as a service manager runs it.


@contextmanager
def command(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = ForkedProcess(
        [PREDAWN, *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_until(stream: IO[str] | None, message: str) -> list[dict[str, object]]:
    """Read log lines up to one with a message, or to the end."""
    assert stream is not None
    read = []
    while line := in_time(stream.readline):
        read.append(json.loads(line))
        if message in read[-1]["message"]:
            return read
    raise AssertionError(f"{message!r} was not logged after {read}")


def test_a_run_that_is_stopped_with_its_scheduler_is_resumed_by_the_next(
    database: Database, list_runs: ListRuns, tmp_path: Path
) -> None:
    (tmp_path / "gated.py").write_text(GATED_PREDICTOR)
    environment = {
        "PREDAWN_DATABASE_URL": database.url,
        "PREDAWN_PREDICTOR": "gated:Gated",
        "PREDAWN_PREDICTOR_PATH": str(tmp_path),
        "PREDAWN_ENGINE": "threading",
        "PREDAWN_WORKERS": "1",
        "PREDAWN_MIN_F1": "0",
        "GATE": str(tmp_path),
    }
    with command("schedule", **environment) as first:
        wait_until((tmp_path / "reached").exists)
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=60) == 0
    assert [run.status for run in list_runs()] == [RunStatus.CANCELLED]
    (tmp_path / "open").touch()
    with command("schedule", **environment) as second:
        assert wait_until(ended(list_runs, 1))
        wait_until(lambda: list_runs()[0].status is RunStatus.PUBLISHED)
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=60) == 0
    assert [(run.attempt, run.trigger) for run in list_runs()] == [(2, Trigger.SCHEDULE)]


def test_the_next_scheduler_takes_over_when_the_active_one_is_killed(
    database: Database, list_runs: ListRuns, engine: Engine
) -> None:
    environment = {"PREDAWN_DATABASE_URL": database.url}
    with command("schedule", **environment) as first, command("schedule", **environment) as second:
        active = wait_until(lambda: active_session(engine))
        wait_until(ended(list_runs, 1))
        one, other = (first, second) if f"({first.pid})" in active else (second, first)
        lines_until(other.stderr, "stands by")
        one.kill()
        lines_until(other.stderr, "this scheduler is active")
        status = subprocess.run(
            [forked_predawn(), "schedule", "--status"],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
    assert status.returncode == 0
    assert f"({other.pid})" in status.stdout
    assert [run.status for run in list_runs()] == [RunStatus.PUBLISHED]


def test_a_scheduler_without_its_database_does_not_begin(work: ScheduledRun) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing", embedded=False)
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        Schedule(away, work, DueTimes(distant_schedule()), DAY).run_until_stopped()


def test_the_lock_of_the_run_is_another_one(engine: Engine) -> None:
    with RunLock(engine), schedule.SchedulerLock(engine, SchedulerKind.RUNS) as lock:
        assert lock.is_ours
        with pytest.raises(RunInProgressError), RunLock(engine):
            pass


def test_runs_and_trainings_have_schedulers_of_their_own(engine: Engine) -> None:
    with (
        schedule.SchedulerLock(engine, SchedulerKind.RUNS) as runs_lock,
        schedule.SchedulerLock(engine, SchedulerKind.TRAINING) as training_lock,
        schedule.SchedulerLock(engine, SchedulerKind.TRAINING) as another,
    ):
        assert (runs_lock.is_ours, training_lock.is_ours, another.is_ours) == (True, True, False)
