"""A custom predictor is evaluated on known labels, and claims of them what its configuration says."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.evaluate import evaluate_model
from batch.models.promote import compare_models, promote_by_hand
from batch.progress import Silent
from batch.run import run_batch
from core.errors import InputError, RunHeldError
from core.quality.claim import (
    EVALUATED,
    NO_COMMON_TAG,
    NOT_ENOUGH_LABELS,
    NOT_EVALUATED,
    TRAINED_ON_ALL,
    UNKNOWN,
    held_out_f1,
)
from core.quality.measures import FigureStatus, Scope
from core.settings import Settings
from core.types import CheckResult, CheckStatus, Mode, Model, Run, RunStatus
from store.connect.database import Database
from store.models import registry
from store.runs import metrics as run_metrics
from store.serving import pointer
from tests.conftest import SAMPLE
from tests.unit.batch.predictors import Labelled

Configure = Callable[..., Settings]


def labelled_ids() -> list[str]:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        return [row["id"] for row in csv.DictReader(file) if row["tag"]]


@pytest.fixture
def configure(settings: Settings, tmp_path: Path) -> Configure:
    """Return settings of a predictor with such a configuration."""

    def configure(config: str = "", predictor: str = "Labelled", **changed: object) -> Settings:
        path = tmp_path / "predictor.toml"
        path.write_text(config)
        named = {"predictor": f"tests.unit.batch.predictors:{predictor}", "predictor_config": path}
        return settings.model_copy(update=named | changed)

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


def examples(engine: Engine, version: int) -> list[tuple[bool, int]]:
    query = (
        "SELECT held_out, count(*) FROM predawn.model_examples WHERE model_version = :v GROUP BY 1 ORDER BY 1"
    )
    with engine.begin() as connection:
        return [(row[0], row[1]) for row in connection.execute(text(query), {"v": version})]


def test_without_a_word_on_its_training_nothing_is_claimed_nor_held(
    run: Any, configure: Configure, engine: Engine
) -> None:
    """Half of its answers are wrong, and PREDAWN_MIN_F1 asks for more: the figure is shown, with why."""
    found = run(configure("wrong = 193", min_f1=0.9, max_psi=1000.0))
    assert found.status is RunStatus.PUBLISHED
    check, model = f1_of(found), model_of(engine, found)
    assert check.status is CheckStatus.NOT_APPLICABLE
    assert check.figure is not None
    assert 0.4 < check.figure < 0.6
    assert "it is unknown whether the model was trained on them" in check.detail
    assert model.metrics["status"] == UNKNOWN
    assert model.metrics["overall"]["f1"] == pytest.approx(check.figure)
    assert held_out_f1(model) is None
    assert examples(engine, model.version) == []
    with engine.begin() as connection:
        figures = {f.name: f for f in run_metrics.read_figures(connection, found.run_id)}
        calibration = run_metrics.read_distributions(connection, found.run_id, Scope.CATALOGUE)
    assert figures["calibration_error"].status is FigureStatus.NOT_APPLICABLE
    assert "unknown" in figures["f1"].detail
    assert "calibration" not in calibration


def test_one_that_was_trained_on_none_is_judged_and_compared(
    run: Any, configure: Configure, engine: Engine
) -> None:
    Labelled.calls.clear()
    found = run(configure('wrong = 37\ntrained_on = "none"'))
    assert len(Labelled.calls) == found.counts.total, "its evaluation asks for nothing again"
    check, model = f1_of(found), model_of(engine, found)
    assert (check.status, model.metrics["status"]) == (CheckStatus.PASSED, EVALUATED)
    assert held_out_f1(model) == pytest.approx(check.figure)
    assert model.metrics["overall"]["num_samples"] == len(labelled_ids())
    assert set(model.metrics) == {
        "status", "overall", "per_tag", "slices", "confusion", "calibration", "other",
        "evaluated_at",
    }  # fmt: skip
    assert examples(engine, model.version) == [(True, len(labelled_ids()))]
    with engine.begin() as connection:
        compared = compare_models(connection, model.version, 1)
        assert compared.f1 is not None
        assert compared.projects > 50
        assert compared.reason is None


def test_labels_that_evaluated_it_still_check_its_next_run(
    run: Any, configure: Configure, database: Database
) -> None:
    settings = configure('trained_on = "none"')
    first = run(settings)
    second = run_batch(database, settings, RunRequest(mode=Mode.FULL), Silent())
    for found in (first, second):
        assert f"on {len(labelled_ids())} labels" in f1_of(found).detail


def test_a_poor_one_that_was_trained_on_none_is_held(run: Any, configure: Configure) -> None:
    with pytest.raises(RunHeldError, match=r"f1 is .* labels that the model was not trained on"):
        run(configure('wrong = 300\ntrained_on = "none"'))


def test_one_that_was_trained_on_all_labels_claims_nothing(
    run: Any, configure: Configure, engine: Engine
) -> None:
    found = run(configure('trained_on = "all"'))
    check, model = f1_of(found), model_of(engine, found)
    assert (check.status, check.figure) == (CheckStatus.NOT_APPLICABLE, None)
    assert "trained on all labels" in check.detail
    assert model.metrics == {"status": TRAINED_ON_ALL}
    assert examples(engine, model.version) == []
    with engine.begin() as connection:
        figures = run_metrics.read_figures(connection, found.run_id)
        compared = compare_models(connection, model.version, 1)
        with pytest.raises(InputError, match="cannot be compared by known labels: the model was"):
            promote_by_hand(
                connection, model.version, max_f1_drop=0.02, actor="tests", reason=None, forced=False
            )
    assert {f.value for f in figures if f.name in ("f1", "accuracy", "calibration_error")} == {None}
    assert compared.f1 is None


def test_a_file_of_ids_leaves_the_other_labels_to_judge_by(
    run: Any, configure: Configure, engine: Engine, tmp_path: Path
) -> None:
    """The first hundred of its answers are wrong, and it was trained on these: the others tell."""
    seen = labelled_ids()[:120]
    (tmp_path / "ids.txt").write_text("\n".join([*seen, "unheard-of", ""]))
    found = run(configure('wrong = 100\ntrained_on = "ids.txt"'))
    check, model = f1_of(found), model_of(engine, found)
    unseen = len(labelled_ids()) - len(seen)
    assert examples(engine, model.version) == [(False, len(seen)), (True, unseen)]
    assert check.figure == pytest.approx(1.0)
    assert f"on {unseen} labels" in check.detail
    assert model.metrics["overall"]["num_samples"] == unseen
    again = run(configure('wrong = 100\ntrained_on = "ids.txt"'))
    assert again.status is RunStatus.UNCHANGED


def test_a_file_of_ids_of_another_catalogue_is_refused(
    run: Any, configure: Configure, tmp_path: Path
) -> None:
    (tmp_path / "ids.txt").write_text("a\nb\n")
    with pytest.raises(InputError, match=r"The catalogue has none of the projects .* names 2 ids"):
        run(configure('trained_on = "ids.txt"'))


@pytest.mark.parametrize("trained_on", ["", 'trained_on = "none"'])
def test_the_first_run_of_a_recommender_publishes_without_any_setting_for_f1(
    run: Any, configure: Configure, engine: Engine, trained_on: str
) -> None:
    found = run(configure(trained_on, "Recommender"))
    assert found.status is RunStatus.PUBLISHED
    check, model = f1_of(found), model_of(engine, found)
    assert (check.status, check.figure) == (CheckStatus.NOT_APPLICABLE, None)
    assert "predicted tags is a known tag of the catalogue" in check.detail
    assert model.metrics == {"status": NO_COMMON_TAG}
    assert examples(engine, model.version) == []


def test_one_that_shall_not_be_evaluated_is_not(run: Any, configure: Configure, engine: Engine) -> None:
    found = run(configure('wrong = 300\ntrained_on = "none"\nevaluate = false'))
    assert f1_of(found).status is CheckStatus.NOT_APPLICABLE
    assert "evaluate = false" in f1_of(found).detail
    assert model_of(engine, found).metrics == {"status": NOT_EVALUATED}


def test_what_it_was_trained_on_may_be_said_later_without_a_new_version(
    run: Any, configure: Configure, engine: Engine
) -> None:
    first = run(configure("wrong = 37\n"))
    second = run(configure('trained_on = "none"\nwrong = 37\n'))
    assert second.status is RunStatus.UNCHANGED
    assert second.model_version == first.model_version
    model = model_of(engine, second)
    assert model.metrics["status"] == EVALUATED
    assert model.training_data == {"trained_on": "none"}
    run(configure('trained_on = "all"\nwrong = 37\n'))
    assert model_of(engine, second).metrics == {"status": TRAINED_ON_ALL}
    assert examples(engine, model.version) == []


def test_it_is_evaluated_anew_by_its_newest_run_without_being_asked(
    run: Any, configure: Configure, engine: Engine, database: Database
) -> None:
    first = run(configure("wrong = 37\n"))
    Labelled.calls.clear()
    settings = configure('wrong = 37\ntrained_on = "none"\n')
    found = evaluate_model(database, engine, settings, first.model_version)
    assert (found.run_id, found.model.metrics["status"], Labelled.calls) == (first.run_id, EVALUATED, [])
    assert model_of(engine, first).metrics == found.model.metrics


def test_it_is_evaluated_before_its_first_run_by_asking_for_labelled_projects_alone(
    configure: Configure, engine: Engine, database: Database
) -> None:
    Labelled.calls.clear()
    found = evaluate_model(database, engine, configure('wrong = 37\ntrained_on = "none"'), None)
    assert (found.run_id, found.failed) == (None, 0)
    assert sorted(Labelled.calls) == sorted(labelled_ids())
    assert held_out_f1(found.model) == pytest.approx(0.9, abs=0.03)
    with engine.begin() as connection:
        compared = compare_models(connection, found.model.version, 1)
        assert compared.f1 is not None
        assert pointer.read_serving(connection).run_id is None


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("config", ["", 'wrong = 9\ninstead = "other"\n'])
def test_labels_without_a_tag_judge_it_only_if_it_has_learnt_other(
    run: Any, configure: Configure, engine: Engine, database: Database, *, asked: bool, config: str
) -> None:
    with engine.begin() as connection:
        query = (
            "UPDATE predawn.projects SET tag = 'other' WHERE project_id IN"
            " (SELECT project_id FROM predawn.projects WHERE tag IS NOT NULL ORDER BY project_id LIMIT 100)"
        )
        connection.execute(text(query))
    settings = configure(f'{config}trained_on = "none"')
    judged = len(labelled_ids()) - (0 if config else 100)
    if asked:
        model = evaluate_model(database, engine, settings, None).model
    else:
        found = run(settings.model_copy(update={"max_f1_drop": 1.0, "min_f1": 0.0}))
        model = model_of(engine, found)
        assert f"on {judged} labels" in f1_of(found).detail
    assert model.metrics["overall"]["num_samples"] == judged
    assert examples(engine, model.version) == [(True, judged)]


def test_the_labels_of_the_latest_evaluation_judge_whichever_model_is_older(
    configure: Configure, engine: Engine, database: Database
) -> None:
    """People correct the labels to what the older of two predictors says."""
    of_older, of_newer = 'wrong = 37\ntrained_on = "none"', 'trained_on = "none"'
    older, newer = (
        evaluate_model(database, engine, configure(config), None).model for config in (of_older, of_newer)
    )

    def f1(version: int, against: int) -> tuple[float | None, float | None]:
        with engine.begin() as connection:
            found = compare_models(connection, version, against)
        return found.f1, found.f1_against

    before = f1(older.version, newer.version)
    assert before == (pytest.approx(held_out_f1(older)), 1.0)
    with engine.begin() as connection:
        query = (
            "UPDATE predawn.projects AS p SET tag = e.predicted_tag FROM predawn.model_examples AS e"
            " WHERE e.model_version = :version AND e.project_id = p.project_id"
        )
        connection.execute(text(query), {"version": older.version})
    assert f1(older.version, newer.version) == before
    again = evaluate_model(database, engine, configure(of_older), None).model
    assert again.evaluated_at > newer.evaluated_at > older.evaluated_at
    assert held_out_f1(again) == 1.0
    ours, theirs = f1(older.version, newer.version)
    assert (ours, theirs) == (1.0, pytest.approx(0.9, abs=0.03))
    assert f1(newer.version, older.version) == (theirs, ours)
    evaluate_model(database, engine, configure(of_newer), None)
    assert f1(older.version, newer.version) == (ours, theirs)


def test_a_catalogue_without_labels_has_too_few_until_it_has_some(
    run: Any, configure: Configure, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET tag = NULL"))
    settings = configure('trained_on = "none"')
    assert f1_of(run(settings)).status is CheckStatus.NOT_ENOUGH_LABELS
    with engine.begin() as connection:
        assert registry.find_model(connection, 2).metrics == {"status": NOT_ENOUGH_LABELS}


def test_a_tagger_and_no_model_at_all_are_refused(
    engine: Engine, database: Database, settings: Settings
) -> None:
    with pytest.raises(InputError, match="was evaluated when it was trained"):
        evaluate_model(database, engine, settings, 1)
    with pytest.raises(InputError, match="Name a model, or set PREDAWN_PREDICTOR"):
        evaluate_model(database, engine, settings, None)


def test_models_are_not_promoted_by_what_nobody_knows(run: Any, configure: Configure, engine: Engine) -> None:
    found = run(configure("wrong = 37"))
    with (
        engine.begin() as connection,
        pytest.raises(InputError, match="It is unknown whether model 2 was trained"),
    ):
        promote_by_hand(
            connection, found.model_version, max_f1_drop=0.02, actor="tests", reason=None, forced=False
        )
