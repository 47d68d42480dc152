"""The fast path can be taken out: plain uvicorn, and FastAPI alone, give the same answers byte by byte."""

import itertools
import os
import random
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest

from store import api_access, api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests import sql
from tests.conftest import PUBLISHED, Server, isolate
from tests.serving import PATIENT_VARIABLES, get_json, serve_command, serving, settings_for
from tests.waiting import TIMEOUT_SECONDS, wait_until

LAST = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Request(NamedTuple):
    """A request as it is sent, and the method that decides whether its answer has a body."""

    data: bytes
    method: str = "GET"

    @property
    def is_last(self) -> bool:
        """True if a server takes all that follows for a part of the request."""
        return b"99999999" in self.data or (b"Upgrade: h2c" in self.data and b"tion: Upgrade" in self.data)


def request(
    path: str = "/predictions/4", *headers: str, method: str = "GET", body: bytes = b"", version: str = "1.1"
) -> Request:
    """Return a request; headers without a `Host` get one."""
    lines = (
        [*headers]
        if any(line.lower().startswith("host") for line in headers)
        else ["Host: localhost", *headers]
    )
    if body:
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join([f"{method} {path} HTTP/{version}", *lines, "", ""])
    return Request(head.encode("utf-8", "surrogateescape") + body, method)


Exchange = list[list[Request]]
"""The requests of a connection; those of an inner list are sent in one piece."""

PATHS = [
    *("4", "6", "10", "new", "nope", "", "%34", "%6eew", "caf%C3%A9", "a%00b", "a%2Fb", "4%2Fhistory"),
    *("4%2fexplanation", "a%2Fb/history", "a/b", "%ff", "%", "%zz", "x" * 3000, "4?", "4?a=b", "4?a=%00&a=b"),
    *(
        "4;v=1",
        "4%20",
        "+4",
        "~._-",
        "..",
        "../4",
        "4/",
        "/4",
        "%2e%2e",
        "4%0d%0aX:y",
        "4%0a",
        "%0a",
        "4/history%0a",
        "*",
        "4#part",
        "\u00e9",
    ),
    *("4/history", "4/explanation?top=1", "6/history", "nope/history", 'a"b', "a\\b", "a%22b", "a|b", "{}"),
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "FOO"]


def validators(etag: str, modified: str) -> list[str]:
    """Return conditional headers: right ones, others, lists, weak, strong and malformed ones."""
    opaque = etag.removeprefix("W/")
    tags = [
        *("*", " * ", "", ",", "abc", '"abc"', 'W/"abc"', etag, opaque, opaque.strip('"'), etag.lower()),
        *(f'"a", {etag}', f'{etag},"b"', f",{etag},", f'"a"{etag}', f"{etag} x", '*, "a"', 'W/"', '"', "W/"),
    ]
    dates = [modified, modified.lower(), modified.replace("GMT", "+0000"), formatdate(0, usegmt=True)]
    dates += [
        formatdate(4e9, usegmt=True),
        "Thu, 99 Foo 2025",
        "yesterday",
        "",
        "0",
        "Thu, 01 Jan 99999 00:00:00 GMT",
    ]
    return [*(f"If-None-Match: {tag}" for tag in tags), *(f"If-Modified-Since: {date}" for date in dates)]


