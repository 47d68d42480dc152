"""The chunks of a run: planning them, reading their projects, and storing their predictions.

A chunk is a range of project ids. Its projects are those of the catalogue in that range that the
table of the run does not hold yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import Connection, delete, func, select, text, update

from core.types import ChunkTask
from store.bulk.copy import copy_in, copy_out
from store.runs.tables import has_primary_key, table_name
from store.schema import run_chunks, run_failures
from store.sql_files import Sql, compose, statement

PROJECTS_SCHEMA = pa.schema(
    [
        ("project_id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("features", pa.string()),
        ("content_hash", pa.binary()),
    ]
)
_OUTPUT_COLUMNS: Final = ("predicted_tag", "score", "tags", "scores", "value", "items", "item_scores")
"""The columns of what a predictor said, of which a table of predictions has those of its output."""

_DONE: Final[dict[str, Any]] = {"status": "done", "finished_at": func.clock_timestamp()}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A range of project ids, both ends included; if `listed`, only those that the ledger lists."""

    chunk_id: int
    first_id: str
    last_id: str
    listed: bool


def _missing(run_id: int) -> Sql:
    """Return the condition that a run's table does not hold a project; `:run_id` is the run."""
    # Naming the run lets the primary key serve, which begins with it.
    return Sql(
        f"AND NOT EXISTS (SELECT FROM {table_name(run_id)} AS t "
        "WHERE t.run_id = :run_id AND t.project_id = p.project_id)"
    )


def plan(connection: Connection, run_id: int, *, chunk_rows: int, everything: bool, listed: bool) -> int:
    """Divide projects into chunks, replacing those still pending.

    Parameters
    ----------
    connection
        An open connection.
    run_id
        The run.
    chunk_rows
        The maximum number of projects in a chunk.
    everything
        Whether to divide the whole catalogue, or the projects found missing in this transaction.
    listed
        Whether to list the projects of a chunk: searching a wide range for a few takes longer.

    Returns
    -------
    int
        The number of projects in the new chunks.
    """
    pending = (run_chunks.c.run_id == run_id, run_chunks.c.status == "pending")
    connection.execute(update(run_chunks).where(*pending, run_chunks.c.rows.is_not(None)).values(_DONE))
    connection.execute(delete(run_chunks).where(*pending))
    query = compose(
        "runs/plan_chunks",
        projects=Sql("predawn.projects AS p WHERE p.removed_at IS NULL" if everything else "missing AS p"),
        project_ids=Sql("array_agg(project_id)" if listed else "NULL::text[]"),
    )
    return int(connection.execute(text(query), {"run_id": run_id, "chunk_rows": chunk_rows}).scalar_one())


def divide(connection: Connection, run_id: int, *, parts: int, min_rows: int, max_rows: int) -> int:
    """Divide the chunks still pending into smaller ones, so that all workers have some.

    Parameters
    ----------
    connection
        An open connection.
    run_id
        The run, none of whose chunks is being scored.
    parts
        The number of chunks wanted.
    min_rows, max_rows
        The bounds of the number of projects in a chunk.

    Returns
    -------
    int
        The number of projects in them.
    """
    bounds = {"run_id": run_id, "parts": parts, "min_rows": min_rows, "max_rows": max_rows}
    return int(connection.execute(statement("runs/divide_chunks"), bounds).scalar_one())


def count_asked(connection: Connection, run_id: int) -> int:
    """Return the number of projects that the chunks of a run have stored, or could not score."""
    asked = func.coalesce(func.sum(run_chunks.c.rows + run_chunks.c.failed), 0)
    return int(connection.execute(select(asked).where(run_chunks.c.run_id == run_id)).scalar_one())


def list_pending(connection: Connection, run_id: int) -> list[int]:
    """Return the numbers of the chunks that are still to be scored."""
    return list(
        connection.scalars(
            select(run_chunks.c.chunk_id)
            .where(run_chunks.c.run_id == run_id, run_chunks.c.status == "pending")
            .order_by(run_chunks.c.chunk_id)
        )
    )


