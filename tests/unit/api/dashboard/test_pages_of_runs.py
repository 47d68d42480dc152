"""The pages of runs: a run at work by its ledger, and what a run that waits for a decision would change."""

import re
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from api.services.pages.long_answers import LongAnswers
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from core.errors import RunHeldError
from core.settings import Settings
from core.types import Mode, Run
from store.connect.database import Database
from store.feedback import corrections
from store.serving import comparison
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

# The descriptions of these two make one of them change its tag.
REWRITTEN = (
    "UPDATE predawn.projects SET title = 'Learning a policy', description = 'An agent learns from rewards' "
    "WHERE project_id IN ('4', '6')"
)


def page(api: Api, path: str) -> str:
    answer = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").split())


def section(html: str, name: str) -> str:
    """Return the text of the part of a page that is renewed under a name."""
    found = re.search(
        rf'<(\w+) [^>]*id="{name}" data-part>.*?(?=<\w+ [^>]*data-part>|</main>)', html, re.DOTALL
    )
    assert found, name
    return text_of(found[0])


class Looking(Silent):
    """Looks each time that a chunk was stored."""

    def __init__(self, look: Callable[[], str]) -> None:
        self.look = look
        self.seen: list[str] = []

    def advance(self, projects: int) -> None:
        self.seen.append(self.look())


def test_a_run_at_work_shows_what_its_ledger_has(
    database: Database, settings: Settings, serve: Serve
) -> None:
    api = serve()
    looking = Looking(lambda: page(api, "/runs/1"))
    in_chunks = settings.model_copy(update={"chunk_rows": 100})
    run_batch(database, in_chunks, RunRequest(mode=Mode.FULL), looking)
    first = looking.seen[0]
    assert "Run 1 in progress score 100 of 387 projects scored (25.8 %), 0 failed" in section(
        first, "progress"
    )
    assert re.search(r"[\d.]+ s elapsed · [\d,.]+ projects a second · about [\d.]+ s left", text_of(first))
    assert "Scored 100 0 reused" in section(first, "tiles")
    assert "predawn runs cancel 1" in section(first, "decisions")
    assert "No sign of life" not in text_of(first)
    phases = section(first, "phases")
    assert [name for name in ("sync", "plan", "score", "check") if name in phases] == [
        "sync",
        "plan",
        "score",
    ]
    assert "so far" in phases
    done = page(api, "/runs/1")
    assert "in progress" not in section(done, "progress")
    assert "so far" not in section(done, "phases")
    assert "Scored 387 0 reused" in section(done, "tiles")


def test_the_list_of_runs_has_what_a_run_at_work_has_stored(
    database: Database, settings: Settings, serve: Serve
) -> None:
    api = serve()
    looking = Looking(lambda: section(page(api, "/runs"), "runs"))
    run_batch(database, settings.model_copy(update={"chunk_rows": 100}), RunRequest(), looking)
    assert re.search(r"1 running 1 387 100 0 0 ", looking.seen[0])


def test_a_run_without_a_sign_of_life_is_said_to_be(first_run: Run, serve: Serve, execute: Execute) -> None:
    execute(
        "UPDATE predawn.runs SET status = 'running', finished_at = NULL,"
        " heartbeat_at = now() - interval '1 min'"
    )
    assert "No sign of life since" in section(page(serve(), "/runs/1"), "progress")


@pytest.fixture
def hold(database: Database, settings: Settings, execute: Execute) -> Callable[..., None]:
    """Make a run that the check of churn holds back."""

    def held(**request: object) -> None:
        strict = settings.model_copy(update={"max_churn": 0.0})
        with pytest.raises(RunHeldError):
            run_batch(database, strict, RunRequest(**request), Silent())

    return held


def test_a_held_run_says_what_to_do_and_what_it_would_change(
    first_run: Run, hold: Callable[..., None], serve: Serve, execute: Execute
) -> None:
    execute(REWRITTEN)
    hold()
    held = page(serve(), "/runs/2")
    decisions = section(held, "decisions")
    assert "predawn runs publish 2 --force --reason 'accepted: churn 0.00258'" in decisions
    assert "Puts run 2 into service in place of run 1. Model 1 is then the champion." in decisions
    assert "compare it with run 1" in decisions
    outlook = section(held, "outlook")
    assert "1 of 387 projects in both runs would get another tag (0.3 %), 0 added, 0 removed" in outlook
    assert re.search(r'<th scope="row"><a href="/dashboard/projects/[46]">', held)
    checks = section(held, "checks")
    assert re.search(r"churn .* breached .* \d checks passed", checks)
    assert "churn share of the projects whose prediction differs breached 0.003 at most 0" in checks
    assert re.search(
        r"coverage share of the catalogue that has a prediction passed [\d.]+ at least 0.990", checks
    )
    assert "Compared with run 1" in checks


