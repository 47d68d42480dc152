"""Storing predictions from memory in a complete table, against `DataFrame.to_sql`.

Prints one JSON line: rows a second from Arrow to a table with primary key, index, frozen rows and statistics,
attached as a partition, the way a run stores its chunks; rows a second of `DataFrame.to_sql` (the faster of
its default and `method="multi"`) for the same rows into a table with the same columns, to which the same
primary key and index are then added; and the ratio of the two. Both use the same server, one after the other,
and start from the form in memory that they would have: Arrow and a DataFrame.

    taskset -c 0 python benchmarks/store_stage.py --projects 200000
"""

import argparse
import json
import os
import socket
import time
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import ARRAY, BigInteger, Engine, Integer, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import REAL, TIMESTAMP
from sqlalchemy.types import TypeEngine
from support.catalogues import SEED
from support.home import Home, open_home

from core.types import TAGS_KEPT, Mode, Run, Trigger
from store.runs import chunks, ledger
from store.runs import tables as run_tables

TAGS = 30
TO_SQL_CHUNK_ROWS = 1_000
"""The rows in a statement of `method="multi"`, whose default is one statement for the whole table."""

COLUMN_TYPES: dict[str, TypeEngine[Any] | type[TypeEngine[Any]]] = {
    "run_id": BigInteger,
    "project_id": Text(collation="C"),
    "predicted_tag": Text,
    "score": REAL,
    "tags": ARRAY(Text),
    "scores": ARRAY(REAL),
    "content_hash": LargeBinary,
    "model_version": Integer,
    "scored_at": TIMESTAMP(timezone=True),
    "origin": Text,
}


def generate_scored(projects: int) -> pa.Table:
    """Generate the arguments of `store_predictions`: the ten best of thirty tags for each project."""
    generator = np.random.default_rng(SEED)
    names = pa.array([f"a-tag-of-some-length-{number:02d}" for number in range(TAGS)])
    scores = -np.sort(-generator.dirichlet(np.full(TAGS, 0.3), size=projects)[:, :TAGS_KEPT], axis=1)
    order = generator.permuted(np.tile(np.arange(TAGS), (projects, 1)), axis=1)[:, :TAGS_KEPT]
    offsets = pa.array(np.arange(0, projects * TAGS_KEPT + 1, TAGS_KEPT, dtype=np.int32))
    hashes = generator.bytes(32 * projects)
    return pa.table(
        {
            "project_id": sorted(map(str, range(projects))),
            "predicted_tag": names.take(pa.array(order[:, 0])),
            "score": pa.array(scores[:, 0].astype(np.float32)),
            "tags": pa.ListArray.from_arrays(offsets, names.take(pa.array(order.ravel()))),
            "scores": pa.ListArray.from_arrays(offsets, pa.array(scores.ravel().astype(np.float32))),
            "content_hash": [hashes[32 * row : 32 * (row + 1)] for row in range(projects)],
        }
    )


def as_frame(scored: pa.Table) -> pd.DataFrame:
    """Return the same predictions as a DataFrame, with all columns of the table."""
    frame: pd.DataFrame = scored.to_pandas()
    return frame.assign(
        run_id=1,
        tags=scored["tags"].to_pylist(),
        scores=scored["scores"].to_pylist(),
        model_version=1,
        scored_at=datetime.now(UTC),
        origin="scored",
    )[[*COLUMN_TYPES]]


def begin_run(engine: Engine) -> Run:
    """Create a run, whose table is then filled."""
    with engine.begin() as connection:
        return ledger.create_run(
            connection,
            mode=Mode.FULL,
            publish=False,
            model_version=None,
            trigger=Trigger.COMMAND,
            host=socket.gethostname(),
            pid=os.getpid(),
        )


def measure_store(home: Home, scored: pa.Table) -> float:
    """Store predictions as a run does, and return the seconds it took."""
    run_id = begin_run(home.engine).run_id
    began = time.perf_counter()
    with home.engine.begin() as connection:
        run_tables.create(connection, run_id)
    for first in range(0, len(scored), home.settings.chunk_rows):
        with home.engine.begin() as connection:
            chunk = scored.slice(first, home.settings.chunk_rows)
            chunks.store_predictions(connection, run_id=run_id, model_version=1, scored=chunk)
    with home.engine.begin() as connection:
        run_tables.index(connection, run_id)
    run_tables.freeze(home.engine, run_id)
    with home.engine.begin() as connection:
        run_tables.attach(connection, run_id)
    seconds = time.perf_counter() - began
    assert count(home.engine, "predawn.predictions") == len(scored)
    return seconds


def measure_to_sql(home: Home, frame: pd.DataFrame, method: Literal["multi"] | None) -> float:
    """Store the same with `DataFrame.to_sql`, and return the seconds it took."""
    name = f"to_sql_{method or 'default'}"
    chunk_rows = TO_SQL_CHUNK_ROWS if method else None
    engine = home.database.engine(None, "to_sql")
    began = time.perf_counter()
    frame.to_sql(
        name,
        engine,
        index=False,
        dtype=COLUMN_TYPES,  # type: ignore[arg-type] # the stubs want keys of no type at all
        method=method,
        chunksize=chunk_rows,
    )
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {name} ADD PRIMARY KEY (run_id, project_id)"))
        connection.execute(text(f"CREATE INDEX ON {name} (run_id, predicted_tag, score DESC, project_id)"))
    seconds = time.perf_counter() - began
    assert count(engine, name) == len(frame)
    engine.dispose()
    return seconds


def count(engine: Engine, table: str) -> int:
    """Return the number of rows of a table that have all ten tags."""
    with engine.connect() as connection:
        query = f"SELECT count(*) FROM {table} WHERE cardinality(tags) = 10 AND length(content_hash) = 32"
        return connection.scalar(text(query)) or 0


def main() -> None:
    """Generate predictions, store them in each way, print the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=200_000)
    projects = parser.parse_args().projects
    scored = generate_scored(projects)
    frame = as_frame(scored)
    with open_home() as home:
        seconds = measure_store(home, scored)
        to_sql = {method or "default": measure_to_sql(home, frame, method) for method in (None, "multi")}
    figure = {
        "benchmark": "store_stage",
        "off": (),
        "projects": projects,
        "seconds": round(seconds, 2),
        "rows_per_second": round(projects / seconds),
        "to_sql_rows_per_second": {name: round(projects / taken) for name, taken in to_sql.items()},
        "ratio": round(min(to_sql.values()) / seconds, 1),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
