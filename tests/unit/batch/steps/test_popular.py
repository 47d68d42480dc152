"""Popular texts are a part of their run: fenced like its rows, and never a reason for it to fail."""

import pytest
from sqlalchemy import Engine, text

from batch.job import Job, RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps import popular, score
from batch.workers import worker
from batch.workers.batch_size import GrowingBatchSize
from core.content import content_hash
from core.errors import RunFencedError
from core.settings import Settings
from core.types import Mode, RunStatus
from store.connect.database import Database
from store.runs import ledger
from tests.unit.batch.predictors import BAD, Sharing

GOOD = "a text like any other"


def log_texts(engine: Engine, *texts: str) -> None:
    with engine.begin() as connection:
        for asked in texts:
            connection.execute(
                text(
                    "INSERT INTO predawn.inference_log (description, content_hash, predicted_tag, score, "
                    "tags, scores, model_version, source, latency_seconds) "
                    "VALUES (:asked, :hash, 'a', 1, '{a}', '{1}', 1, 'on_demand', 0)"
                ),
                {"asked": asked, "hash": content_hash("", asked)},
            )


def stored(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT run_id, content_hash, predicted_tag FROM predawn.popular_predictions")
        )
        return [(row.run_id, bytes(row.content_hash), row.predicted_tag) for row in rows]


def with_predictor(settings: Settings, name: str) -> Settings:
    return settings.model_copy(update={"predictor": f"tests.unit.batch.predictors:{name}", "min_f1": 0.0})


def test_a_text_that_cannot_be_scored_costs_nothing_else(
    database: Database, engine: Engine, settings: Settings
) -> None:
    log_texts(engine, BAD, GOOD)
    run = run_batch(database, with_predictor(settings, "Picky"), RunRequest(), Silent())
    assert (run.status, run.counts.failed) == (RunStatus.PUBLISHED, 0)
    assert stored(engine) == [(run.run_id, content_hash("", GOOD), "api")]


def test_texts_share_calls_of_a_model_that_takes_several(
    database: Database, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Calls grow for as long as they are quick, whatever the machine does meanwhile.
    monkeypatch.setattr(GrowingBatchSize, "_SECONDS", 1_000.0)
    monkeypatch.setattr(score, "_FIRST_SECONDS", 1_000.0)
    texts = [f"{number:03d} is asked" for number in range(100)]
    log_texts(engine, *texts, BAD)
    Sharing.calls.clear()
    run = run_batch(database, with_predictor(settings, "Sharing"), RunRequest(), Silent())
    assert (run.status, run.counts.scored) == (RunStatus.PUBLISHED, 387)
    assert {row[2] for row in stored(engine)} == {asked[:10] for asked in texts}
    # Four of growing size for the projects, two for the texts, and the halves of the one that a text spoils.
    assert Sharing.calls[:4] == [8, 32, 128, 219]
    assert len(Sharing.calls) <= 6 + 2 * 6


def test_a_title_and_a_description_come_with_the_text_that_projects_come_with(
    database: Database, engine: Engine, settings: Settings
) -> None:
    log_texts(engine, GOOD)
    with engine.begin() as connection:
        query = text("UPDATE predawn.inference_log SET title = 'Title', content_hash = :hash")
        connection.execute(query, {"hash": content_hash("Title", GOOD)})
    run = run_batch(database, with_predictor(settings, "OfText"), RunRequest(), Silent())
    assert stored(engine) == [(run.run_id, content_hash("Title", GOOD), "Title a te")]


@pytest.mark.parametrize("removed", [False, True])
def test_a_text_of_a_project_is_stored_once_the_project_is_gone(
    database: Database, engine: Engine, settings: Settings, *, removed: bool
) -> None:
    """A project of the catalogue has a prediction of its own; a removed one has none any more."""
    log_texts(engine, GOOD)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO predawn.projects (project_id, title, description, removed_at) "
                "VALUES ('asked', '', :asked, CASE WHEN :removed THEN now() END)"
            ),
            {"asked": GOOD, "removed": removed},
        )
    run = run_batch(database, settings, RunRequest(), Silent())
    expected = [(run.run_id, content_hash("", GOOD))] if removed else []
    assert [row[:2] for row in stored(engine)] == expected


