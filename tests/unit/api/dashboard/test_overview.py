"""The overview: one sentence, the runs that wait for a person, and drift of what is in service alone."""

import re
import time
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from api.dashboard import overview as overview_page
from api.dashboard.drawing import over_time
from api.routes.health import NO_RUN, find_problems
from api.schemas.quality import QualityWarning
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.errors import RunHeldError
from core.settings import Settings
from core.types import Mode, Run, RunStatus
from store.connect.database import Database
from store.runs import ledger
from store.runs.tables import RunTable, TableState
from store.serving import canary, pointer
from tests import sql
from tests.conftest import RunNight
from tests.serving import Api
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

Hold = Callable[..., None]


def overview(api: Api) -> str:
    return read_page(api, "/dashboard")


def page_of_run(api: Api, run_id: int) -> str:
    return read_page(api, f"/dashboard/runs/{run_id}")


def read_page(api: Api, path: str) -> str:
    html = api.client.get(path, headers={"Accept": "text/html"}).text
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


@pytest.fixture
def hold(database: Database, settings: Settings) -> Hold:
    """Make a run that a check holds back."""

    def held(**request: object) -> None:
        strict = settings.model_copy(update={"min_coverage": 1.1})
        with pytest.raises(RunHeldError):
            run_batch(database, strict, RunRequest(**request), Silent())

    return held


def test_the_state_is_one_sentence(serve: Serve, night: RunNight, hold: Hold) -> None:
    api = serve()
    assert "Nothing is published yet." in overview(api)
    night()
    well = (
        "predictions of 387 projects are in service, last checked against the catalogue "
        "less than a minute ago"
    )
    wait_until(lambda: f"All is well: {well} ." in overview(api))
    hold(mode=Mode.FULL)
    wait_until(lambda: f"Attention: {well} ; run 2 is held and waits for a decision." in overview(api))


def test_what_is_announced_is_no_problem_beside(
    serve: Serve, night: RunNight, hold: Hold, execute: Execute
) -> None:
    api = serve()
    assert NO_RUN in find_problems(api.state)
    assert "Attention. No run is published yet" not in overview(api)
    night()
    hold(mode=Mode.FULL)
    wait_until(lambda: any(problem.run_id == 2 for problem in find_problems(api.state)))
    shown = overview(api)
    assert "Run 2 is held." in shown
    assert "says why" not in shown
    execute(
        "INSERT INTO predawn.runs (mode, publish, trigger, status, phase, host, pid) "
        "VALUES ('full', true, 'command', 'failed', 'score', 'here', 1)"
    )
    wait_until(lambda: any(problem.run_id == 3 for problem in find_problems(api.state)))
    shown = overview(api)
    assert "Run 3 is failed; /runs/3 says why. Open run 3" in shown
    assert "Run 2 is held." in shown


def test_a_newer_run_does_not_hide_one_that_waits(
    serve: Serve, night: RunNight, first_run: Run, hold: Hold, execute: Execute
) -> None:
    hold(mode=Mode.FULL)
    execute(sql.ANOTHER_MODEL)
    night(model_version=2)
    shown = overview(serve())
    assert "Run 2 is held." in shown
    assert "predawn runs publish 2 --force --reason 'accepted: coverage 1'" in shown
    assert "Puts run 2 into service in place of run 3" in shown
    night(mode=Mode.FULL, model_version=2, publish=False)
    shown = overview(serve())
    assert "run 4 is ready and waits for a decision; run 2 is held and waits" in shown
    assert "predawn runs publish 4 Copy" in shown


def test_a_run_that_was_replaced_published_or_dropped_waits_no_longer(
    engine: Engine, night: RunNight, hold: Hold, execute: Execute
) -> None:
    def waiting() -> list[int]:
        with engine.connect() as connection:
            return [run.run_id for run in ledger.list_waiting(connection, 5)]

    night()
    hold(mode=Mode.FULL)
    assert waiting() == [2]
    night(mode=Mode.FULL)
    assert waiting() == []
    night(mode=Mode.FULL, publish=False)
    assert waiting() == [4]
    execute("UPDATE predawn.runs SET pruned_at = now() WHERE run_id = 4")
    assert waiting() == []


def test_drift_of_a_run_that_is_not_published_is_not_that_of_the_service(
    database: Database, settings: Settings, serve: Serve, first_run: Run
) -> None:
    api = serve()
    drifting = settings.model_copy(update={"warn_vocabulary": 1.0})
    run = run_batch(database, drifting, RunRequest(mode=Mode.FULL, publish=False), Silent())
    assert run.status is RunStatus.READY
    wait_until(lambda: '"of":"newest"' in api.client.get("/health").text)
    shown = overview(api)
    assert "Drift." not in shown
    assert "metric of it exceeds its limit vocabulary coverage of run 2" in shown
    assert "of what is in service" not in shown
    again = run_batch(database, drifting, RunRequest(mode=Mode.FULL), Silent())
    assert again.status is RunStatus.PUBLISHED
    wait_until(lambda: "1 metric of what is in service exceeds its limit" in overview(api))
    assert "Drift." in overview(api)


