"""The schedule: one active scheduler among many, which makes up for what was missed."""

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
from store.schedule import SchedulerKind, SchedulerLock
from store.upgrade import check_migrated

# How often the active scheduler makes sure of its lock, and looks at the clock whatever its timer says:
# timers stand still while a machine sleeps.
_WATCH_SECONDS = 5.0
_STANDBY_SECONDS = 2.0
_MIN_RETRY_SECONDS = 1.0
_MAX_RETRY_SECONDS = 300.0


class NotYetError(PredawnError):
    """What is due cannot be done yet; it is tried again until it can, or until the next due time."""


_OUTCOMES: tuple[tuple[type[PredawnError], int, str], ...] = (
    (RunInProgressError, logging.WARNING, "waiting"),
    (NotYetError, logging.WARNING, "waiting"),
    (RunHeldError, logging.WARNING, "held"),
    (RunCancelledError, logging.WARNING, "cancelled"),
    (InputError, logging.ERROR, "bad input"),
)

log = logging.getLogger("predawn.schedule")


class Work(Protocol):
    """What is done at each due time."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def kind(self) -> SchedulerKind:
        """Which lock its scheduler holds."""

    def find_done(self, connection: Connection, due: datetime) -> str | None:
        """Return what stands for a due time already, in words, or None where it is yet to be done."""

    def tell_missed(self, due: datetime, message: str) -> None:
        """Tell who should know that a due time was missed and is not made up for."""

    def look_after(self) -> None:
        """Do what is to be done every few seconds in between, without waiting for it."""

    def perform(self) -> None:
        """Do it, and log how it ended.

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
        What is done.
    times
        When.
    misfire_grace
        How late a due time that was missed is still made up for.
    """

    def __init__(self, database: Database, work: Work, times: DueTimes, misfire_grace: timedelta) -> None:
        self._database = database
        self._work = work
        self._times = times
        self._misfire_grace = misfire_grace
        self._wake = threading.Event()
        self._stopping = False
        self._settled: datetime | None = None
        self._waiting: datetime | None = None
        self._retry_seconds = _MIN_RETRY_SECONDS

    def stop(self) -> None:
        """End `run_until_stopped`; work that is under way is ended by interrupting its thread."""
        self._stopping = True
        self._wake.set()

    def run_until_stopped(self) -> None:
        """Stand by for the lock, and keep the schedule while holding it.

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
        """Keep the schedule if the lock is free, and return whether another scheduler has it."""
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
            told: datetime | None = None
            while not self._stopping:
                lock.check()
                self._catch_up(engine, datetime.now(UTC))
                self._work.look_after()
                self._retry_seconds = _MIN_RETRY_SECONDS
                due = self._times.after(datetime.now(UTC))
                if due != told:
                    log.info("the next %s is due at %s", *self._naming(due), extra=self._fields(due=due))
                    told = due
                self._wait(_WATCH_SECONDS)

    @contextmanager
    def _timer(self) -> Iterator[None]:
        """Wake the scheduler at each due time.

        The work itself is done by the thread that keeps the schedule: in it a signal can end a run orderly,
        and what comes due meanwhile comes to one more run afterwards.
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
        """Do the work of the last due time unless something stands for it already."""
        due = self._times.latest(now)
        if due is None or due == self._settled:
            return
        with translate_errors(engine), engine.connect() as connection:
            done = self._work.find_done(connection, due)
        if done is not None:
            log.info(
                "the %s due at %s is done already: %s",
                *self._naming(due),
                done,
                extra=self._fields(due=due, outcome="done"),
            )
        elif now - due > self._misfire_grace:
            message = "the {} due at {} was missed by more than PREDAWN_MISFIRE_GRACE and is not made up for"
            missed = message.format(*self._naming(due))
            log.warning("%s", missed, extra=self._fields(due=due, outcome="missed"))
            self._work.tell_missed(due, f"T{missed[1:]}.")
        elif not self._perform(due):
            return
        self._settled = due

    def _perform(self, due: datetime) -> bool:
        """Do the work once and return whether that settles its due time, well or not.

        Raises
        ------
        StoreUnavailableError
            If the database went away; the due time is made up for when it is back.
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
                "the %s due at %s ended by a defect of Predawn's own",
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
        """Return what comes due and when, by the clock of the schedule, for messages."""
        return self._work.name, f"{due.astimezone(self._times.zone):%Y-%m-%d %H:%M %Z}"

    def _fields(self, *, due: datetime | None = None, outcome: str | None = None) -> dict[str, str]:
        fields = {"schedule": self._times.line, "timezone": str(self._times.zone)}
        if due is not None:
            fields["due"] = due.isoformat()
        if outcome is not None:
            fields["outcome"] = outcome
        return fields