def test_an_answer_for_a_project_does_not_count_even_once_the_text_of_the_project_is_another(
    database: Database, engine: Engine, settings: Settings
) -> None:
    other = "a text that a project had"
    log_texts(engine, GOOD, other)
    with engine.begin() as connection:
        query = text("UPDATE predawn.inference_log SET project_id = '4' WHERE description = :text")
        connection.execute(query, {"text": other})
    run = run_batch(database, settings, RunRequest(), Silent())
    assert [row[:2] for row in stored(engine)] == [(run.run_id, content_hash("", GOOD))]


def test_what_another_model_said_of_a_text_is_not_reused(
    database: Database, engine: Engine, settings: Settings
) -> None:
    log_texts(engine, GOOD)
    lenient = settings.model_copy(update={"max_churn": 1.0, "max_psi": 1000.0})
    for name in ("Picky", "OfText", "Picky"):
        run_batch(database, with_predictor(lenient, name), RunRequest(), Silent())
    run_batch(database, with_predictor(lenient, "Picky"), RunRequest(mode=Mode.FULL), Silent())
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT run_id, predicted_tag, model_version, scored_at FROM predawn.popular_predictions "
                "ORDER BY run_id"
            )
        ).all()
    assert [row[:3] for row in rows] == [(1, "api", 2), (2, GOOD[:10], 3), (3, "api", 2), (4, "api", 2)]
    first, _, reused, anew = (row.scored_at for row in rows)
    assert reused == first < anew


def test_what_depends_on_the_request_is_never_stored(
    database: Database, engine: Engine, settings: Settings
) -> None:
    log_texts(engine, GOOD)
    run = run_batch(database, with_predictor(settings, "Reading"), RunRequest(), Silent())
    assert run.status is RunStatus.PUBLISHED
    assert stored(engine) == []


@pytest.mark.parametrize(("days", "counts"), [(29, True), (31, False)])
def test_a_text_that_was_last_asked_about_long_ago_does_not_count(
    database: Database, engine: Engine, settings: Settings, *, days: int, counts: bool
) -> None:
    log_texts(engine, GOOD)
    with engine.begin() as connection:
        asked = text("UPDATE predawn.inference_log SET asked_at = now() - make_interval(days => :days)")
        connection.execute(asked, {"days": days})
    run_batch(database, settings, RunRequest(), Silent())
    assert [row[1] for row in stored(engine)] == ([content_hash("", GOOD)] if counts else [])


def test_a_run_that_was_taken_over_stores_none(
    database: Database, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_texts(engine, GOOD)

    def taken_over(job: Job, run_id: int) -> None:
        with job.engine.begin() as connection:
            ledger.take_over(connection, job.run.run_id, host="elsewhere", pid=1)
        popular.score_popular(job, run_id)

    monkeypatch.setattr("batch.steps.score.score_popular", taken_over)
    with pytest.raises(RunFencedError):
        run_batch(database, settings, RunRequest(), Silent())
    assert stored(engine) == []


def test_a_night_without_a_change_scores_popular_texts_for_the_run_in_service(
    database: Database, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run_batch(database, settings, RunRequest(), Silent())
    log_texts(engine, GOOD)
    for _ in range(2):
        run = run_batch(database, settings, RunRequest(), Silent())
        assert (run.status, run.counts.scored, run.counts.reused) == (RunStatus.UNCHANGED, 0, 387)
        assert [row[:2] for row in stored(engine)] == [(first.run_id, content_hash("", GOOD))]
        # What is held is not scored again.
        monkeypatch.setattr("batch.steps.popular.load_once", None)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.inference_log"))
    run_batch(database, settings, RunRequest(), Silent())
    assert stored(engine) == []


def test_a_model_that_cannot_be_loaded_is_no_reason_for_a_night_without_a_change_to_fail(
    database: Database, engine: Engine, settings: Settings
) -> None:
    run_batch(database, settings, RunRequest(), Silent())
    log_texts(engine, GOOD)
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.models SET artifact = 'damaged'::bytea"))
    worker._cached_scorer.cache_clear()
    assert run_batch(database, settings, RunRequest(), Silent()).status is RunStatus.UNCHANGED
    assert stored(engine) == []
