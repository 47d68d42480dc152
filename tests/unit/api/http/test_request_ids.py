"""Requests bring names along: usable ones go into log lines and back to the client, others nowhere."""

import json
import logging

import pytest

from api.fast_path.protocol import FastProtocol
from api.http.request_ids import NO_IDS, RequestIds, read_ids
from cli.logs import JsonFormatter
from cli.server_log import RequestNames
from tests.serving import Api

TRACE = f"00-{'0f' * 16}-{'a1' * 8}-01"


@pytest.mark.parametrize("name", [b"7", b"a" * 128, b'!"\\~', b"1f2e-3d"])
def test_a_usable_request_id_is_kept(name: bytes) -> None:
    assert read_ids({b"x-request-id": name}) == RequestIds(
        name.decode(), "", f"x-request-id: {name.decode()}\r\n"
    )


@pytest.mark.parametrize("name", [b"", b"a" * 129, b"a b", b"\xe9", b"a\x7f", b"a\t"])
def test_any_other_is_not(name: bytes) -> None:
    assert read_ids({b"x-request-id": name}) == NO_IDS


@pytest.mark.parametrize("trace", [TRACE.upper().encode(), TRACE.encode() + b"0", b"", b"00-1-2-01"])
def test_a_malformed_traceparent_is_not_kept(trace: bytes) -> None:
    assert read_ids({b"traceparent": TRACE.encode()}).traceparent == TRACE
    assert read_ids({b"traceparent": trace, b"x-request-id": b"7"}) == RequestIds(
        "7", "", "x-request-id: 7\r\n"
    )


@pytest.fixture(params=[True, False], ids=["fast path", "asgi"])
def api(request: pytest.FixtureRequest, published: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """An API whose lookups take the fast path, and one whose lookups take the way of ASGI."""
    if not request.param:
        monkeypatch.setattr(FastProtocol, "_enter", lambda *_: False)
    return published


@pytest.mark.parametrize("path", ["/predictions/4", "/predictions/nope", "/health/live", "/no", "/runs"])
def test_they_come_back_with_every_answer(api: Api, path: str) -> None:
    answer = api.client.get(path, headers={"X-Request-Id": "7", "traceparent": TRACE})
    assert (answer.headers["x-request-id"], answer.headers["traceparent"]) == ("7", TRACE)
    assert "x-request-id" not in api.client.get(path).headers
    unchanged = api.client.get("/predictions/4", headers={"X-Request-Id": "8", "If-None-Match": "*"})
    assert (unchanged.status_code, unchanged.headers["x-request-id"]) == (304, "8")
    texts = {"texts": [{"text": "graphs"}]}
    assert (
        api.client.post("/predict", json=texts, headers={"X-Request-Id": "9"}).headers["x-request-id"] == "9"
    )


def test_they_are_in_every_log_line_of_the_request(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[dict[str, object]] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(JsonFormatter().format(record)))

    handler = Handler()
    handler.addFilter(RequestNames())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    monkeypatch.setattr(api.state.renderer, "data", None)
    headers = {"X-Request-Id": "7", "traceparent": TRACE}
    assert api.client.get("/predictions/4", headers=headers).status_code == 500
    assert api.client.get("/predictions/4").status_code == 500
    named, unnamed = lines
    assert (named["request_id"], named["traceparent"]) == ("7", TRACE)
    assert "request_id" not in unnamed
