"""The embedded server is started again when it ends under a command that goes on."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from store.embedded import watch
from store.embedded.cluster import Cluster
from store.embedded.server import EmbeddedServer
from store.embedded.watch import kept_running
from tests.server_folders import server_folder
from tests.waiting import wait_until


@pytest.fixture
def home() -> Iterator[Path]:
    with server_folder("watched") as folder:
        yield folder / "home"


def kill(home: Path) -> None:
    pid = Cluster(home).postmaster_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_a_server_that_is_killed_is_started_again(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    with EmbeddedServer(home) as server, kept_running(server):
        before = Cluster(home).postmaster_pid()
        kill(home)
        wait_until(lambda: Cluster(home).postmaster_pid() not in (None, before))
        with EmbeddedServer(home):
            psycopg2.connect(server.url).close()
    assert Cluster(home).postmaster_pid() is None
    assert f"PostgreSQL in {home}/postgres has ended and is started again" in caplog.text


def test_a_server_that_is_told_to_stop_by_others_is_started_again(
    home: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    with EmbeddedServer(home) as server, psycopg2.connect(server.url), kept_running(server):
        before = Cluster(home).postmaster_pid()
        assert before is not None
        os.kill(before, signal.SIGTERM)
        wait_until(lambda: Cluster(home).postmaster_pid() not in (None, before))
        with EmbeddedServer(home):
            psycopg2.connect(server.url).close()
    assert f"PostgreSQL in {home}/postgres was told to stop and is started again" in caplog.text


def test_a_command_does_not_wait_for_the_sessions_of_a_server_that_others_stop(home: Path) -> None:
    with EmbeddedServer(home) as server, psycopg2.connect(server.url):
        before = Cluster(home).postmaster_pid()
        assert before is not None
        os.kill(before, signal.SIGTERM)
        wait_until(Cluster(home).is_stopping)
        with EmbeddedServer(home):
            psycopg2.connect(server.url).close()


def test_a_data_folder_that_has_gone_is_not_made_anew(
    home: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    with EmbeddedServer(home) as server, kept_running(server):
        kill(home)
        shutil.rmtree(home / "postgres")
        wait_until(lambda: "is tried again in" in caplog.text)
    assert f"The embedded PostgreSQL cannot work in {home}" in caplog.text
    assert not (home / "postgres").exists()
