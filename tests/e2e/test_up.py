"""One command from nothing to answers, which leaves nothing behind, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy import Engine, text

from batch.models.train import train_model
from batch.steps.sync import sync_alone
from cli.up import prepare
from core.errors import CatalogueError, RunHeldError
from core.settings import Settings
from store.connect.database import Database
from store.connect.engine import Role
from store.embedded.cluster import Cluster, ServerState
from store.models import registry
from store.runs.lock import RunLock
from store.serving import pointer
from tests.conftest import SAMPLE, RunNight, free_port
from tests.forked_process import ForkedProcess, forked_predawn
from tests.server_folders import server_folder
from tests.serving import PREDAWN, get_json
from tests.waiting import in_time, wait_until


@pytest.fixture
def home() -> Iterator[Path]:
    with server_folder("up") as folder:
        yield folder / "home"


@contextmanager
def up(
    home: Path,
    port: int,
    start: type[subprocess.Popen[str]] = ForkedProcess,
    **environment: str,
) -> Iterator[subprocess.Popen[str]]:
    process = start(
        [PREDAWN, "--home", home, "up", "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=120)


def wait_while_up(process: subprocess.Popen[str], condition: Callable[[], object]) -> None:
    """Wait until something is true, for as long as the process is there."""
    wait_until(lambda: process.poll() is not None or condition())
    assert process.poll() is None, process.communicate()


def scheduler_of(process: subprocess.Popen[str]) -> int | None:
    """The process id of the scheduler that a `predawn up` has started."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in children:
        if b"schedule" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            return int(child)
    return None


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def is_down(home: Path) -> bool:
    return Cluster(home.resolve()).state() is ServerState.DOWN


def test_from_nothing_to_answers_and_back(home: Path, tmp_path: Path) -> None:
    port = free_port()
    # The folder that one stands in may hold a module of the same name as one of ours.
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "__init__.py").touch()
    (tmp_path / "cli" / "main.py").touch()
    with up(home, port, subprocess.Popen, PREDAWN_LOG_LEVEL="warning") as process:
        wait_while_up(process, lambda: get_json(port, "/health/ready")[0] == 200)
        status, answer = get_json(port, "/predictions/100")
        assert (status, answer["data"]["source"], answer["data"]["run_id"]) == (200, "cache", 1)
        wait_while_up(process, lambda: get_json(port, "/health")[1]["data"]["next_run"]["scheduler_active"])
        scheduler = scheduler_of(process)
        assert scheduler is not None
        # A second one beside it has the same server and the same run, and goes on when the first one ends.
        another = free_port()
        with up(home, another) as beside:
            wait_while_up(beside, lambda: get_json(another, "/health/ready")[0] == 200)
            process.send_signal(signal.SIGINT)
            said, logged = process.communicate(timeout=120)
            assert get_json(another, "/predictions/100")[1]["data"]["source"] == "cache"
            wait_while_up(
                beside, lambda: get_json(another, "/health")[1]["data"]["next_run"]["scheduler_active"]
            )
            beside.send_signal(signal.SIGTERM)
            assert "Everything is stopped." in beside.communicate(timeout=120)[0]
    assert (process.returncode, beside.returncode) == (0, 0)
    assert "Fatal" not in logged
    assert "model 1 is trained and is the champion" in said
    assert "run 1: published" in said
    assert f"http://127.0.0.1:{port}/predictions/" in said
    assert f"http://127.0.0.1:{port}/docs" in said
    assert f"Dashboard       http://127.0.0.1:{port}/dashboard\n" in said
    assert "Everything is stopped." in said
    assert not is_alive(scheduler)
    assert is_down(home)

    # The second time nothing is trained, nothing is scored, and killing it leaves nothing behind either.
    with up(home, port) as process:
        wait_while_up(process, lambda: get_json(port, "/health/ready")[0] == 200)
        assert get_json(port, "/runs?top=5")[1]["data"] is not None
        query = "SELECT run_id, status, scored FROM runs"
        sql = [forked_predawn(), "--home", home, "sql", "--csv", "-c", query]
        runs = subprocess.run(sql, capture_output=True, text=True, check=True)
        assert sorted(runs.stdout.split()[1:]) == ["1,published,387", "2,unchanged,0", "3,unchanged,0"]
        wait_while_up(process, lambda: scheduler_of(process))
        scheduler = scheduler_of(process)
        assert scheduler is not None
        # Once all of its processes have a lease, its server is killed, and it starts the server again.
        wait_while_up(process, lambda: get_json(port, "/health")[1]["data"]["next_run"]["scheduler_active"])
        server = Cluster(home.resolve()).postmaster_pid()
        assert server is not None
        os.kill(server, signal.SIGKILL)
        wait_while_up(process, lambda: Cluster(home.resolve()).postmaster_pid() not in (None, server))
        wait_while_up(process, lambda: get_json(port, "/predictions/100")[0] == 200)
        process.kill()
        wait_until(lambda: not is_alive(scheduler))
        said, logged = process.communicate(timeout=120)
        assert "unchanged; 0 scored" in said
        assert logged.count("has ended and is started again") == 1
    wait_until(lambda: is_down(home))


