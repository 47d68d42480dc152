"""Promise 13: a stopped server finishes the requests it has."""

import signal
import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Run
from store.connect.database import Database
from tests.serving import NO_CERTIFICATES, Process, answers, serve_command
from tests.waiting import wait_until, with_enough_time

# Says that it was reached, in which process, and answers once it may.
GATED = """
import os, time
from pathlib import Path

FOLDER = Path(__file__).parent

class Gated:
    version = "1"

    def __init__(self, config):
        pass

    def predict(self, payload):
        if str(payload).startswith("wait"):
            (FOLDER / f"reached-{os.getpid()}-{time.monotonic_ns()}").touch()
            while not (FOLDER / "open").exists():
                time.sleep(0.01)
        return "answered"
"""


WAITING = "Waiting for connections to close"
"""The log message of a worker that accepts no more requests and still has some."""


@dataclass(frozen=True)
class Door:
    """A predictor in another process that is held in the middle of a request."""

    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        return {"predictor": "waits_in_a_request:Gated", "predictor_path": str(self.folder)}

    def reached(self) -> list[str]:
        """Return the process of each request that is held."""
        return [path.name.split("-")[1] for path in self.folder.glob("reached-*")]

    def open(self) -> None:
        (self.folder / "open").touch()


@pytest.fixture
def door(database: Database, tmp_path: Path) -> Door:
    """The predictor, published."""
    folder = tmp_path / "predictors"
    folder.mkdir()
    (folder / "waits_in_a_request.py").write_text(GATED)
    door = Door(folder)
    settings = Settings(
        _env_file=None, engine="threading", workers=1, min_f1=0.0, max_other=1.0, **door.settings
    )
    run_batch(database, settings, RunRequest(), Silent())
    return door


@contextmanager
def serving_gated(database: Database, door: Door, *arguments: str, **variables: str) -> Iterator[Process]:
    named = {f"PREDAWN_{name.upper()}": value for name, value in door.settings.items()}
    with serve_command(database, door.folder.parent, *arguments, **named, **variables) as served:
        try:
            yield served
        finally:
            door.open()


@dataclass
class Asking:
    """Requests under way, each over a connection of its own."""

    url: str
    threads: ThreadPoolExecutor
    answers: list[Future[httpx.Response]] = field(default_factory=list)

    def ask(self, method: str, path: str, **request: object) -> None:
        send = partial(httpx.request, method, f"{self.url}{path}", timeout=60, **request)
        self.answers.append(self.threads.submit(send))

    def statuses(self) -> list[int]:
        return [answer.result(timeout=60).status_code for answer in self.answers]


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as threads:
        yield threads


def is_refused(url: str) -> bool:
    """Return whether the server takes no more connections."""
    target = urlsplit(url)
    try:
        socket.create_connection((target.hostname, target.port), timeout=5).close()
    except ConnectionRefusedError:
        return True
    return False


@pytest.mark.parametrize(
    ("workers", "end"), [(1, signal.SIGTERM), (1, signal.SIGINT), (2, signal.SIGTERM)], ids=str
)
def test_requests_under_way_are_finished_by_every_worker(
    workers: int, end: signal.Signals, door: Door, database: Database, threads: ThreadPoolExecutor
) -> None:
    with serving_gated(database, door, "--workers", str(workers), PREDAWN_INFERENCE_THREADS="40") as served:
        asking = Asking(served.url, threads)
        while len(set(door.reached())) < workers:
            asking.ask("POST", "/predict", json={"texts": [f"wait {len(asking.answers)}"]})
            wait_until(lambda: len(door.reached()) == len(asking.answers))
        served.process.send_signal(end)
        wait_until(lambda: is_refused(served.url))
        wait_until(lambda: served.log.read_text().count(WAITING) == workers)
        assert not any(answer.done() for answer in asking.answers)
        door.open()
        assert set(asking.statuses()) == {200}
        assert served.process.wait(timeout=120) == 0


def test_a_lookup_under_way_is_finished(
    first_run: Run, database: Database, tmp_path: Path, threads: ThreadPoolExecutor
) -> None:
    superuser = database.engine(None, "tests")
    with serve_command(database, tmp_path, PREDAWN_LOOKUP_TIMEOUT_SECONDS="30") as served:
        asking = Asking(served.url, threads)
        with superuser.begin() as connection:
            connection.execute(text("LOCK TABLE predawn.predictions IN ACCESS EXCLUSIVE MODE"))
            asking.ask("GET", "/predictions/4")
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            wait_until(lambda: connection.scalar(waiting))
            served.process.send_signal(signal.SIGTERM)
            wait_until(lambda: WAITING in served.log.read_text())
            assert not asking.answers[0].done()
        assert asking.statuses() == [200]
        assert served.process.wait(timeout=120) == 0
    superuser.dispose()


def test_it_sends_load_balancers_away_before_it_takes_no_more_requests(
    first_run: Run, database: Database, tmp_path: Path
) -> None:

    def check(seconds: int) -> None:
        with (
            serve_command(database, tmp_path, "--workers", "2", PREDAWN_DRAIN_SECONDS=str(seconds)) as served,
            httpx.Client(base_url=served.url, timeout=60, verify=NO_CERTIFICATES) as client,
        ):
            assert client.get("/health/ready").status_code == 200
            served.process.send_signal(signal.SIGTERM)
            wait_until(lambda: client.get("/health/ready").status_code == 503)
            # Whoever has not heard of it yet is still answered, over connections old and new.
            for _ in range(20):
                assert client.get("/predictions/4").status_code == 200
                assert answers(f"{served.url}/predictions/4")
            assert served.process.wait(timeout=120) == 0

    with_enough_time(check, 3, 30)


def test_who_tells_it_twice_to_stop_does_not_wait_for_load_balancers(
    first_run: Run, database: Database, tmp_path: Path
) -> None:
    with (
        serve_command(database, tmp_path, PREDAWN_DRAIN_SECONDS="3600") as served,
        httpx.Client(base_url=served.url, timeout=60, verify=NO_CERTIFICATES) as client,
    ):
        served.process.send_signal(signal.SIGTERM)
        wait_until(lambda: client.get("/health/ready").status_code == 503)
        assert client.get("/predictions/4").status_code == 200
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=60) == 0
