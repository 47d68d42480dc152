"""Promise 10: every answer says run, model, when, from where, and whether it is stale."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.steps.publish import publish_by_hand
from core.content import content_hash
from core.types import Run
from store.connect.database import Database
from store.serving import pointer
from tests.conftest import RunNight
from tests.promises.conftest import TwoRuns
from tests.serving import Api, serving, settings_for
from tests.sql import checked_at, execute
from tests.waiting import wait_until

# Answers go by the database's clock, which the API knows to within the time of a question.
ERROR = timedelta(seconds=30)


@dataclass(frozen=True)
class Origin:
    """The origin that an answer states."""

    run_id: int | None
    model_version: int
    source: str
    stale: bool


def origin_of(answer: dict[str, Any]) -> Origin:
    return Origin(*(answer[name] for name in Origin.__annotations__))


def scored_at(answer: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(answer["scored_at"])


def look_up(api: Api, project_id: str) -> dict[str, Any]:
    response = api.client.get(f"/predictions/{project_id}")
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()["data"]
    return answer


def tag(api: Api, **params: int) -> dict[str, Any]:
    response = api.client.post("/predict", params=params, json={"texts": [{"text": "Graph networks"}]})
    (answer,) = response.json()["data"]["predictions"]
    found: dict[str, Any] = answer
    return found


def stored_at(engine: Engine, run: Run, project_id: str) -> datetime:
    """When a run's prediction of a project was made, as the store has it."""
    query = "SELECT scored_at FROM predawn.run_predictions(:run) WHERE project_id = :id"
    with engine.connect() as connection:
        found = connection.scalar(text(query), {"run": run.run_id, "id": project_id})
    assert isinstance(found, datetime)
    return found


def test_a_stored_prediction_names_its_run_and_when_it_was_made(
    night: RunNight, first_run: Run, database: Database, engine: Engine
) -> None:
    execute(engine, "UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '6'")
    second = night()
    with serving(settings_for(database)) as api:
        reused, scored = look_up(api, "4"), look_up(api, "6")
    for answer in (reused, scored):
        assert origin_of(answer) == Origin(second.run_id, 1, "cache", stale=False)
    # A reused prediction was not made by the run.
    assert scored_at(reused) == stored_at(engine, first_run, "4") == stored_at(engine, second, "4")
    assert scored_at(scored) == stored_at(engine, second, "6") > second.started_at


def test_every_answer_follows_the_pointer_together(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    first, second = two_runs.first, two_runs.second
    with serving(settings_for(database)) as api:
        tagged = look_up(api, "4")["predicted_tag"]
        assert answers(api) == {(first.run_id, first.model_version, tagged)}
        publish_by_hand(engine, two_runs.settings, second.run_id, force=False, reason=None)
        wait_until(lambda: in_service(api) == (second.run_id, second.model_version))
        assert answers(api) == {(second.run_id, second.model_version, "other")}
        with engine.begin() as connection:
            pointer.roll_back(connection, to_run=None, actor="test", reason="a try")
        wait_until(lambda: in_service(api) == (first.run_id, first.model_version))
        assert answers(api) == {(first.run_id, first.model_version, tagged)}


def answers(api: Api) -> set[tuple[int | None, int, str]]:
    """Ask for everything that is a prediction or a figure of one; return run, model and tag of each."""
    stored, inferred, tagged = look_up(api, "4"), look_up(api, "new"), tag(api)
    found = {(stored["run_id"], stored["model_version"], stored["predicted_tag"])}
    for answer in (inferred, tagged):
        assert answer["run_id"] is None
        assert (answer["predicted_tag"] == "other") == (stored["predicted_tag"] == "other")
        found.add((stored["run_id"], answer["model_version"], stored["predicted_tag"]))
    for path in ("/performance", "/args", "/args/c", "/tags"):
        figure = api.client.get(path).json()["data"]
        found.add((figure["run_id"], figure["model_version"], stored["predicted_tag"]))
    return found


def in_service(api: Api) -> tuple[int, int]:
    health = api.client.get("/health").json()["data"]
    return health["run"]["run_id"], health["model"]["model_version"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO predawn.projects (project_id, title, description) VALUES ('asked', 'Graphs', '')",
        "UPDATE predawn.projects SET title = 'Graphs' WHERE project_id = '4'",
    ],
    ids=["inserted", "changed"],
)
def test_what_no_run_has_seen_is_of_no_run_and_made_now(
    statement: str, first_run: Run, database: Database, engine: Engine
) -> None:
    execute(engine, statement)
    project_id = "asked" if statement.startswith("INSERT") else "4"
    with serving(settings_for(database)) as api:
        before = datetime.now(UTC)
        answer = look_up(api, project_id)
        after = datetime.now(UTC)
    assert origin_of(answer) == Origin(None, 1, "on_demand", stale=False)
    assert before - ERROR <= scored_at(answer) <= after + ERROR


