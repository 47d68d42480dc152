"""A cluster gets what it needs, never shows a password, and each way to fail has its sentence."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from distributed import Client
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.workers import dask_cluster as module
from batch.workers.dask_cluster import score_on_cluster
from batch.workers.engines import check_engine
from batch.workers.worker import ScorerSpec
from core.errors import InputError, NotFoundError, RunCancelledError, RunFailedError
from core.settings import Settings
from core.types import ChunkTask
from model.loading import ScorerOptions
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger
from tests.conftest import PASSWORD, Server, free_port
from tests.dask_clusters import DaskCluster, dask_cluster
from tests.waiting import wait_until

TASK = ChunkTask(run_id=1, attempt=1, chunk_id=0)


def spec(model_version: int = 1) -> ScorerSpec:
    return ScorerSpec(model_version, ScorerOptions.of(Settings(_env_file=None)))


def score(address: str, database: Database, *tasks: ChunkTask, at_once: int | None = None) -> list[object]:
    return list(
        score_on_cluster(address, database, spec(), tasks, at_once=at_once, raise_if_stopped=lambda: None)
    )


def enter_chunk(engine: Engine) -> None:
    """Enter a run with one chunk."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO predawn.runs (mode, publish, trigger, status, phase, host, pid) "
            "VALUES ('full', true, 'command', 'running', 'score', 'here', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO predawn.run_chunks (run_id, chunk_id, first_id, last_id) VALUES (1, 0, '4', '4')"
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """A scheduler and one worker."""
    with dask_cluster(tmp_path_factory.mktemp("dask"), workers=1) as cluster:
        yield cluster


def test_the_password_of_the_database_shows_nowhere(
    cluster: DaskCluster, external_server: Server, settings: Settings
) -> None:
    database = external_server.clone()
    assert PASSWORD in database.url
    assert PASSWORD not in repr((database,)), "dask shows the beginning of a task's arguments"
    far = settings.model_copy(
        update={"engine": "dask", "dask_scheduler": cluster.address, "workers": None, "chunk_rows": 50}
    )
    run = run_batch(database, far, RunRequest(), Silent())
    assert (run.status, run.counts.scored) == ("published", 387)
    with Client(cluster.address, set_as_default=False) as client:
        future = client.submit(
            module.score_chunk, database, spec(), ChunkTask(99, 1, 0), key="a chunk of no run", pure=False
        )
        with pytest.raises(Exception, match="Run 99 was taken over"):
            future.result()
        pages = [
            httpx.get(cluster.pages + path, follow_redirects=True, timeout=60).text
            for path in (
                "/info/main/workers.html",
                "/info/logs.html",
                "/info/task/a%20chunk%20of%20no%20run.html",
            )
        ]
        events = str(client.get_events())
    external_server.drop(database)
    logs = cluster.logs()
    assert "Compute Failed" in logs, "a task that fails is logged"
    assert "a chunk of no run" in pages[2]
    for shown in (logs, events, *pages):
        assert PASSWORD not in shown


def test_workers_close_their_sessions_after_a_run(
    cluster: DaskCluster, database: Database, settings: Settings
) -> None:
    far = settings.model_copy(update={"engine": "dask", "dask_scheduler": cluster.address, "workers": None})
    run = run_batch(database, far, RunRequest(), Silent())
    engine = database.engine(None, "tests")
    asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
    name = ledger.session_name(run.run_id, run.attempt)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        wait_until(lambda: connection.exec_driver_sql(asked, (name,)).scalar() == 0)
    engine.dispose()


def test_no_more_chunks_than_are_allowed_are_given_at_a_time(
    cluster: DaskCluster, database: Database
) -> None:
    with Client(cluster.address, set_as_default=False) as client:
        given = module._Cluster(client, cluster.address, lambda: None)
        scoring = given.score(database, spec(), [ChunkTask(99, 1, chunk) for chunk in range(5)], 2)
        with pytest.raises(Exception, match="Run 99 was taken over"):
            next(scoring)
        assert set(given._submitted) == {"predawn-run-99-1-chunk-0", "predawn-run-99-1-chunk-1"}


