"""When a run is a delta and when it is whole, and what it needs of its base."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_delta
from core.errors import NotFoundError, RunCancelledError
from core.settings import Settings
from core.types import Run, RunStatus
from store.catalogue import syncs
from store.connect.database import Database
from store.runs import delta, verification
from store.serving import pointer
from tests.conftest import RunNight
from tests.sql import administer


def change(engine: Engine, share: str = "project_id = '4'") -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE predawn.projects SET title = title || ' again' WHERE {share}"))


def test_a_night_with_a_change_is_a_delta_and_takes_what_differs(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    change(engine)
    second = night()
    assert (first_run.whole_run, first_run.own_rows) == (None, first_run.counts.total)
    assert (second.whole_run, second.own_rows) == (first_run.run_id, 1)
    assert (second.counts.scored, second.counts.stored) == (1, first_run.counts.stored)


def test_a_prediction_of_the_run_before_stays_only_as_long_as_its_text(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    change(engine, "project_id IN ('4', '6')")
    night()
    change(engine)
    third = night()
    assert (third.counts.scored, third.own_rows) == (1, 2)
    with engine.connect() as connection:
        assert verification.find_misfits(connection, third.run_id) == []


def test_a_run_that_differs_much_is_whole(night: RunNight, first_run: Run, engine: Engine) -> None:
    change(engine, "project_id < '5'")
    second = night()
    assert second.counts.scored > 0.1 * first_run.counts.total
    assert (second.whole_run, second.own_rows) == (None, second.counts.total)


def test_a_run_is_whole_again_once_deltas_have_copied_as_much(
    first_run: Run, engine: Engine, database: Database, settings: Settings
) -> None:
    allowing = settings.model_copy(update={"max_delta": 1.0, "max_churn": 1.0, "max_psi": 100.0})
    copied, runs = 0, list[Run]()
    while not runs or runs[-1].whole_run is not None:
        change(engine, "project_id < '3'")
        runs.append(run_batch(database, allowing, RunRequest(), Silent()))
        assert len(runs) < 20
    copied = sum(run.own_rows or 0 for run in runs[:-1])
    assert copied <= first_run.counts.stored < copied + (runs[0].own_rows or 0)


def test_a_run_that_failed_is_no_predecessor(night: RunNight, first_run: Run, engine: Engine) -> None:
    change(engine)
    second = night()
    for status in ("failed", "cancelled", "interrupted"):
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE predawn.runs SET status = :status WHERE run_id = :run"),
                {"status": status, "run": second.run_id},
            )
            found = delta.find_newest_run(connection, 1)
            assert found is not None
            assert found.run_id == first_run.run_id, status


def test_a_run_whose_base_is_gone_cannot_be_published(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    change(engine)
    second = night()
    with engine.begin() as connection:
        pointer.check_attached(connection, second.run_id)
        connection.execute(
            text(f"ALTER TABLE predawn.predictions DETACH PARTITION predawn.predictions_{first_run.run_id}")
        )
        with pytest.raises(NotFoundError):
            pointer.check_attached(connection, second.run_id)


class Cancelling(Silent):
    """Cancels a run once a chunk is stored."""

    def advance(self, projects: int) -> None:
        raise KeyboardInterrupt


@pytest.mark.parametrize("stored", [1, 2])
def test_a_text_that_is_the_old_one_again_when_a_run_is_resumed_is_that_of_the_base(
    first_run: Run, engine: Engine, database: Database, settings: Settings, stored: int
) -> None:
    """The chunk that scored it in the first attempt lists it still, and the run holds no row of it.

    A worker that had enough of a chunk has stored fewer projects than it lists.
    """
    change(engine, "project_id IN ('4', '6')")
    with pytest.raises(RunCancelledError):
        run_batch(database, settings, RunRequest(), Cancelling())
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.run_chunks SET rows = :stored"), {"stored": stored})
        connection.execute(
            text("UPDATE predawn.projects SET title = replace(title, ' again', '') WHERE project_id = '4'")
        )
    resumed = run_batch(database, settings, RunRequest(), Silent())
    assert (resumed.attempt, resumed.whole_run, resumed.own_rows) == (2, first_run.run_id, 1)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT project_id FROM predawn.run_predictions(:run)"), {"run": resumed.run_id}
        )
        projects = set(found.scalars())
    assert "4" in projects
    assert len(projects) == resumed.counts.stored == first_run.counts.stored


def test_a_text_that_has_changed_again_when_a_run_is_resumed_is_scored_again(
    night: RunNight, first_run: Run, engine: Engine, database: Database, settings: Settings
) -> None:
    change(engine, "project_id IN ('4', '6')")
    with pytest.raises(RunCancelledError):
        run_batch(database, settings, RunRequest(), Cancelling())
    change(engine)
    resumed = night()
    assert (resumed.attempt, resumed.whole_run, resumed.own_rows) == (2, first_run.run_id, 2)
    with engine.connect() as connection:
        assert verification.find_misfits(connection, resumed.run_id) == []


def test_deleted_projects_are_missed_by_the_next_run(
    night: RunNight, first_run: Run, engine: Engine, database: Database
) -> None:
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '4'"))
    owner.dispose()
    second = night()
    assert (second.whole_run, second.own_rows) == (first_run.run_id, 1)
    with engine.connect() as connection:
        rows = connection.scalar(
            text("SELECT count(*) FROM predawn.run_predictions(:run)"), {"run": second.run_id}
        )
    assert rows == second.counts.stored == first_run.counts.stored - 1


def test_deleted_projects_count_no_more(
    night: RunNight, engine: Engine, database: Database, settings: Settings, tmp_path: Path
) -> None:
    total = night().counts.total
    administer(database, "DELETE FROM predawn.projects WHERE project_id IN ('4', '6')")
    with engine.connect() as connection:
        assert syncs.count_active(connection) == total - 2
    changed = tmp_path / "changed.csv"
    changed.write_text("id,title,description\n10,another title,\n")
    assert sync_delta(engine, settings, str(changed), 1).active == total - 2
    run = run_batch(database, settings.model_copy(update={"catalogue": None}), RunRequest(), Silent())
    assert (run.status, run.counts.total, run.counts.stored) == (RunStatus.PUBLISHED, total - 2, total - 2)
    again = run_batch(database, settings.model_copy(update={"catalogue": None}), RunRequest(), Silent())
    assert again.status is RunStatus.UNCHANGED


def test_deleted_projects_are_counted_by_the_next_run_alone(
    night: RunNight, engine: Engine, database: Database, settings: Settings
) -> None:
    total = night().counts.total
    administer(database, "DELETE FROM predawn.projects WHERE project_id IN ('4', '6')")
    run_batch(database, settings.model_copy(update={"catalogue": None}), RunRequest(), Silent())
    with engine.connect() as connection:
        last = syncs.find_last(connection)
    assert last is not None
    assert last.active == total - 2
