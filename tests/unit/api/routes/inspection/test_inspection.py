"""Metrics, arguments, models, runs and tags, each with the run and the model that they are of."""

import re
from collections import Counter
from urllib.parse import quote

import pytest

from core.types import ModelStatus
from store.connect.database import Database
from store.feedback import erasure
from tests.conftest import RunNight
from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve


def test_performance_names_run_and_model(published: Api) -> None:
    data = published.client.get("/performance").json()["data"]
    assert (data["model_version"], data["run_id"], data["status"]) == (1, 1, "evaluated")
    assert set(data["performance"]) >= {"overall", "per_tag", "slices", "calibration", "confusion"}


@pytest.mark.parametrize("name", ["overall", "per_tag", "slices", "calibration", "mlops", "no_description"])
def test_performance_can_be_narrowed_to_a_group_a_tag_or_a_slice(published: Api, name: str) -> None:
    everything = published.client.get("/performance").json()["data"]["performance"]
    expected = next(
        group[name] for group in (everything, everything["per_tag"], everything["slices"]) if name in group
    )
    data = published.client.get("/performance", params={"filter": name}).json()["data"]
    assert data["performance"] == {name: expected}
    assert data["filter"] == name


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/performance?filter=nope", "computer-vision"),
        ("/args/nope", "min_score"),
        ("/models/99", "The versions are: 1."),
        ("/runs/99", "The newest are: 1."),
        ("/nowhere", "/nowhere"),
    ],
)
def test_what_there_is_not_is_404_with_what_there_is(published: Api, path: str, known: str) -> None:
    answer = published.client.get(path)
    assert answer.status_code == 404
    assert known in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/runs/0", "/runs/99999999999999999999", "/models/2147483648", "/runs?top=0"]
)
def test_numbers_that_cannot_be_are_422(published: Api, path: str) -> None:
    assert published.client.get(path).status_code == 422


def test_arguments_are_those_of_the_training(published: Api) -> None:
    data = published.client.get("/args").json()["data"]
    assert (data["model_version"], data["run_id"], data["args"]["min_score"]) == (1, 1, 0.2)
    one = published.client.get("/args/min_score").json()["data"]
    assert (one["arg"], one["value"], one["model_version"]) == ("min_score", 0.2, 1)


def test_models_are_listed_and_shown(published: Api) -> None:
    (listed,) = published.client.get("/models").json()["data"]["models"]
    shown = published.client.get("/models/1").json()["data"]
    assert (listed["model_version"], listed["in_service"], listed["status"]) == (
        1,
        True,
        ModelStatus.CHAMPION,
    )
    assert listed["weighted_f1"] == shown["metrics"]["overall"]["f1"]
    assert shown["library_versions"]["scikit-learn"]
    assert shown["args"]["min_score"] == 0.2


def test_runs_are_listed_and_shown(published: Api) -> None:
    (listed,) = published.client.get("/runs").json()["data"]["runs"]
    shown = published.client.get("/runs/1").json()["data"]
    assert (listed["run_id"], listed["in_service"], listed["status"]) == (1, True, "published")
    assert shown["counts"]["scored"] == shown["counts"]["total"] == 387
    assert {check["name"] for check in shown["checks"]} >= {"coverage", "churn", "psi", "f1"}


def test_tags_are_counted(published: Api) -> None:
    data = published.client.get("/tags").json()["data"]
    assert (data["model_version"], data["run_id"]) == (1, 1)
    numbers = [tag["projects"] for tag in data["tags"]]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == 387


