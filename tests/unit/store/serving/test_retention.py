from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, make_url, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Mode, RunStatus, Trigger
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger
from store.runs import tables as run_tables
from store.runs.tables import TableState
from store.serving import pointer, retention
from tests.conftest import PUBLISHED, TRAINED, Server, quiet_settings
from tests.sql import execute, waits_for_the_pointer
from tests.waiting import wait_until

POINTER_LOCKS = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@pytest.fixture(scope="module")
def template(embedded_server: Server) -> Iterator[str]:
    """The name of a database with four published runs, to clone it."""
    database = embedded_server.clone(PUBLISHED)
    for _ in range(3):
        run_batch(database, quiet_settings(), RunRequest(mode=Mode.FULL), Silent())
    yield str(make_url(database.url).database)
    embedded_server.drop(database)


@pytest.fixture
def database(request: pytest.FixtureRequest, embedded_server: Server) -> Iterator[Database]:
    """A database with a champion, and with four runs where a test asks for them."""
    with_runs = "four_runs" in request.fixturenames
    database = embedded_server.clone(request.getfixturevalue("template") if with_runs else TRAINED)
    yield database
    embedded_server.drop(database)


@pytest.fixture
def four_runs(database: Database) -> None:
    """Four published runs, the last of which is in service."""


def list_states(engine: Engine) -> dict[int, TableState]:
    with engine.begin() as connection:
        return {table.run_id: table.state for table in run_tables.list_tables(connection)}


def test_what_is_dropped_is_gone_and_recorded(four_runs: None, engine: Engine) -> None:
    assert retention.prune(engine, published=2, unpublished=0) == ([1, 2], [])
    assert list_states(engine) == {3: TableState.ATTACHED, 4: TableState.ATTACHED}
    with engine.begin() as connection:
        pruned = [ledger.find_run(connection, run_id).pruned_at is not None for run_id in (1, 2, 3, 4)]
    assert pruned == [True, True, False, False]
    assert retention.prune(engine, published=2, unpublished=0) == ([], [])


def leave(engine: Engine, status: RunStatus) -> int:
    """Enter a run with a table of its own that has come to a status, and return its number."""
    with engine.begin() as connection:
        run = ledger.create_run(
            connection,
            mode=Mode.FULL,
            publish=True,
            model_version=1,
            trigger=Trigger.COMMAND,
            host="h",
            pid=1,
        )
        run_tables.create(connection, run.run_id)
        if status is not RunStatus.RUNNING:
            ledger.settle(connection, run.run_id, status, "a test")
    return run.run_id


def test_of_runs_that_were_not_published_the_newest_of_each_kind_are_kept(engine: Engine) -> None:
    kinds = (RunStatus.READY, RunStatus.HELD, RunStatus.FAILED)
    left = [leave(engine, status) for _ in range(4) for status in kinds]
    assert retention.prune(engine, published=7, unpublished=2) == (left[:6], [])
    assert sorted(list_states(engine)) == left[6:]
    assert retention.prune(engine, published=7, unpublished=1) == (left[6:9], [])


def test_a_run_that_may_be_resumed_is_kept_however_many_there_are(engine: Engine) -> None:
    kinds = (RunStatus.INTERRUPTED, RunStatus.CANCELLED)
    left = [leave(engine, status) for _ in range(3) for status in kinds]
    failed = leave(engine, RunStatus.FAILED)
    left.append(leave(engine, RunStatus.RUNNING))
    assert retention.prune(engine, published=1, unpublished=0) == ([failed], [])
    assert sorted(list_states(engine)) == left


def test_a_run_prunes_by_its_settings(database: Database, engine: Engine, settings: Settings) -> None:
    sparing = settings.model_copy(update={"keep_published": 2, "keep_unpublished": 1})
    for publish in (True, False, True, False, True):
        run_batch(database, sparing, RunRequest(mode=Mode.FULL, publish=publish), Silent())
    assert sorted(list_states(engine)) == [3, 4, 5]


def test_what_is_in_service_is_kept_however_old_it_is(four_runs: None, engine: Engine) -> None:
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=1, actor="tests", reason="a try")
    assert retention.prune(engine, published=1, unpublished=0) == ([2, 3], [])
    with engine.begin() as connection:
        assert pointer.read_serving(connection).run_id == 1


def test_what_is_put_back_into_service_meanwhile_is_kept(four_runs: None, engine: Engine) -> None:
    with ThreadPoolExecutor(1) as other:
        with engine.begin() as connection:
            pointer.hold_pointer(connection)
            pruned = other.submit(retention.prune, engine, published=2, unpublished=0)
            wait_until(lambda: waits_for_the_pointer(engine))
            pointer.roll_back(connection, to_run=1, actor="tests", reason="a try")
        dropped, _ = pruned.result()
    assert 1 not in dropped
    assert list_states(engine)[1] is TableState.ATTACHED


def test_the_pointer_can_be_moved_again_afterwards(four_runs: None, engine: Engine) -> None:
    assert retention.prune(engine, published=3, unpublished=0) == ([1], [])
    assert execute(engine, POINTER_LOCKS) == [(0,)]


