"""`predawn serve` as it is run: ports, databases, signals, its log, and a development server that reloads."""

import json
import os
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from core.types import Run
from store.connect.database import Database
from store.embedded.cluster import Cluster
from tests.conftest import free_port
from tests.e2e.command_line import CommandLine
from tests.serving import serve_command
from tests.waiting import wait_until, with_enough_time


def test_a_port_in_use_is_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        complaint = CommandLine(tmp_path).refuse(2, "serve", "--port", port)
    assert f"Cannot listen on 127.0.0.1:{port}: another program is using the port." in complaint


def test_no_database_is_a_sentence_and_exit_code_5(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    complaint = CommandLine(tmp_path).refuse(5, "--database-url", url, "serve", "--port", "0")
    assert "cannot be reached" in complaint


def test_a_database_that_is_not_set_up_is_a_sentence_and_exit_code_5(
    empty_database: Database, tmp_path: Path
) -> None:
    complaint = CommandLine(tmp_path).refuse(5, "--database-url", empty_database.url, "serve", "--port", "0")
    assert "predawn migrate" in complaint


def test_an_embedded_server_that_is_killed_is_started_again(
    at_home: CommandLine, home: Path, tmp_path: Path
) -> None:
    at_home.succeed("migrate")
    embedded = {"PREDAWN_DATABASE_URL": "", "PREDAWN_HOME": str(home)}
    with serve_command(Database("", embedded=True), tmp_path, "--workers", "2", **embedded) as served:
        server = Cluster(home.resolve()).postmaster_pid()
        assert server is not None
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: Cluster(home.resolve()).postmaster_pid() not in (None, server))
        wait_until(lambda: httpx.get(f"{served.url}/models", timeout=60).status_code == 200)
        assert served.stop() == 0
    log = served.log.read_text()
    assert log.count("has ended and is started again") == 1
    assert "PREDAWN_DATABASE_URL" not in log
    assert Cluster(home.resolve()).postmaster_pid() is None


@pytest.mark.parametrize("workers", [1, 2])
def test_an_api_that_cannot_start_says_why(
    database: Database, empty_database: Database, tmp_path: Path, workers: int
) -> None:
    predawn = CommandLine(tmp_path).with_settings(read_database_url=empty_database.url)
    outcome = predawn.run("--database-url", database.url, "serve", "--port", "0", "--workers", workers)
    assert outcome.code == 5, outcome
    assert "Traceback" not in outcome.err
    *lines, last = outcome.err.splitlines()
    assert any("predawn migrate" in json.loads(line)["message"] for line in lines)
    assert last.endswith("could not start; see the lines above.")


def test_the_access_log_is_structured_and_holds_no_secret(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    secret = {"Authorization": "Bearer secret", "X-API-Key": "secret", "Cookie": "key=secret"}
    with serve_command(database, tmp_path) as served:
        for path in ("/predictions/4", "/predictions/6?key=secret", "/runs?secret=1", "/dashboard?secret"):
            httpx.get(f"{served.url}{path}", timeout=60, headers={**secret, "X-Request-Id": "7"})
        assert served.stop() == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    (line,) = [line for line in lines if line.get("path") == "/predictions/4"]
    assert (line["message"], line["method"], line["status"]) == ("GET /predictions/4 200", "GET", 200)
    assert (line["source"], line["run_id"], line["request_id"]) == ("cache", 1, "7")
    assert len([line for line in lines if line.get("request_id") == "7"]) == 4
    assert "secret" not in served.log.read_text()


def test_no_line_of_the_access_log_is_lost_at_a_stop(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    with serve_command(database, tmp_path, "--workers", "2", anew=True) as served:
        with httpx.Client(base_url=served.url, timeout=60) as client, httpx.Client() as other:
            for number in range(100):
                client.get(f"/predictions/{number}")
                other.get(f"{served.url}/predictions/a%2F{number}", timeout=60)
        assert served.stop() == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert len([line for line in lines if line.get("path", "").startswith("/predictions/")]) == 200


@pytest.mark.parametrize(("kept", "found"), [("errors", [404]), ("1/2", [200, 404]), ("off", [])])
def test_the_access_log_keeps_what_is_set(
    first_run: Run, database: Database, tmp_path: Path, kept: str, found: list[int]
) -> None:
    with serve_command(database, tmp_path, PREDAWN_ACCESS_LOG=kept, PREDAWN_LOG_FORMAT="json") as served:
        for name in ("4", "6", "nope"):
            httpx.get(f"{served.url}/predictions/{name}", timeout=60)
        assert served.stop() == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert [line["status"] for line in lines if "path" in line] == found


def test_ctrl_c_stops_it_at_once(database: Database, tmp_path: Path) -> None:
    with serve_command(database, tmp_path, PREDAWN_DRAIN_SECONDS="3600") as served:
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(timeout=120) == 0


def test_reload_serves_too(first_run: Run, database: Database, tmp_path: Path) -> None:
    with serve_command(database, tmp_path, "--reload") as served:
        assert httpx.get(f"{served.url}/predictions/4", timeout=60).status_code == 200


def test_it_sits_behind_a_proxy_as_its_settings_say(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    behind = {"PREDAWN_ROOT_PATH": "/predawn", "PREDAWN_TRUSTED_PROXIES": "10.0.0.1"}
    with serve_command(database, tmp_path, **behind) as served:
        forged = httpx.get(f"{served.url}/predictions/4", timeout=60, headers={"X-Forwarded-Proto": "https"})
        assert forged.json()["data"]["project_id"] == "4"
        assert forged.json()["url"] == f"{served.url}/predawn/predictions/4"
        assert httpx.get(f"{served.url}/openapi.json", timeout=60).json()["servers"] == [{"url": "/predawn"}]


def test_it_ends_connections_that_were_silent_for_as_long_as_is_set(
    first_run: Run, database: Database, tmp_path: Path
) -> None:

    def check(seconds: float) -> None:
        with serve_command(database, tmp_path, PREDAWN_KEEP_ALIVE_SECONDS=str(seconds)) as served:
            address = ("127.0.0.1", httpx.URL(served.url).port)
            with socket.create_connection(address, timeout=seconds + 30) as client:
                # Longer than silence would be borne, over one connection, and then silence.
                until = time.monotonic() + 2.5 * seconds
                with client.makefile("rb") as answers:
                    while time.monotonic() < until:
                        client.sendall(b"GET /predictions/4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        head = b"".join(iter(answers.readline, b"\r\n")).decode().lower()
                        size = int(head.partition("content-length: ")[2].partition("\r")[0])
                        assert b'"url":"http://localhost/predictions/4"' in answers.read(size)
                    assert answers.read() == b""

    with_enough_time(check, 1.0, 8.0)


def test_a_proxy_that_is_trusted_says_the_scheme(first_run: Run, database: Database, tmp_path: Path) -> None:
    with serve_command(database, tmp_path) as served:
        told = httpx.get(f"{served.url}/predictions/4", timeout=60, headers={"X-Forwarded-Proto": "https"})
        assert told.json()["url"].startswith("https://")
