"""Commands where a machine or a server grants little: few descriptors or connections, no right to write."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from store.connect.database import Database
from tests.conftest import PASSWORD, SAMPLE, Server
from tests.e2e.command_line import CommandLine
from tests.serving import PREDAWN

# Limits itself and becomes the command.
_LIMITED = (
    "import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def test_a_night_needs_no_more_than_64_descriptors(database: Database, tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= 64
    ended = subprocess.run(
        [sys.executable, "-c", _LIMITED, PREDAWN, "batch", "--source", SAMPLE, "--workers", "4"],
        env={**os.environ, "PREDAWN_DATABASE_URL": database.url, "PREDAWN_CHUNK_ROWS": "50"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "published with model 1" in ended.stdout


@pytest.fixture
def scarce(database: Database, embedded_server: Server) -> Iterator[Callable[[int], str]]:
    """Returns the URL of the database for a login of the batch with so many connections."""

    def limit(connections: int) -> str:
        embedded_server.execute(
            f"CREATE ROLE scarce_batch LOGIN PASSWORD '{PASSWORD}' CONNECTION LIMIT {connections}"
            " IN ROLE predawn_batch"
        )
        url = make_url(database.url).set(username="scarce_batch", password=PASSWORD)
        return url.render_as_string(hide_password=False)

    yield limit
    embedded_server.drop(database)
    embedded_server.execute("DROP ROLE scarce_batch")


@pytest.mark.parametrize("engine", ["threading", "loky"])
def test_a_night_needs_no_more_than_20_connections(
    scarce: Callable[[int], str], tmp_path: Path, engine: str
) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=scarce(20), chunk_rows=50, engine=engine)
    assert "published with model 1" in predawn.succeed("batch", "--source", SAMPLE, "--workers", 4)


def test_a_night_without_a_connection_left_says_so(scarce: Callable[[int], str], tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=scarce(2))
    complaint = predawn.refuse(5, "batch", "--source", SAMPLE)
    assert "has no connection left: " in complaint
    assert "start fewer programs and workers at a time" in complaint
    assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize("home", ["/proc/predawn", "/dev/full/home"])
def test_a_home_that_cannot_be_written_is_refused_with_what_to_do(home: str, tmp_path: Path) -> None:
    complaint = CommandLine(tmp_path).with_settings(home=home).refuse(5, "migrate")
    assert home.removesuffix("/home") in complaint
    assert "choose another PREDAWN_HOME" in complaint
