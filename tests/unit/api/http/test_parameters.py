"""A query parameter that a route does not have, or that is given twice, is refused: it changes nothing."""

import pytest

from tests.serving import Api


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/predictions?min_scor=0.5",
            "'min_scor'. Did you mean `min_score`? The route has `cursor`, ",
        ),
        ("/predictions?TAG=x", "'TAG'. Did you mean `tag`? "),
        ("/predictions/4?fresh=true", "'fresh'. The route has none; leave it out."),
        ("/predictions/4?", None),
        ("/predictions/4/history?limit=1&size=2", "'size'. The route has `limit`."),
        ("/predictions/4/explanation?top=1", None),
        ("/runs?top=1", None),
        ("/runs?tops=1", "'tops'. Did you mean `top`? The route has `top`."),
        ("/performance?filters=x", "'filters'. Did you mean `filter`?"),
        ("/tags?=1", "''. The route has"),
        ("/health/live?probe=1", None),
        ("/metrics?module=x", None),
        ("/dashboard?utm_source=x", None),
    ],
)
def test_unknown_parameters_are_refused_with_the_known_ones(
    published: Api, path: str, sentence: str | None
) -> None:
    answer = published.client.get(path)
    if sentence is None:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 400
        assert sentence in answer.json()["detail"]


@pytest.mark.parametrize(
    "query", ["min_score=0.9&min_score=0", "tag=mlops&limit=1&tag=other", "limit=2&limit=2&limit=2"]
)
def test_a_parameter_that_is_given_twice_is_refused(published: Api, query: str) -> None:
    answer = published.client.get(f"/predictions?{query}")
    assert answer.status_code == 400
    assert " times. Give it once." in answer.json()["detail"]


def test_a_list_may_be_given_piece_by_piece(published: Api) -> None:
    answer = published.client.get("/predictions?ids=4&ids=6,7")
    assert answer.status_code == 200
    page = answer.json()["data"]
    found = [row["project_id"] for row in page["predictions"]]
    assert sorted(found + page["without"]) == ["4", "6", "7"]


def test_parameters_of_texts_are_checked_as_well(published: Api) -> None:
    body = {"texts": [{"text": "Object detection"}]}
    assert published.client.post("/predict?explain=true", json=body).status_code == 200
    refused = published.client.post("/predict?explian=true", json=body)
    assert refused.status_code == 400
    assert "Did you mean `explain`?" in refused.json()["detail"]
