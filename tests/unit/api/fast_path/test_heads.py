"""The pattern of a usual head: where it reads one, uvicorn's parser reads the same."""

import httptools
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from api.fast_path.heads import read_head
from api.http.freshness import CacheConditions

USUAL = b"GET /predictions/4 HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nAccept: */*\r\n\r\n"


class Parsed:
    """What httptools reads of the first message in some data."""

    def __init__(self, data: bytes) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.bodies = 0
        self.messages = 0
        self.parser = httptools.HttpRequestParser(self)
        self.parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self.method = self.parser.get_method()
        self.version = self.parser.get_http_version()
        self.stays = self.parser.should_keep_alive()
        self.upgrades = self.parser.should_upgrade()

    def on_body(self, _body: bytes) -> None:
        self.bodies += 1

    def on_message_complete(self) -> None:
        self.messages += 1


NAMES = [
    "Host", "accept", "X-Request-Id", "Connection", "connection", "Content-Length", "Transfer-Encoding",
    "Upgrade", "Expect", "TE", "Trailer", "Keep-Alive", "Proxy-Connection", "X:", "X y", "X\t", "", "\u00e9",
]  # fmt: skip
VALUES = [
    "keep-alive", "Keep-Alive", "close", "0", "5", "chunked", "websocket", "a, b", "", " a", "a ", "\ta",
    "\u00e9",
]  # fmt: skip
TARGETS = ["4", "a/b", "a%2Fb", "%00", "a?b", "a#b", "", "..", "a b", "\u00e9", "a\x00b", "x" * 300]
LOOKUP, TEXTS = "GET /predictions/4 HTTP/1.1", "POST /predict HTTP/1.1"
SEPARATORS = [": ", ":", ":  ", " : ", "\r\n "]
ENDS = ["\r\n", "\n", "\r\n\r\n", "\r"]


@given(
    line=st.builds(
        "{} {}{}{}".format,
        st.sampled_from(["GET", "HEAD", "POST", "get", "GETS"]),
        st.sampled_from(["/predictions/", "/predict"]),
        st.sampled_from(TARGETS) | st.text(st.characters(max_codepoint=255), max_size=5),
        st.sampled_from([" HTTP/1.1", " HTTP/1.0", "  HTTP/1.1", "", " HTTP/2.0"]),
    ),
    headers=st.lists(
        st.tuples(
            st.sampled_from(NAMES) | st.text(st.characters(max_codepoint=255), max_size=4),
            st.sampled_from(SEPARATORS),
            st.sampled_from(VALUES) | st.text(st.characters(max_codepoint=255), max_size=4),
            st.sampled_from(ENDS),
        ),
        max_size=4,
    ),
    rest=st.sampled_from(["", "GET / HTTP/1.1\r\n\r\n", "body"]),
)
@example(LOOKUP, [("Connection", ": ", "close", "\r\n")], "")
@example(LOOKUP, [("Connection", ": ", one, "\r\n") for one in ("close", "keep-alive")], "")
@example(TEXTS, [("Content-Length", ": ", "5", "\r\n")], "")
@example(TEXTS, [("Transfer-Encoding", ": ", "chunked", "\r\n")], "")
@example(TEXTS, [("Expect", ": ", "100-continue", "\r\n")], "")
def test_uvicorns_parser_reads_the_same(
    line: str, headers: list[tuple[str, str, str, str]], rest: str
) -> None:
    lines = "".join("".join(header) for header in headers)
    data = f"{line}\r\n{lines}\r\n{rest}".encode("latin-1")
    head = read_head(data)
    if head is None:
        return
    length = head.headers.by_name.get(b"content-length", b"0")
    assume(length.isdigit() and not (head.method == "POST" and head.headers.repeated))
    body = b"5" * int(length)
    parsed = Parsed(data[: head.size] + body)
    assert (parsed.method, parsed.url) == (head.method.encode(), head.path.encode())
    assert parsed.headers == head.headers.pairs
    assert (parsed.version, parsed.messages, parsed.bodies) == ("1.1", 1, len(body) > 0)
    assert (parsed.stays, parsed.upgrades) == (True, False)


def test_a_usual_head_is_read() -> None:
    usual = read_head(USUAL)
    assert usual is not None
    assert (usual.method, usual.path, usual.size) == ("GET", "/predictions/4", len(USUAL))
    assert usual.headers.pairs == [(b"host", b"127.0.0.1:8000"), (b"accept", b"*/*")]
    assert read_head(USUAL + b"GET /health HTTP/1.1\r\n") == usual
    assert read_head(USUAL.replace(b"GET", b"HEAD")) == usual._replace(method="HEAD", size=len(USUAL) + 1)
    assert read_head(b"GET /predictions/4 HTTP/1.1\r\n\r\n") is not None


def test_a_usual_head_of_texts_is_read() -> None:
    lines = b"Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    data = b"POST /predict HTTP/1.1\r\n" + lines
    head = read_head(data + b"{}")
    assert head is not None
    assert (head.method, head.path, head.size) == ("POST", "/predict", len(data))
    assert head.headers.by_name[b"content-length"] == b"2"
    for path in (b"/predict?", b"/predict/", b"/predictions/4", b"/PREDICT"):
        assert read_head(data.replace(b"/predict", path)) is None


def test_what_headers_say_is_read_with_them() -> None:
    said = (
        b"If-None-Match: *\r\nX-Request-Id: 7\r\nX-Forwarded-For: 192.0.2.1\r\nAccept: a\r\nAccept: b\r\n\r\n"
    )
    head = read_head(USUAL[:-2] + said)
    assert head is not None
    headers = head.headers
    assert (headers.conditions.none_match, headers.ids.request_id) == ("*", "7")
    assert (headers.is_forwarded, headers.repeated, headers.by_name[b"accept"]) == (True, True, b"b")
    usual = read_head(USUAL)
    assert usual is not None
    assert (usual.headers.is_forwarded, usual.headers.repeated) == (False, False)
    assert usual.headers.conditions == CacheConditions()


@pytest.mark.parametrize(
    "data",
    [
        USUAL[:-1],
        USUAL[:-4],
        USUAL[:-5],
        USUAL.replace(b"1.1", b"1.0"),
        USUAL.replace(b"/predictions/4", b"/predictions"),
        USUAL.replace(b"/predictions/4", b"/predictions/4?a=b"),
        USUAL.replace(b"GET", b"POST"),
        USUAL.replace(b"*/*", b""),
        USUAL.replace(b"*/*", b"a\r\n b"),
        USUAL.replace(b"\r\n", b"\n"),
        b"\r\n" + USUAL,
    ],
)
def test_an_unusual_head_is_left_to_uvicorn(data: bytes) -> None:
    assert read_head(data) is None


@pytest.mark.parametrize(
    ("lines", "usual"),
    [
        (b"Connection: keep-alive\r\n", True),
        (b"Connection: Keep-Alive\r\n", True),
        (b"Connection: close\r\n", False),
        (b"Connection: keep-alive, upgrade\r\n", False),
        (b"Connection: close\r\nConnection: keep-alive\r\n", False),
        (b"Content-Length: 0\r\n", False),
        (b"Transfer-Encoding: chunked\r\n", False),
        (b"Upgrade: h2c\r\n", False),
        (b"Expect: 100-continue\r\n", False),
    ],
)
def test_what_concerns_the_connection_is_left_to_uvicorn(lines: bytes, *, usual: bool) -> None:
    assert (read_head(USUAL[:-2] + lines + b"\r\n") is not None) is usual
