"""What a person should look at next: the doubtful first, with the reason, and not again what was decided."""

import csv
import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.settings import Settings
from core.types import Run
from store.catalogue import projects
from store.connect.database import Database
from store.connect.engine import Role
from store.feedback import corrections, reviews
from store.feedback.corrections import Correction, CorrectionState, Labels
from store.feedback.reviews import MAX_URGENCY, ReviewCause
from tests.conftest import RunNight
from tests.e2e.command_line import CommandLine
from tests.serving import Api, settings_for
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

SINGLE = Labels(lists=False, known=frozenset())


def page(api: Api, **query: Any) -> Any:
    answer = api.client.get("/reviews", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def every(api: Api, limit: int) -> list[dict[str, Any]]:
    found = page(api, limit=limit)
    rows: list[dict[str, Any]] = found["reviews"]
    while found["next"] is not None:
        found = page(api, limit=limit, cursor=found["next"])
        rows += found["reviews"]
    return rows


@pytest.fixture
def unknown(execute: Execute) -> None:
    """Let no tag be known, so that nothing is contradicted."""
    execute("UPDATE predawn.projects SET tag = NULL")


@pytest.mark.usefixtures("unknown")
def test_pages_have_every_project_once_the_nearest_ties_first(first_run: Run, serve: Serve) -> None:
    api = serve()
    rows = every(api, 100)
    assert len({row["project_id"] for row in rows}) == len(rows) == 387
    assert {row["why"] for row in rows} == {"near_tie"}
    margins = [row["score"] - (row["second_score"] or 0.0) for row in rows]
    assert all(before <= after + 2e-6 for before, after in pairwise(margins))


def test_a_contradicted_tag_comes_before_ties_and_an_expired_correction_first(
    night: RunNight, serve: Serve, execute: Execute, engine: Engine
) -> None:
    execute("UPDATE predawn.projects SET tag = NULL WHERE project_id <> '10'")
    execute("UPDATE predawn.projects SET tag = 'another' WHERE project_id = '10'")
    with engine.begin() as connection:
        corrections.enter(connection, Correction("4", ("mlops",)), SINGLE, actor="tests")
    night()
    api = serve()
    first = page(api, limit=2)["reviews"]
    assert [(row["project_id"], row["why"], row["known_tag"]) for row in first][:1] == [
        ("10", "known_tag", "another")
    ]
    assert first[1]["why"] == "near_tie"
    assert "4" not in {row["project_id"] for row in every(api, 200)}
    execute("UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'")
    night()
    (row,) = page(api, limit=1)["reviews"]
    assert (row["project_id"], row["why"], row["corrected_tag"]) == ("4", "expired_correction", "mlops")
    with engine.begin() as connection:
        for project_id in ("10", "4"):
            # Also that the model is right is a decision.
            said = next(r for r in page(api, limit=2)["reviews"] if r["project_id"] == project_id)
            seen = bytes.fromhex(said["content_hash"])
            decided = Correction(project_id, (said["predicted_tag"],), content_hash=seen)
            assert corrections.enter(connection, decided, SINGLE, actor="tests")
    assert not {"4", "10"} & {row["project_id"] for row in every(api, 200)}


def spread_margins(execute: Execute) -> None:
    """Give the predictions of whole and delta runs margins from 0 to 0.2, some of them equal."""
    scores = "ARRAY[score, score - abs(hashtext(project_id)) % 40 / 200.0]"
    for table in ("predictions", "prediction_deltas"):
        execute(f"UPDATE predawn.{table} SET scores = {scores} WHERE content_hash IS NOT NULL")


def test_short_pages_which_indexes_find_have_what_a_read_of_the_whole_run_has(
    night: RunNight, serve: Serve, execute: Execute, engine: Engine
) -> None:
    execute("UPDATE predawn.projects SET tag = NULL WHERE abs(hashtext(project_id)) % 7 > 1")
    with engine.begin() as connection:
        for project_id in ("10", "4"):
            corrections.enter(connection, Correction(project_id, ("mlops",)), SINGLE, actor="tests")
    night()
    spread_margins(execute)
    # Some of these are near ties of the base, and others of the run that replaces their rows.
    changed = "abs(hashtext(project_id)) % 40 IN (0, 30, 31)"
    execute(f"UPDATE predawn.projects SET title = title || ' again' WHERE {changed} OR project_id = '4'")
    run = night()
    assert run.whole_run is not None
    made = "CASE WHEN abs(hashtext(project_id)) % 2 = 0 THEN ARRAY[1, 0] ELSE ARRAY[1, 0.99] END"
    execute(f"UPDATE predawn.prediction_deltas SET scores = {made} WHERE scores IS NOT NULL")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE abs(hashtext(project_id)) % 40 = 4")
    api = serve()
    rows = every(api, 200)
    assert {row["why"] for row in rows} == {"expired_correction", "known_tag", "near_tie"}
    for limit in (1, 2, 3, 7):
        assert every(api, limit) == rows
    with engine.connect() as connection:
        for why in (None, *ReviewCause):
            named = [row["project_id"] for row in rows if why in (None, row["why"])]
            for limit in (1, 5, 1000):
                found = reviews.list_reviews(connection, why, limit)
                assert [review.project_id for review in found] == named[:limit]


def test_what_is_listed_first_is_found_by_indexes(night: RunNight, engine: Engine) -> None:
    run = night()
    query, _ = reviews.compose_reviews(run.run_id, run.base, MAX_URGENCY, 10, multi_label=False)
    with engine.connect() as connection:
        for other in ("seqscan", "bitmapscan"):
            connection.execute(text(f"SET LOCAL enable_{other} = off"))
        plan = "\n".join(connection.scalars(text(f"EXPLAIN {query}"), {"after": ""}))
    for index in (
        f"predictions_{run.run_id}_near_ties",
        "projects_corrected_before",
        "inference_log_on_unknown_ground",
    ):
        assert f"using {index} on" in plan


@pytest.mark.usefixtures("unknown", "first_run")
def test_a_tag_with_a_bar_is_told_from_two_tags(
    database: Database, serve: Serve, execute: Execute, tmp_path: Path
) -> None:
    execute("UPDATE predawn.projects SET tag = 'a|b' WHERE project_id = '10'")
    (row,) = page(serve(), limit=1)["reviews"]
    assert (row["known_tag"], row["known_tags"], row["corrected_tags"]) == ("a|b", ["a|b"], None)
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    (exported,) = csv.DictReader(predawn.succeed("reviews", "export", "--limit", "1").splitlines())
    assert json.loads(exported["known_tags"]) == ["a|b"]
    assert exported["corrected_tags"] == ""


def test_a_tag_that_the_model_says_is_not_contradicted_by_its_likeliest_one(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.projects SET tag = CASE WHEN project_id IN ('4', '10') THEN 'other' END")
    night()
    execute("UPDATE predawn.predictions SET predicted_tag = 'other' WHERE project_id = '4'")
    causes = {row["project_id"]: row["why"] for row in every(serve(), 200)}
    assert (causes["4"], causes["10"]) == ("near_tie", "known_tag")


def test_held_out_predictions_contradict_what_the_model_has_learnt_since(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(
        "UPDATE predawn.projects AS j SET tag = coalesce(p.tags[1], p.predicted_tag)"
        " FROM predawn.predictions AS p WHERE p.project_id = j.project_id"
    )
    execute(
        "UPDATE predawn.model_examples AS e SET predicted_tag = j.tag FROM predawn.projects AS j"
        " WHERE j.project_id = e.project_id AND e.held_out"
    )
    api = serve()
    assert page(api, limit=1)["reviews"][0]["why"] == "near_tie"
    ((project_id,),) = execute("SELECT min(project_id) FROM predawn.model_examples WHERE held_out")
    change = "UPDATE predawn.model_examples SET predicted_tag = 'another' WHERE project_id = :id"
    execute(change, id=project_id)
    (row,) = page(api, limit=1)["reviews"]
    assert (row["project_id"], row["why"]) == (project_id, "known_tag")


def test_logged_texts_on_unknown_ground_are_reviewed_and_learnt_from(
    first_run: Run, serve: Serve, execute: Execute, engine: Engine
) -> None:
    api = serve()
    odd = {"title": "Qwrtz", "description": "vbnm xcvb zzyzx"}
    known = {"title": "Graphs", "description": "A graph neural network for molecules."}
    for _ in range(2):
        api.client.post("/predict", json={"texts": [odd, known]}, headers={"Cache-Control": "no-cache"})
    wait_until(lambda: api.state.log.written == 4)
    texts = [row for row in every(api, 200) if row["why"] == "unknown_ground"]
    assert [(row["title"], row["description"]) for row in texts] == [(odd["title"], odd["description"])]
    (row,) = texts
    assert row["project_id"].startswith("inference-")
    seen = bytes.fromhex(row["content_hash"])
    with engine.begin() as connection:
        decided = Correction(row["project_id"], ("mlops",), content_hash=seen)
        assert corrections.enter(connection, decided, SINGLE, actor="tests")
    assert not [row for row in every(api, 200) if row["why"] == "unknown_ground"]
    with engine.connect() as connection:
        (entry,) = corrections.list_corrections(connection, list(CorrectionState), 10)
        assert entry.state is CorrectionState.IN_FORCE
        learnt = projects.read_labelled(connection).to_pylist()
    assert [(one["title"], one["tag"]) for one in learnt if one["project_id"] == row["project_id"]] == [
        ("Qwrtz", "mlops")
    ]
    execute("DELETE FROM predawn.inference_log")
    with engine.connect() as connection:
        (entry,) = corrections.list_corrections(connection, list(CorrectionState), 10)
        assert entry.state is CorrectionState.REMOVED
        assert len(projects.read_labelled(connection)) == len(learnt) - 1


def test_cursors_are_of_reviews_and_of_their_run(night: RunNight, serve: Serve) -> None:
    api = serve()
    assert page(api) == {"reviews": [], "run_id": None, "next": None}
    night()
    cursor = page(api, limit=1)["next"]
    listing = api.client.get("/predictions", params={"limit": 1}).json()["data"]["next"]
    for wrong in ("nonsense", listing, cursor + "x"):
        answer = api.client.get("/reviews", params={"cursor": wrong})
        assert (answer.status_code, "cursor is invalid" in answer.json()["detail"]) == (400, True)
    assert api.client.get("/predictions", params={"cursor": cursor}).status_code == 400


def test_a_file_of_reviews_is_filled_in_and_imported(
    night: RunNight, database: Database, tmp_path: Path, execute: Execute
) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert "Nothing is published" in predawn.refuse(2, "reviews", "export")
    night()
    assert (
        "5 projects written"
        in predawn.run("reviews", "export", "--limit", "5", "--output", "r.csv", "--excel").err
    )
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] and row["tag"] == "" for row in rows)
    for row in rows[:3]:
        row["tag"] = row["predicted_tag"]
    with (tmp_path / "r.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    execute("UPDATE predawn.projects SET title = 'x' WHERE project_id = :id", id=rows[0]["project_id"])
    imported = json.loads(predawn.run("corrections", "import", "r.csv", "--json").out)
    assert (imported["entered"], imported["blank"]) == (2, 2)
    assert [row["row"] for row in imported["refused"]] == [1]
    lines = predawn.succeed("reviews", "export", "--limit", "1000", "--output", "-").splitlines()
    again = {row["project_id"] for row in csv.DictReader(lines)}
    assert not {row["project_id"] for row in rows[1:3]} & again
    assert {row["project_id"] for row in rows[3:]} <= again
    assert "--excel writes CSV" in predawn.refuse(2, "reviews", "export", "--output", "r.ndjson", "--excel")


def flip(catalogue: Path, flipped: Path, generator: random.Random) -> set[str]:
    """Copy a catalogue with another tag for one labelled project in ten, and return their ids."""
    with catalogue.open(newline="") as file:
        rows = list(csv.DictReader(file))
    labelled = [row for row in rows if row["tag"]]
    tags = sorted({row["tag"] for row in labelled})
    chosen = generator.sample(labelled, len(labelled) // 10)
    for row in chosen:
        row["tag"] = generator.choice([tag for tag in tags if tag != row["tag"]])
    with flipped.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return {row["id"] for row in chosen}


def test_wrong_labels_are_among_the_first_reviews(
    migrated_database: Database, real_catalogue: Path, tmp_path: Path
) -> None:
    """Of 100 reviews at least three times as many have a wrong known tag as of 100 projects at random."""
    source = tmp_path / "flipped.csv"
    flipped = flip(real_catalogue, source, random.Random(0))
    engine = migrated_database.engine(Role.BATCH, "tests")
    settings: Settings = settings_for(
        migrated_database, engine="threading", workers=1, max_other=1.0, min_f1=0.0
    )
    sync_alone(engine, settings, str(source), 1.0)
    train_model(engine, settings, None, lambda _step: None)
    run_batch(migrated_database, settings, RunRequest(source=str(source)), Silent())
    predawn = CommandLine(tmp_path).with_settings(database_url=migrated_database.url)
    lines = predawn.succeed("reviews", "export", "--limit", "100").splitlines()
    found = {row["project_id"] for row in csv.DictReader(lines)}
    with engine.connect() as connection:
        active = connection.scalar(text("SELECT count(*) FROM predawn.projects")) or 0
    engine.dispose()
    assert len(found) == 100
    at_random = 100 * len(flipped) / active
    assert len(found & flipped) >= 3 * at_random, (len(found & flipped), at_random)
