"""Two runs occupy at most twice the least that one can, and pruned runs occupy nothing."""

import csv
import itertools
import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Mode
from store.connect.database import Database
from store.runs import tables as run_tables
from store.serving import retention
from tests.conftest import SAMPLE
from tests.e2e.command_line import CommandLine

COPIES = 52
# What the system's own tables grow by with the tables, indexes and ledger entries of a run.
LEDGER_BYTES = 512 * 1024


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Twenty thousand projects."""
    with SAMPLE.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    path = tmp_path / "catalogue.csv"
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        for copy, row in itertools.product(range(COPIES), rows):
            writer.writerow({**row, "id": f"{row['id']}-{copy}"})
    return path


def measure_database(engine: Engine) -> int:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
        return connection.scalar(text("SELECT pg_database_size(current_database())")) or 0


def measure_tables(connection: Connection) -> dict[int, int]:
    return {table.run_id: table.bytes for table in run_tables.list_tables(connection)}


def measure_dense(connection: Connection, run_id: int) -> int:
    """Return what a run's predictions take when they are written anew, with the same keys and indexes."""
    connection.execute(
        text(
            f"CREATE TABLE predawn.dense AS SELECT * FROM {run_tables.table_name(run_id)} ORDER BY project_id"
        )
    )
    connection.execute(text("ALTER TABLE predawn.dense ADD PRIMARY KEY (run_id, project_id)"))
    connection.execute(text("CREATE INDEX ON predawn.dense (run_id, predicted_tag, score DESC, project_id)"))
    size = connection.scalar(text("SELECT pg_total_relation_size('predawn.dense')"))
    connection.execute(text("DROP TABLE predawn.dense"))
    return size or 0


def test_runs_take_what_their_predictions_must_and_what_is_pruned_is_given_back(
    database: Database, settings: Settings, catalogue: Path, tmp_path: Path
) -> None:
    administrator = database.engine(None, "administrator")
    several = settings.model_copy(update={"chunk_rows": 2000, "workers": 2, "max_shrink": 1.0})

    def live(mode: Mode) -> int:
        request = RunRequest(source=str(catalogue), mode=mode)
        run_batch(database, several, request, Silent())
        return measure_database(administrator)

    first = live(Mode.FULL)
    second = live(Mode.FULL)
    with administrator.begin() as connection:
        dense = measure_dense(connection, 2)
        tables = measure_tables(connection)
        frozen = connection.execute(
            text(
                "SELECT c.relpages > 0 AND c.relallvisible = c.relpages AND c.relallfrozen = c.relpages,"
                " s.n_dead_tup FROM pg_class AS c JOIN pg_stat_all_tables AS s ON s.relid = c.oid"
                " WHERE c.relname LIKE 'predictions__' AND c.relkind = 'r'"
            )
        ).all()
    assert frozen == [(True, 0), (True, 0)]
    assert all(size <= 1.02 * dense for size in tables.values()), (tables, dense)
    assert second - first <= 1.02 * dense + LEDGER_BYTES
    third = live(Mode.FULL)
    assert third - second > 0.98 * dense
    assert retention.prune(administrator, published=2, unpublished=0) == ([1], [])
    assert measure_database(administrator) <= second + LEDGER_BYTES
    with administrator.begin() as connection:
        tables = measure_tables(connection)
    administrator.dispose()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    listed = json.loads(predawn.succeed("runs", "list", "--json"))
    assert [entry["bytes"] for entry in listed] == [tables[3], tables[2], None]
    shown = predawn.succeed("runs", "list").splitlines()[-3:]
    assert f" {tables[3] / 2**20:.1f} MiB " in shown[0]
    assert f" {tables[2] / 2**20:.1f} MiB " in shown[1]
    assert " - " in shown[2]
