"""What ships is what is measured: the defaults, an access log and a proxy leave lookups on the fast path."""

import json
import re
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest
import yaml

from store.connect.database import Database
from tests.conftest import RunNight
from tests.serving import Process, serve_command
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
ASKED = 60

NGINX = {
    "X-Real-IP": "192.0.2.10",
    "X-Forwarded-For": "192.0.2.10",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "predictions.example",
    "X-Forwarded-Port": "443",
    "User-Agent": "python-httpx/0.28.1",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
}


@pytest.fixture
def served(night: RunNight, database: Database, tmp_path: Path) -> Iterator[Process]:
    """The server with the command and the settings of the compose file, except for its database."""
    night()
    api = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["api"]
    _, *options = api["command"]
    settings = {
        name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value)
        for name, value in api["environment"].items()
        if "DATABASE" not in name
    }
    with serve_command(database, tmp_path, *options, **settings) as process:
        yield process


def names(number: int) -> dict[str, str]:
    """Return the names of a request, which no other has."""
    return {"X-Request-Id": f"{number:032x}", "traceparent": f"00-{number:032x}-{number:016x}-01"}


def ask(served: Process, headers: Mapping[str, str]) -> list[str]:
    """Ask for the same project again and again, and return the URLs of the answers."""
    connection = HTTPConnection(served.url.removeprefix("http://"), timeout=60)
    urls = []
    for number in range(ASKED):
        connection.request("GET", "/predictions/4", headers={**headers, **names(number)})
        answer = connection.getresponse()
        assert answer.status == 200
        assert {name: answer.headers[name] for name in names(number)} == names(number)
        urls.append(json.load(answer)["url"])
    connection.close()
    return urls


def lookups(served: Process) -> tuple[int, int]:
    """Return how many lookups were answered, and how many of them on the fast path."""
    with urllib.request.urlopen(f"{served.url}/metrics") as answer:  # noqa: S310
        text = answer.read().decode()
    counted = re.findall(r'http_requests_total\{route="/predictions/\{project_id\}".*\} (\S+)', text)
    fast = re.search(r"^predawn_lookup_fast_path_total (\S+)", text, re.MULTILINE)
    assert fast is not None
    return int(sum(map(float, counted))), int(float(fast[1]))


def test_lookups_as_shipped_take_the_fast_path_and_have_a_line_each(served: Process) -> None:
    urls = ask(served, NGINX)
    assert set(urls) == {f"https://{served.url.removeprefix('http://')}/predictions/4"}
    # The worker that is asked for the counts knows those of the other one of a second ago.
    wait_until(lambda: lookups(served)[0] == ASKED)
    assert lookups(served)[1] == ASKED
    assert served.stop() == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    found = [line for line in lines if line.get("path") == "/predictions/4"]
    assert [line["request_id"] for line in found] == [
        names(number)["X-Request-Id"] for number in range(ASKED)
    ]
    assert [line["traceparent"] for line in found] == [
        names(number)["traceparent"] for number in range(ASKED)
    ]
    assert {line["client"] for line in found} == {"192.0.2.10:0"}
    assert {(line["source"], line["run_id"], line["status"]) for line in found} == {("cache", 1, 200)}
    assert all(0 < line["duration_ms"] < 60_000 for line in found)
