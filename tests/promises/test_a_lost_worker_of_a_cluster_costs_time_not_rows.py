"""A lost worker of a cluster costs time, not rows.

Where the engine is a Dask cluster, a worker that is killed in the middle of storing a chunk leaves nothing of
that chunk behind; another worker scores it, and the run ends as if nothing had happened.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Run
from store.connect.database import Database
from store.connect.engine import Role
from tests.conftest import Server
from tests.dask_clusters import dask_cluster
from tests.waiting import TIMEOUT_SECONDS, wait_until

Row = tuple[object, ...]


def rows_of(engine: Engine, run_id: int) -> list[Row]:
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT project_id, predicted_tag, score, tags, scores, content_hash, model_version, origin "
                "FROM predawn.run_predictions(:run) ORDER BY project_id"
            ),
            {"run": run_id},
        )
        return [tuple(row) for row in found]


def workers_of_chunks(engine: Engine, status: str) -> list[int]:
    """Return the process of each chunk that was begun, and is done or still pending."""
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT worker FROM predawn.run_chunks WHERE status = :status AND worker IS NOT NULL"),
            {"status": status},
        )
        return [int(name.split("/")[1]) for name in names]


def waiting_for_the_table(engine: Engine) -> int:
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'predawn.predictions_1'::regclass"
    with engine.connect() as connection:
        return int(connection.scalar(text(query)) or 0)


def local_rows(server: Server, settings: Settings) -> list[Row]:
    database = server.clone()
    engine = database.engine(Role.BATCH, "tests")
    run = run_batch(database, settings, RunRequest(), Silent())
    rows = rows_of(engine, run.run_id)
    engine.dispose()
    server.drop(database)
    return rows


def test_a_worker_killed_in_the_middle_of_a_chunk(
    database: Database, embedded_server: Server, engine: Engine, settings: Settings, tmp_path: Path
) -> None:
    small = settings.model_copy(update={"chunk_rows": 5})
    with dask_cluster(tmp_path) as cluster, ThreadPoolExecutor(1) as background:
        expected = local_rows(embedded_server, small)
        far = small.model_copy(update={"engine": "dask", "workers": None, "dask_scheduler": cluster.address})
        night = background.submit(run_batch, database, far, RunRequest(), Silent())
        lost = interrupt(engine, set(cluster.workers), cluster.kill_worker)
        run: Run = night.result(TIMEOUT_SECONDS)

    assert (run.status, run.counts.scored, run.counts.failed) == ("published", 387, 0)
    assert rows_of(engine, run.run_id) == expected
    assert lost in workers_of_chunks(engine, "done"), "the worker did its share before it was killed"
    with engine.connect() as connection:
        again = connection.scalar(
            text("SELECT count(*) FROM predawn.run_chunks WHERE attempts > 1 AND status = 'done'")
        )
    assert again == 1, "the chunk that the worker was at is the only one that was begun twice"


def interrupt(engine: Engine, workers: set[int], kill: Callable[[int], None]) -> int:
    """Kill a worker while both of them are storing a chunk, after both have stored some."""
    wait_until(lambda: set(workers_of_chunks(engine, "done")) == workers)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE predawn.predictions_1 IN EXCLUSIVE MODE"))
        wait_until(lambda: waiting_for_the_table(engine) == 2)
        lost = min(workers)
        assert set(workers_of_chunks(engine, "pending")) == workers
        kill(lost)
    return lost