def begin(connection: Connection, task: ChunkTask, worker: str) -> Chunk | None:
    """Record that a worker begins a chunk, and return it; None if it is done already."""
    row = connection.execute(
        update(run_chunks)
        .where(
            run_chunks.c.run_id == task.run_id,
            run_chunks.c.chunk_id == task.chunk_id,
            run_chunks.c.status == "pending",
        )
        .values(attempts=run_chunks.c.attempts + 1, worker=worker, started_at=func.clock_timestamp())
        .returning(
            run_chunks.c.chunk_id,
            run_chunks.c.first_id,
            run_chunks.c.last_id,
            run_chunks.c.project_ids.is_not(None).label("listed"),
        )
    ).one_or_none()
    return None if row is None else Chunk(row.chunk_id, row.first_id, row.last_id, row.listed)


def read_projects(connection: Connection, run_id: int, chunk: Chunk) -> pa.Table:
    """Return the projects of a chunk as `PROJECTS_SCHEMA`, in the order of their ids."""
    missing = _missing(run_id) if has_primary_key(connection, run_id) else Sql("")
    return copy_out(
        connection,
        compose("runs/read_listed_chunk" if chunk.listed else "runs/read_chunk", missing=missing),
        PROJECTS_SCHEMA,
        {
            "first_id": chunk.first_id,
            "last_id": chunk.last_id,
            "run_id": run_id,
            "chunk_id": chunk.chunk_id,
        },
    )


def store_predictions(connection: Connection, *, run_id: int, model_version: int, scored: pa.Table) -> int:
    """Append predictions to a run's table.

    Parameters
    ----------
    connection
        An open connection; the predictions count once its transaction commits.
    run_id
        The run.
    model_version
        The version of the model.
    scored
        The columns project_id and content_hash, and those of the model's output: predicted_tag, score, tags
        (a list of strings) and scores (a list of numbers of the same length); or value; or items and
        item_scores, lists of the same length.
    """
    rows = len(scored)
    now = connection.scalar(select(func.clock_timestamp()))
    columns = {
        "run_id": pa.repeat(pa.scalar(run_id, pa.int64()), rows),
        "project_id": scored["project_id"],
        **{name: scored[name] for name in _OUTPUT_COLUMNS if name in scored.column_names},
        "content_hash": scored["content_hash"],
        "model_version": pa.repeat(pa.scalar(model_version, pa.int32()), rows),
        "scored_at": pa.repeat(pa.scalar(now, pa.timestamp("us", tz="UTC")), rows),
        "origin": pa.repeat(pa.scalar("scored"), rows),
    }
    return copy_in(connection, table_name(run_id), columns, [pa.table(columns)])


def store_failures(connection: Connection, run_id: int, failures: Sequence[tuple[str, bytes, str]]) -> None:
    """Record the projects that could not be scored: id, content hash and error of each."""
    if failures:
        connection.execute(
            statement("runs/store_failure"),
            [
                {"run_id": run_id, "project_id": project_id, "content_hash": content_hash, "error": error}
                for project_id, content_hash, error in failures
            ],
        )


def forget_failures(connection: Connection, run_id: int) -> None:
    """Delete the failures of an attempt, before the next one tries again."""
    connection.execute(delete(run_failures).where(run_failures.c.run_id == run_id))


def finish(
    connection: Connection, run_id: int, chunk: Chunk, *, rows: int, failed: int, rest: str | None = None
) -> bool:
    """Mark a chunk as done, at the beginning of the transaction that stores its predictions.

    Parameters
    ----------
    connection
        An open connection.
    run_id
        The run.
    chunk
        The chunk, as `begin` returned it.
    rows, failed
        The numbers of projects that are stored, and that could not be scored.
    rest
        The first project that was not asked for: the chunk stays pending from there on.

    Returns
    -------
    bool
        False if another worker was faster: its predictions count. If another worker is storing the chunk at
        this moment, its end is awaited.
    """
    changed = connection.execute(
        update(run_chunks)
        .where(
            run_chunks.c.run_id == run_id,
            run_chunks.c.chunk_id == chunk.chunk_id,
            run_chunks.c.first_id == chunk.first_id,
            run_chunks.c.status == "pending",
        )
        .values(
            rows=func.coalesce(run_chunks.c.rows, 0) + rows,
            failed=func.coalesce(run_chunks.c.failed, 0) + failed,
            **(_DONE if rest is None else {"first_id": rest}),
        )
    )
    return changed.rowcount == 1
