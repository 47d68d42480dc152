"""The size of a body is known from its head, however the head writes it."""

import asyncio

from starlette.types import Message, Receive, Scope, Send

from api.http.body_limit import BodyLimit


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
