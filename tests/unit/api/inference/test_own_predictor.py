"""A custom predictor on the API: free payloads, the request, its own responses, its failures."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.types import Run
from store.connect.database import Database
from tests.serving import Api, run_followed, serving, settings_for
from tests.unit.api.conftest import Execute
from tests.unit.api.predictors import Echo, Late
from tests.waiting import TIMEOUT_SECONDS, wait_until, with_enough_time

ECHO = "tests.unit.api.predictors:Echo"


@pytest.fixture
def run(database: Database) -> Run:
    """A published run of the predictor."""
    Echo.release.clear()
    settings = settings_for(database, predictor=ECHO, engine="threading", workers=1, min_f1=0.0)
    return run_batch(database, settings, RunRequest(), Silent())


@pytest.fixture
def api(database: Database, run: Run) -> Iterator[Api]:
    with serving(settings_for(database, predictor=ECHO, inference_threads=2, inference_queue=1)) as served:
        yield served
        Echo.release.set()


def ask(api: Api, body: Any, **options: Any) -> Any:
    return api.client.post("/predict", json=body, **options)


def test_any_json_is_a_payload(api: Api, run: Run) -> None:
    for body in ({"sepal_length": 5.1}, [1, 2], "text", 3, {"texts": "none"}):
        (found,) = ask(api, body).json()["data"]["predictions"]
        assert [tag["tag"] for tag in found["tags"]] == ["all", "kinds"]
        assert found["model_version"] == run.model_version
    assert len(ask(api, {"texts": [1, {"text": "b"}]}).json()["data"]["predictions"]) == 2


def test_a_title_and_a_description_come_with_the_text_that_a_run_gives(api: Api) -> None:
    texts = [{"title": "a", "description": "b"}, {"title": "a"}, {"description": "b"}, {"title": "\ud800"}]
    content = json.dumps({"texts": texts}).encode()
    answer = api.client.post(
        "/predict?do=show", content=content, headers={"content-type": "application/json"}
    )
    found = answer.json()["data"]["predictions"]
    assert [entry["predicted_tag"] for entry in found[:3]] == [
        "{'title': 'a', 'description': 'b', 'text': 'a b'}",
        "{'title': 'a', 'description': '', 'text': 'a'}",
        "{'title': '', 'description': 'b', 'text': 'b'}",
    ]
    assert [entry["input_text"] for entry in found] == ["a b", "a", "b", "?"]


def test_what_is_more_than_a_text_is_logged_and_never_scored_ahead(api: Api, engine: Engine) -> None:
    assert ask(api, {"texts": [{"text": "a", "language": "la"}, {"text": "b"}, "c", {"x": 1}]}).is_success
    wait_until(lambda: api.state.log.written == 4)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT description, content_hash FROM predawn.inference_log ORDER BY inference_id")
        )
        found = [(row.description, row.content_hash is not None) for row in rows]
    assert found == [("a", False), ("b", True), ("c", False), (None, False)]


def test_an_empty_list_of_texts_is_422(api: Api) -> None:
    answer = ask(api, {"texts": []})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["msg"] == "List of texts to classify cannot be empty."


def test_query_parameters_and_headers_are_handed_over(api: Api) -> None:
    by_query = ask(api, {}, params={"tag": "asked"}).json()["data"]["predictions"][0]
    by_header = ask(api, {}, headers={"X-Tag": "headed"}).json()["data"]["predictions"][0]
    assert by_query["predicted_tag"] == "asked"
    assert (by_header["predicted_tag"], by_header["score"]) == ("headed", 0.9)


def test_a_response_of_its_own_is_passed_through(api: Api) -> None:
    answer = ask(api, {"do": "respond"})
    assert (answer.status_code, answer.text, answer.headers["x-own"]) == (202, "as it is", "yes")
    several = ask(api, {"texts": [{"do": "respond"}, {}]})
    assert several.status_code == 500
    assert "one by one" in several.json()["detail"]


@pytest.mark.parametrize(("do", "named"), [("fail", "RuntimeError"), ("nonsense", "InputError")])
def test_a_failure_is_500_with_an_id_that_the_log_has(
    api: Api, do: str, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask(api, {"do": do})
    assert answer.status_code == 500
    detail = answer.json()["detail"]
    assert named in detail
    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.__dict__["error_id"] in detail
    assert ask(api, {}).status_code == 200


def test_requests_beyond_the_threads_and_the_queue_are_503_at_once(api: Api) -> None:
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(ask, api, {"do": "wait"}) for _ in range(3)]
        assert Echo.entered.acquire(timeout=TIMEOUT_SECONDS)
        assert Echo.entered.acquire(timeout=TIMEOUT_SECONDS)
        wait_until(lambda: api.state.inference.pending == 3)
        refused = ask(api, {})
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "1"
        assert api.client.get("/predictions/4").status_code == 200
        Echo.release.set()
        assert [answer.result().status_code for answer in waiting] == [200, 200, 200]
    assert ask(api, {}).status_code == 200


def test_a_request_that_waits_too_long_is_503(database: Database, run: Run) -> None:
    def check(seconds: float) -> None:
        Echo.release.clear()
        with serving(settings_for(database, predictor=ECHO, inference_timeout_seconds=seconds)) as api:
            answer = ask(api, {"do": "wait"})
            assert answer.status_code == 503
            assert f"within {seconds:g} seconds" in answer.json()["detail"]
            assert api.state.inference.pending == 0
            wait_until(lambda: api.state.inference.stuck == 1)
            health = api.client.get("/health").json()["data"]
            assert (health["status"], health["inference_stuck"]) == ("degraded", 1)
            assert any("not returned" in problem for problem in health["problems"])
            assert 'predawn_inference_threads{state="stuck"} 1.0' in api.client.get("/metrics").text
            assert ask(api, {}).status_code == 200
            Echo.release.set()
            wait_until(lambda: api.state.inference.stuck == 0)

    with_enough_time(check, 0.2, 2.0, 10.0)


def test_a_client_that_closes_its_connection_leaves_nothing_behind(api: Api) -> None:
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ask, api, {"do": "wait"}) for _ in range(2)]
        wait_until(lambda: api.state.inference.busy == 2)
        body = b'{"do": "fail"}'
        head = (
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        )
        with socket.create_connection((api.client.base_url.host, api.client.base_url.port or 80)) as client:
            client.sendall(f"{head}{len(body)}\r\n\r\n".encode() + body)
            wait_until(lambda: api.state.inference.batches.waiting == 1)
        wait_until(lambda: api.state.inference.batches.waiting == 0)
        assert api.state.inference.pending == 2
        Echo.release.set()
        assert [answer.result().status_code for answer in waiting] == [200, 200]
    assert 'status="499"} 1.0' in api.client.get("/metrics").text.replace('source="",', "")


def test_a_predictor_that_fails_leaves_the_older_row_and_says_that_it_is_stale(
    api: Api, run: Run, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute("UPDATE predawn.projects SET title = 'Graphs' WHERE project_id = '4'")
    monkeypatch.setattr(Echo, "predict", lambda self, *_given, **_named: self.fail())
    answer = api.client.get("/predictions/4")
    data = answer.json()["data"]
    assert (answer.status_code, data["source"], data["stale"], data["run_id"]) == (
        200,
        "cache",
        True,
        run.run_id,
    )


def test_without_the_batchs_predictor_stored_rows_are_served_and_texts_are_503(
    database: Database, run: Run
) -> None:
    with serving(settings_for(database)) as api:
        stored = api.client.get("/predictions/4").json()["data"]
        assert (stored["source"], stored["run_id"], stored["predicted_tag"]) == ("cache", run.run_id, "all")
        answer = ask(api, {"texts": [{"text": "a"}]})
        assert answer.status_code == 503
        assert "PREDAWN_PREDICTOR" in answer.json()["detail"]


def test_a_predictor_that_was_changed_is_not_taken_for_the_published_one(
    database: Database, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Echo, "version", "2")
    with serving(settings_for(database, predictor=ECHO)) as api:
        answer = ask(api, {})
        assert answer.status_code == 503
        assert "has changed" in answer.json()["detail"]


def test_a_predictor_with_another_smallest_score_is_not_taken_for_the_published_one(
    database: Database, run: Run
) -> None:
    with serving(settings_for(database, predictor=ECHO, min_score=0.9)) as api:
        answer = ask(api, {})
        assert (answer.status_code, "has changed" in answer.json()["detail"]) == (503, True)


def test_a_new_run_of_changed_code_is_answered_by_that_code(database: Database, tmp_path: Path) -> None:
    source = (
        "class Own:\n    def __init__(self, config): pass\n    def predict(self, payload): return '{tag}'"
    )
    chosen = {"predictor": "changing_predictor:Own", "predictor_path": tmp_path}
    lenient = {"min_f1": 0.0, "max_churn": 1.0, "max_psi": 1000.0}
    settings = settings_for(database, **chosen, **lenient, engine="threading", workers=1)

    def publish(tag: str) -> Run:
        (tmp_path / "changing_predictor.py").write_text(source.format(tag=tag))
        return run_batch(database, settings, RunRequest(), Silent())

    first = publish("before")
    with serving(settings) as api:
        assert ask(api, {"text": "a"}).json()["data"]["predictions"][0]["predicted_tag"] == "before"
        second = publish("afterwards")
        wait_until(lambda: run_followed(api) == second.run_id)
        (answer,) = ask(api, {"text": "a"}).json()["data"]["predictions"]
    assert (answer["predicted_tag"], answer["model_version"]) == ("afterwards", second.model_version)
    assert first.model_version != second.model_version


def test_a_predictor_that_is_not_made_in_time_delays_no_other_request(database: Database) -> None:
    Late.may_be_made.set()
    chosen = {"predictor": "tests.unit.api.predictors:Late", "engine": "threading", "workers": 1}
    run = run_batch(database, settings_for(database, **chosen, min_f1=0.0), RunRequest(), Silent())

    def check(seconds: float) -> None:
        Late.may_be_made.clear()
        try:
            with serving(settings_for(database, **chosen, inference_timeout_seconds=seconds)) as api:
                assert api.client.get("/predictions/4").json()["data"]["run_id"] == run.run_id
                answer = ask(api, {"text": "a"})
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
                assert "still being loaded" in answer.json()["detail"]
                assert api.client.get("/health/ready").status_code == 503
                Late.may_be_made.set()
                wait_until(lambda: api.client.get("/health/ready").status_code == 200)
                assert ask(api, {"text": "a"}).json()["data"]["predictions"][0]["predicted_tag"] == "late"
        finally:
            Late.may_be_made.set()

    with_enough_time(check, 0.3, 3.0, 20.0)


def test_whatever_a_model_fails_to_load_with_nothing_else_stops(
    database: Database, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise SystemExit(0)

    monkeypatch.setattr("api.inference.models.make_scorer", fail)
    with serving(settings_for(database, predictor=ECHO)) as api:
        assert api.client.get("/predictions/4").json()["data"]["run_id"] == run.run_id
        answer = ask(api, {"text": "a"})
        assert (answer.status_code, "SystemExit: 0" in answer.json()["detail"]) == (503, True)


def test_there_is_no_explanation_and_a_sentence_says_so(api: Api) -> None:
    (found,) = ask(api, {"any": 1}, params={"explain": "true"}).json()["data"]["predictions"]
    of_project = api.client.get("/predictions/4/explanation").json()["data"]
    for explanation in (found["explanation"], of_project["explanation"]):
        assert "a custom predictor" in explanation["reason"]


def test_a_request_in_one_piece_is_read_like_any_other(api: Api) -> None:
    request = (
        b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Tag: mine\r\n"
        b"Content-Length: 26\r\nConnection: keep-alive\r\n\r\n" + b'{"texts": [{"text": "a"}]}'
    )
    with socket.create_connection(("127.0.0.1", api.client.base_url.port), TIMEOUT_SECONDS) as peer:
        peer.sendall(request)
        found = b""
        while b'"mine"' not in found:
            piece = peer.recv(65536)
            assert piece, found
            found += piece
