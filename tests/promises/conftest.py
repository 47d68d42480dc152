"""Runs whose every answer says which run it belongs to, and a watcher in the middle of one."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Run
from store.database import Database
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
