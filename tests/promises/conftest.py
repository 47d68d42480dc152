"""Runs whose every answer says which run it belongs to, and a watcher in the middle of one."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Run
from store.connect.database import Database
from tests.e2e.command_line import CommandLine
from tests.promises.gated import GATED, Waiting, waiting
from tests.promises.predictors import Watched
from tests.serving import settings_for
from tests.waiting import wait_until

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
    """The function that the predictor `Watched` calls in the middle of a run."""
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
        wait_until(lambda: len(waiting(gate)) == workers or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        return process

    yield start
    gate.touch()
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@dataclass(frozen=True)
class TwoRuns:
    """Two complete runs of models that never agree: the second one answers `other` whatever it is asked."""

    first: Run
    second: Run
    settings: Settings

    def belongs(self, answer: dict[str, Any]) -> bool:
        """Return whether run, model and tag of an answer are of one run."""
        of_second = answer["predicted_tag"] == "other"
        run = self.second if of_second else self.first
        return answer["model_version"] == run.model_version and answer["run_id"] in (None, run.run_id)


@pytest.fixture
def two_runs(database: Database, engine: Engine) -> TwoRuns:
    """Publish a run of the first model; leave one of a model with a prohibitive smallest score ready."""
    settings = settings_for(
        database, engine="threading", workers=1, min_score=1.0,
        max_other=1.0, max_churn=1.0, max_psi=1000.0, min_f1=0.0,
    )  # fmt: skip
    model = train_model(engine, settings, None, lambda _step: None)
    first = run_batch(database, settings, RunRequest(model_version=1), Silent())
    second = run_batch(database, settings, RunRequest(model_version=model.version, publish=False), Silent())
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', '')")
        )
    return TwoRuns(first, second, settings)
