"""A model that the settings cannot load comes into service by no command that a person gives unwarned."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.models.promote import promote_by_hand, remind_of_predictor
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from cli.doctor import Verdict, _examine_content, _examine_custom
from cli.runs import _tell_model
from core.errors import InputError
from core.settings import Settings
from model.loading import ScorerOptions
from store.connect.database import Database
from store.models import registry
from store.runs import ledger
from store.serving import pointer
from tests.conftest import ROOT

Choose = Callable[..., Settings]


@pytest.fixture
def choose(settings: Settings) -> Choose:
    def choose(predictor: str | None, **changed: object) -> Settings:
        name = None if predictor is None else f"tests.unit.batch.predictors:{predictor}"
        relaxed = {"max_psi": 1000.0, "max_churn": 1.0}
        return settings.model_copy(update={"predictor": name, **relaxed, **changed})

    return choose


@pytest.fixture
def run(database: Database) -> Any:
    def run(settings: Settings, **request: object) -> int:
        return run_batch(database, settings, RunRequest(**request), Silent()).run_id

    return run


def model_of(engine: Engine, run_id: int) -> int:
    with engine.begin() as connection:
        version = ledger.find_run(connection, run_id).model_version
    assert version is not None
    return version


def serving(engine: Engine) -> int | None:
    with engine.begin() as connection:
        return pointer.read_serving(connection).run_id


def test_a_run_of_another_predictor_is_published_by_force_alone(
    run: Any, choose: Choose, engine: Engine
) -> None:
    first = run(choose("Recommender"))
    second = run(choose("OfText"))
    with pytest.raises(InputError, match=r"predictor .*:Recommender, and PREDAWN_PREDICTOR is .*:OfText"):
        publish_by_hand(engine, choose("OfText"), first, force=False, reason=None)
    with pytest.raises(InputError, match="PREDAWN_PREDICTOR is not set"):
        publish_by_hand(engine, choose(None), first, force=False, reason=None)
    assert serving(engine) == second
    publish_by_hand(engine, choose("OfText"), first, force=True, reason="it must be")
    assert serving(engine) == first
    publish_by_hand(engine, choose("OfText"), second, force=False, reason=None)
    assert serving(engine) == second


def test_a_run_of_a_model_that_cannot_be_loaded_does_not_begin(
    run: Any, choose: Choose, engine: Engine
) -> None:
    first = run(choose("Recommender"))
    with pytest.raises(InputError, match=r"custom predictor .*:Recommender, and PREDAWN_PREDICTOR is"):
        run(choose("OfText"), model_version=model_of(engine, first))
    with engine.begin() as connection:
        assert [found.run_id for found in ledger.list_runs(connection, top=5)] == [first]
    assert model_of(engine, run(choose("Recommender"), model_version=model_of(engine, first))) == 2


def test_a_champion_that_cannot_be_loaded_takes_force(run: Any, choose: Choose, engine: Engine) -> None:
    version = model_of(engine, run(choose("Recommender")))

    def promote(settings: Settings, *, forced: bool) -> None:
        with engine.begin() as connection:
            promote_by_hand(
                connection, version, max_f1_drop=0.02, actor="tests", reason="a reason", forced=forced,
                options=ScorerOptions.of(settings),
            )  # fmt: skip

    with pytest.raises(InputError, match=r"not set\. As the champion it could neither score nor serve"):
        promote(choose(None), forced=False)
    with pytest.raises(InputError, match=r"predicts no known tag|It is unknown whether model 2"):
        promote(choose("Recommender"), forced=False)
    promote(choose(None), forced=True)


def test_what_differs_is_named(run: Any, choose: Choose, engine: Engine, tmp_path: Path) -> None:
    config = tmp_path / "other.toml"
    config.write_text("a = 1\n")
    first = run(choose("OfText"))
    run(choose("Recommender"))
    for changed, sentence in (
        (choose("OfText", min_score=0.5), r"this has changed: PREDAWN_MIN_SCORE \(now 0\.5, then 0\)\."),
        (choose("OfText", predictor_config=config), r"this has changed: its configuration\."),
    ):
        with pytest.raises(InputError, match=sentence):
            publish_by_hand(engine, changed, first, force=False, reason=None)


def test_a_tagger_in_service_beside_a_predictor_is_reported(
    run: Any, choose: Choose, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    of_tagger = run(choose("OfText"), model_version=1)
    with engine.begin() as connection:
        tagger = registry.find_model(connection, 1)
    reminder = remind_of_predictor(choose("OfText"), tagger)
    assert reminder is not None
    assert "the next run is scored by it, not by model 1" in reminder
    assert remind_of_predictor(choose(None), tagger) is None
    _tell_model(engine, choose("OfText"), of_tagger)
    assert "note: PREDAWN_PREDICTOR is" in capsys.readouterr().err
    _tell_model(engine, choose(None), of_tagger)
    assert capsys.readouterr().err == ""


def test_a_rollback_to_a_model_that_cannot_be_loaded_is_reported(
    run: Any, choose: Choose, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run(choose("Recommender"))
    _tell_model(engine, choose("OfText"), first)
    assert "What the run has not stored is answered with 503" in capsys.readouterr().err


def test_the_doctor_makes_the_predictor_and_asks_for_no_champion(
    run: Any, choose: Choose, engine: Engine
) -> None:
    own = choose("OfText", predictor_path=ROOT)
    run(own)
    finding = _examine_custom(own)
    assert (finding.verdict, "version 1" in finding.detail) == (Verdict.GOOD, True)
    assert _examine_custom(choose("None", predictor_path=ROOT)).verdict is Verdict.PROBLEM
    found = [f for f in _examine_content(engine, own) if f.subject == "model"]
    assert [f.verdict for f in found] == [Verdict.GOOD]
    assert "champion" not in found[0].detail
    (_, wrong) = [f for f in _examine_content(engine, choose(None)) if f.subject == "model"]
    assert (wrong.verdict, "PREDAWN_PREDICTOR is not set" in wrong.detail) == (Verdict.PROBLEM, True)
    (other,) = [
        f
        for f in _examine_content(engine, choose("Recommender", predictor_path=ROOT))
        if f.subject == "model"
    ]
    assert (other.verdict, "answered with 503" in other.detail) == (Verdict.PROBLEM, True)
