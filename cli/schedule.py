"""`predawn schedule`."""

import logging
import os
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import FrameType
from typing import Annotated, Final

import typer

from batch.alerts.delivery import Deliverer
from batch.schedule.scheduler import Schedule, Work
from batch.schedule.work import ScheduledRun
from cli.alerting import alerting_end, read_settings_of_job
from cli.context import open_engine, read_settings
from cli.documents import AsJson, Document
from cli.exit_codes import FAILED
from cli.progress import LogProgress
from cli.tables import print_fields
from core.cron import DueTimes, find_zone
from core.errors import InputError
from core.settings import Settings
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.schedule import SchedulerKind, find_active, find_run

# How long a process that was killed may keep its locks after its pipes were closed; 40 ms on a busy machine.
_ENDING_SECONDS = 2.0

log = logging.getLogger("predawn.schedule")


@dataclass(frozen=True, slots=True)
class ScheduleStatus:
    """A schedule, its due times, the active scheduler, and the run that stands for the last due time."""

    schedule: str
    time_zone: str
    active_scheduler: str | None
    last_due: datetime | None
    run_of_last_due: int | None
    next_due: datetime


STATUS: Final = Document("schedule --status", ScheduleStatus)


def schedule(
    context: typer.Context,
    status: Annotated[
        bool,
        typer.Option("--status", help="Show the active scheduler and the due times, and exit."),
    ] = False,
    as_json: AsJson = False,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", hidden=True, help="Stop when standard input ends.")
    ] = False,
) -> None:
    """Make a run at every due time of PREDAWN_SCHEDULE, until Ctrl-C or SIGTERM.

    Of several schedulers on one database one is active and the others stand by. If a due time was missed, or
    its run was interrupted, a run starts at once. With --status the exit code is 5 if no scheduler is
    active.
    """
    if status:
        settings = read_settings(context)
        _show_status(settings, read_times(settings, settings.schedule), as_json=as_json)
        return
    if as_json:
        raise InputError("--json prints the status of the schedule. Add --status.")
    settings = read_settings_of_job(context)
    with alerting_end(settings, "The scheduler of runs has ended."):
        _keep_runs(settings, with_parent=with_parent)


def _keep_runs(settings: Settings, *, with_parent: bool) -> None:
    times = read_times(settings, settings.schedule)
    with open_database(settings, watch=True) as database:
        if with_parent:
            # Not earlier: if the starter is killed, the process that shares the embedded server must stop it.
            threading.Thread(target=_stop_at_end_of_input, name="parent", daemon=True).start()
        work = ScheduledRun(database, settings, LogProgress(), deliverer=Deliverer(database, settings))
        keep_schedule(settings, database, work, times)


def read_times(settings: Settings, line: str) -> DueTimes:
    """Return the due times of a cron line in the configured time zone."""
    return DueTimes(line, find_zone(settings.timezone))


def keep_schedule(settings: Settings, database: Database, work: Work, times: DueTimes) -> None:
    """Keep a schedule until a signal; a run in progress is left for the next scheduler to resume."""
    kept = Schedule(database, work, times, settings.misfire_grace)

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        kept.stop()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    show_log(settings)
    try:
        kept.run_until_stopped()
    except KeyboardInterrupt:
        log.info("the schedule was stopped")


def show_log(settings: Settings) -> None:
    """Log at the configured level in a terminal too, because a service shows nothing but its log."""
    logging.getLogger("predawn").setLevel(settings.log_level.upper())


def _stop_at_end_of_input() -> None:
    """Stop when the process that started this one has ended."""
    # Without Python's buffered reader: its lock must be free when the interpreter exits.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    # Whoever leaves the embedded server while that process still has its lease would take it for alive, and
    # would leave the server running for it.
    time.sleep(_ENDING_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _show_status(settings: Settings, times: DueTimes, *, as_json: bool) -> None:
    now = datetime.now(UTC)
    latest = times.latest(now)
    with open_engine(settings, Role.BATCH, "schedule status") as (_, engine), engine.begin() as connection:
        active = find_active(connection, SchedulerKind.RUNS)
        run_id = find_run(connection, latest) if latest is not None else None
    found = ScheduleStatus(
        schedule=times.line,
        time_zone=str(times.zone),
        active_scheduler=active,
        last_due=None if latest is None else latest.astimezone(times.zone),
        run_of_last_due=run_id,
        next_due=times.after(now).astimezone(times.zone),
    )
    if as_json:
        STATUS.print(found)
    else:
        print_fields({name.replace("_", " "): value for name, value in asdict(found).items()})
    if active is None:
        raise typer.Exit(FAILED)