def test_what_would_change_is_what_changes(
    night: RunNight, serve: Serve, execute: Execute, engine: Engine, settings: Settings
) -> None:
    night()
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('10', '12', '18')")
    execute("UPDATE predawn.projects SET removed_at = NULL WHERE project_id IN ('12', '18')")
    execute("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '12'")
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'A graph', '')")
    with engine.begin() as connection:
        labels = corrections.read_labels(connection)
        correction = corrections.Correction("14", tags=("mlops",))
        assert corrections.enter(connection, correction, labels, actor="tests")
    night(mode=Mode.FULL, publish=False)
    # The removed 10 and 12 have no answer, and the corrected 14 has the same one. 18 left and came back.
    execute(
        "UPDATE predawn.predictions SET predicted_tag = 'other'"
        " WHERE run_id = 2 AND project_id IN ('10', '12', '14', '16')"
    )
    api = serve()
    said = "1 of 385 projects in both runs would get another tag (0.3 %), 1 added, 2 removed."
    assert said in section(page(api, "/runs/2"), "outlook")
    publish_by_hand(engine, settings, 2, force=True, reason="a trial")
    assert "1 project got another tag, 1 added, 2 removed." in section(page(api, "/runs/2"), "changes")


def test_all_projects_of_a_comparison_are_paged_by_id_with_their_titles(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    night(mode=Mode.FULL)
    execute("UPDATE predawn.predictions SET predicted_tag = 'it''s' WHERE run_id = 2")
    api = serve()
    path, seen = "/runs/2/compare?base=1&to=it%27s", list[str]()
    while path:
        html = page(api, path)
        listed = re.findall(
            r'<a href="/dashboard/projects/([^"]+)">[^<]+</a></th><td class="text"[^>]*>([^<]+)<', html
        )
        seen += [project_id for project_id, title in listed if len(title) > 1]
        found = re.search(r'<a href="/dashboard([^"]+)#projects">Next page', html)
        path = found[1].replace("&amp;", "&") if found else ""
        assert "analytics.diff(1, 2) WHERE to_tag = " in html, "what lists all of them at once"
    assert len(seen) == len(set(seen)) == 387
    numbers = [project_id for project_id in seen if project_id.isdigit()]
    assert seen == sorted(numbers, key=int) + sorted(set(seen) - set(numbers))


def test_a_held_run_is_compared_with_the_run_of_its_checks_once_another_is_in_service(
    night: RunNight, first_run: Run, hold: Callable[..., None], serve: Serve, execute: Execute
) -> None:
    execute(REWRITTEN)
    hold()
    night(mode=Mode.FULL)
    held = page(serve(), "/runs/2")
    assert "Compared with run 1" in section(held, "checks")
    assert '<option value="1" selected>' in held
    assert "in place of run 3" in section(held, "decisions")
    assert "0 of 387 projects in both runs would get another tag" in section(held, "outlook")


def test_a_ready_run_is_published_without_force_and_the_one_in_service_rolled_back(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(REWRITTEN)
    night(publish=False)
    api = serve()
    ready = section(page(api, "/runs/2"), "decisions")
    assert "predawn runs publish 2 " in ready
    assert "--force" not in ready
    assert "rollback" not in section(page(api, "/runs/1"), "decisions")
    night()
    assert "predawn runs rollback --reason 'run 3 is worse'" in section(page(api, "/runs/3"), "decisions")
    assert "Puts run 1 back into service" in section(page(api, "/runs/3"), "decisions")


def test_each_status_has_the_command_that_a_person_would_run(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    night(mode=Mode.FULL)
    api = serve()
    older = section(page(api, "/runs/1"), "decisions")
    assert "predawn runs rollback --to 1 --reason 'run 2 is worse'" in older
    for status, said in (
        (
            "failed",
            "predawn batch Copy the command Makes a new run, once the reason why run 1 failed is mended",
        ),
        ("cancelled", "predawn batch Copy the command Resumes run 1 where it stopped"),
        ("unchanged", ""),
    ):
        execute("UPDATE predawn.runs SET status = :status WHERE run_id = 1", status=status)
        assert said in section(page(api, "/runs/1"), "decisions")
    assert "predawn" not in section(page(api, "/runs/1"), "decisions")
    assert "predawn runs diff 1 2" in page(api, "/runs/2/compare?base=1")


def test_a_model_that_is_no_champion_is_tried_and_promoted(serve: Serve, execute: Execute) -> None:
    execute(ANOTHER_MODEL)
    api = serve()
    other = text_of(page(api, "/models/2?against=1"))
    assert "predawn batch --shadow 2" in other
    assert "predawn models promote 2 --reason 'chosen by hand'" in other
    assert "predawn models compare 2 1" in other
    assert "predawn models promote" not in page(api, "/models/1")


def test_passing_checks_and_metrics_are_folded(published: Api) -> None:
    shown = page(published, "/runs/1")
    checks = re.search(r'id="checks".*?</section>', shown, re.DOTALL)
    assert checks
    before, folded = checks[0].split("<details>")
    assert "coverage" not in before
    assert "coverage" in folded
    assert re.search(r"\d checks passed, \d not applicable", text_of(folded))


def test_a_cell_of_a_comparison_leads_to_its_projects(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute(REWRITTEN)
    night()
    api = serve()
    compared = page(api, "/runs/2/compare?base=1")
    (address,) = set(
        re.findall(r'href="/dashboard(/runs/2/compare\?base=1&amp;from=[^"#]+)#projects"', compared)
    )
    listed = page(api, address.replace("&amp;", "&"))
    assert re.search(r'<h2 id="c-projects">Projects from [\w-]+ to [\w-]+</h2>', listed)
    assert len(re.findall(r'<th scope="row"><a href="/dashboard/projects/', listed)) == 1
    assert "No project." in page(api, "/runs/2/compare?base=1&from=a%00b&to=c")


def test_a_comparison_that_takes_long_has_a_page_of_its_own(
    first_run: Run,
    hold: Callable[..., None],
    serve: Serve,
    execute: Execute,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    execute(REWRITTEN)
    hold(mode=Mode.FULL)
    api = serve()
    assert "would get another tag" in section(page(api, "/runs/2"), "outlook")
    monkeypatch.setattr("api.dashboard.decisions.outlook.MAX_COMPARED", 100)
    assert "Both runs are compared on a page of its own" in section(page(api, "/runs/2"), "outlook")


def test_large_runs_of_different_bases_are_read_once_a_page(
    night: RunNight, first_run: Run, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(REWRITTEN)
    night(mode=Mode.FULL)
    api = serve()
    small = page(api, "/runs/2/compare?base=1")
    assert "1 of 387 projects in both runs got another tag" in text_of(small)
    assert len(re.findall(r'<th scope="row"><a href="/dashboard/projects/', small)) == 1
    (address,) = set(re.findall(r'href="/dashboard(/runs/2/compare\?base=1&amp;from=[^"#]+)#', small))
    monkeypatch.setattr("api.dashboard.runs.MAX_COMPARED", 100)
    # Another worker, which has not compared them yet.
    api = serve()
    large = page(api, "/runs/2/compare?base=1")
    assert "choose a cell above" in large
    cell = page(api, address.replace("&amp;", "&"))
    assert "in both runs" not in cell
    assert len(re.findall(r'<th scope="row"><a href="/dashboard/projects/', cell)) == 1


def test_a_browser_that_is_told_of_progress_is_told_in_projects(
    database: Database, settings: Settings, serve: Serve
) -> None:
    api = serve()

    def ask() -> str:
        def live() -> Any:
            return api.client.get("/dashboard/live").json()

        wait_until(lambda: live()["progress"] is not None)
        return f"{live()['progress']} {live()['sentence']}"

    looking = Looking(ask)
    run_batch(database, settings.model_copy(update={"chunk_rows": 100}), RunRequest(), looking)
    assert any("score-300-" in seen and "75 % of its projects scored" in seen for seen in looking.seen)


def test_a_comparison_that_takes_long_is_worked_out_aside(
    night: RunNight, serve: Serve, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    night()
    execute(REWRITTEN)
    night(mode=Mode.FULL)
    api, may_end, compared = serve(), threading.Event(), list[int]()
    compare = comparison.compare_tags

    def wait(connection: Connection, from_run: int, to_run: int) -> Sequence[comparison.CountedChange]:
        compared.append(to_run)
        assert may_end.wait(60)
        return compare(connection, from_run, to_run)

    monkeypatch.setattr("api.dashboard.decisions.changes.compare_tags", wait)
    api.state.long_answers = LongAnswers()
    waiting = page(api, "/runs/2/compare?base=1")
    assert "Comparing the runs over 387 projects; the result appears here when it is ready." in section(
        waiting, "answer"
    )
    assert 'data-token=""' in waiting, "the page looks again at its next poll"
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waiting
    may_end.set()
    wait_until(lambda: "in both runs got another tag" in page(api, "/runs/2/compare?base=1"))
    shown = page(api, "/runs/2/compare?base=1")
    assert 'data-token=""' not in shown
    assert "noscript><meta" not in shown
    assert compared == [2]