def test_corrected_projects_count_for_the_tag_that_answers_have(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    def count(api: Api) -> dict[str, int]:
        return {tag["tag"]: tag["projects"] for tag in api.client.get("/tags").json()["data"]["tags"]}

    night()
    api = serve()
    before = count(api)
    ((tag, first, second),) = execute(
        "SELECT predicted_tag, min(project_id), max(project_id) FROM predawn.run_predictions(1)"
        " WHERE predicted_tag <> 'mlops' GROUP BY predicted_tag ORDER BY count(*) DESC LIMIT 1"
    )
    execute(
        "UPDATE predawn.projects SET corrected_hash = content_hash, corrected_tag = CASE project_id"
        " WHEN :first THEN 'mlops' ELSE 'a-new-tag' END WHERE project_id IN (:first, :second)",
        first=first,
        second=second,
    )
    after = before | {str(tag): before[str(tag)] - 2, "mlops": before["mlops"] + 1, "a-new-tag": 1}
    assert count(api) == after
    listed = api.client.get("/predictions?tag=a-new-tag").json()["data"]["predictions"]
    assert [row["project_id"] for row in listed] == [second]
    page = api.client.get("/dashboard/projects?tag=a-new-tag", headers={"Accept": "text/html"}).text
    assert "selected>a-new-tag (1)</option>" in page
    assert f'/dashboard/projects/{quote(str(second), safe="")}">' in page
    assert ">corrected</span>" in page
    overview = api.client.get("/dashboard", headers={"Accept": "text/html"}).text
    assert re.search(rf'tag={tag}">{tag}</a>.*?<strong>{after[str(tag)]}</strong>', overview)
    execute("UPDATE predawn.projects SET title = 'Another text' WHERE project_id = :second", second=second)
    assert "a-new-tag" not in count(api)


def test_projects_that_left_the_catalogue_count_no_more(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    night()
    execute("UPDATE predawn.projects SET title = 'Another text' WHERE project_id = '4'")
    night()
    api = serve()

    def count() -> dict[str, int]:
        found = {tag["tag"]: tag["projects"] for tag in api.client.get("/tags").json()["data"]["tags"]}
        for tag, number in found.items():
            listed = api.client.get("/predictions", params={"tag": tag, "limit": 1000}).json()["data"]
            assert len(listed["predictions"]) == number
        return found

    before = count()
    tags = dict(execute("SELECT project_id, predicted_tag FROM predawn.run_predictions(2)"))
    marked, deleted, back, *_ = tags
    execute(
        "UPDATE predawn.projects SET removed_at = now() WHERE project_id = ANY (:ids)", ids=[marked, back]
    )
    execute("DELETE FROM predawn.projects WHERE project_id = :id", id=deleted)
    assert sum(count().values()) == 387 - 3
    execute("UPDATE predawn.projects SET removed_at = NULL WHERE project_id = :id", id=back)
    expected = Counter(before)
    expected.subtract([tags[marked], tags[deleted]])
    assert count() == expected
    overview = api.client.get("/dashboard", headers={"Accept": "text/html"}).text
    assert "predictions of 385 projects are in service" in overview
    tag = tags[marked]
    assert f"tag={tag}" in overview, "a frequent one"
    assert re.search(rf'tag={tag}">{tag}</a>.*?<strong>{expected[tag]}</strong>', overview)
    assert f">{tag} ({expected[tag]})</option>" in api.client.get("/dashboard/projects").text
    assert "left the catalogue, are listed otherwise" in api.client.get("/dashboard/runs/2").text
    assert "listed otherwise" not in api.client.get("/dashboard/runs/1").text


def test_forgotten_projects_are_counted_no_more_at_once(
    night: RunNight, serve: Serve, database: Database
) -> None:
    def count(api: Api) -> int:
        return sum(tag["projects"] for tag in api.client.get("/tags").json()["data"]["tags"])

    night()
    api = serve()
    assert count(api) == 387
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        erasure.forget_project(connection, "4", history=False)
    owner.dispose()
    assert count(api) == 386


def test_before_the_first_run_there_is_a_model_and_no_run(serve: Serve) -> None:
    api = serve()
    assert api.client.get("/runs").json()["data"]["runs"] == []
    assert "predawn batch" in api.client.get("/runs/1").json()["detail"]
    assert api.client.get("/args").json()["data"]["run_id"] is None
    tags = api.client.get("/tags").json()["data"]
    assert tags["run_id"] is None
    assert {tag["projects"] for tag in tags["tags"]} == {0}


def test_without_any_model_it_is_503_with_a_sentence(serve: Serve, execute: Execute) -> None:
    execute("DELETE FROM predawn.promotions")
    execute("DELETE FROM predawn.models")
    api = serve()
    for path in ("/performance", "/args", "/args/min_score"):
        answer = api.client.get(path)
        assert answer.status_code == 503
        assert "predawn train" in answer.json()["detail"]
    assert api.client.get("/tags").json()["data"]["tags"] == []