def test_a_worker_that_cannot_reach_the_database_is_named(cluster: DaskCluster) -> None:
    nowhere = Database(f"postgresql://u:{PASSWORD}@127.0.0.1:{free_port()}/predawn", embedded=False)
    with pytest.raises(
        RunFailedError, match=r"The worker tcp://.* cannot score\. The database predawn at"
    ) as e:
        score(cluster.address, nowhere, TASK)
    assert PASSWORD not in str(e.value)


def test_an_error_of_ours_on_a_worker_is_that_error_here(
    cluster: DaskCluster, database: Database, engine: Engine
) -> None:
    enter_chunk(engine)
    with pytest.raises(NotFoundError, match=r"^The worker tcp://.* cannot score\. There is no model 99"):
        list(
            score_on_cluster(
                cluster.address, database, spec(99), [TASK], at_once=None, raise_if_stopped=lambda: None
            )
        )


def test_a_cluster_that_loses_its_last_worker_can_be_waited_for_or_given_up(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dask_cluster(tmp_path, workers=0) as cluster:
        with monkeypatch.context() as patch:
            patch.setattr(module, "WORKERS_WAIT_SECONDS", 1.0)
            with pytest.raises(
                RunFailedError, match=r"has had no worker for 1 seconds\. Start some with `dask worker"
            ):
                score(cluster.address, database, TASK)
        stranger = cluster.start_worker(without_predawn=True)
        wait_until(lambda: "Register worker" in cluster.logs())
        with pytest.raises(
            RunFailedError, match=r"Predawn is not installed there, or another version of it \(Mod"
        ):
            score(cluster.address, database, TASK)

        def cancelled() -> None:
            raise RunCancelledError("cancelled")

        cluster.kill_worker(stranger)
        with pytest.raises(RunCancelledError):
            list(
                score_on_cluster(
                    cluster.address, database, spec(), [TASK], at_once=None, raise_if_stopped=cancelled
                )
            )


def test_a_scheduler_that_goes_away_is_named(tmp_path: Path, database: Database, engine: Engine) -> None:
    enter_chunk(engine)
    with dask_cluster(tmp_path, workers=1) as cluster, engine.begin() as connection:
        connection.exec_driver_sql("SELECT FROM predawn.run_chunks FOR UPDATE")

        def kill_once_a_worker_waits() -> None:
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            if connection.exec_driver_sql(waiting).scalar():
                cluster.scheduler.kill()

        with pytest.raises(RunFailedError, match=r"The connection to the Dask scheduler tcp://.* was lost"):
            list(
                score_on_cluster(
                    cluster.address,
                    database,
                    spec(),
                    [TASK],
                    at_once=None,
                    raise_if_stopped=kill_once_a_worker_waits,
                )
            )


def test_a_scheduler_that_is_not_there_is_named(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(RunFailedError, match=rf"The Dask scheduler {address} cannot be reached"):
        score(address, database, TASK)
    with pytest.raises(RunFailedError, match="The Dask scheduler nonsense://there cannot be reached"):
        score("nonsense://there", database, TASK)


def test_what_is_missing_is_said_before_a_run_begins(
    database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = settings.model_copy(update={"engine": "dask"})
    with pytest.raises(InputError, match="PREDAWN_DASK_SCHEDULER is not set"):
        run_batch(database, far, RunRequest(), Silent())
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"not installed\. Install the extra"):
        check_engine(far.model_copy(update={"dask_scheduler": "tcp://127.0.0.1:1"}))
    engine = database.engine(Role.BATCH, "tests")
    with engine.connect() as connection:
        assert ledger.list_runs(connection, 1) == []
    engine.dispose()
