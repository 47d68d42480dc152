"""Copying the predictions of a large run into the next one, against a tenth of the projects.

Prints one JSON line: for both sizes the seconds of each step of a night with nothing to score, inside the
server (copying, the primary key, the index on tag and score with the check, freezing and analysing,
attaching), rows a second, and the bytes of the run; and the ratio of the seconds per project of the larger
run to those of the smaller. The ratio is 1 if the work grows with the catalogue and with nothing else.
Projects and predictions are generated in the server: short texts, ten tags each.

    python benchmarks/reuse.py --projects 10000000
"""

import argparse
import json
import os
import socket
import time
from collections.abc import Callable

from sqlalchemy import Connection, Engine, text
from support.home import open_home

from core.types import Mode, Run, RunStatus, Trigger
from store.runs import ledger, reuse
from store.runs import tables as run_tables

_PROJECTS = """
INSERT INTO predawn.projects (project_id, title, description, content_hash)
SELECT n::text, 'A title of project ' || n, 'What the project is about', sha256(int8send(n))
FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n
"""
_PREDICTIONS = """
INSERT INTO {table}
    (run_id, project_id, predicted_tag, score, tags, scores, content_hash, model_version, scored_at, origin)
SELECT
    {run_id}, project_id, 'a-tag-of-some-length-' || hashtext(project_id) % 30, random()::real,
    array_fill('a-tag-of-some-length'::text, ARRAY[10]), array_fill(0.1::real, ARRAY[10]),
    content_hash, 1, now(), 'scored'
FROM predawn.projects
"""


def begin_run(engine: Engine) -> Run:
    """Create a run with an empty table."""
    with engine.begin() as connection:
        run = ledger.create_run(
            connection,
            mode=Mode.INCREMENTAL,
            publish=False,
            model_version=None,
            trigger=Trigger.COMMAND,
            host=socket.gethostname(),
            pid=os.getpid(),
        )
        run_tables.create(connection, run.run_id)
    return run


def end_run(engine: Engine, run: Run) -> None:
    """Attach a run's table and end the run."""
    with engine.begin() as connection:
        run_tables.attach(connection, run.run_id)
        ledger.finish(connection, ledger.mark_attached(connection, run), RunStatus.READY)


def generate(engine: Engine, first: int, last: int) -> Run:
    """Add projects to the catalogue, and make a run with predictions of all projects."""
    with engine.begin() as connection:
        connection.execute(text(_PROJECTS), {"first": first, "last": last})
    run = begin_run(engine)
    with engine.begin() as connection:
        table = run_tables.table_name(run.run_id)
        connection.execute(text(_PREDICTIONS.format(table=table, run_id=run.run_id)))
        run_tables.index(connection, run.run_id)
    run_tables.freeze(engine, run.run_id)
    end_run(engine, run)
    return run


def measure(engine: Engine, base: Run) -> dict[str, float]:
    """Copy a whole run into another one, and return the seconds of each step and the bytes."""
    run = begin_run(engine)
    seconds: dict[str, float] = {}

    def timed(name: str, step: Callable[[Connection], object]) -> None:
        began = time.perf_counter()
        with engine.begin() as connection:
            step(connection)
        seconds[name] = round(time.perf_counter() - began, 2)

    source = reuse.ReuseSource(base.run_id, is_complete=True)
    timed("copy", lambda c: reuse.copy_unchanged(c, run_id=run.run_id, source=source))
    timed("primary_key", lambda c: run_tables.add_primary_key(c, run.run_id))
    timed("index", lambda c: run_tables.index(c, run.run_id))
    began = time.perf_counter()
    run_tables.freeze(engine, run.run_id)
    seconds["freeze"] = round(time.perf_counter() - began, 2)
    began = time.perf_counter()
    end_run(engine, run)
    seconds["attach"] = round(time.perf_counter() - began, 2)
    with engine.connect() as connection:
        size = next(t.bytes for t in run_tables.list_tables(connection) if t.run_id == run.run_id)
    return seconds | {"total": round(sum(seconds.values()), 2), "bytes": size}


def main() -> None:
    """Measure a tenth, add the rest, measure all, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000)
    projects = parser.parse_args().projects
    tenth = projects // 10
    with open_home() as home:
        small = measure(home.engine, generate(home.engine, 1, tenth))
        large = measure(home.engine, generate(home.engine, tenth + 1, projects))
    figure = {
        "benchmark": "reuse",
        "off": (),
        "projects": projects,
        "seconds": large,
        "seconds_of_a_tenth": small,
        "rows_per_second": round(projects / large["copy"]),
        "ratio_by_project": round((large["total"] / projects) / (small["total"] / tenth), 2),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
