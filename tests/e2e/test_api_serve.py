"""`predawn serve` as it is run: ports, databases, signals, its log, and a development server that reloads."""

import json
import signal
import socket
import subprocess
from pathlib import Path

import httpx

from store.database import Database
from tests.conftest import RunNight, free_port
from tests.serving import PREDAWN, serve_command


def test_a_port_in_use_is_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [PREDAWN, "serve", "--port", str(port)], capture_output=True, text=True, check=False, cwd=tmp_path
        )
    assert ended.returncode == 2
    assert f"Port {port} of 127.0.0.1 is in use by another program." in ended.stderr


def test_no_database_is_a_sentence_and_exit_code_5(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    ended = subprocess.run(
        [PREDAWN, "--database-url", url, "serve", "--port", "0"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ended.returncode == 5
    assert "cannot be reached" in ended.stderr


def test_a_database_that_is_not_set_up_is_a_sentence_and_exit_code_5(
    empty_database: Database, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [PREDAWN, "--database-url", empty_database.url, "serve", "--port", "0"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ended.returncode == 5
    assert "predawn migrate" in ended.stderr


def test_the_access_log_is_structured_and_holds_no_query(
    night: RunNight, database: Database, tmp_path: Path
) -> None:
    night()
    with serve_command(database, tmp_path) as served:
        httpx.get(f"{served.url}/predictions/4?key=secret")
        assert served.stop() == 0
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    (line,) = [line for line in lines if line.get("path") == "/predictions/4"]
    assert (line["message"], line["method"], line["status"]) == ("GET /predictions/4 200", "GET", 200)
    assert "secret" not in served.log.read_text()


def test_ctrl_c_stops_it_at_once(database: Database, tmp_path: Path) -> None:
    with serve_command(database, tmp_path, PREDAWN_DRAIN_SECONDS="60") as served:
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(timeout=10) == 0


def test_reload_serves_too(night: RunNight, database: Database, tmp_path: Path) -> None:
    night()
    with serve_command(database, tmp_path, "--reload") as served:
        assert httpx.get(f"{served.url}/predictions/4").status_code == 200