def test_a_table_that_a_reader_holds_stays_for_the_next_time(
    four_runs: None, database: Database, engine: Engine
) -> None:
    readers = database.engine(Role.API, "a reader")
    with readers.connect() as reader:
        reader.execute(text("SELECT count(*) FROM predawn.predictions WHERE run_id = 1")).one()
        dropped, kept = retention.prune(engine, published=3, unpublished=0)
        assert (dropped, kept) == ([], [1])
        # New readers are not in its way any more, and see the rest.
        with readers.connect() as other:
            found = other.scalars(text("SELECT DISTINCT run_id FROM predawn.predictions ORDER BY 1")).all()
        assert list(found) == [2, 3, 4]
    readers.dispose()
    assert retention.prune(engine, published=3, unpublished=0) == ([1], [])


def test_tables_behind_a_reader_of_two_nights_are_dropped_one_at_a_time_later(
    four_runs: None, database: Database, engine: Engine
) -> None:
    """PostgreSQL refuses to begin a detachment while another one is unfinished."""
    readers = database.engine(Role.API, "a reader")
    with readers.connect() as reader:
        reader.execute(text("SELECT count(*) FROM predawn.predictions")).one()
        assert retention.prune(engine, published=3, unpublished=0) == ([], [1])
        assert retention.prune(engine, published=1, unpublished=0) == ([], [1, 2])
    readers.dispose()
    assert retention.prune(engine, published=1, unpublished=0) == ([1, 2], [])


def test_a_detachment_that_a_crash_left_half_done_is_finished(
    four_runs: None, database: Database, engine: Engine
) -> None:
    readers = database.engine(Role.API, "a reader")
    with readers.connect() as reader:
        reader.execute(text("SELECT count(*) FROM predawn.predictions WHERE run_id = 1")).one()
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET lock_timeout = '100ms'"))
            with pytest.raises(Exception, match="lock timeout"):
                connection.execute(
                    text(
                        "ALTER TABLE predawn.predictions DETACH PARTITION predawn.predictions_1 CONCURRENTLY"
                    )
                )
            connection.invalidate()
    readers.dispose()
    assert list_states(engine)[1] is TableState.DETACHING
    assert retention.prune(engine, published=3, unpublished=0) == ([1], [])
    assert 1 not in list_states(engine)


def test_old_inferences_are_deleted_in_batches_and_newer_ones_kept(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "_INFERENCE_BATCH", 10)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO predawn.inference_log"
                " (asked_at, predicted_tag, score, tags, scores, model_version, source, latency_seconds)"
                " SELECT now() - n * interval '1 day', 'mlops', 1, '{mlops}', '{1}', 1, 'on_demand', 0"
                " FROM generate_series(1, 50) AS n"
            )
        )
    assert retention.prune_inference_log(engine, timedelta(days=20, hours=12)) == 30
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT count(*), min(asked_at) FROM predawn.inference_log")).one()
    assert kept[0] == 20


@pytest.fixture
def history(four_runs: None, engine: Engine, database: Database, settings: Settings) -> None:
    """Four published runs, of which two have predictions, and two that were unchanged."""
    retention.prune(engine, published=2, unpublished=0)
    for _ in range(2):
        run_batch(database, settings, RunRequest(), Silent())
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO predawn.prediction_changes"
                " (publication_id, project_id, from_run, to_run, to_tag)"
                " SELECT publication_id, n::text, 0, to_run, 'a' FROM predawn.publications,"
                " generate_series(1, 5) AS n"
            )
        )


def read_history(engine: Engine) -> dict[str, list[int]]:
    with engine.connect() as connection:
        return {
            name: list(connection.scalars(text(f"SELECT DISTINCT {name} FROM {table} ORDER BY 1")))
            for name, table in (
                ("run_id", "predawn.runs"),
                ("publication_id", "predawn.prediction_changes"),
            )
        }


def test_history_goes_back_so_many_runs(
    history: None, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = timedelta(days=365)
    monkeypatch.setattr(retention, "_HISTORY_BATCH", 2)
    assert retention.prune_history(engine, keep=year, most=10) == (0, 0)
    assert retention.prune_history(engine, keep=year, most=1) == (2, 2)
    # The second run is the one that the third has replaced, and the last two published have predictions.
    assert read_history(engine) == {"run_id": [2, 3, 4, 6], "publication_id": [3, 4]}
    with engine.begin() as connection:
        assert pointer.roll_back(connection, to_run=None, actor="tests", reason="a try") == (4, 3)


def test_history_goes_back_so_long(history: None, engine: Engine, database: Database) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.runs SET started_at = now() - interval '100 days' WHERE run_id < 3")
        )
    assert retention.prune_history(engine, keep=timedelta(days=101), most=100) == (0, 0)
    assert retention.prune_history(engine, keep=timedelta(days=99), most=100) == (1, 2)
    assert read_history(engine)["run_id"] == [2, 3, 4, 5, 6]


def test_the_last_sync_and_the_last_whole_one_are_kept(history: None, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.syncs"))
        connection.execute(
            text(
                "INSERT INTO predawn.syncs (kind, synced_at)"
                " SELECT CASE n WHEN 3 THEN 'whole' ELSE 'changes' END, now() - interval '400 days'"
                " FROM generate_series(1, 9) AS n"
            )
        )
    retention.prune_history(engine, keep=timedelta(days=365), most=100)
    with engine.connect() as connection:
        kinds = connection.scalars(text("SELECT kind FROM predawn.syncs ORDER BY sync_id")).all()
    assert kinds == ["whole", "changes"]
