"""A predictor whose lists are all the tags of a project is evaluated on lists of known tags."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.evaluate import evaluate_model
from batch.models.promote import compare_models
from batch.progress import Silent
from batch.run import run_batch
from core.quality.claim import EVALUATED, UNKNOWN, held_out_f1
from core.settings import Settings
from core.types import CheckResult, CheckStatus, Mode, Model, Run, RunStatus
from store.connect.database import Database
from store.models import registry
from tests.unit.batch.predictors import SeveralTags

Configure = Callable[[str], Settings]
SHORT = 60


@pytest.fixture
def labelled(engine: Engine) -> int:
    """Give each labelled project of the catalogue a list of two tags, and return their number."""
    with engine.begin() as connection:
        return connection.execute(
            text("UPDATE predawn.projects SET tags = ARRAY[tag, 'common'], tag = NULL WHERE tag IS NOT NULL")
        ).rowcount


@pytest.fixture
def configure(settings: Settings, tmp_path: Path) -> Configure:
    """Return settings of the predictor with such a configuration."""

    def configure(config: str) -> Settings:
        path = tmp_path / "predictor.toml"
        path.write_text(config)
        named = {"predictor": "tests.unit.batch.predictors:SeveralTags", "predictor_config": path}
        return settings.model_copy(update=named)

    return configure


@pytest.fixture
def run(database: Database) -> Callable[[Settings], Run]:
    return lambda settings: run_batch(database, settings, RunRequest(), Silent())


def f1_of(found: Run) -> CheckResult:
    (check,) = [check for check in found.checks if check.name == "f1"]
    return check


def model_of(engine: Engine, found: Run) -> Model:
    assert found.model_version is not None
    with engine.begin() as connection:
        return registry.find_model(connection, found.model_version)


def expected_f1(labelled: int) -> float:
    """Return micro F1 where some projects lack one of two tags, and no tag is wrong."""
    recall = (2 * labelled - SHORT) / (2 * labelled)
    return 2 * recall / (1 + recall)


def test_it_is_judged_by_lists_that_it_was_not_trained_on(
    run: Any, configure: Configure, engine: Engine, labelled: int
) -> None:
    found = run(configure(f'short = {SHORT}\ntrained_on = "none"'))
    check, model = f1_of(found), model_of(engine, found)
    assert check.status is CheckStatus.PASSED
    assert check.figure == pytest.approx(expected_f1(labelled))
    assert f"micro F1 on {labelled} projects with known tags that the model was not" in check.detail
    assert model.multi_label
    assert model.metrics["status"] == EVALUATED
    assert held_out_f1(model) == pytest.approx(expected_f1(labelled))
    overall, per_tag = model.metrics["overall"], model.metrics["per_tag"]
    assert overall["num_samples"] == labelled
    assert overall["accuracy"] == pytest.approx((labelled - SHORT) / labelled)
    assert overall["micro"]["precision"] == per_tag["common"]["f1"] == 1.0
    assert model.metrics["other"] == {"share": 0.0}


def test_the_next_run_is_checked_by_the_same_lists(
    run: Any, configure: Configure, database: Database, labelled: int
) -> None:
    settings = configure('trained_on = "none"')
    first = run(settings)
    second = run_batch(database, settings, RunRequest(mode=Mode.FULL), Silent())
    for found in (first, second):
        assert f"on {labelled} projects" in f1_of(found).detail


def test_without_a_word_on_its_training_nothing_is_held(
    run: Any, configure: Configure, engine: Engine, labelled: int
) -> None:
    settings = configure(f"short = {SHORT}").model_copy(update={"min_f1": 0.999})
    found = run(settings)
    assert found.status is RunStatus.PUBLISHED
    assert f1_of(found).status is CheckStatus.NOT_APPLICABLE
    assert f1_of(found).figure == pytest.approx(expected_f1(labelled))
    model = model_of(engine, found)
    assert model.metrics["status"] == UNKNOWN
    assert held_out_f1(model) is None


def test_no_tag_at_all_is_other(run: Any, configure: Configure, engine: Engine, labelled: int) -> None:
    found = run(configure('trained_on = "none"'))
    query = "SELECT count(*) FROM predawn.predictions WHERE predicted_tag = 'other' AND tags = '{}'"
    with engine.connect() as connection:
        assert connection.scalar(text(query)) == found.counts.total - labelled


def test_two_of_them_are_compared_before_their_first_runs(
    configure: Configure, engine: Engine, database: Database, labelled: int
) -> None:
    SeveralTags.calls.clear()
    better = evaluate_model(database, engine, configure('trained_on = "none"'), None)
    assert len(SeveralTags.calls) == labelled
    worse = evaluate_model(database, engine, configure(f'short = {SHORT}\ntrained_on = "none"'), None)
    assert (better.run_id, better.failed) == (None, 0)
    with engine.begin() as connection:
        compared = compare_models(connection, worse.model.version, better.model.version)
    assert (compared.projects, compared.differing, compared.average) == (labelled, SHORT, "micro")
    assert (compared.f1, compared.f1_against) == (pytest.approx(expected_f1(labelled)), 1.0)