CONTROLS = [
    *(
        "no-cache",
        "NO-CACHE",
        "No-Cache , foo",
        "only-if-cached",
        "Only-If-Cached",
        "no-cache,only-if-cached",
    ),
    *("only-if-cached, no-cache", "max-age=0", "max-age=0,no-cache", ", ,no-cache", 'no-cache="x"', ""),
]
ACCEPTED = ["*/*", "text/csv", "application/x-ndjson;q=0.1", "text/html", "nonsense", ""]
OTHER_HEADERS = [
    *(f"Cache-Control: {value}" for value in CONTROLS),
    *(f"Accept: {value}" for value in ACCEPTED),
    *("Host: ", 'Host: a"b\\c', "Host: other:80", "Host: \u00e9", "host: 127.0.0.1:80", "Host: [::1]"),
    *("Connection: close", "Connection: keep-alive", "Connection: Upgrade", "Connection: x, close"),
    *("Upgrade: h2c", "Expect: 100-continue", "X-Forwarded-Proto: https", "X-Forwarded-For: 1.2.3.4"),
    *("X-Forwarded-Proto: wss", "X-Request-Id: 7", "Range: bytes=0-3", "Content-Type: application/json"),
    *(
        "X-Forwarded-Proto: HTTPS",
        "X-Forwarded-Proto:  https ",
        "X-Forwarded-Proto: ",
        "X-Forwarded-Proto: ws",
    ),
    *("X-Forwarded-For: ", "X-Forwarded-For: 9.9.9.9, 127.0.0.1", 'X-Forwarded-For: "a" , \u00e9'),
    "X-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8",
    "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http",
    "X-Real-IP: 1.2.3.4\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\nX-Request-Id: 1f2e",
    *("X-Request-Id: a-b_c.d", "X-Request-Id: a b", "X-Request-Id: ", "X-Request-Id: \u00e9"),
    *("X-Request-Id: " + "7" * 128, "X-Request-Id: " + "7" * 129, "X-Request-Id: 1\r\nX-Request-Id: 2"),
    *(f"traceparent: 00-{'0f' * 16}-{'a1' * 8}-01", "traceparent: 00-1-2-03", "Traceparent: "),
    f"X-Request-Id: 7\r\nTRACEPARENT: 00-{'0f' * 16}-{'a1' * 8}-01\r\ntracestate: a=b",
    *("Accept-Encoding: gzip", "Pragma: no-cache", "X-Odd:", "X-Odd: \u00e9", "X-Odd: " + "y" * 5000),
]

TEXTS = [
    b'{"texts": [{"text": "Transformers for text"}]}',
    b'{"texts": [{"title": "Object detection", "description": "in video"}, {"title": "Graphs"}]}',
    b'{"texts": [{"text": "quoted \\"\\\\ \\u2603 \\t"}], "more": 1}',
    b'{"texts": [{"text": "a", "lang": "en"}, {"text": "a"}]}',
    *(b'{"texts": []}', b'{"texts": [{"text": " "}]}', b'{"texts": [{"text": 7}]}', b'{"texts": [{}]}'),
    *(b"[]", b'"a"', b"{", b"{}", b"null", b" ", b"NaN", b'{"texts": {"text": "a"}}', b'{"texts": null}'),
    *(b'{"texts": [{"text": "\\ud800"}]}', b'{"texts": [{"text": "\xff"}]}', b'{"texts": [{"text": "a"}]} x'),
    *(
        b'{"texts": [{"text": "a\x00b"}]}',
        b'{"texts": [{"text": "a\\u0000b"}]}',
        b'{"texts": [{"text": "a\nb"}]}',
    ),
    b'{"texts": [{"text": "a"}], "texts": [{"text": "b"}]}',
    b'{"texts": [{"text": "a", "text": "c"}]}',
    b'{"texts": [{"text": "a", "n": NaN, "i": -Infinity, "big": 1' + b"0" * 400 + b"}]}",
    b'{"texts": [{"text": "a", "deep": ' + b"[" * 500 + b"]" * 500 + b"}]}",
    b"\xef\xbb\xbf" + b'{"texts": [{"text": "a"}]}',
    '{"texts": [{"text": "a"}]}'.encode("utf-16"),
    b'\n{"texts":[{"text":"a","title":"b"}]}\n',
    b'{"texts": [{"text": "' + b"long " * 5000 + b'"}]}',
    b'{"texts": [{"text": true}, {"text": 1.5}, {"text": null, "title": "t"}]}',
]
TYPES = [
    *(
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "text/plain",
        "",
        "application/x",
    ),
    *("application/vnd.api+json", "application/json, text/plain"),
]


