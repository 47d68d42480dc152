"""Runs whose every answer says which run it belongs to, and a watcher in the middle of one."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Run
from store.database import Database
from tests.e2e.command_line import CommandLine
from tests.promises.gated import GATED, Waiting, eventually, waiting
from tests.promises.predictors import Watched

NumberedNight = Callable[..., Run]


@pytest.fixture
def lenient(settings: Settings) -> Settings:
    """Settings under which no check holds a run back."""
    return settings.model_copy(
        update={"max_churn": 1.0, "max_psi": 1000.0, "max_other": 1.0, "min_f1": 0.0, "min_score": 0.0}
    )


@pytest.fixture
def numbered_night(database: Database, lenient: Settings, tmp_path: Path) -> NumberedNight:
    """Run the batch with a model that gives every project the tag `tag-<number>` and number / 1000."""

    def run(number: int, strict: Mapping[str, object] | None = None, **request: object) -> Run:
        config = tmp_path / f"{number}.toml"
        config.write_text(f'tag = "tag-{number}"\nscore = {number / 1000}\n')
        settings = lenient.model_copy(
            update={"predictor": "tests.promises.predictors:Constant", "predictor_config": config}
        ).model_copy(update=strict)
        return run_batch(database, settings, RunRequest(**request), Silent())

    return run


@pytest.fixture
def watchers() -> Iterator[list[Callable[[], None]]]:
    """What is called in the middle of a run by the predictor `Watched`."""
    yield Watched.watchers
    Watched.watchers.clear()


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A file that lets those who wait go on, once it is there."""
    return tmp_path / "gate"


@pytest.fixture
def predawn(database: Database, tmp_path: Path) -> CommandLine:
    """The command line with a predictor that a test can make wait."""
    (tmp_path / "gated_predictor.py").write_text(GATED)
    return CommandLine(tmp_path).with_settings(
        database_url=database.url,
        predictor="gated_predictor:Gated",
        predictor_path=tmp_path,
        chunk_rows=100,
        max_other=1,
        min_f1=0,
        engine="threading",
        workers=1,
    )


@pytest.fixture
def start_waiting(predawn: CommandLine, gate: Path) -> Iterator[Waiting]:
    """Start a batch and return once that many of its workers wait in the middle of their scoring."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, workers: int = 1, from_call: int = 1) -> "subprocess.Popen[str]":
        process = predawn.start("batch", *arguments, GATE=str(gate), FROM_CALL=str(from_call))
        started.append(process)
        eventually(lambda: len(waiting(gate)) == workers or process.poll() is not None, "workers that wait")
        assert process.poll() is None, process.communicate()
        return process

    yield start
    gate.touch()
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
