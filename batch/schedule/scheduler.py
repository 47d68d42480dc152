"""The scheduler: of several, one is active, and it catches up on missed due times."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Connection, Engine

from core.cron import DueTimes
from core.errors import (
    InputError,
    PredawnError,
    RunCancelledError,
    RunHeldError,
    RunInProgressError,
    StoreUnavailableError,
)
from store.connect.database import Database
from store.connect.engine import Role, check_sessions
from store.connect.errors import translate_errors
from store.revision import check_migrated
from store.schedule import SchedulerKind, SchedulerLock, find_first_model_time

# The interval at which the active scheduler checks its lock and the clock; its timer alone would not do,
# because timers stop while a machine sleeps.
_WATCH_SECONDS = 5.0
# A due time that is noticed this soon is on time, whatever the grace: the scheduler wakes up a little late,
# or at its next look at the clock, and another one takes seconds to become active.
_ON_TIME = timedelta(seconds=30)
_STANDBY_SECONDS = 2.0
_MIN_RETRY_SECONDS = 1.0
_MAX_RETRY_SECONDS = 300.0


class NotYetError(PredawnError):
    """Work that is due cannot be done yet; it is retried until it can, or until the next due time."""


_OUTCOMES: tuple[tuple[type[PredawnError], int, str], ...] = (
    (RunInProgressError, logging.WARNING, "waiting"),
    (NotYetError, logging.WARNING, "waiting"),
    (RunHeldError, logging.WARNING, "held"),
    (RunCancelledError, logging.WARNING, "cancelled"),
    (InputError, logging.ERROR, "bad input"),
)

log = logging.getLogger("predawn.schedule")


class Work(Protocol):
    """Work that is done at each due time."""

    @property
    def name(self) -> str:
        """The name of the work in messages."""

    @property
    def kind(self) -> SchedulerKind:
        """The kind of lock that its scheduler holds."""

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return the name of what covers a due time, or None if the work is still to be done."""

    def report_missed(self, due: datetime, first_model_at: datetime, message: str) -> None:
        """Report a due time that was missed and is not caught up on.

        The time of the first model tells this installation from others.
        """

    def tick(self) -> None:
        """Do background work every few seconds, without blocking."""

    def perform(self) -> None:
        """Do the work, and log its outcome.

        Raises
        ------
        NotYetError
            If something that a person has to do comes first.
        """


