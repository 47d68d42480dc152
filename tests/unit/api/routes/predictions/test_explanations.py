"""Explanations over HTTP: of a project, of texts, and the refusal for a custom predictor."""

from typing import Any

import pytest

from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve

TEXT = "Transformers for text classification and translation"


def explain_project(api: Api, project_id: str, **query: Any) -> Any:
    return api.client.get(f"/predictions/{project_id}/explanation", params=query)


def add_up(found: Any) -> float:
    named = [entry["value"] for entry in (*found["in_favour"], *found["against"])]
    return float(found["intercept"] + sum(named) + found["rest"])


def test_a_project_is_explained_by_the_model_in_service(published: Api) -> None:
    stored = published.client.get("/predictions/4").json()["data"]
    answer = explain_project(published, "4", top=3).json()["data"]
    found = answer["explanation"]
    assert (answer["project_id"], answer["model_version"], answer["fits"]) == ("4", 1, True)
    assert found["tag"] == stored["tags"][0]["tag"]
    assert found["score"] == pytest.approx(stored["tags"][0]["score"], abs=1e-6)
    assert (len(found["in_favour"]), len(found["against"])) == (3, 3)
    assert add_up(found) == pytest.approx(found["decision"], abs=1e-6)


def test_any_tag_can_be_explained_and_an_unknown_one_is_refused(published: Api) -> None:
    last = published.client.get("/predictions/4").json()["data"]["tags"][-1]
    found = explain_project(published, "4", tag=last["tag"]).json()["data"]["explanation"]
    assert found["tag"] == last["tag"]
    assert found["score"] == pytest.approx(last["score"], abs=1e-6)
    refused = explain_project(published, "4", tag="cooking")
    assert refused.status_code == 400
    assert "no tag 'cooking'" in refused.json()["detail"]


@pytest.mark.parametrize("project_id", ["none", "a%00b"])
def test_a_project_that_is_not_there_is_404(published: Api, project_id: str) -> None:
    answer = explain_project(published, project_id)
    assert answer.status_code == 404
    assert "The catalogue has no project" in answer.json()["detail"]


def test_it_is_of_the_text_as_it_is_now(serve: Serve, night: Any, execute: Execute) -> None:
    night()
    execute("UPDATE predawn.projects SET title = :text, description = '' WHERE project_id = '4'", text=TEXT)
    answer = explain_project(serve(), "4").json()["data"]
    assert answer["fits"] is False
    assert answer["explanation"]["tag"] == "natural-language-processing"


def test_texts_are_explained_where_it_is_asked_for(published: Api) -> None:
    texts = {"texts": [{"text": TEXT}, {"title": "Object detection", "description": "in video"}]}
    plain = published.client.post("/predict", json=texts).json()["data"]["predictions"]
    assert all("explanation" not in entry for entry in plain)
    explained = published.client.post("/predict?explain=true", json=texts).json()["data"]["predictions"]
    for entry in explained:
        assert entry["explanation"]["tag"] == entry["tags"][0]["tag"]
        assert entry["explanation"]["score"] == pytest.approx(entry["tags"][0]["score"], abs=1e-6)
        assert add_up(entry["explanation"]) == pytest.approx(entry["explanation"]["decision"], abs=1e-6)


def test_more_characters_than_can_be_explained_are_refused(published: Api) -> None:
    texts = {"texts": [{"title": "a" * 1000, "description": "b " * 10_000}] * 10}
    answer = published.client.post("/predict?explain=true", json=texts)
    assert answer.status_code == 400
    assert "have 210,000 characters together; the limit is 200,000" in answer.json()["detail"]
    assert published.client.post("/predict", json=texts).status_code == 200


def test_more_texts_than_can_be_explained_are_refused(published: Api) -> None:
    texts = {"texts": [{"text": TEXT}] * 101}
    answer = published.client.post("/predict?explain=true", json=texts)
    assert answer.status_code == 400
    assert "explain 101 texts; the limit is 100" in answer.json()["detail"]
    assert published.client.post("/predict", json=texts).status_code == 200