def test_a_text_names_the_model_that_was_asked(two_runs: TwoRuns, database: Database) -> None:
    with serving(settings_for(database)) as api:
        before = datetime.now(UTC)
        ours, named = tag(api), tag(api, model=2)
        after = datetime.now(UTC)
    assert origin_of(ours) == Origin(None, 1, "on_demand", stale=False)
    assert origin_of(named) == Origin(None, 2, "on_demand", stale=False)
    assert (ours["predicted_tag"] == "other", named["predicted_tag"]) == (False, "other")
    for answer in (ours, named):
        assert before - ERROR <= scored_at(answer) <= after + ERROR


def test_an_answer_is_stale_until_a_night_has_looked_again(
    night: RunNight, first_run: Run, database: Database, engine: Engine
) -> None:
    with serving(settings_for(database)) as api:
        execute(engine, checked_at("now() - interval '37 hours'"))
        assert origin_of(look_up(api, "4")) == Origin(first_run.run_id, 1, "cache", stale=True)
        assert night().status == "unchanged"
        assert origin_of(look_up(api, "4")) == Origin(first_run.run_id, 1, "cache", stale=False)


def test_an_answer_of_a_run_that_was_never_checked_is_stale(
    first_run: Run, database: Database, engine: Engine
) -> None:
    """Wherever it comes from: a project, a list of them, what is asked often, and what is said of the run."""
    execute(
        engine,
        "INSERT INTO predawn.popular_predictions"
        " (run_id, content_hash, predicted_tag, score, tags, scores, model_version)"
        " VALUES (1, :hash, 'mlops', 1, '{mlops}', '{1}', 1)",
        hash=content_hash("", "Graph networks"),
    )
    for never, change in ((False, "now()"), (True, "NULL")):
        execute(engine, checked_at(change))
        with serving(settings_for(database)) as api:
            assert origin_of(look_up(api, "4")) == Origin(first_run.run_id, 1, "cache", stale=never)
            assert origin_of(tag(api)) == Origin(first_run.run_id, 1, "cache", stale=never)
            for path in ("/predictions?limit=3", "/predictions?ids=4,6"):
                listed = api.client.get(path).json()["data"]["predictions"]
                assert {answer["stale"] for answer in listed} == {never}, path
            assert api.client.get("/health").json()["data"]["run"]["stale"] is never


def test_the_prediction_of_an_older_text_is_stale_where_there_is_no_better_one(
    first_run: Run, database: Database, engine: Engine
) -> None:
    execute(engine, "UPDATE predawn.projects SET title = 'Graph neural networks' WHERE project_id = '4'")
    with serving(settings_for(database, tagger="scikit-learn")) as api:
        api.state.inference.pending = 10**6  # so many wait for the model that it takes no more
        answer = look_up(api, "4")
    assert origin_of(answer) == Origin(first_run.run_id, 1, "cache", stale=True)
    assert scored_at(answer) == stored_at(engine, first_run, "4")