HOLD_THE_SERVER = """\
import sys
from pathlib import Path

from store.embedded.server import EmbeddedServer
from store.connect.database import Database
from store.upgrade import migrate

server = EmbeddedServer(Path(sys.argv[1]))
server.acquire()
migrate(Database(server.url, embedded=True).engine(None, "a test"))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_starter_that_keeps_its_lease_for_a_moment_leaves_no_server_behind(home: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_SERVER, home], stdin=PIPE, stdout=PIPE, text=True
    )
    try:
        assert starter.stdout is not None
        assert in_time(starter.stdout.readline) == "held\n"
        command = [PREDAWN, "--home", home, "--log-format", "text", "schedule", "--with-parent"]
        with ForkedProcess(command, stdin=PIPE, stderr=PIPE, text=True) as scheduler:
            assert scheduler.stdin is not None
            log = scheduler.stderr
            assert log is not None
            wait_until(lambda: "this scheduler is active" in in_time(log.readline))
            scheduler.stdin.close()
            time.sleep(0.3)  # the moment in question
            starter.kill()
            in_time(log.read)
        assert scheduler.returncode == 0
    finally:
        starter.kill()
        starter.communicate(timeout=120)
    assert is_down(home)


def test_a_port_in_use_is_said_before_the_long_work(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with up(home, port) as process:
            _, complaint = process.communicate(timeout=120)
    assert process.returncode == 2
    assert complaint.startswith(f"predawn: Cannot listen on 127.0.0.1:{port}: another program")
    assert not home.exists()


def test_the_second_of_two_that_start_at_once_waits_for_the_model_of_the_first(
    migrated_database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = settings.model_copy(update={"catalogue": str(SAMPLE)})
    engine = migrated_database.engine(Role.BATCH, "the first")
    with ThreadPoolExecutor(1) as pool:
        with RunLock(engine):
            second = pool.submit(prepare, migrated_database, sample)
            wait_until(lambda: second.done() or "so this one waits for it" in capsys.readouterr().err)
            sync_alone(engine, sample, None, sample.max_shrink)
            train_model(engine, sample, None, str)
        second.result(120)
    with engine.connect() as connection:
        assert [model.version for model in registry.list_models(connection)] == [1]
        assert pointer.read_serving(connection).run_id == 1
    engine.dispose()


def test_a_first_run_that_is_held_ends_it(empty_database: Database, settings: Settings) -> None:
    strict = settings.model_copy(update={"catalogue": str(SAMPLE), "max_other": 0.0, "min_score": 1.0})
    with pytest.raises(RunHeldError, match="Run 1 is held back and not published"):
        prepare(empty_database, strict)


def test_a_later_run_that_is_held_is_reported(
    database: Database,
    settings: Settings,
    night: RunNight,
    engine: Engine,
    capsys: pytest.CaptureFixture[str],
) -> None:
    night()
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = 'another' WHERE project_id = '4'"))
    prepare(database, settings.model_copy(update={"max_other": 0.0, "min_coverage": 1.1}))
    told = capsys.readouterr().err
    assert "Run 2 is held back and not published" in told
    assert "Run 1 stays in service." in told


def test_a_catalogue_that_cannot_be_read_ends_it(
    empty_database: Database, settings: Settings, tmp_path: Path
) -> None:
    broken = tmp_path / "projects.csv"
    broken.write_bytes(SAMPLE.read_bytes().replace(b"id,created_on,title", b"id,created_on,name", 1))
    with pytest.raises(CatalogueError, match="title"):
        prepare(empty_database, settings.model_copy(update={"catalogue": str(broken)}))


def test_twice_ctrl_c_ends_it_at_once(home: Path) -> None:
    port = free_port()
    with up(home, port, PREDAWN_STOP_SECONDS="600") as process:
        wait_while_up(process, lambda: get_json(port, "/health/ready")[0] == 200)
        with socket.create_connection(("127.0.0.1", port)) as unfinished:
            # A request that never ends would keep the server waiting for ten minutes.
            unfinished.sendall(b"POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n")
            # Once this is answered, the server has looked at what came before it.
            assert get_json(port, "/health/live")[0] == 200
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            lines = iter(process.stderr or [])
            assert any("Shutting down" in line for line in lines)
            process.send_signal(signal.SIGINT)
            rest = "".join(lines)
            process.communicate(timeout=120)
            assert time.monotonic() - began < 100
    assert "a request was cut off: the server stops" in rest
    assert "Traceback" not in rest
    assert is_down(home)
