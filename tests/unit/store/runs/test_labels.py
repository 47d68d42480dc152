"""Labelled projects of a delta run, reckoned from its base, are those that a count of everything finds."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.quality.measures import SCORE_UNIT, LabelSets
from core.settings import Settings
from core.types import Mode, Run
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from store.runs import labels, ledger
from tests.conftest import RunNight
from tests.serving import settings_for
from tests.sql import administer, execute
from tests.tag_sets import generate, write_catalogue

COUNTED = (
    "SELECT j.tag, p.tags[1], least(floor(p.score * 10), 9)::integer, count(*),"
    " sum(round(p.score::double precision * 1e9)::bigint)"
    " FROM predawn.run_predictions(:run) AS p JOIN predawn.projects AS j USING (project_id, content_hash)"
    " WHERE j.tag <> 'other' AND j.removed_at IS NULL AND NOT EXISTS"
    " (SELECT FROM predawn.model_examples AS e WHERE e.content_hash = j.content_hash)"
    " GROUP BY 1, 2, 3"
)
half_seen = pytest.mark.usefixtures("unseen")
RETURN = (
    "INSERT INTO predawn.projects (project_id, title, description, tag) VALUES (:id, :title, '', 'back')"
    " ON CONFLICT (project_id) DO UPDATE SET title = excluded.title"
)
CHANGE = "UPDATE predawn.projects SET {} WHERE project_id = :project"


@pytest.fixture
def unseen(engine: Engine) -> None:
    """Let the model have seen half of the projects only."""
    execute(engine, "DELETE FROM predawn.model_examples WHERE get_byte(content_hash, 1) < 128")


def check(engine: Engine, run: Run) -> Counter[tuple[object, ...]]:
    """Compare what was counted of a run with a count of everything, and return it."""
    with engine.begin() as connection:
        model = registry.find_model(connection, run.model_version or 0)
        found = labels.count(connection, run, model)
    counted = {
        (row[0], row[1], row[2]): (row[3], int(row[4])) for row in execute(engine, COUNTED, run=run.run_id)
    }
    assert found.current == run.counts.stored
    assert counted == {
        (label.known_tag, label.best_tag, label.score_bin): (label.items, round(label.score_sum * 1e9))
        for label in found.labels
    }
    return Counter({key: items for key, (items, _) in counted.items()})


def position(engine: Engine, run_id: int) -> int | None:
    with engine.connect() as connection:
        return connection.exec_driver_sql(
            f"SELECT labels_as_of FROM predawn.runs WHERE run_id = {run_id}"
        ).scalar_one()


def unseen_projects(engine: Engine) -> list[str]:
    found = execute(
        engine,
        "SELECT project_id FROM predawn.projects AS p WHERE tag = 'mlops' AND NOT EXISTS (SELECT FROM"
        " predawn.model_examples AS e WHERE e.content_hash = p.content_hash) ORDER BY project_id",
    )
    return [str(row[0]) for row in found]


@half_seen
def test_projects_that_are_known_to_have_no_tag_are_judged_where_other_is_a_tag_that_was_learnt(
    night: RunNight, engine: Engine
) -> None:
    base = night()
    one, two, *_ = unseen_projects(engine)
    for project in (one, two):
        execute(engine, CHANGE.format("tag = 'other'"), project=project)
    run = night(mode=Mode.FULL)
    check(engine, run)
    execute(
        engine,
        "UPDATE predawn.predictions SET tags[1] = 'other' WHERE run_id = :run AND project_id = :project",
        run=run.run_id,
        project=one,
    )
    with engine.begin() as connection:
        found = labels.count(connection, run, registry.find_model(connection, base.model_version or 0))
    judged = [label for label in found.labels if label.known_tag == "other"]
    assert sorted((label.best_tag == "other", label.items) for label in judged) == [(False, 1), (True, 1)]


@half_seen
def test_whatever_changes_is_taken_from_the_base_and_added_again(night: RunNight, engine: Engine) -> None:
    base = night()
    counted = [check(engine, base)]
    one, two, three, four, five, *_ = unseen_projects(engine)
    seen = position(engine, base.run_id)
    nights = [
        [(one, "title = title || ' again'"), (two, "tag = 'other'"), (three, "removed_at = now()")],
        [
            (one, "tag = NULL"),
            (two, "tag = 'mlops'"),
            (four, "title = title || ' with another tag', tag = 'x'"),
        ],
        [
            (three, "removed_at = NULL, tag = 'back'"),
            (one, "title = replace(title, ' again', ''), tag = 'mlops'"),
        ],
        [(five, "tag = 'y'"), (four, "removed_at = now()"), (two, "title = title || '!'")],
    ]
    for changes in nights:
        for project, change in changes:
            execute(engine, CHANGE.format(change), project=project)
        run = night()
        assert run.whole_run == base.run_id
        counted.append(check(engine, run))
    assert len({frozenset(found.items()) for found in counted}) == len(counted)
    assert position(engine, base.run_id) == seen


@half_seen
def test_a_base_of_an_earlier_version_is_counted_once(night: RunNight, engine: Engine) -> None:
    base = night()
    execute(engine, "DELETE FROM predawn.run_label_counts")
    execute(engine, "UPDATE predawn.runs SET labels_as_of = NULL")
    execute(engine, CHANGE.format("title = title || ' again'"), project=unseen_projects(engine)[0])
    check(engine, night())
    assert position(engine, base.run_id) is not None
    assert execute(engine, "SELECT DISTINCT run_id FROM predawn.run_label_counts") == [(base.run_id,)]


@half_seen
def test_a_base_is_counted_anew_once_many_known_tags_have_changed(night: RunNight, engine: Engine) -> None:
    base = night()
    execute(engine, "UPDATE predawn.projects SET tag = 'many' WHERE tag IS NOT NULL AND project_id < '2'")
    (changed,) = execute(engine, "SELECT max(change_id), count(*) FROM predawn.label_changes")
    assert int(str(changed[1])) > 0.1 * base.counts.total
    execute(engine, CHANGE.format("title = title || ' again'"), project=unseen_projects(engine)[0])
    check(engine, night())
    assert position(engine, base.run_id) == changed[0]
    assert execute(engine, "SELECT count(*) FROM predawn.label_changes") == [(0,)]


@half_seen
def test_the_tags_of_deleted_projects_are_not_guessed(
    night: RunNight, engine: Engine, database: Database
) -> None:
    base = night()
    deleted, changed, *_ = unseen_projects(engine)
    (row,) = execute(engine, "SELECT title FROM predawn.projects WHERE project_id = :id", id=deleted)
    administer(database, "DELETE FROM predawn.projects WHERE project_id = :project", project=deleted)
    execute(engine, CHANGE.format("tag = 'x'"), project=changed)
    counted = [check(engine, run := night())]
    assert run.whole_run == base.run_id
    # Its base was counted without it.
    for title in (row[0], f"{row[0]} again"):
        execute(engine, RETURN, id=deleted, title=title)
        counted.append(check(engine, run := night()))
        assert run.whole_run == base.run_id
    returned = [sum(items for key, items in found.items() if key[0] == "back") for found in counted]
    assert returned == [0, 1, 1]


@half_seen
def test_what_a_transaction_is_changing_is_counted_once_it_has_ended(night: RunNight, engine: Engine) -> None:
    # The first run makes an index of the catalogue, for which it waits for who changes that.
    night()
    project, other, *_ = unseen_projects(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"UPDATE predawn.projects SET tag = 'late' WHERE project_id = '{project}'")
        base = night(mode=Mode.FULL)
        assert position(engine, base.run_id) is None
        connection.commit()
    execute(engine, CHANGE.format("title = title || ' again'"), project=other)
    counted = check(engine, night())
    assert {known for known, _, _ in counted} > {"late"}
    assert position(engine, base.run_id) is not None


@half_seen
def test_counts_go_with_the_predictions_of_their_run(
    night: RunNight, engine: Engine, database: Database, settings: Settings
) -> None:
    first = night()
    keeping = settings.model_copy(update={"keep_published": 1})
    for _ in range(2):
        last = run_batch(database, keeping, RunRequest(mode=Mode.FULL), Silent())
    with engine.connect() as connection:
        assert ledger.find_run(connection, first.run_id).pruned_at is not None
    assert position(engine, first.run_id) is None
    kept = execute(engine, "SELECT DISTINCT run_id FROM predawn.run_label_counts ORDER BY 1")
    assert kept == [(last.run_id - 1,), (last.run_id,)]


SETS = (
    "SELECT j.tags, p.tags, p.scores::double precision[]"
    " FROM predawn.run_predictions(:run) AS p JOIN predawn.projects AS j USING (project_id, content_hash)"
    " WHERE j.tags IS NOT NULL AND j.removed_at IS NULL AND NOT EXISTS"
    " (SELECT FROM predawn.model_examples AS e WHERE e.content_hash = j.content_hash)"
)


def check_sets(engine: Engine, run: Run) -> LabelSets:
    """Compare what was counted of lists of known tags with a count of everything, and return it."""
    with engine.begin() as connection:
        found = labels.count(connection, run, registry.find_model(connection, run.model_version or 0)).sets
    assert found is not None
    rows: list[Any] = execute(engine, SETS, run=run.run_id)
    bins: dict[int, tuple[int, int, int]] = {}
    for known, predicted, scores in rows:
        for tag, score in zip(predicted, scores, strict=True):
            items, right, total = bins.get(min(int(score * 10), 9), (0, 0, 0))
            counted = items + 1, right + (tag in known), total + round(score * SCORE_UNIT)
            bins[min(int(score * 10), 9)] = counted
    exact = sum(set(known) == set(predicted) for known, predicted, _ in rows)
    assert (found.projects, found.exact) == (len(rows), exact)
    assert found.known_tags == sum(len(known) for known, _, _ in rows)
    counted = {
        row.score_bin: (row.items, row.right, round(row.score_sum * SCORE_UNIT)) for row in found.predicted
    }
    assert counted == bins
    return found


def test_lists_of_known_tags_are_taken_from_the_base_and_added_again(
    migrated_database: Database, tmp_path: Path
) -> None:
    engine = migrated_database.engine(Role.BATCH, "tests")
    settings = settings_for(migrated_database, engine="threading", workers=1, max_psi=1000.0)
    projects = generate(400)
    sync_alone(engine, settings, str(write_catalogue(tmp_path / "first.ndjson", projects[:300])), 0.0)
    train_model(engine, settings, None, lambda _step: None)
    more = write_catalogue(tmp_path / "second.ndjson", projects)
    base = run_batch(migrated_database, settings, RunRequest(source=str(more)), Silent())
    found = [check_sets(engine, base)]
    for changes in (
        [("m0310", "tags = '{mlops,speech}'"), ("m0320", "title = title || ' policy reward'")],
        [("m0310", "tags = NULL"), ("m0320", "tags = '{agents}'"), ("m0330", "removed_at = now()")],
        [
            ("m0310", "tags = '{speech}', title = title || ' audio'"),
            ("m0330", "removed_at = NULL, tags = '{}'"),
        ],
    ):
        for project, change in changes:
            execute(engine, CHANGE.format(change), project=project)
        run = run_batch(migrated_database, settings, RunRequest(), Silent())
        assert run.whole_run == base.run_id
        found.append(check_sets(engine, run))
    assert len({(one.projects, one.exact, one.known_tags) for one in found}) == len(found)
    engine.dispose()
