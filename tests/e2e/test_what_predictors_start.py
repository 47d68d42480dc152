"""A predictor may start threads and processes: a command ends all the same, and prints its results alone."""

import json
from pathlib import Path

import pytest

from store.connect.database import Database
from tests.conftest import SAMPLE
from tests.e2e.command_line import CommandLine
from tests.serving import serve_command
from tests.waiting import is_running, wait_until

STARTING = """
import multiprocessing
import os
import subprocess
import threading
import time
from pathlib import Path


class Starting:
    version = "1"

    def __init__(self, config):
        threading.Thread(target=threading.Event().wait).start()
        process = multiprocessing.Process(target=time.sleep, args=(3600,))
        process.start()
        (Path(config["folder"]) / f"{process.pid}.pid").touch()

    def predict(self, payload):
        helper = subprocess.Popen(["sleep", "3600"])
        helper.terminate()
        helper.wait()
        subprocess.run(["echo", "by a child"], check=True)
        os.write(1, b"by the descriptor\\n")
        printing = threading.Thread(target=print, args=("by a thread",))
        printing.start()
        printing.join()
        return "started"
"""


@pytest.fixture
def predawn(database: Database, tmp_path: Path) -> CommandLine:
    """The command with the predictor, and a few projects."""
    (tmp_path / "starting.py").write_text(STARTING)
    (tmp_path / "starting.toml").write_text(f'folder = "{tmp_path}"\n')
    with SAMPLE.open(encoding="utf-8") as sample, (tmp_path / "few.csv").open("w", encoding="utf-8") as few:
        few.writelines(line for line, _ in zip(sample, range(30), strict=False))
    return CommandLine(tmp_path).with_settings(
        database_url=database.url,
        catalogue=tmp_path / "few.csv",
        max_shrink=1,
        predictor="starting:Starting",
        predictor_config=tmp_path / "starting.toml",
        predictor_path=tmp_path,
    )


def started(folder: Path) -> list[int]:
    """Return the processes that predictors have started."""
    return [int(file.stem) for file in folder.glob("*.pid")]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_it_starts_ends_with_the_server(
    predawn: CommandLine, database: Database, tmp_path: Path, workers: int
) -> None:
    assert predawn.run("batch").code == 0
    of_run = len(started(tmp_path))
    with serve_command(database, tmp_path, "--workers", str(workers), **predawn.settings):
        wait_until(lambda: len(started(tmp_path)) == of_run + workers)
    wait_until(lambda: not any(map(is_running, started(tmp_path))))


@pytest.mark.parametrize("engine", ["threading", "loky"])
def test_a_run_ends_and_its_output_is_its_own(predawn: CommandLine, tmp_path: Path, engine: str) -> None:
    outcome = predawn.run("batch", "--engine", engine, "--no-publish", "--json")
    assert outcome.code == 0, outcome
    assert json.loads(outcome.out)["status"] == "ready"
    for line in ("by a child", "by the descriptor", "by a thread"):
        assert line in outcome.err
    assert "predawn: A thread or a process that a custom predictor started has not ended" in outcome.err
    assert "Traceback" not in outcome.err
    assert started(tmp_path)
    wait_until(lambda: not any(map(is_running, started(tmp_path))))
