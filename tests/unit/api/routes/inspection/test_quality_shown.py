"""Quality and drift show in health, metrics and performance, of runs and of on-demand traffic."""

import pytest

from api.services.quality_monitor import QualityMonitor
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Mode, Run
from store.connect.database import Database
from tests.conftest import RunNight
from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve
from tests.unit.api.routes.test_metrics import labelled, read
from tests.waiting import wait_until


def measured(api: Api) -> Api:
    wait_until(lambda: api.state.quality.latest is not None)
    return api


def log_answers(execute: Execute, tag: str, answers: int) -> None:
    execute(
        "INSERT INTO predawn.inference_log (description, predicted_tag, score, tags, scores, model_version,"
        " source, latency_seconds) SELECT 'Zyx wvu tsr qpo', CAST(:tag AS text), 0.8,"
        " ARRAY[CAST(:tag AS text)], '{0.8}', 1, 'on_demand', 0 FROM generate_series(1, :answers)",
        tag=tag,
        answers=answers,
    )


def test_a_night_like_the_others_warns_of_nothing(first_run: Run, serve: Serve) -> None:
    api = measured(serve())
    data = api.client.get("/health").json()["data"]
    assert (data["status"], data["quality"]["status"], data["quality"]["warnings"]) == ("ok", "ok", [])
    samples = read(api.client)
    warned = labelled(samples, "quality_warning")
    assert warned["tags_psi_training", "in_service"] == 0
    assert not any(warned.values())
    assert 0.7 < labelled(samples, "quality")["vocabulary_coverage", "in_service"] < 1


def test_a_figure_beyond_its_threshold_warns_and_keeps_the_api_ready(
    database: Database, settings: Settings, serve: Serve
) -> None:
    strict = settings.model_copy(update={"warn_vocabulary": 0.999})
    run_batch(database, strict, RunRequest(), Silent())
    api = measured(serve())
    answer = api.client.get("/health").json()
    data = answer["data"]
    assert (data["status"], data["problems"]) == ("warn", [])
    (warning,) = data["quality"]["warnings"]
    assert (warning["of"], warning["run_id"], warning["name"]) == ("in_service", 1, "vocabulary_coverage")
    assert (warning["threshold"], warning["value"] < 0.999) == (0.999, True)
    assert answer["message"].startswith(
        "Predawn warns, run 1 is in service with model 1: vocabulary_coverage of run 1"
    )
    assert api.client.get("/health/ready").json()["data"] == {"ready": True, "degraded": False}
    samples = labelled(read(api.client), "quality_warning")
    assert samples["vocabulary_coverage", "in_service"] == 1
    assert sum(samples.values()) == 1


def test_traffic_that_is_not_like_the_catalogue_warns(first_run: Run, serve: Serve, execute: Execute) -> None:
    log_answers(execute, "mlops", 400)
    api = measured(serve())
    warnings = api.client.get("/health").json()["data"]["quality"]["warnings"]
    assert {(warning["of"], warning["run_id"], warning["name"]) for warning in warnings} == {
        ("traffic", None, "tags_psi_published"),
        ("traffic", None, "tags_psi_training"),
        ("traffic", None, "vocabulary_coverage"),
    }
    samples = read(api.client)
    assert labelled(samples, "quality")["answers", "traffic"] == 400
    assert labelled(samples, "quality_warning")["tags_psi_published", "traffic"] == 1


def test_traffic_is_measured_anew(
    first_run: Run, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.services.quality_monitor.REFRESH_SECONDS", 0.0)
    api = measured(serve())
    log_answers(execute, "mlops", 20)

    def answers() -> float:
        return api.client.get("/performance").json()["data"]["live"]["traffic"]["figures"]["answers"]["value"]

    wait_until(lambda: answers() == 20)


def test_a_new_run_is_measured_as_soon_as_it_is_seen(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    api = measured(serve())
    execute("UPDATE predawn.projects SET title = 'Graphs of graphs' WHERE project_id = '4'")
    second = night()
    monitor = api.state.quality
    wait_until(lambda: monitor.latest is not None and monitor.latest.run_id == second.run_id)
    assert ("tags_psi_published", "in_service") in labelled(read(api.client), "quality")


def test_a_run_warns_once_it_has_ended(
    first_run: Run, database: Database, settings: Settings, serve: Serve, execute: Execute
) -> None:
    """It has figures before anybody knows how it ends; whoever sees the warning must see the outcome too."""
    strict = settings.model_copy(update={"warn_vocabulary": 0.999})
    second = run_batch(database, strict, RunRequest(mode=Mode.FULL, publish=False), Silent())
    execute("UPDATE predawn.runs SET status = 'running' WHERE run_id = :run", run=second.run_id)
    api = measured(serve())

    def warnings() -> list[int]:
        quality = api.client.get("/health").json()["data"]["quality"]
        return [warning["run_id"] for warning in quality["warnings"]]

    assert warnings() == []
    execute("UPDATE predawn.runs SET status = 'held' WHERE run_id = :run", run=second.run_id)
    wait_until(warnings)
    health = api.client.get("/health").json()["data"]
    assert warnings() == [second.run_id]
    assert health["problems"] == ["Run 2 is held; `/runs/2` says why."]
    # What it would bring is listed, and is no drift of what is in service.
    assert health["quality"]["status"] == "ok"
    execute("UPDATE predawn.runs SET status = 'ready' WHERE run_id = :run", run=second.run_id)
    wait_until(lambda: api.client.get("/health").json()["data"]["status"] == "ok")
    answer = api.client.get("/health").json()
    assert [warning["of"] for warning in answer["data"]["quality"]["warnings"]] == ["newest"]
    assert answer["message"] == "Predawn is well: run 1 is in service with model 1"


def test_performance_has_the_live_part_beside_the_trained_one(first_run: Run, serve: Serve) -> None:
    answer = measured(serve()).client.get("/performance?filter=overall").json()["data"]
    assert set(answer["performance"]) == {"overall"}
    live = answer["live"]
    assert live["run"]["run_id"] == answer["run_id"] == 1
    assert live["run"]["figures"]["tags_psi_training"]["status"] == "ok"
    assert live["run"]["figures"]["accuracy"]["status"] == "not enough"
    assert live["traffic"]["window_seconds"] == 7 * 24 * 3600
    assert live["traffic"]["figures"]["answers"] == {
        "value": 0.0,
        "threshold": None,
        "status": "shown",
        "detail": "0 answers in the window",
    }


def test_before_the_first_run_there_is_no_live_run(serve: Serve) -> None:
    api = measured(serve())
    assert api.client.get("/performance").json()["data"]["live"]["run"] is None
    assert api.client.get("/health").json()["data"]["quality"]["warnings"] == []


def test_a_measurement_that_fails_does_not_end_the_others(
    first_run: Run, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = QualityMonitor._measure
    failures = iter([True])
    monkeypatch.setattr("api.services.quality_monitor.RETRY_SECONDS", 0.0)

    def fail_once(self: QualityMonitor, current: object) -> object:
        if next(failures, False):
            raise RuntimeError("once")
        return measure(self, current)

    monkeypatch.setattr(QualityMonitor, "_measure", fail_once)
    measured(serve())
