"""Promise 5: a project that left the catalogue leaves the answers and the published view at once; history
keeps it.
"""

import csv
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from batch.steps.sync import sync_alone
from core.settings import Settings
from core.types import RunStatus
from store.serving.lookup import look_up
from tests.conftest import SAMPLE, RunNight

GONE = "4"


@pytest.fixture
def without_one(tmp_path: Path) -> str:
    """The sample catalogue without the project `GONE`."""
    path = tmp_path / "without.csv"
    with (
        SAMPLE.open(newline="", encoding="utf-8") as source,
        path.open("w", newline="", encoding="utf-8") as target,
    ):
        rows = [row for row in csv.reader(source) if row[0] != GONE]
        csv.writer(target).writerows(rows)
    return str(path)


def found_in(connection: Connection, view: str) -> list[int]:
    query = text(f"SELECT * FROM analytics.{view} WHERE project_id = :id")
    rows = connection.execute(query, {"id": GONE}).mappings().all()
    return sorted(row["run_id"] if "run_id" in row else row["to_run"] for row in rows)


def test_it_is_gone_after_the_sync_alone(
    night: RunNight, engine: Engine, settings: Settings, without_one: str
) -> None:
    total = night().counts.total
    with engine.connect() as connection:
        assert found_in(connection, "predictions") == [1]
    sync_alone(engine, settings, without_one, settings.max_shrink)
    with engine.connect() as connection:
        found = look_up(connection, GONE)
        assert found is not None
        assert found.removed
        assert found_in(connection, "predictions") == []
        assert connection.scalar(text("SELECT count(*) FROM analytics.predictions")) == total - 1
        assert found_in(connection, "prediction_history") == [1]


def test_the_next_run_does_without_it_and_says_so_in_the_history(
    night: RunNight, engine: Engine, without_one: str
) -> None:
    total = night().counts.total
    second = night(source=without_one)
    assert second.status is RunStatus.PUBLISHED
    assert (second.counts.total, second.counts.scored, second.counts.removed) == (total - 1, 0, 1)
    with engine.connect() as connection:
        assert found_in(connection, "prediction_history") == [1]
        changes = connection.execute(
            text(
                "SELECT kind, project_id, from_run, to_run, from_tag IS NULL AS came, to_tag"
                " FROM analytics.prediction_changes"
            )
        ).all()
    assert [tuple(change) for change in changes] == [("removal", GONE, 1, 1, False, None)]


def test_it_comes_back_with_the_source_and_is_not_scored_again(
    night: RunNight, engine: Engine, without_one: str
) -> None:
    total = night().counts.total
    night(source=without_one)
    third = night(source=str(SAMPLE))
    assert (third.counts.total, third.counts.scored) == (total, 0)
    with engine.connect() as connection:
        assert found_in(connection, "predictions") == [3]
        found = look_up(connection, GONE)
    assert found is not None
    assert not found.removed


def test_a_refused_source_removes_nothing(
    night: RunNight, engine: Engine, settings: Settings, tmp_path: Path
) -> None:
    total = night().counts.total
    empty = tmp_path / "empty.csv"
    empty.write_text("id,title,description\n1,one,left\n")
    with pytest.raises(Exception, match="--max-shrink"):
        sync_alone(engine, settings, str(empty), settings.max_shrink)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM analytics.predictions")) == total
