"""Answers about corrected projects: bodies, entity tags, dates, formats, and models asked on demand."""

import csv
import io
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine, text

from store.feedback import corrections
from store.feedback.corrections import Correction, Labels
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.routes.predictions.test_changes import follow, now
from tests.unit.api.routes.test_freshness import CHANGE, OLD_PROJECTS, SETTLE, get

SINGLE = Labels(lists=False, known=frozenset())
LISTS = Labels(lists=True, known=frozenset())
AWKWARD = 'a "b", \\ c {d}'

Correct = Callable[..., None]


@pytest.fixture
def correct(engine: Engine) -> Correct:
    """Correct a project, or withdraw its correction where no tag is given."""

    def act(project_id: str, *tags: str, labels: Labels = SINGLE) -> None:
        with engine.begin() as connection:
            if tags or labels.lists:
                corrections.enter(connection, Correction(project_id, tags), labels, actor="tests")
            else:
                corrections.withdraw(connection, project_id, actor="tests")

    return act


@pytest.fixture
def api(night: RunNight, serve: Serve) -> Api:
    night()
    return serve()


def test_an_answer_has_the_corrected_tag_and_the_models_own(api: Api, correct: Correct) -> None:
    before = get(api).json()["data"]
    correct("4", AWKWARD)
    after = get(api).json()["data"]
    assert after == before | {
        "predicted_tag": AWKWARD,
        "score": 1,
        "tags": [{"tag": AWKWARD, "score": 1}],
        "source": "correction",
        "model_tag": before["predicted_tag"],
        "model_score": before["score"],
    }
    named = api.client.get("/predictions", params={"ids": "4"}).json()["data"]["predictions"]
    asked = api.client.post("/prediction-lookups", json={"ids": ["4"]}).json()["data"]["predictions"]
    assert named == asked == [after]
    correct("4")
    assert get(api).json()["data"] == before


def test_tags_of_a_list_come_in_their_order_and_none_is_other(api: Api, correct: Correct) -> None:
    correct("4", "b", "a", labels=LISTS)
    correct("6", labels=LISTS)
    found = get(api).json()["data"]
    assert (found["predicted_tag"], [tag["tag"] for tag in found["tags"]]) == ("b", ["b", "a"])
    none = get(api, "/predictions/6").json()["data"]
    assert (none["predicted_tag"], none["tags"], none["source"]) == ("other", [], "correction")


def test_an_entity_tag_tells_corrections_apart(api: Api, correct: Correct, execute: Execute) -> None:
    etags = [get(api).headers["etag"]]
    for tag in ("first", "second"):
        correct("4", tag)
        changed = get(api, if_none_match=", ".join(etags))
        assert (changed.status_code, changed.json()["data"]["predicted_tag"]) == (200, tag)
        etags.append(changed.headers["etag"])
    assert get(api, if_none_match=etags[2]).status_code == 304
    execute(checked_at("now() - interval '37 hours'"))
    stale = get(api, if_none_match=etags[2])
    assert (stale.status_code, stale.json()["data"]["stale"], stale.json()["data"]["source"]) == (
        200, True, "correction",
    )  # fmt: skip
    execute(checked_at("now()"))
    correct("4")
    assert get(api, if_none_match=", ".join(etags[1:])).status_code == 200
    assert get(api, if_none_match=etags[0]).status_code == 304


def test_last_modified_follows_a_correction_and_its_withdrawal(
    api: Api, correct: Correct, execute: Execute
) -> None:
    execute(SETTLE)
    execute(OLD_PROJECTS)
    before = get(api).headers["last-modified"]
    for tags, at in ((("mlops",), "2025-06-03 00:00:00+00"), ((), "2025-06-04 00:00:00+00")):
        correct("4", *tags)
        assert get(api, if_modified_since=before).status_code == 200
        execute(f"UPDATE predawn.projects SET corrected_at = '{at}' WHERE project_id = '4'")
        after = get(api, if_modified_since=before)
        assert after.status_code == 200
        assert after.headers["last-modified"] not in ("", before)
        before = after.headers["last-modified"]
        assert get(api, if_modified_since=before).status_code == 304


