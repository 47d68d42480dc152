"""The size of a body is known from its head, however the head writes it, and so is its encoding."""

import asyncio
import gzip
import json

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.http.body_limit import BodyLimit
from tests.serving import Api

TEXTS = json.dumps({"texts": [{"text": "graphs"}]}).encode()


def test_a_length_of_thousands_of_digits_is_a_length() -> None:
    """Python refuses to read as a number what the parser of HTTP takes: zeros without end."""
    sent: list[Message] = []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        sent.append(await receive())

    async def receive() -> Message:
        return {"type": "http.request", "body": b"{}"}

    async def send(message: Message) -> None:
        sent.append(message)

    def ask(length: bytes) -> Message:
        sent.clear()
        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "path": "/",
            "raw_path": b"/",
            "query_string": b"",
            "server": None,
            "headers": [(b"content-length", length)],
        }
        asyncio.run(BodyLimit(app, 1000)(scope, receive, send))
        return sent[0]

    assert ask(b"0" * 5000 + b"2")["type"] == "http.request"
    assert ask(b"0" * 5000)["type"] == "http.request"
    assert ask(b"0" * 5000 + b"1001")["status"] == 413
    assert ask(b"9" * 5000)["status"] == 413


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity, gzip"])
@pytest.mark.parametrize("path", ["/predict", "/prediction-lookups", "/dashboard/try"])
def test_encoded_bodies_are_refused_with_a_sentence(published: Api, path: str, encoding: str) -> None:
    headers = {"content-type": "application/json", "content-encoding": encoding}
    for content in (TEXTS, gzip.compress(TEXTS)):
        answer = published.client.post(path, content=content, headers=headers)
        assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")
        assert answer.json()["detail"] == (
            f"The body has the encoding '{encoding}', and the API reads none. Send it uncompressed, "
            "without the header `Content-Encoding`."
        )
    pieces = published.client.post(path, content=iter([TEXTS]), headers=headers)
    assert pieces.status_code == 415


def test_a_body_that_is_as_it_is_or_is_not_there_has_no_encoding(published: Api) -> None:
    headers = {"content-type": "application/json", "content-encoding": "Identity"}
    assert published.client.post("/predict", content=TEXTS, headers=headers).status_code == 200
    assert published.client.get("/predictions/4", headers={"content-encoding": "gzip"}).status_code == 200
