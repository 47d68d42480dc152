"""The page of the canary: what either side is asked, whose answers differ, and the commands that end it."""

import html
import re

from sqlalchemy import Engine

from api.dashboard.drawing import formats
from api.dashboard.page import live_token
from core.types import Mode
from store.serving import canary
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until


def show(api: Api, path: str = "/canary") -> str:
    answer = api.client.get(f"/dashboard{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def text_of(shown: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def start(engine: Engine, run_id: int, share: int) -> None:
    with engine.begin() as connection:
        plan = canary.plan_canary(connection, run_id, share)
        canary.start_canary(connection, plan, actor="ann", reason="the new projects")


def test_without_a_canary_the_page_says_how_to_start_one(serve: Serve, night: RunNight) -> None:
    api = serve()
    assert "Nothing is published yet. predawn batch" in text_of(show(api))
    night()
    alone = text_of(show(api))
    assert "No canary is running: run 1 answers for all projects." in alone
    assert "predawn batch --shadow MODEL" in alone
    night(publish=False, mode=Mode.FULL)
    assert "predawn canary start 2 --share 5" in text_of(show(api))


def test_a_canary_is_shown_with_both_sides_and_the_answers_that_differ(
    serve: Serve, night: RunNight, engine: Engine, execute: Execute
) -> None:
    night()
    execute(ANOTHER_MODEL)
    night(model_version=2, publish=False)
    execute("UPDATE predawn.predictions SET predicted_tag = 'other' WHERE run_id = 2 AND project_id < '3'")
    execute("UPDATE predawn.projects SET title = 'Another text' WHERE project_id = '4'")
    api = serve()
    before = live_token(api.state)
    start(engine, 2, 9_999)
    wait_until(lambda: live_token(api.state) != before)
    with engine.begin() as connection:
        plan = canary.count_canary_moves(connection, _running(engine))
    shown = show(api)
    text = text_of(shown)
    assert "Run 2 answers for 99.99 % of the projects, always the same ones, since" in text
    assert "Started by ann: the new projects" in text
    assert plan.differing > 0
    assert (
        f"Of {plan.projects} projects on its side now, the stored answer of {plan.differing} differs" in text
    )
    assert "The text of 1 project on its side is not the one that run 2 read; model 2 answers for it" in text
    move = plan.moves[0]
    assert f"/dashboard/runs/2/compare?base=1&amp;from={move.from_tag}&amp;to={move.to_tag}#projects" in shown
    assert "canary 2 2 99.99 % 0 0 - 0 in service 1 1 0.01 % 0 0 - 0" in text.replace(formats.NONE, "-")
    assert "predawn canary promote" in text
    assert "--share" not in text, "no wider share is left to propose"
    assert 'href="/dashboard/runs" aria-current="page"' in shown
    assert 'href="/dashboard/canary"' in show(api, "/runs/2")
    assert "run 2 answers for 99.99 % of them as a canary" in text_of(show(api, ""))


def _running(engine: Engine) -> canary.Canary:
    with engine.begin() as connection:
        running = canary.read_canary(connection)
    assert running is not None
    return running


def test_earlier_canaries_are_listed_with_what_was_asked(
    serve: Serve, night: RunNight, engine: Engine, execute: Execute
) -> None:
    night()
    night(publish=False, mode=Mode.FULL)
    start(engine, 2, 500)
    for on_canary, requests, errors in (("true", 7, 2), ("true", 1, 0), ("false", 90, 1)):
        execute(f"INSERT INTO predawn.canary_requests VALUES (1, {on_canary}, {requests}, {errors})")
    api = serve()
    assert "predawn canary start 2 --share 25" in text_of(show(api))
    start(engine, 2, 2_500)
    with engine.begin() as connection:
        canary.stop_canary(connection, actor="ben", reason="worse tags")
    text = text_of(show(api))
    assert re.search(r"stopped 2 1 25 % 0 of \d+ 0 of 0 0 of 0 ben worse tags", text)
    assert re.search(r"replaced 2 1 5 % 0 of \d+ 2 of 8 1 of 90 ann the new projects", text)
