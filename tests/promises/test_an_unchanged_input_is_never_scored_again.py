"""Promise 4: an unchanged input is never scored again by the same model, after a rollback and after a
held run too, unless a person asks for it (`--full`, `--only`, `--only-tag`).
"""

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, Row, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from core.errors import RunHeldError
from core.settings import Settings
from core.types import Mode, Run, RunStatus
from store.connect.database import Database
from store.models import registry
from store.serving import pointer
from tests.conftest import RunNight

TITLES = (
    "A reinforcement learning agent learns a policy from rewards in a game",
    "Deploying and monitoring models in production with pipelines",
    "Detecting objects in images with a convolutional network",
)


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
        assert pointer.read_serving(connection).run_id == first.run_id


def test_unchanged_counts_as_a_check_of_what_is_in_service(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    night()
    with engine.connect() as connection:
        checked = connection.scalar(
            text("SELECT checked_at FROM predawn.runs WHERE run_id = :id"), {"id": first_run.run_id}
        )
    assert first_run.checked_at is not None
    assert checked > first_run.checked_at


def test_publishing_counts_as_a_check_however_long_ago_the_run_was_complete(
    first_run: Run, engine: Engine
) -> None:
    query = "SELECT r.checked_at > s.moved_at FROM predawn.runs AS r JOIN predawn.serving AS s USING (run_id)"
    with engine.connect() as connection:
        assert connection.scalar(text(query)) is True


def test_only_the_changed_project_is_scored(night: RunNight, first_run: Run, engine: Engine) -> None:
    change_title(engine, "4")
    second = night()
    assert second.status is RunStatus.PUBLISHED
    assert (second.counts.scored, second.counts.reused) == (1, first_run.counts.total - 1)
    with engine.connect() as connection:
        scored = connection.execute(
            text("SELECT project_id, origin FROM predawn.run_predictions(:id) WHERE origin = 'scored'"),
            {"id": second.run_id},
        ).all()
        kept = connection.scalar(
            text(
                "SELECT count(*) FROM predawn.run_predictions(:first) AS a"
                " JOIN predawn.run_predictions(:second) AS b USING (project_id)"
                " WHERE a.scored_at = b.scored_at"
                " AND a.tags = b.tags AND a.scores = b.scores"
            ),
            {"first": first_run.run_id, "second": second.run_id},
        )
    assert [row.project_id for row in scored] == ["4"]
    assert kept == first_run.counts.total - 1


def test_a_text_that_changed_while_a_run_was_under_way_is_scored_by_the_next(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    """It changed before the run was complete, so that the time of its change says nothing."""
    change_title(engine, "4")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET changed_at = '2025-06-01' WHERE project_id = '4'")
        )
    second = night()
    assert (second.status, second.counts.scored) == (RunStatus.PUBLISHED, 1)


def test_a_full_run_scores_everything_anew(night: RunNight, first_run: Run) -> None:
    second = night(mode=Mode.FULL)
    assert second.counts.scored == first_run.counts.total
    assert second.counts.reused == 0


def test_nothing_is_scored_again_after_a_rollback(night: RunNight, first_run: Run, engine: Engine) -> None:
    change_title(engine, "4")
    night()
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="test", reason="a try")
    third = night()
    assert third.status is RunStatus.PUBLISHED
    assert third.counts.scored == 0


def test_a_text_that_returns_is_not_scored_again(night: RunNight, first_run: Run, engine: Engine) -> None:
    change_title(engine, "4")
    night()
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET title = replace(title, ' again', '') WHERE project_id = '4'")
        )
    third = night()
    assert third.counts.scored == 0


def test_nothing_is_scored_again_after_a_held_run(
    night: RunNight, first_run: Run, database: Database, settings: Settings, engine: Engine
) -> None:
    change_title(engine, "4")
    strict = settings.model_copy(update={"min_coverage": 1.1})  # more than any run can reach
    with pytest.raises(RunHeldError):
        run_batch(database, strict, RunRequest(), Silent())
    with pytest.raises(RunHeldError):
        run_batch(database, strict, RunRequest(), Silent())
    third = night()
    assert third.status is RunStatus.PUBLISHED
    assert third.counts.scored == 0


def test_a_project_that_returns_is_not_scored_again(night: RunNight, first_run: Run, engine: Engine) -> None:
    change = text("UPDATE predawn.projects SET removed_at = :moment WHERE project_id = '4'")
    for moment in (datetime.now(UTC), None):
        with engine.begin() as connection:
            connection.execute(change, {"moment": moment})
        run = night()
        assert (run.status, run.counts.scored) == (RunStatus.PUBLISHED, 0)
    assert run.counts.reused == first_run.counts.total


