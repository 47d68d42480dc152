"""`POST /predict` with the tagger: texts in, predictions out, and a sentence for what is not usable."""

from typing import Any

import pytest

from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

NO_TEXT = "There is no text to classify; send `text`, or `title` and `description`."
TOO_MANY = "List of texts to classify cannot hold more than 1000 texts; this one has 1001."


def ask(api: Api, body: Any, **query: Any) -> Any:
    return api.client.post("/predict", json=body, params=query)


def test_texts_are_tagged_in_their_order(published: Api) -> None:
    texts = ["Transformers for text classification and summaries", "Object detection in images and films"]
    answer = ask(published, {"texts": [{"text": text} for text in texts]})
    assert answer.status_code == 200
    predictions = answer.json()["data"]["predictions"]
    assert [entry["input_text"] for entry in predictions] == texts
    assert [entry["predicted_tag"] for entry in predictions] == [
        "natural-language-processing",
        "computer-vision",
    ]
    for entry in predictions:
        scores = [tag["score"] for tag in entry["tags"]]
        assert scores == sorted(scores, reverse=True)
        assert entry["score"] == scores[0]
        assert (entry["source"], entry["stale"], entry["run_id"], entry["model_version"]) == (
            "on_demand", False, None, 1,
        )  # fmt: skip


def test_title_and_description_are_tagged_as_a_project_is(published: Api) -> None:
    with published.state.read_router.open_primary() as connection:
        row = connection.exec_driver_sql(
            "SELECT title, description FROM predawn.projects WHERE project_id = '4'"
        ).one()
    stored = published.client.get("/predictions/4").json()["data"]
    item = {"title": row.title, "description": row.description}
    (found,) = ask(published, {"texts": [item]}).json()["data"]["predictions"]
    assert found["input_text"] == f"{row.title} {row.description}"
    assert found["predicted_tag"] == stored["predicted_tag"]
    assert found["score"] == pytest.approx(stored["score"], abs=1e-6)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"texts": []}, "List of texts to classify cannot be empty."),
        ({"texts": [{"text": " "}]}, NO_TEXT),
        ({"texts": [{}]}, NO_TEXT),
        (
            {"texts": [{"text": "a", "title": "b"}]},
            "Send either `text`, or `title` and `description`, not both.",
        ),
        ({"texts": [{"text": 7}]}, "Input should be a valid string"),
        ({"texts": "a"}, "Input should be a valid list"),
        ({}, "Field required"),
        ([], "Input should be an object in JSON"),
        ({"texts": ["Object detection"]}, "Input should be an object in JSON"),
        ({"texts": [{"text": "a"}] * 1001}, TOO_MANY),
        ({"texts": [{"text": "a" * 20_001}]}, "A text may have 20000 characters at most."),
    ],
)  # fmt: skip
def test_what_is_not_usable_is_422_with_a_message(published: Api, body: Any, message: str) -> None:
    answer = ask(published, body)
    assert answer.status_code == 422
    envelope = answer.json()
    (problem,) = envelope["detail"]
    assert problem["msg"] == message
    assert (envelope["status-code"], envelope["method"], envelope["data"]) == (422, "POST", {})
    assert problem["loc"][0] == "body"


@pytest.mark.parametrize("content", ['{"texts": [{"text": "\\ud800"}]}', '{"texts": [{"text": NaN}]}'])
def test_json_that_cannot_be_repeated_is_422_nevertheless(published: Api, content: str) -> None:
    answer = published.client.post("/predict", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:3] == ["body", "texts", 0]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b'{"texts": "\xff"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"texts", "text/plain", 400),
    ],
)
def test_a_body_that_is_not_json_is_4xx(published: Api, content: bytes, kind: str, status: int) -> None:
    answer = published.client.post("/predict", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_413(published: Api, chunked: bool) -> None:
    whole = b'{"texts": [{"text": "' + b"a" * 3_000_000 + b'"}]}'
    pieces = (whole[start : start + 100_000] for start in range(0, len(whole), 100_000))
    answer = published.client.post(
        "/predict", content=pieces if chunked else whole, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413
    assert "larger than 2,097,152 bytes" in answer.json()["detail"]


@pytest.mark.parametrize("way", ["short", "framework", "in pieces"])
def test_a_body_may_be_as_large_as_is_set_and_not_a_byte_larger(serve: Serve, way: str) -> None:
    api = serve(max_body_bytes=1000)
    around = len('{"texts":[{"text":""}]}')

    def status(size: int) -> int:
        body = b'{"texts":[{"text":"' + b"a" * (size - around) + b'"}]}'
        assert len(body) == size
        content = iter([body[:500], body[500:]]) if way == "in pieces" else body
        headers = {"content-type": "application/json"}
        path = "/predict?explain=false" if way == "framework" else "/predict"
        return int(api.client.post(path, content=content, headers=headers).status_code)

    assert [status(size) for size in (999, 1000, 1001)] == [200, 200, 413]


def test_another_version_can_be_asked_for(serve: Serve, execute: Execute) -> None:
    execute(ANOTHER_MODEL)
    api = serve()
    texts = {"texts": [{"text": "Object detection"}]}
    assert ask(api, texts).json()["data"]["predictions"][0]["model_version"] == 1
    assert ask(api, texts, model=2).json()["data"]["predictions"][0]["model_version"] == 2
    missing = ask(api, texts, model=3)
    assert missing.status_code == 404
    assert "The versions are: 1, 2." in missing.json()["detail"]
    assert ask(api, texts, model=2**31).status_code == 422


def test_a_damaged_model_is_503_with_the_reason(serve: Serve, execute: Execute) -> None:
    execute("UPDATE predawn.models SET artifact = 'damaged'::bytea")
    api = serve()
    answer = ask(api, {"texts": [{"text": "Object detection"}]})
    assert answer.status_code == 503
    assert "SHA-256" in answer.json()["detail"]
    assert api.client.get("/health").status_code == 503
    assert api.client.get("/health/ready").status_code == 503


def test_more_requests_than_may_wait_are_503(serve: Serve) -> None:
    api = serve(tagger="scikit-learn", inference_threads=1, inference_queue=0)
    api.state.inference.pending = 1
    answer = ask(api, {"texts": [{"text": "Object detection"}]})
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    api.state.inference.pending = 0
    assert ask(api, {"texts": [{"text": "Object detection"}]}).status_code == 200


def test_what_was_asked_is_logged(serve: Serve, execute: Execute) -> None:
    api = serve()
    body = {"texts": [{"text": "Object\x00 detection"}, {"title": "Graphs", "description": "and networks"}]}
    assert ask(api, body).status_code == 200
    wait_until(lambda: api.state.log.written == 2)
    assert execute(
        "SELECT project_id, title, description, model_version, source, content_hash = "
        "sha256(convert_to(title, 'UTF8') || '\\x00'::bytea || convert_to(description, 'UTF8')) "
        "FROM predawn.inference_log ORDER BY inference_id"
    ) == [
        (None, None, "Object\ufffd detection", 1, "on_demand", None),
        (None, "Graphs", "and networks", 1, "on_demand", True),
    ]