def corpus(etag: str, modified: str, keys: Sequence[str]) -> list[Exchange]:
    """Return exchanges; `keys` are headers that each request takes one of in turn."""
    headers = [*validators(etag, modified), *OTHER_HEADERS]
    alone = [request(f"/predictions/{path}", method=method) for path in PATHS for method in ("GET", "HEAD")]
    alone += [request(method=method) for method in METHODS]
    alone += [request(f"/predictions/{name}", header) for header in headers for name in ("4", "10")]
    alone += [request("/predictions/4", header, method="HEAD") for header in headers[::3]]
    alone += [request("/predictions/4", version=version) for version in ("1.0", "0.9", "2.0", "1.2")]
    alone += [request("/predictions/4", body=b"a body"), request("/predictions/nope", body=b"another")]
    alone += [
        request(path) for path in ("/predict", "/no", "//predictions/4", "/Predictions/4", "/health/live")
    ]
    alone += [
        request(path) for path in ("/%70redictions/4", "/predictions%2F4", "/predictions%2F4/predictions/4")
    ]
    alone += _texts()
    chance = random.Random(20)
    for _ in range(270):
        some = chance.sample(headers, chance.randint(1, 4))
        some += chance.sample(some, chance.randint(0, 1))  # the same header twice
        path = f"/predictions/{chance.choice(PATHS)}"
        alone.append(request(path, *some, method=chance.choice(["GET", "GET", "HEAD", "POST"])))
    turn = itertools.cycle(keys)
    if keys:
        alone = [with_header(one, next(turn)) for one in alone]
    return [[[one]] for one in alone] + _connections(alone, chance)


def _texts() -> list[Request]:
    def post(body: bytes, *headers: str, query: str = "") -> Request:
        return request(f"/predict{query}", *headers, method="POST", body=body)

    first = TEXTS[0]
    json = "Content-Type: application/json"
    return [
        *(post(body, json) for body in TEXTS),
        *(post(first, f"Content-Type: {kind}") for kind in TYPES),
        *(post(first, *pair) for pair in itertools.permutations((json, "Content-Type: text/plain"))),
        *(post(first, json, query=query) for query in ("?", "?model=1", "?model=x", "?explain=true", "?a=b")),
        *(
            post(first, json, header)
            for header in ("Expect: 100-continue", "Accept: text/csv", "If-None-Match: *", "X-Request-Id: 7")
        ),
        *(post(first, json, header) for header in ("Connection: close", "Cache-Control: no-cache")),
        post(first),
        request("/predict", json, method="POST"),
        request("/predict", json, "Content-Length: 0", method="POST"),
        request("/predict", json, "Content-Length: +5", method="POST"),
        request("/predict", json, "Content-Length: 99999999", method="POST"),
        request("/predict", json, "Transfer-Encoding: chunked", method="POST")._replace(
            data=b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(first), first)
        ),
    ]


def _connections(alone: Sequence[Request], chance: random.Random) -> list[Exchange]:
    """Return connections of several requests, one after another and in one piece."""
    plain = [one for one in alone if one.method in ("GET", "HEAD", "POST") and not one.is_last]
    found: list[Exchange] = []
    for _ in range(40):
        some = [chance.choice(plain) for _ in range(chance.randint(2, 6))]
        found.append([some] if chance.random() < 0.5 else [[one] for one in some])
    conditions = ((), ("If-None-Match: *",), ("Cache-Control: no-cache",), ("Cache-Control: only-if-cached",))
    names = ("4", "4", "10", "6", "4", "nope", "4")
    found.extend([[request(f"/predictions/{name}", *some)] for name in names] for some in conditions)
    return found


