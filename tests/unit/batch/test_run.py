"""An interrupted run is resumed first, and the requested one follows where that does not stand for it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from core.errors import RunFailedError, RunHeldError
from core.settings import Settings
from core.types import Mode, Phase, Run, RunStatus, Selection
from store.connect.database import Database
from store.runs import ledger
from tests.sql import execute

MODES = {
    "not published": RunRequest(publish=False),
    "all scored again": RunRequest(mode=Mode.FULL),
    "chosen projects": RunRequest(mode=Mode.PARTIAL, selection=Selection(("4", "6"))),
    "plain": RunRequest(),
}


class Constant:
    """Says the same of every project."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Mapping[str, str]) -> str:
        return "constant"


class Killed(BaseException):
    """Ends a run as SIGKILL does."""


class Dying(Silent):
    """Kills the run as it begins to score."""

    def enter(self, phase: Phase) -> None:
        if phase is Phase.SCORE:
            raise Killed


Make = Callable[..., Run]


@pytest.fixture
def make(database: Database, settings: Settings, engine: Engine) -> Make:
    """Make a run of a predictor, after one that is published, and a text that has changed."""

    def run(request: RunRequest, progress: Silent | None = None, **changes: Any) -> Run:
        predictor = {"predictor": f"{__name__}:Constant", "max_psi": 1000.0, "max_churn": 1.0}
        chosen = settings.model_copy(update=predictor | changes)
        return run_batch(database, chosen, request, progress or Silent())

    run(RunRequest())
    execute(engine, "UPDATE predawn.projects SET title = title || ' again' WHERE project_id = '4'")
    return run


@pytest.fixture
def list_runs(engine: Engine) -> Callable[[], list[Run]]:
    """Return all runs, the oldest first."""

    def runs() -> list[Run]:
        with engine.connect() as connection:
            return ledger.list_runs(connection, 100)[::-1]

    return runs


@pytest.mark.parametrize(
    ("interrupted", "requested", "follows"),
    [
        ("not published", "plain", True),
        ("chosen projects", "plain", True),
        ("chosen projects", "not published", True),
        ("plain", "not published", True),
        ("plain", "all scored again", True),
        ("plain", "chosen projects", True),
        ("all scored again", "plain", False),
        ("chosen projects", "chosen projects", False),
        ("not published", "not published", False),
        ("plain", "plain", False),
    ],
)
def test_the_requested_run_follows_one_that_does_not_stand_for_it(
    make: Make, list_runs: Callable[[], list[Run]], interrupted: str, requested: str, follows: bool
) -> None:
    with pytest.raises(Killed):
        make(MODES[interrupted], Dying())
    run = make(MODES[requested])
    first, *others = list_runs()[1:]
    assert first.attempt == 2
    assert (first.mode, first.publish) == (MODES[interrupted].mode, MODES[interrupted].publish)
    assert first.status is (RunStatus.PUBLISHED if first.publish else RunStatus.READY)
    assert len(others) == follows
    assert run == [first, *others][-1]
    if follows:
        assert (run.mode, run.publish) == (MODES[requested].mode, MODES[requested].publish)


def test_a_run_of_another_model_than_the_requested_one_does_not_stand_for_it(
    make: Make, list_runs: Callable[[], list[Run]]
) -> None:
    with pytest.raises(Killed):
        make(RunRequest(mode=Mode.FULL), Dying())
    version = list_runs()[0].model_version
    assert version is not None
    run = make(RunRequest(model_version=version - 1))
    assert [run.model_version for run in list_runs()] == [version, version, version - 1]
    assert (run.run_id, run.status) == (3, RunStatus.PUBLISHED)


def test_the_night_follows_a_run_of_chosen_projects_whose_model_has_left_service(
    make: Make, engine: Engine, settings: Settings, list_runs: Callable[[], list[Run]]
) -> None:
    other = make(RunRequest(publish=False), predictor=None)
    with pytest.raises(Killed):
        make(MODES["chosen projects"], Dying())
    publish_by_hand(engine, settings, other.run_id, force=True, reason="a try")
    night = make(RunRequest())
    assert [run.status for run in list_runs()[2:]] == [RunStatus.FAILED, RunStatus.PUBLISHED]
    assert (night.mode, night.status) == (Mode.INCREMENTAL, RunStatus.PUBLISHED)


def test_a_held_run_that_stands_for_the_requested_one_is_an_error_and_another_is_not(
    make: Make, engine: Engine, list_runs: Callable[[], list[Run]]
) -> None:
    nothing = {"min_coverage": 1.0, "max_other": -1.0}
    with pytest.raises(Killed):
        make(RunRequest(mode=Mode.FULL), Dying())
    with pytest.raises(RunHeldError):
        make(RunRequest(), **nothing)
    with pytest.raises(Killed):
        make(MODES["chosen projects"], Dying())
    with pytest.raises((RunHeldError, RunFailedError)):
        make(RunRequest(mode=Mode.FULL), **nothing)
    held = [run for run in list_runs() if run.status is RunStatus.HELD]
    assert [run.mode for run in held] == [Mode.FULL, Mode.PARTIAL, Mode.FULL]
