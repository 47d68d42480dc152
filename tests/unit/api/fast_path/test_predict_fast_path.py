"""The fast path of `/predict` and the documented route give the same answers, and the same refusals."""

from typing import Any

import pytest

from api.fast_path.predict import PredictFastPath
from api.fast_path.protocol import FastProtocol
from tests.access import revoke_keys
from tests.serving import Api
from tests.unit.api.conftest import Serve

TEXT = 'Transformers for text, "quoted", with a \\ and a \u2603 and\ta tab'
BODIES = [
    {"texts": [{"text": TEXT}, {"title": "Object detection", "description": "in video"}, {"title": TEXT}]},
    {"texts": [{"text": TEXT, "lang": "en"}], "more": 1},
    {"texts": []},
    {"texts": [{"text": " "}]},
    {"texts": [{"text": 7}]},
    [],
    "a",
]


@pytest.fixture(autouse=True)
def by_asgi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no request be answered by the protocol, which takes those that arrive in one piece."""
    monkeypatch.setattr(FastProtocol, "_enter", lambda *_: 0)


def both(api: Api, monkeypatch: pytest.MonkeyPatch, **request: Any) -> tuple[Any, Any]:
    """Ask twice, and see to it that only the first request takes the fast path."""
    fast = api.client.post("/predict", **request)
    with monkeypatch.context() as patched:
        patched.setattr(PredictFastPath, "takes", lambda self, scope: False)
        return fast, api.client.post("/predict", **request)


def comparable(answer: Any) -> Any:
    """Return an answer without what differs between any two: the time, and that the second is remembered."""
    found = answer.json()
    found.pop("timestamp", None)
    data = found.get("data") or {}
    for entry in data.get("predictions", []):
        for name in ("source", "scored_at"):
            del entry[name]
    apart = ("date", "content-length")
    headers = {name: value for name, value in answer.headers.items() if name not in apart}
    return answer.status_code, headers, found


@pytest.mark.parametrize("body", BODIES)
def test_both_ways_answer_alike(published: Api, monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    fast, documented = both(published, monkeypatch, json=body)
    assert comparable(fast) == comparable(documented)


@pytest.mark.parametrize("content", [b"{", b"", b'{"texts": [{"text": "\\ud800"}]}', b'{"texts": "\xff"}'])
def test_what_cannot_be_read_is_refused_alike(
    published: Api, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    headers = {"content-type": "application/json"}
    fast, documented = both(published, monkeypatch, content=content, headers=headers)
    assert fast.status_code in (400, 422)
    assert (fast.status_code, fast.json()["detail"]) == (
        documented.status_code,
        documented.json()["detail"],
    )


def test_usual_requests_take_the_fast_path_and_are_counted_as_the_others(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = serve()
    asked = {"texts": [{"text": TEXT}]}
    taken: list[bool] = []
    takes = PredictFastPath.takes

    def watched(self: PredictFastPath, scope: Any) -> bool:
        taken.append(takes(self, scope))
        return taken[-1]

    monkeypatch.setattr(PredictFastPath, "takes", watched)
    for query in ({}, {"model": 1}, {"explain": "true"}):
        assert api.client.post("/predict", json=asked, params=query).status_code == 200
    chunks = iter([b'{"texts": [{"text":', b' "a"}]}'])
    headers = {"content-type": "application/json"}
    assert api.client.post("/predict", content=chunks, headers=headers).status_code == 200
    assert taken == [True, False, False, False]
    samples = api.client.get("/metrics").text
    assert 'predawn_http_requests_total{route="/predict",source="",status="200"} 4.0' in samples


def test_a_model_that_refuses_refuses_on_both_ways(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    api = serve(tagger="scikit-learn", inference_memory=0)
    api.state.inference.pending = 10**6
    fast, documented = both(api, monkeypatch, json={"texts": [{"text": TEXT}]})
    assert comparable(fast) == comparable(documented)
    assert (fast.status_code, fast.headers["retry-after"]) == (503, "1")


def test_a_key_is_required_on_both_paths(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    revoke_keys(published.state.keyring, monkeypatch)
    fast, documented = both(published, monkeypatch, json={"texts": [{"text": TEXT}]})
    assert (fast.status_code, documented.status_code) == (401, 401)
