"""Features go all the way: from a file through a run to lookups, requests, SQL and exports, and back."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import NotSupportedError

from store.connect.database import Database
from store.connect.engine import Role
from tests.e2e.command_line import CommandLine
from tests.serving import Api, serving, settings_for

SET = "stars:int, language:str, price:float, released:date, open:bool"
PREDICTOR = '''
class Judge:
    """Tags a project by its features alone, and lists what it was given in its tags."""

    def __init__(self, config):
        pass

    def predict(self, payload):
        given = payload["features"]
        tag = f"{given['language']} {given['stars']} {given['price']} {given['released']} {given['open']}"
        assert payload["text"] == f"{payload['title']} {payload['description']}"
        return {tag: 0.9}
'''


def project(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "title": f"title {number}",
        "description": "words",
        "stars": number,
        "language": "Python",
        "price": number / 2,
        "released": "2026-01-31",
        "open": True,
    } | changes


@pytest.fixture
def predawn(migrated_database: Database, tmp_path: Path) -> CommandLine:
    (tmp_path / "judge.py").write_text(PREDICTOR)
    command = CommandLine(tmp_path).with_settings(
        database_url=migrated_database.url,
        catalogue=tmp_path / "projects.ndjson",
        features=SET,
        predictor="judge:Judge",
        predictor_path=tmp_path,
        max_psi=100,
        max_churn=1,
    )
    write(tmp_path, [project(number) for number in range(1, 6)])
    return command


def write(folder: Path, rows: list[dict[str, Any]]) -> None:
    (folder / "projects.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def api(predawn: CommandLine, migrated_database: Database) -> Iterator[Api]:
    chosen = {"features": SET, "predictor": "judge:Judge", "predictor_path": predawn.folder}
    predawn.succeed("batch")
    with serving(settings_for(migrated_database, **chosen)) as api:
        yield api


def tag_of(api: Api, project_id: str) -> tuple[str, str, bool]:
    found = api.client.get(f"/predictions/{project_id}").json()["data"]
    return found["predicted_tag"], found["source"], found["stale"]


def ask(api: Api, **item: Any) -> Any:
    return api.client.post("/predict", json={"texts": [item]}).json()


def test_a_project_with_features_is_answered_everywhere(predawn: CommandLine, api: Api) -> None:
    wanted = "Python 4 2.0 2026-01-31 True"
    assert tag_of(api, "p4") == (wanted, "cache", False)
    given = {"stars": 4.0, "language": "Python", "price": 2, "released": "2026-01-31", "open": True}
    (found,) = ask(api, title="title 4", description="words", features=given)["data"]["predictions"]
    assert (found["predicted_tag"], found["source"]) == (wanted, "cache")
    (found,) = ask(api, title="title 4", description="words", features=given | {"stars": 5})["data"][
        "predictions"
    ]
    assert (found["predicted_tag"], found["source"]) == ("Python 5 2.0 2026-01-31 True", "on_demand")
    (found,) = ask(api, title="title 4", description="words")["data"]["predictions"]
    assert (found["predicted_tag"], found["source"]) == ("None None None None None", "on_demand")
    page = api.client.get("/dashboard/projects/p4").text
    assert "<dt>stars</dt><dd>4</dd>" in page
    assert "only the tagger&#39;s decisions can be explained" in page
    rows = predawn.query("SELECT features FROM analytics.predictions WHERE (features->>'stars')::int > 4")
    assert [json.loads(value) for (value,) in csv.reader(rows)] == [given | {"stars": 5, "price": 2.5}]


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ({"stars": 1.5}, "The feature stars is 1.5, and should be a whole number"),
        (
            {"forks": 1},
            "There is no feature 'forks'. The features are: language, open, price, released, stars",
        ),
    ],
)
def test_a_request_with_wrong_features_is_refused(api: Api, features: Any, words: str) -> None:
    answer = api.client.post(
        "/predict", json={"texts": [{"title": "a", "description": "b", "features": features}]}
    )
    assert answer.status_code == 422
    assert words in answer.text


def test_a_changed_feature_is_a_changed_project(
    predawn: CommandLine, api: Api, migrated_database: Database
) -> None:
    assert "unchanged" in predawn.succeed("batch")
    write(predawn.folder, [project(1), project(2, stars=99), *map(project, (3, 4, 5))])
    predawn.succeed("catalogue", "sync")
    # What is stored no longer fits; a model is asked with the features as they are now.
    assert tag_of(api, "p2") == ("Python 99 1.0 2026-01-31 True", "on_demand", False)
    said = predawn.succeed("batch")
    assert "1 scored, 4 reused" in said
    assert tag_of(api, "p2") == ("Python 99 1.0 2026-01-31 True", "cache", False)
    given = {"stars": 99, "language": "Python", "price": 1, "released": "2026-01-31", "open": True}
    (found,) = ask(api, title="title 2", description="words", features=given)["data"]["predictions"]
    assert found["source"] == "cache"
    predawn.succeed("runs", "rollback", "--reason", "a look back")
    assert tag_of(api, "p2")[1] == "memory"
    assert tag_of(api, "p1")[1] == "cache"


def test_projects_are_scored_again_where_features_are_named_anew(predawn: CommandLine, api: Api) -> None:
    fewer = predawn.with_settings(features=SET.replace(", open:bool", ""))
    (predawn.folder / "judge.py").write_text(PREDICTOR.replace("{given['open']}", "no"))
    assert "5 scored" in fewer.succeed("batch")
    exported = fewer.succeed("export", "predictions", "--format", "ndjson")
    assert json.loads(exported.splitlines()[0])["features"] == {
        "language": "Python", "price": 0.5, "released": "2026-01-31", "stars": 1,
    }  # fmt: skip


def test_features_are_not_changed_by_hand(
    predawn: CommandLine, api: Api, migrated_database: Database
) -> None:
    engine = migrated_database.engine(Role.OWNER, "tests")
    for statement in (
        "UPDATE predawn.projects SET title = 'by hand' WHERE project_id = 'p1'",
        "UPDATE predawn.projects SET features = '{}' WHERE project_id = 'p1'",
        "INSERT INTO predawn.projects (project_id, title, description, features) VALUES ('x', 'a', '', '')",
    ):
        with (
            pytest.raises(NotSupportedError, match="has features, which only a sync can change"),
            engine.begin() as connection,
        ):
            connection.execute(text(statement))
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET features = NULL WHERE project_id = 'p1'"))
    engine.dispose()
    # The sync reads its source again, and brings the features back.
    assert "unchanged; 0 scored" in predawn.succeed("batch")


def test_examples_of_a_file_are_known_by_the_hashes_of_the_catalogue(
    predawn: CommandLine, migrated_database: Database
) -> None:
    tags = ("vision", "speech")
    write(predawn.folder, [project(number, tag=tags[number % 2]) for number in range(1, 61)])
    predawn.succeed("catalogue", "sync")
    predawn.succeed("train", "projects.ndjson")
    with migrated_database.engine(Role.BATCH, "test").connect() as connection:
        joined = "predawn.model_examples JOIN predawn.projects USING (project_id, content_hash)"
        known = connection.execute(text(f"SELECT count(*) FROM {joined}")).scalar_one()
    assert known == 60


@pytest.mark.parametrize("before", [True, False])
def test_labels_that_a_model_was_trained_on_stay_seen_when_features_are_named_or_change(
    predawn: CommandLine, migrated_database: Database, before: bool
) -> None:
    """A feature changes the hash of a text that the model knows, named before its training or after."""
    tagger = CommandLine(predawn.folder).with_settings(
        database_url=migrated_database.url,
        catalogue=predawn.folder / "projects.ndjson",
        max_psi=100,
        max_churn=1,
    )
    featured = tagger.with_settings(features=SET)
    tags = ("vision", "speech")
    rows = [project(number, tag=tags[number % 2]) for number in range(1, 131)]
    write(predawn.folder, rows)
    first = featured if before else tagger
    first.succeed("catalogue", "sync")
    first.succeed("train")
    for changed in (0, 5) if before else (0,):
        write(predawn.folder, [row | {"stars": 1000} for row in rows[:changed]] + rows[changed:])
        said = json.loads(featured.succeed("batch", "--json"))
        assert (said["whole_run"] is not None) == (changed == 5)
        (f1,) = [check for check in said["checks"] if check["name"] == "f1"]
        assert f1["detail"].startswith("0 labels"), f1