class Schedule:
    """Does its work at each due time, as long as it is the active scheduler of its kind.

    Parameters
    ----------
    database
        The database that holds the lock and the ledger.
    work
        The work.
    times
        The due times.
    misfire_grace
        The age up to which a missed due time is caught up on; 0 catches up on none.
    """

    def __init__(self, database: Database, work: Work, times: DueTimes, misfire_grace: timedelta) -> None:
        self._database = database
        self._work = work
        self._times = times
        self._misfire_grace = misfire_grace
        self._wake = threading.Event()
        self._stopping = False
        self._handled: datetime | None = None
        self._waiting: datetime | None = None
        self._retry_seconds = _MIN_RETRY_SECONDS

    def stop(self) -> None:
        """End `run_until_stopped`; to end work in progress, interrupt its thread."""
        self._stopping = True
        self._wake.set()

    def run_until_stopped(self) -> None:
        """Wait for the lock, and keep the schedule while holding it.

        Raises
        ------
        StoreError
            If at the start the database cannot be reached, is not set up, or cannot hold session locks.
        """
        name = f"predawn {self._work.name} schedule on {socket.gethostname()} ({os.getpid()})"[:63]
        engine = self._database.engine(Role.BATCH, name, pool_size=1)
        try:
            check_migrated(engine)
            with translate_errors(engine):
                check_sessions(engine)
            standing_by = False
            while not self._stopping:
                standing_by = self._try_once(engine, standing_by=standing_by)
        finally:
            engine.dispose()

    def _try_once(self, engine: Engine, *, standing_by: bool) -> bool:
        """Keep the schedule if the lock is free; return whether another scheduler holds the lock."""
        try:
            with SchedulerLock(engine, self._work.kind) as lock:
                if lock.is_ours:
                    self._keep(engine, lock)
                    return False
            if not standing_by:
                log.info("another scheduler is active; this one stands by", extra=self._fields())
            self._wait(_STANDBY_SECONDS)
        except StoreUnavailableError as error:
            log.error(  # noqa: TRY400 - the sentence says it all
                "%s The schedule goes on when it is back.", error, extra=self._fields(outcome="unavailable")
            )
            self._wait(self._retry_seconds)
            self._retry_seconds = min(2 * self._retry_seconds, _MAX_RETRY_SECONDS)
            return False
        return True

    def _keep(self, engine: Engine, lock: SchedulerLock) -> None:
        log.info("this scheduler is active", extra=self._fields())
        with self._timer():
            announced: datetime | None = None
            while not self._stopping:
                lock.check()
                self._catch_up(engine, datetime.now(UTC))
                self._work.tick()
                self._retry_seconds = _MIN_RETRY_SECONDS
                due = self._times.after(datetime.now(UTC))
                if due != announced:
                    log.info("the next %s is due at %s", *self._naming(due), extra=self._fields(due=due))
                    announced = due
                self._wait(_WATCH_SECONDS)

    @contextmanager
    def _timer(self) -> Iterator[None]:
        """Wake the scheduler at each due time.

        The work runs on the thread that keeps the schedule: there a signal can end a run in an orderly way,
        and due times that pass during a run lead to one further run.
        """
        timer = BackgroundScheduler(timezone=UTC)
        timer.add_job(self._wake.set, self._times, coalesce=True, max_instances=1, misfire_grace_time=None)
        timer.start()
        try:
            yield
        finally:
            timer.shutdown(wait=False)

    def _wait(self, seconds: float) -> None:
        self._wake.wait(seconds)
        if not self._stopping:
            self._wake.clear()

    def _catch_up(self, engine: Engine, now: datetime) -> None:
        """Do the work of the last due time, unless it is done."""
        due = self._times.latest(now)
        if due is None or due == self._handled:
            return
        with translate_errors(engine), engine.connect() as connection:
            done = self._work.find_done(connection, due)
            first_model_at = find_first_model_time(connection)
        if done is not None:
            log.info(
                "the %s due at %s is done already: %s",
                *self._naming(due),
                done,
                extra=self._fields(due=due, outcome="done"),
            )
        elif now - due > max(self._misfire_grace, _ON_TIME):
            self._miss(due, first_model_at)
        elif not self._perform(due):
            return
        self._handled = due

    def _miss(self, due: datetime, first_model_at: datetime | None) -> None:
        """Report a due time that was missed, unless this installation is newer."""
        if first_model_at is None or due < first_model_at:
            log.info(
                "the %s due at %s was before the first model, so it was not missed",
                *self._naming(due),
                extra=self._fields(due=due),
            )
            return
        message = "the {} due at {} was missed by more than PREDAWN_MISFIRE_GRACE and is not made up for"
        missed = message.format(*self._naming(due))
        log.warning("%s", missed, extra=self._fields(due=due, outcome="missed"))
        self._work.report_missed(due, first_model_at, f"T{missed[1:]}.")

    def _perform(self, due: datetime) -> bool:
        """Do the work once; return whether its due time is handled, successfully or not.

        Raises
        ------
        StoreUnavailableError
            If the database becomes unavailable; the scheduler catches up once it is back.
        """
        try:
            self._work.perform()
        except StoreUnavailableError:
            raise
        except (RunInProgressError, NotYetError) as error:
            if due != self._waiting:
                self._waiting = due
                self._report(error, due)
            return False
        except PredawnError as error:
            self._report(error, due)
        except Exception:
            log.exception(
                "the %s due at %s ended because of a defect in Predawn",
                *self._naming(due),
                extra=self._fields(due=due, outcome="defect"),
            )
        return True

    def _report(self, error: PredawnError, due: datetime) -> None:
        level, outcome = next(
            ((level, word) for kind, level, word in _OUTCOMES if isinstance(error, kind)),
            (logging.ERROR, "failed"),
        )
        fields = self._fields(due=due, outcome=outcome)
        log.log(level, "the %s due at %s: %s", *self._naming(due), error, extra=fields)

    def _naming(self, due: datetime) -> tuple[str, str]:
        """Return the name of the work and its due time in the time zone of the schedule, for messages."""
        return self._work.name, f"{due.astimezone(self._times.zone):%Y-%m-%d %H:%M %Z}"

    def _fields(self, *, due: datetime | None = None, outcome: str | None = None) -> dict[str, str]:
        fields = {"schedule": self._times.line, "timezone": str(self._times.zone)}
        if due is not None:
            fields["due"] = due.isoformat()
        if outcome is not None:
            fields["outcome"] = outcome
        return fields
