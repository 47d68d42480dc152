"""A test that hangs fails alone and says where, and a process that is killed leaves no server behind."""

import os
import re
import subprocess
import sys
from pathlib import Path

from store.embedded.cluster import Cluster
from tests.conftest import ROOT
from tests.waiting import in_time, wait_until

HANGING = """
import signal
import threading


def wait_in_another_thread():
    threading.Event().wait()


def test_before():
    pass


def test_hangs():
    {mask}
    threading.Thread(target=wait_in_another_thread, daemon=True).start()
    threading.Event().wait()


def test_after():
    pass
"""
NOT_TO_BE_INTERRUPTED = "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])"
SERVING = """
import sys

from store.embedded.server import EmbeddedServer
from tests.server_folders import server_folder

with server_folder("killed-tests") as home, EmbeddedServer(home):
    print(home, flush=True)
    sys.stdin.read()
"""


def run_as_make_does(folder: Path, source: str, *options: str) -> str:
    """Run tests with what `make test` has against those that hang, and return what is said."""
    (folder / "test_hanging.py").write_text(source)
    found = re.search(r"^HANGING := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found
    # The other plugins that are installed have no part in it, and take seconds to load in each process.
    plugins = ["-p", "xdist", "-p", "timeout"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-n", "1", *found[1].split(), *options, "test_hanging.py"],
        cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert ended.returncode == 1, ended
    return ended.stdout + ended.stderr


def test_a_test_that_hangs_fails_alone_and_shows_the_stack_of_each_thread(tmp_path: Path) -> None:
    said = run_as_make_does(tmp_path, HANGING.format(mask="pass"), "--timeout=4")
    assert "1 failed, 2 passed" in said
    assert "Failed: Timeout" in said
    assert "worker 'gw0' crashed" not in said
    assert "in wait_in_another_thread" in said
    assert ">       threading.Event().wait()" in said


def test_one_that_cannot_be_interrupted_ends_its_process_and_the_others_go_on(tmp_path: Path) -> None:
    said = run_as_make_does(
        tmp_path, HANGING.format(mask=NOT_TO_BE_INTERRUPTED), "--timeout=4", "-o", "faulthandler_timeout=6"
    )
    assert "1 failed, 2 passed" in said
    assert "worker 'gw0' crashed while running 'test_hanging.py::test_hangs'" in said
    assert "in wait_in_another_thread" in said


def test_the_servers_of_a_process_that_is_killed_are_ended() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVING], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        home = Path(in_time(process.stdout.readline).strip())
        server = Cluster(home).postmaster_pid()
        assert server is not None
        process.kill()
    wait_until(lambda: not home.exists())
    assert not Path(f"/proc/{server}").exists()
