"""A run measures itself and the traffic before it, and keeps the figures."""

from collections import Counter

import pytest
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.content import content_hash
from core.quality.measures import (
    MIN_LABELS,
    DistributionName,
    Figure,
    FigureStatus,
    Scope,
    counts,
    tally_scores,
)
from core.settings import Settings
from core.types import Mode, Run, RunStatus
from store.connect.database import Database
from store.runs import metrics as run_metrics
from tests.conftest import RunNight
from tests.sql import execute


def figures_of(engine: Engine, run_id: int, scope: Scope = Scope.CATALOGUE) -> dict[str, Figure]:
    with engine.connect() as connection:
        found = run_metrics.read_figures(connection, run_id)
    return {figure.name: figure for figure in found if figure.scope is scope}


def test_distributions_are_those_of_the_rows(first_run: Run, engine: Engine) -> None:
    rows = execute(
        engine,
        "SELECT predicted_tag, tags[1], score FROM predawn.run_predictions(:run)",
        run=first_run.run_id,
    )
    with engine.connect() as connection:
        found = run_metrics.read_distributions(connection, first_run.run_id, Scope.CATALOGUE)
    assert counts(found[DistributionName.TAGS]) == Counter(tag for tag, _, _ in rows)
    assert counts(found[DistributionName.BEST_TAGS]) == Counter(best for _, best, _ in rows)
    for entry in found[DistributionName.SCORES]:
        inside = [
            score for _, _, score in rows if entry.lower <= score < entry.upper or score == entry.upper == 1
        ]
        assert entry.items == len(inside)
        assert entry.mean_score == pytest.approx(sum(inside) / len(inside))
    lengths = execute(
        engine,
        "SELECT char_length(title) + char_length(description) FROM predawn.projects WHERE removed_at IS NULL",
    )
    found_lengths = found[DistributionName.TEXT_LENGTHS]
    assert sum(entry.items for entry in found_lengths) == len(rows) == len(lengths)
    assert found_lengths[0].items == sum(
        found_lengths[0].lower <= length < found_lengths[0].upper for (length,) in lengths
    )
    tag_counts = execute(
        engine,
        "SELECT predicted_tag, projects FROM analytics.run_tag_counts WHERE run_id = :run",
        run=first_run.run_id,
    )
    assert dict(tag_counts) == counts(found[DistributionName.TAGS])


def test_what_is_too_uncertain_counts_as_the_tag_that_was_scored_highest(
    first_run: Run, engine: Engine
) -> None:
    execute(engine, "UPDATE predawn.predictions SET predicted_tag = 'other' WHERE tags[1] = 'mlops'")
    with engine.connect() as connection:
        found = tally_scores(run_metrics.count_scores(connection, first_run.run_id))
    assert "mlops" not in counts(found[DistributionName.TAGS])
    best = counts(found[DistributionName.BEST_TAGS])
    assert best["mlops"] == counts(found[DistributionName.TAGS])["other"] > 0
    assert "other" not in best


def test_the_model_is_compared_with_what_it_was_trained_on(night: RunNight, engine: Engine) -> None:
    figures = figures_of(engine, night().run_id)
    assert figures["tags_psi_training"].status is FigureStatus.OK
    assert figures["tags_psi_published"].status is FigureStatus.NOT_APPLICABLE
    assert 0.7 < figures["vocabulary_coverage"].value < 1


def test_a_second_run_is_compared_with_the_first(night: RunNight, first_run: Run, engine: Engine) -> None:
    execute(engine, "UPDATE predawn.projects SET title = 'Graphs of graphs' WHERE project_id = '4'")
    second = night()
    assert second.status is RunStatus.PUBLISHED
    figures = figures_of(engine, second.run_id)
    for name in (
        "tags_psi_published",
        "tags_js_published",
        "scores_psi_published",
        "text_lengths_psi_published",
    ):
        assert figures[name].status is FigureStatus.OK
        assert f"run {first_run.run_id}" in figures[name].detail