def with_header(one: Request, header: str) -> Request:
    """Return a request with one more header."""
    line, _, rest = one.data.partition(b"\r\n")
    return one._replace(data=line + b"\r\n" + (header.encode() + b"\r\n" if header else b"") + rest)


def read_answer(file: BinaryIO, method: str) -> bytes:
    """Return an answer as it came; empty where the server has closed the connection."""
    head = b""
    while line := file.readline():
        head += line
        if line == b"\r\n" and not head.endswith(b"100 Continue\r\n\r\n"):
            break
    length = re.search(rb"\r\ncontent-length: (\d+)\r\n", head)
    status = head.rpartition(b"HTTP/1.1 ")[2][:3]
    bodiless = method == "HEAD" or status in (b"304", b"204")
    return head + (file.read(int(length[1])) if length and not bodiless else b"")


def exchange(port: int, pieces: Exchange) -> bytes:
    """Send the requests of a connection, and return all that comes back until it ends."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)) as opened:
        file = opened.makefile("rb")
        came = b""
        for piece in pieces:
            opened.sendall(b"".join(one.data for one in piece))
            for one in piece:
                answer = read_answer(file, one.method)
                came += answer
                if one.is_last:
                    return came
                if not answer or b"\r\nconnection: close\r\n" in answer.lower():
                    return came + file.read()
        opened.sendall(LAST)
        return came + file.read()


MASKS = [
    (rb"\r\ndate: [^\r]*", b""),
    (rb'"timestamp":"[^"]*"', b'"timestamp":""'),
    (rb'("source":"(?:on_demand|memory)"[^}]*"scored_at":)"[^"]*"', rb'\1""'),
    (rb"127\.0\.0\.1:\d+", b"127.0.0.1:0"),
]


WHOLE_SECOND = re.compile(rb'"(?:timestamp|scored_at)":"[^".]*"')
"""A time of the moment without a fraction, which makes its answer shorter than the others."""

LENGTH = re.compile(rb"\r\ncontent-length: \d+")


def comparable(answer: bytes) -> bytes:
    """Return answers without the times of the moment, and without the port of the server."""
    for pattern, replacement in MASKS:
        answer = re.sub(pattern, replacement, answer)
    return answer


@contextmanager
def plain_uvicorn(database: Database, folder: Path) -> Iterator[int]:
    """Serve with uvicorn's own command on any port until the block ends."""
    log = folder / "uvicorn.log"
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", "--port=0"]
    own = {"PREDAWN_DATABASE_URL": database.url, "PREDAWN_DRAIN_SECONDS": "0"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--no-server-header", "--timeout-keep-alive=120"],
            env=os.environ | PATIENT_VARIABLES | own,
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    try:
        pattern = r"running on http://127\.0\.0\.1:(\d+)"
        wait_until(lambda: re.search(pattern, log.read_text()) or process.poll() is not None)
        found = re.search(pattern, log.read_text())
        assert found, log.read_text()
        yield int(found[1])
    finally:
        process.terminate()
        process.wait(timeout=120)


@pytest.fixture(scope="module")
def store(embedded_server: Server) -> Iterator[Database]:
    """A store with a published run, a project that was removed, one with another text, and a new one."""
    database = embedded_server.clone(PUBLISHED)
    engine = database.engine(Role.BATCH, "tests")
    sql.execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'")
    sql.execute(
        engine,
        "UPDATE predawn.projects SET title = 'another', content_hash = '\\x01' WHERE project_id = '10'",
    )
    sql.execute(
        engine,
        "INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', 'of images')",
    )
    engine.dispose()
    yield database
    embedded_server.drop(database)


@pytest.fixture(scope="module")
def servers(store: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """The ports of servers with the fast path, one without its protocol, and one without any of it."""
    folder = tmp_path_factory.mktemp("servers")
    (folder / "logging").mkdir()
    with ExitStack() as stack:
        isolate(stack.enter_context(pytest.MonkeyPatch.context()))
        fast = stack.enter_context(serving(settings_for(store)))
        plain = stack.enter_context(plain_uvicorn(store, folder))
        logging = stack.enter_context(serve_command(store, folder / "logging"))
        served = stack.enter_context(serve_command(store, folder, PREDAWN_FAST_PATH="false"))
        assert fast.client.base_url.port is not None
        found = {
            "with the fast path": fast.client.base_url.port,
            "with the fast path and an access log": int(logging.url.rpartition(":")[2]),
            "by plain uvicorn": plain,
            "with PREDAWN_FAST_PATH=false": int(served.url.rpartition(":")[2]),
        }
        for port in found.values():
            wait_until(lambda port=port: get_json(port, "/health/ready")[0] == 200)
            # No time of change is given for the first seconds after one.
            wait_until(lambda port=port: b"last-modified" in exchange(port, [[request()]]))
        yield found


def compare(ports: dict[str, int], exchanges: Sequence[Exchange]) -> None:
    """Send exchanges to all servers, and compare their answers."""
    different = []
    for pieces in exchanges:
        came = {name: exchange(port, pieces) for name, port in ports.items()}
        answers = {name: comparable(answer) for name, answer in came.items()}
        if any(map(WHOLE_SECOND.search, came.values())):
            answers = {name: LENGTH.sub(b"", answer) for name, answer in answers.items()}
        if len(set(answers.values())) > 1:
            different.append((pieces, answers))
    assert not different, f"{len(different)} of {len(exchanges)} differ, the first ones {different[:4]}"


def validators_of(port: int, *headers: str) -> tuple[str, str]:
    """Return the entity tag and the time of change of a stored answer."""
    answer = exchange(port, [[request("/predictions/4", *headers)]]).decode()
    return tuple(re.search(rf"\r\n{name}: ([^\r]*)", answer)[1] for name in ("etag", "last-modified"))  # type: ignore[index, return-value]


def test_without_the_fast_path_answers_are_the_same_byte_by_byte(servers: dict[str, int]) -> None:
    exchanges = corpus(*validators_of(servers["with the fast path"]), keys=())
    assert len(exchanges) >= 700
    compare(servers, exchanges)


@pytest.fixture
def keys(servers: dict[str, int], store: Database) -> Iterator[tuple[str, str]]:
    """A key for everything and one that may only inspect, which all servers ask for until the test ends."""

    def wait_for(status: int) -> None:
        for port in servers.values():
            wait_until(lambda port=port: get_json(port, "/predictions/4")[0] == status)

    owner = store.engine(Role.OWNER, "tests")
    with owner.begin() as connection:
        key = api_keys.create(connection, "all", list(KeyScope))
        other = api_keys.create(connection, "inspector", [KeyScope.INSPECT])
    wait_for(401)
    yield key, other
    with owner.begin() as connection:
        connection.exec_driver_sql("DELETE FROM predawn.api_keys")
        api_access.open_api(connection, "tests")
    owner.dispose()
    wait_for(200)


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_with_keys_answers_are_the_same_byte_by_byte(
    servers: dict[str, int], keys: tuple[str, str], every: int
) -> None:
    key, other = keys
    headers = [
        *("", f"Authorization: Bearer {key}", f"authorization: bearer  {key} ", f"X-API-Key: {key}"),
        *(f"Authorization: Bearer {other}", "Authorization: Bearer none", f"Authorization: Basic {key}"),
        *("Authorization:", f"Authorization: Bearer none\r\nX-API-Key: {key}", f"X-API-Key: {key}x"),
        f"Authorization: Bearer {key}\r\nAuthorization: Bearer none",
    ]
    etag, modified = validators_of(servers["with the fast path"], headers[1])
    compare(servers, corpus(etag, modified, keys=headers)[::every])
    # With a key that is in force.
    compare(servers, corpus(etag, modified, keys=headers[1:2])[::every])
