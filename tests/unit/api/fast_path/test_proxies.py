"""The protocol reads the headers of trusted proxies as uvicorn's middleware does, for every request."""

import asyncio
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.fast_path.proxies import Proxies

Header = tuple[bytes, bytes]
FORWARDED = b"x-forwarded-for"


async def app(_scope: Any, _receive: Any, _send: Any) -> None:
    """Answer nothing."""


def make_scope(headers: list[Header]) -> dict[str, Any]:
    return {"type": "http", "scheme": "http", "client": ("127.0.0.1", 5000), "headers": headers}


@pytest.mark.parametrize(
    ("headers", "read_here"),
    [
        ([], True),
        ([(FORWARDED, b"192.0.2.1"), (b"x-forwarded-proto", b"https")], True),
        ([(FORWARDED, b"192.0.2.1, 127.0.0.1"), (b"x-forwarded-proto", b" https\xa0")], True),
        ([(FORWARDED, b""), (b"x-forwarded-proto", b"ftp")], True),
        ([(FORWARDED, b"[2001:db8::1]:4711")], True),
        ([(FORWARDED, b"192.0.2.1"), (FORWARDED, b"127.0.0.1")], False),
        ([(b"accept", b"a"), (b"accept", b"b"), (FORWARDED, b"192.0.2.1")], False),
    ],
)
def test_a_scope_is_completed_as_by_the_middleware(headers: list[Header], read_here: bool) -> None:
    middleware: Any = ProxyHeadersMiddleware(app, "127.0.0.1")
    expected: Any = make_scope(headers)
    asyncio.run(middleware(expected, None, None))
    scope: Any = make_scope(headers)
    answering: Any = Proxies(middleware).complete(scope)
    assert answering is (app if read_here else middleware)
    asyncio.run(answering(scope, None, None))
    assert scope == expected