def test_nothing_is_scored_again_after_a_candidate_that_a_person_published(
    night: RunNight, first_run: Run, database: Database, settings: Settings, engine: Engine
) -> None:
    """Each model is asked once for each text, also after the earlier model returns."""
    train_model(engine, settings, None, lambda _step: None)
    candidate = night(model_version=2, publish=False)
    assert (candidate.status, candidate.counts.scored) == (RunStatus.READY, candidate.counts.total)
    publish_by_hand(engine, settings, candidate.run_id, force=False, reason="it is better")
    assert night().status is RunStatus.UNCHANGED
    with engine.begin() as connection:
        registry.promote(connection, 1, actor="test", reason="it was not")
    back = night()
    assert (back.status, back.model_version, back.counts.scored) == (RunStatus.PUBLISHED, 1, 0)


def test_a_text_that_comes_back_is_not_scored_again(night: RunNight, engine: Engine) -> None:
    first, second, third = TITLES
    set_title(engine, "4", first, here=True)
    night()
    scored = []
    for title in (second, first, second, third, second, first):
        set_title(engine, "4", title, here=True)
        scored.append(night().counts.scored)
    assert scored == [1, 0, 0, 1, 0, 0]


def set_title(engine: Engine, project_id: str, title: str, *, here: bool) -> None:
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE predawn.projects SET title = :title, "
                "content_hash = sha256(convert_to(:title, 'UTF8')), changed_at = now(), "
                "removed_at = CASE WHEN :here THEN NULL ELSE now() END WHERE project_id = :id"
            ),
            {"id": project_id, "title": title, "here": here},
        )


def shuffle_catalogue(engine: Engine, generator: random.Random) -> None:
    """Change the titles of two of four projects, remove some, and bring some back."""
    for project_id in generator.sample(("4", "6", "8", "10"), 2):
        title = f"{generator.choice(TITLES)} {project_id}"
        set_title(engine, project_id, title, here=generator.random() < 0.8)


RETAINED = (
    "(SELECT project_id, content_hash FROM predawn.predictions UNION ALL"
    " SELECT project_id, content_hash FROM predawn.prediction_deltas WHERE content_hash IS NOT NULL) AS r"
)


def read_inputs(engine: Engine, rows: str) -> set[tuple[str, bytes]]:
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT project_id, content_hash FROM {rows}"))
        return {(row.project_id, bytes(row.content_hash)) for row in found}


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_texts_that_come_and_go_are_scored_once_and_every_change_is_recorded(
    night: RunNight, engine: Engine, seed: int
) -> None:
    generator = random.Random(seed)
    before = night()
    for _ in range(6):
        shuffle_catalogue(engine, generator)
        known = read_inputs(engine, RETAINED)
        wanted = read_inputs(engine, "predawn.projects WHERE removed_at IS NULL")
        run = night(mode=Mode.INCREMENTAL)
        assert run.counts.scored == len(wanted - known)
        if run.status is RunStatus.UNCHANGED:
            continue
        assert run.counts.stored == len(wanted)
        assert read_recorded(engine, run.run_id) == read_difference(engine, before.run_id, run.run_id)
        before = run


def read_recorded(engine: Engine, to_run: int) -> set[Row[Any]]:
    with engine.connect() as connection:
        return {
            *connection.execute(
                text(
                    "SELECT project_id, from_tag, to_tag, from_score, to_score "
                    "FROM predawn.prediction_changes WHERE to_run = :to_run AND presence IS NULL"
                ),
                {"to_run": to_run},
            )
        }


def read_difference(engine: Engine, from_run: int, to_run: int) -> set[Row[Any]]:
    """Compare two runs row by row, which publishing need not do where one reused the rows of the other."""
    with engine.connect() as connection:
        return {
            *connection.execute(
                text(
                    "SELECT project_id, a.predicted_tag, b.predicted_tag, a.score, b.score "
                    "FROM predawn.run_predictions(:from_run) AS a "
                    "FULL JOIN predawn.run_predictions(:to_run) AS b "
                    "USING (project_id) WHERE a.predicted_tag IS DISTINCT FROM b.predicted_tag "
                    "AND project_id IN (SELECT project_id FROM predawn.projects WHERE removed_at IS NULL)"
                ),
                {"from_run": from_run, "to_run": to_run},
            )
        }