def test_the_sentence_says_what_exceeds_its_limit() -> None:
    def warning(of: str, run_id: int | None) -> QualityWarning:
        given = {"of": of, "run_id": run_id, "name": "tags_psi", "value": 2.0, "threshold": 1.0}
        return QualityWarning.model_validate({**given, "detail": "stability index"})

    found = overview_page.describe_attention([], [], [warning("traffic", None), warning("in_service", 3)])
    assert found == [
        "1 metric of what is in service exceeds its limit",
        "1 metric of the on-demand traffic exceeds its limit",
    ]


def test_texts_that_the_run_in_service_did_not_read_are_counted(
    serve: Serve, night: RunNight, hold: Hold, execute: Execute
) -> None:
    night()
    api = serve()
    assert "did not read" not in overview(api)
    execute("UPDATE predawn.projects SET title = 'Another text' WHERE project_id IN ('4', '6')")
    hold()
    execute("UPDATE predawn.projects SET tag = 'mlops' WHERE project_id = '10'")
    said = "2 projects have a text that run 1 did not read ; lookups ask the model about them."
    assert said in overview(api)
    listed = read_page(api, "/dashboard/projects?show=stale")
    assert "2 projects." in listed, "as many as the list has that it leads to"
    night(mode=Mode.FULL)
    wait_until(lambda: "did not read" not in overview(api))


def test_the_tile_of_the_run_says_what_its_publication_changed(
    serve: Serve, night: RunNight, engine: Engine, execute: Execute
) -> None:
    night()
    api = serve()
    assert "with another tag" not in overview(api), "the first one changed every answer"
    execute("UPDATE predawn.predictions SET predicted_tag = 'other' WHERE project_id IN ('4', '6')")
    night(mode=Mode.FULL)
    said = "published less than a minute ago : 2 projects with another tag , 0 added, 0 removed"
    assert said in overview(api)
    html = api.client.get("/dashboard", headers={"Accept": "text/html"}).text
    assert '<a href="/dashboard/runs/2#changes">2 projects with another tag</a>' in html
    with engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="a trial")
    assert "put back by a rollback less than a minute ago : 2 projects with another tag" in overview(api)


def test_without_predictions_there_is_no_empty_chart_of_latencies(serve: Serve, first_run: Run) -> None:
    api = serve()
    now = time.time()
    api.state.activity.sample(now + 300)
    assert "No prediction was asked for since this worker started." in overview(api)
    assert api.client.get("/predictions/4").status_code == 200
    api.state.activity.sample(now + 600)
    assert "Counted by the workers since this one started" in overview(api)


def test_charts_over_time_are_of_published_runs(
    serve: Serve, night: RunNight, first_run: Run, hold: Hold, execute: Execute
) -> None:
    hold(mode=Mode.FULL)
    night(mode=Mode.FULL)
    html = serve().client.get("/dashboard", headers={"Accept": "text/html"}).text
    table = re.compile(r'<caption class="sr">([^<]*)</caption>\s*<thead>.*?<tbody>(.*?)</tbody>', re.DOTALL)
    tables = dict(table.findall(html))
    rows = {
        title: re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)(?:</a>)?</th>', body)
        for title, body in tables.items()
    }
    assert rows["Share of the largest tags, by published run"] == ["run 1", "run 3"]
    assert rows["Shift of the tags of published runs, as a stability index (PSI)"] == ["run 1", "run 3"]
    assert rows["F1 on held-out projects, by model"] == ["model 1"]
    assert rows["Projects of the latest runs, by run"] == ["1", "2", "3"]
    assert rows["Size of the retained runs in MiB, by run"] == ["1", "2", "3"]


def test_shares_of_tags_follow_the_largest_of_the_newest_run() -> None:
    history = {1: {"a": 1, "b": 3}, 2: {"b": 1, "c": 3}}
    chart = over_time.draw_tags(history, "/dashboard")
    assert chart.header == ("run", "c", "b")
    assert chart.rows == [("run 1", "0 %", "75.0 %"), ("run 2", "75.0 %", "25.0 %")]
    assert over_time.draw_tags({}, "/dashboard").rows == []


def test_tables_of_delta_runs_are_told_apart() -> None:
    tables = [
        RunTable(2, TableState.ATTACHED, 1_048_576, is_delta=True),
        RunTable(1, TableState.ATTACHED, 20_971_520),
        RunTable(3, TableState.ALONE, 5),
    ]
    assert over_time.draw_sizes(tables, "/dashboard").rows == [("1", "0", "20"), ("2", "1", "0")]


def test_a_canary_is_shown_with_the_commands_that_end_it_and_waits_for_nobody(
    serve: Serve, night: RunNight, engine: Engine
) -> None:
    night()
    night(mode=Mode.FULL, publish=False)
    api = serve()
    assert "predawn canary start 2 --share 5" in page_of_run(api, 2)
    with engine.begin() as connection:
        plan = canary.plan_canary(connection, 2, 500)
        canary.start_canary(connection, plan, actor="tests", reason="the new projects")
    shown = overview(api)
    assert "Run 2 answers for 5 % of the projects since" in shown
    assert "beside run 1 : the new projects." in shown
    assert "waits for a decision" not in shown
    for text in (shown, page_of_run(api, 2)):
        assert "predawn canary promote" in text
        assert "predawn canary stop --reason" in text
        assert "runs publish 2" not in text
    assert "2 ready canary" in read_page(api, "/dashboard/runs")
    with engine.begin() as connection:
        canary.stop_canary(connection, actor="tests", reason=None)
    assert "canary promote" not in overview(api)
    assert "run 2 is ready and waits for a decision" in overview(api)
