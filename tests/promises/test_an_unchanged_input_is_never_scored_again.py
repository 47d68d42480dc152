"""Promise 4: an unchanged input is never scored again by the same model, after a rollback and after a
held run too.
"""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.publish import publish_by_hand
from batch.run import run_batch
from batch.train import train_model
from core.errors import RunHeldError
from core.settings import Settings
from core.types import Mode, RunStatus
from store import publication, registry
from store.database import Database
from tests.conftest import RunNight


def change_title(engine: Engine, project_id: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = title || ' again' WHERE project_id = :id"),
            {"id": project_id},
        )


def test_a_second_night_scores_nothing_and_ends_unchanged(night: RunNight, engine: Engine) -> None:
    first, second = night(), night()
    assert first.status is RunStatus.PUBLISHED
    assert second.status is RunStatus.UNCHANGED
    assert second.counts.scored == 0
    with engine.connect() as connection:
        assert publication.read_serving(connection).run_id == first.run_id


def test_unchanged_counts_as_a_check_of_what_is_in_service(night: RunNight, engine: Engine) -> None:
    first = night()
    night()
    with engine.connect() as connection:
        checked = connection.scalar(
            text("SELECT checked_at FROM predawn.runs WHERE run_id = :id"), {"id": first.run_id}
        )
    assert first.checked_at is not None
    assert checked > first.checked_at


def test_only_the_changed_project_is_scored(night: RunNight, engine: Engine) -> None:
    first = night()
    change_title(engine, "4")
    second = night()
    assert second.status is RunStatus.PUBLISHED
    assert (second.counts.scored, second.counts.reused) == (1, first.counts.total - 1)
    with engine.connect() as connection:
        scored = connection.execute(
            text(
                "SELECT project_id, origin FROM predawn.predictions WHERE run_id = :id AND origin = 'scored'"
            ),
            {"id": second.run_id},
        ).all()
        kept = connection.scalar(
            text(
                "SELECT count(*) FROM predawn.predictions AS a"
                " JOIN predawn.predictions AS b USING (project_id)"
                " WHERE a.run_id = :first AND b.run_id = :second AND a.scored_at = b.scored_at"
                " AND a.tags = b.tags AND a.scores = b.scores"
            ),
            {"first": first.run_id, "second": second.run_id},
        )
    assert [row.project_id for row in scored] == ["4"]
    assert kept == first.counts.total - 1


def test_a_full_run_scores_everything_anew(night: RunNight) -> None:
    first = night()
    second = night(mode=Mode.FULL)
    assert second.counts.scored == first.counts.total
    assert second.counts.reused == 0


def test_nothing_is_scored_again_after_a_rollback(night: RunNight, engine: Engine) -> None:
    night()
    change_title(engine, "4")
    night()
    with engine.begin() as connection:
        publication.roll_back(connection, to_run=None, actor="test", reason="a try")
    third = night()
    assert third.status is RunStatus.PUBLISHED
    assert third.counts.scored == 0


def test_a_text_that_came_back_is_not_scored_again(night: RunNight, engine: Engine) -> None:
    night()
    change_title(engine, "4")
    night()
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = replace(title, ' again', '') WHERE project_id = '4'")
        )
    third = night()
    assert third.counts.scored == 0


def test_nothing_is_scored_again_after_a_held_run(
    night: RunNight, database: Database, settings: Settings, engine: Engine
) -> None:
    night()
    change_title(engine, "4")
    strict = settings.model_copy(update={"min_coverage": 1.1})  # more than any run can reach
    with pytest.raises(RunHeldError):
        run_batch(database, strict, RunRequest(), Silent())
    with pytest.raises(RunHeldError):
        run_batch(database, strict, RunRequest(), Silent())
    third = night()
    assert third.status is RunStatus.PUBLISHED
    assert third.counts.scored == 0


def test_a_project_that_came_back_is_not_scored_again(night: RunNight, engine: Engine) -> None:
    first = night()
    change = text("UPDATE predawn.projects SET removed_at = :moment WHERE project_id = '4'")
    for moment in (datetime.now(UTC), None):
        with engine.begin() as connection:
            connection.execute(change, {"moment": moment})
        run = night()
        assert (run.status, run.counts.scored) == (RunStatus.PUBLISHED, 0)
    assert run.counts.reused == first.counts.total


def test_nothing_is_scored_again_after_a_candidate_that_a_person_published(
    night: RunNight, database: Database, settings: Settings, engine: Engine
) -> None:
    """Nor is it when the model from before is back: each model is asked once for each text."""
    night()
    train_model(engine, settings, None, lambda _step: None)
    candidate = night(model_version=2, publish=False)
    assert (candidate.status, candidate.counts.scored) == (RunStatus.READY, candidate.counts.total)
    publish_by_hand(engine, settings, candidate.run_id, force=False, reason="it is better")
    assert night().status is RunStatus.UNCHANGED
    with engine.begin() as connection:
        registry.promote(connection, 1, actor="test", reason="it was not")
    back = night()
    assert (back.status, back.model_version, back.counts.scored) == (RunStatus.PUBLISHED, 1, 0)