def test_labels_that_the_model_has_not_seen_calibrate_it(
    night: RunNight, engine: Engine, settings: Settings
) -> None:
    execute(engine, "DELETE FROM predawn.model_examples WHERE get_byte(content_hash, 1) < 128")
    run = night()
    figures = figures_of(engine, run.run_id)
    with engine.connect() as connection:
        found = run_metrics.read_distributions(connection, run.run_id, Scope.CATALOGUE)
    calibration = found[DistributionName.CALIBRATION]
    labels = figures["labels"].value
    assert labels == sum(entry.items for entry in calibration) > MIN_LABELS
    right = execute(
        engine,
        "SELECT count(*) FROM predawn.predictions p JOIN predawn.projects j USING (project_id)"
        " WHERE p.run_id = :run AND p.tags[1] = j.tag AND NOT EXISTS"
        " (SELECT FROM predawn.model_examples e WHERE e.content_hash = j.content_hash)",
        run=run.run_id,
    )[0][0]
    assert figures["accuracy"].value == pytest.approx(right / labels)
    (f1,) = [check.figure for check in run.checks if check.name == "f1"]
    assert figures["f1"].value == pytest.approx(f1)


def test_a_run_that_scores_nothing_loads_no_model_for_its_words(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '4'")
    run = night()
    assert (run.status, run.counts.scored) == (RunStatus.PUBLISHED, 0)
    assert figures_of(engine, run.run_id)["vocabulary_coverage"].status is FigureStatus.NOT_APPLICABLE


def log_answers(engine: Engine, tag: str, answers: int, asked: str = "now()") -> None:
    asked_text = "What is a graph neural network good for"
    execute(
        engine,
        "INSERT INTO predawn.inference_log (asked_at, description, content_hash, predicted_tag, score, tags,"
        " scores, model_version, source, latency_seconds)"
        f" SELECT {asked}, :asked, :hash, CAST(:tag AS text), 0.8, ARRAY[CAST(:tag AS text)], '{{0.8}}', 1,"
        " 'on_demand', 0 FROM generate_series(1, :answers)",
        tag=tag,
        asked=asked_text,
        hash=content_hash("", asked_text),
        answers=answers,
    )


def test_the_traffic_of_the_window_is_measured_and_older_traffic_is_not(
    night: RunNight, first_run: Run, engine: Engine
) -> None:
    log_answers(engine, "mlops", 300)
    log_answers(engine, "computer-vision", 50, "now() - interval '8 days'")
    execute(engine, "UPDATE predawn.projects SET title = 'Graphs of graphs' WHERE project_id = '4'")
    run = night()
    figures = figures_of(engine, run.run_id, Scope.ON_DEMAND)
    assert figures["answers"].value == 300
    assert figures["mean_score"].value == pytest.approx(0.8)
    assert figures["tags_psi_published"].status is FigureStatus.WARN
    assert figures["tags_psi_training"].status is FigureStatus.WARN
    assert 0 < figures["vocabulary_coverage"].value <= 1
    with engine.connect() as connection:
        found = run_metrics.read_distributions(connection, run.run_id, Scope.ON_DEMAND)
    assert counts(found[DistributionName.TAGS]) == {"mlops": 300}


def test_a_warning_holds_no_run(database: Database, engine: Engine, settings: Settings) -> None:
    strict = settings.model_copy(update={"warn_vocabulary": 1.0})
    run = run_batch(database, strict, RunRequest(), Silent())
    assert run.status is RunStatus.PUBLISHED
    assert figures_of(engine, run.run_id)["vocabulary_coverage"].status is FigureStatus.WARN


def test_figures_outlive_the_rows_of_a_run(
    first_run: Run, engine: Engine, database: Database, settings: Settings
) -> None:
    few = settings.model_copy(update={"keep_published": 2})
    for _ in range(3):
        run_batch(database, few, RunRequest(mode=Mode.FULL), Silent())
    assert execute(
        engine, "SELECT pruned_at IS NOT NULL FROM predawn.runs WHERE run_id = :run", run=first_run.run_id
    ) == [(True,)]
    assert figures_of(engine, first_run.run_id)
    with engine.connect() as connection:
        history = run_metrics.read_figure_history(connection, Scope.CATALOGUE, ["tags_psi_published"], top=3)
    assert [run_id for run_id, _ in history["tags_psi_published"]] == [
        first_run.run_id + n for n in (1, 2, 3)
    ]


def test_an_attempt_that_is_repeated_leaves_its_figures_once(first_run: Run, engine: Engine) -> None:
    figure = Figure(Scope.CATALOGUE, "accuracy", FigureStatus.SHOWN, 0.5, None, "measured again")
    for _ in range(2):
        with engine.begin() as connection:
            run_metrics.save(connection, first_run.run_id, Scope.CATALOGUE, {}, [figure])
    assert figures_of(engine, first_run.run_id) == {"accuracy": figure}
    assert figures_of(engine, first_run.run_id, Scope.ON_DEMAND), "those of the traffic are others"