def test_a_correction_ends_with_the_text_and_is_back_with_it(
    api: Api, correct: Correct, execute: Execute
) -> None:
    ((title,),) = execute("SELECT title FROM predawn.projects WHERE project_id = '4'")
    correct("4", "corrected")
    execute(CHANGE)
    assert get(api).json()["data"]["source"] == "on_demand"
    execute("UPDATE predawn.projects SET title = :title WHERE project_id = '4'", title=title)
    assert get(api).json()["data"]["predicted_tag"] == "corrected"


@pytest.mark.parametrize("at_once", [False, True])
def test_a_project_that_is_deleted_and_entered_again_is_corrected_again(
    api: Api, correct: Correct, engine: Engine, at_once: bool
) -> None:
    cursor = now(api)
    correct("4", "corrected")
    delete = "DELETE FROM predawn.projects WHERE project_id = '4'"
    enter = (
        "INSERT INTO predawn.projects (project_id, title, description)"
        " SELECT project_id, title, description FROM predawn.kept"
    )
    with engine.begin() as connection:
        keep = "CREATE TABLE predawn.kept AS SELECT * FROM predawn.projects WHERE project_id = '4'"
        connection.execute(text(keep))
        connection.execute(text(delete))
        if at_once:
            connection.execute(text(enter))
    if not at_once:
        assert get(api).status_code == 404
        with engine.begin() as connection:
            connection.execute(text(enter))
    found = get(api).json()["data"]
    assert (found["predicted_tag"], found["source"]) == ("corrected", "correction")
    changed, _ = follow(api, cursor)
    assert changed[-1]["to_tag"] == "corrected"
    tags = [(change["from_tag"], change["to_tag"]) for change in changed]
    assert all(after[0] == before[1] for before, after in pairwise(tags))


def test_an_answer_on_demand_is_corrected_too(api: Api, correct: Correct, execute: Execute) -> None:
    execute(CHANGE)
    own = get(api)
    correct("4", "corrected")
    found = get(api, if_none_match=own.headers["etag"])
    assert found.status_code == 200
    data = found.json()["data"]
    assert (data["predicted_tag"], data["source"], data["run_id"], data["stale"]) == (
        "corrected", "correction", None, False,
    )  # fmt: skip
    assert data["model_tag"] == own.json()["data"]["predicted_tag"]
    assert get(api, if_none_match=found.headers["etag"]).status_code == 304
    asked = api.client.post("/prediction-lookups", json={"ids": ["4"], "infer": True}).json()["data"]
    assert [(row["predicted_tag"], row["source"]) for row in asked["predictions"]] == [
        ("corrected", "correction")
    ]
    fresh = get(api, "/predictions/6", cache_control="no-cache").json()["data"]
    assert fresh["source"] == "on_demand"
    assert "model_tag" not in fresh
    stored = api.client.post("/prediction-lookups", json={"ids": ["4"]}).json()["data"]["predictions"]
    assert [(row["predicted_tag"], row["source"], row["stale"]) for row in stored] == [
        ("corrected", "correction", True)
    ]


def lines(api: Api, media: str, **query: Any) -> list[dict[str, Any]]:
    answer = api.client.get("/predictions", params=query, headers={"Accept": media}).text
    if media == "text/csv":
        return list(csv.DictReader(io.StringIO(answer, newline="")))
    return [json.loads(line) for line in answer.splitlines()]


@pytest.mark.parametrize("media", ["text/csv", "application/x-ndjson"])
def test_listings_of_a_tag_have_what_is_corrected_to_it_first(api: Api, correct: Correct, media: str) -> None:
    before = lines(api, media, tag="mlops")
    other = next(row for row in lines(api, media) if row["predicted_tag"] != "mlops")
    correct(before[0]["project_id"], "corrected")
    correct(other["project_id"], "mlops")
    after = lines(api, media, tag="mlops")
    assert [row["project_id"] for row in after] == [
        other["project_id"], *(row["project_id"] for row in before[1:]),
    ]  # fmt: skip
    assert after[0]["source"] == "correction"
    assert after[0]["model_tag"] == other["predicted_tag"]
    assert float(after[0]["score"]) == 1
    ((found),) = lines(api, media, tag="corrected")
    assert found["project_id"] == before[0]["project_id"]
    assert len(lines(api, media)) == 387
    surest = {row["project_id"] for row in lines(api, media, min_score=1)}
    assert surest == {before[0]["project_id"], other["project_id"]}
