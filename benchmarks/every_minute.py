"""Runs that follow each other closely, as a schedule of every minute makes them, each with little changed.

Prints one JSON line. A minute lasts a second: a run begins each second, or when the one before has ended, in
one process as in `predawn schedule`. The runs are divided by the whole run that each is the difference from.
For each division but the last, which is cut short, the line has the number of its runs, the seconds of its
whole run, the median seconds of the others, the size of the database after the last of them, and the largest
number of dead rows of the catalogue and memory of the process; and the ratios of the last of these divisions
to the first. At the beginning of a division there are two whole runs, until no retained run needs the older.

    python benchmarks/every_minute.py --projects 1000000 projects.csv
"""

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from sqlalchemy import text
from support.catalogues import change_rows, parse_arguments, write_catalogue, write_table
from support.home import Home, open_home
from support.memory import read_memory

from batch.progress import Silent
from batch.schedule.work import ScheduledRun
from core.types import Run, RunStatus, Trigger
from store.runs import ledger
from store.runs import tables as run_tables

QUERY = "SELECT * FROM projects WHERE updated_at >= :since"
MINUTE_SECONDS = 1.0
SIZES = (
    "SELECT pg_database_size(current_database()) AS bytes,"
    " (SELECT n_dead_tup FROM pg_stat_all_tables WHERE relid = 'predawn.projects'::regclass) AS dead_rows"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A run, its seconds, and the state after it."""

    run: Run
    seconds: float
    database_bytes: int
    dead_rows: int
    memory_mib: float


def run_minute(home: Home, work: ScheduledRun) -> Measured:
    """Make a run as the scheduler does, and measure what it leaves behind."""
    began = time.monotonic()
    work.perform()
    seconds = time.monotonic() - began
    with home.engine.connect() as connection:
        run = ledger.list_runs(connection, top=1)[0]
        sizes = connection.execute(text(SIZES)).one()
    assert run.status is RunStatus.PUBLISHED
    assert run.trigger is Trigger.SCHEDULE
    return Measured(run, seconds, sizes.bytes, sizes.dead_rows, read_memory(os.getpid()))


def summarize(measured: Sequence[Measured]) -> dict[str, float]:
    """Return the figures of a whole run and of those that are differences from it."""
    whole, *deltas = measured
    return {
        "runs": len(measured),
        "whole_run_seconds": round(whole.seconds, 2),
        "median_seconds": round(median(one.seconds for one in deltas), 3),
        "database_mib": round(measured[-1].database_bytes / 2**20, 1),
        "dead_rows": max(one.dead_rows for one in measured),
        "memory_mib": round(max(one.memory_mib for one in measured), 1),
    }


def main() -> None:
    """Fill a store, make the runs, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=0.001, help="the share of texts that change a run")
    parser.add_argument("--runs", type=int, default=120)
    arguments = parse_arguments(parser)
    changed = round(arguments.changed * arguments.projects)
    with open_home() as home:
        catalogue, table = home.folder / "catalogue.parquet", home.folder / "source.db"
        write_catalogue(catalogue, arguments.catalogue, arguments.projects)
        write_table(table, catalogue)
        home.train(arguments.catalogue)
        asked = {"catalogue": f"sqlite:///{table}", "catalogue_query": QUERY}
        work = ScheduledRun(home.database, home.settings.model_copy(update=asked), Silent())
        measured = [run_minute(home, work)]
        for number in range(arguments.runs):
            change_rows(table, changed, seed=number)
            began = time.monotonic()
            measured.append(run_minute(home, work))
            assert measured[-1].run.counts.scored == changed
            time.sleep(max(0.0, began + MINUTE_SECONDS - time.monotonic()))
        with home.engine.connect() as connection:
            tables = run_tables.list_tables(connection)
    by_base = [list(group) for _, group in groupby(measured, key=lambda one: one.run.base)]
    if len(by_base) < 3:
        raise SystemExit("Two whole runs must follow the first one; give more --runs or a larger --changed.")
    first, *_, last = divisions = [summarize(group) for group in by_base[:-1]]
    figure = {
        "benchmark": "every_minute",
        "off": (),
        "projects": arguments.projects,
        "changed_projects": changed,
        "runs": arguments.runs,
        "runs_retained": len(tables),
        "by_whole_run": divisions,
        **{
            f"ratio_{name}": round(last[name] / first[name], 3)
            for name in ("median_seconds", "database_mib", "memory_mib")
        },
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
