"""Every answer tells browsers to guess nothing and to frame nothing, whichever way it took."""

import pytest

from tests.access import revoke_keys
from tests.serving import Api


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/health",
        "/predictions/4",
        "/predictions/nope",
        "/predictions",
        "/runs",
        "/metrics",
        "/docs",
        "/no",
    ],
)
def test_every_answer_keeps_browsers_from_guessing(published: Api, path: str) -> None:
    for headers in ({}, {"X-Forwarded-Proto": "http"}, {"If-None-Match": "*"}):
        answer = published.client.get(path, headers=headers)
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
        assert answer.headers.get_list("x-frame-options") == ["DENY"]
        assert answer.headers.get_list("referrer-policy") == ["no-referrer"]


@pytest.mark.parametrize("path", ["/", "/docs", "/no"])
def test_pages_are_not_framed_and_tell_nobody_where_they_were(published: Api, path: str) -> None:
    headers = published.client.get(path).headers
    assert (headers["x-frame-options"], headers["referrer-policy"]) == ("DENY", "no-referrer")


def test_texts_and_refusals_are_answered_alike(published: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    invalid = published.client.post("/predict", json={})
    tagged = published.client.post("/predict", json={"texts": [{"text": "Graphs"}]})
    revoke_keys(published.state.keyring, monkeypatch)
    refused = published.client.get("/predictions/4")
    assert (tagged.status_code, invalid.status_code, refused.status_code) == (200, 422, 401)
    for answer in (tagged, invalid, refused):
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
