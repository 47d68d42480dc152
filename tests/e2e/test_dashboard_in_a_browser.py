"""The dashboard in a real browser: every page, by eye, keyboard and ear, and what moves by itself.

Each page is looked at light and dark, wide and narrow: its server time, its console, where its requests go,
and that nothing sticks out. axe-core examines each page in one of the two forms, by `make test-slow` in both.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import Engine, make_url, text

from batch.job import RunRequest
from batch.models.promote import promote_by_hand
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Mode, Phase, Run
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from store.serving import pointer
from tests.browser import NARROW, WIDE, Watched, open_browser, watched_page
from tests.conftest import Server
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.sql import execute
from tests.waiting import wait_until

REWRITTEN = (
    "UPDATE predawn.projects SET title = 'Learning a policy', description = 'An agent learns from rewards' "
    "WHERE project_id IN ('4', '6')"
)
SENTENCES = "Transformers for text classification and translation\nDetecting objects in images and video"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@dataclass(frozen=True)
class Site:
    """A served database, and what changes it."""

    database: Database
    engine: Engine
    api: Api
    settings: Settings

    @property
    def base(self) -> str:
        return str(self.api.client.base_url)

    def night(self, progress: Silent | None = None, **request: object) -> Run:
        return run_batch(self.database, self.settings, RunRequest(**request), progress or Silent())

    def execute(self, statement: str) -> None:
        execute(self.engine, statement)


@pytest.fixture(scope="module")
def site(embedded_server: Server) -> Iterator[Site]:
    """The sample catalogue with two models and two published runs that differ."""
    database = embedded_server.clone()
    settings = settings_for(database, engine="threading", workers=1, chunk_rows=100, min_f1=0.0)
    engine = database.engine(Role.BATCH, "tests of pages")
    served = settings_for(database)
    with serving(served) as api:
        found = Site(database, engine, api, settings)
        found.night()
        train_model(engine, settings, None, lambda _step: None)
        found.execute(REWRITTEN)
        found.night()
        found.execute("UPDATE predawn.projects SET title = 'Other' WHERE project_id = '10'")
        yield found
    engine.dispose()
    embedded_server.drop(database)


PAGES = {
    "": "Overview",
    "/runs": "Runs",
    "/runs/2": "Run 2",
    "/runs/2/compare?base=1": "From run 1 to run 2",
    "/canary": "Canary",
    "/projects": "Projects",
    "/projects?q=image": "Projects",
    "/projects/4": "Learning a policy",
    "/projects/10": "Other",
    "/try": "Try it",
    "/models": "Models",
    "/models/1?against=2": "Model 1",
    "/models/2/catalogue?against=1": "From model 1 to model 2",
    "/reviews": "Reviews",
    "/corrections?state=all": "Corrections",
}


def look_at(watched: Watched, path: str, heading: str, *, by_ear: bool = True) -> None:
    """Hold a page to what every page is held to."""
    page = watched.open(path)
    assert page.locator("h1").inner_text() == heading
    assert watched.is_served_within(seconds=1)
    assert not by_ear or watched.violations() == []
    assert watched.overflow() == 0, path


LIGHT_AND_DARK = [(False, WIDE), (True, NARROW)]
light_and_dark = pytest.mark.parametrize(("dark", "size"), LIGHT_AND_DARK, ids=["light-wide", "dark-narrow"])


@light_and_dark
def test_every_page_is_quick_quiet_and_accessible(
    browser: Browser, site: Site, dark: bool, size: tuple[int, int]
) -> None:
    # What axe-core does takes most of the time: it examines each page once, light or dark in turn.
    look_at_every_page(browser, site, dark=dark, size=size, by_ear=list(PAGES)[dark::2])


def test_names_of_any_length_stay_within_the_window(
    browser: Browser, migrated_database: Database, tmp_path: Path
) -> None:
    projects = [f"p{place}" for place in range(20)]
    nights = {name: Nights(migrated_database, tmp_path, name) for name in ("Number", "Ranking", "Tags")}
    for predictor, before, after in (
        ("Number", "1e15", "123456789.123456"),
        ("Ranking", "i" * 400, "j" * 400),
        ("Tags", "t" * 500, "u" * 500),
    ):
        for said in (before, after):
            nights[predictor].run(dict.fromkeys(projects, said), max_churn=1.0, max_psi=1000, max_other=1.0)
    missing = "status of 404"
    with serving(settings_for(migrated_database)) as api:
        base = str(api.client.base_url)
        for size in (WIDE, NARROW):
            with watched_page(browser, base, size=size, expected=(missing,)) as watched:
                paths = [f"/runs/{run_id}/compare?base={run_id - 1}" for run_id in (2, 4, 6)]
                for path in ("", "/runs/6", "/projects/p1", *paths):
                    page = watched.open(path)
                    page.evaluate(
                        "document.querySelectorAll('details').forEach(part => { part.open = true })"
                    )
                    assert watched.overflow() == 0, path
    for night in nights.values():
        night.close()


@pytest.mark.slow
@light_and_dark
def test_every_page_is_accessible_light_and_dark(
    browser: Browser, site: Site, dark: bool, size: tuple[int, int]
) -> None:
    look_at_every_page(browser, site, dark=dark, size=size, by_ear=list(PAGES))


def look_at_every_page(
    browser: Browser, site: Site, *, dark: bool, size: tuple[int, int], by_ear: Sequence[str]
) -> None:
    missing = "status of 404"
    with watched_page(browser, site.base, dark=dark, size=size, expected=(missing,)) as watched:
        for path, heading in PAGES.items():
            look_at(watched, path, heading, by_ear=path in by_ear)
        look_at(watched, "/runs/99", "Not Found")
        page = watched.open("/try")
        page.get_by_label("Texts, one a line").fill(SENTENCES)
        page.get_by_role("button", name="Tag").click()
        expect(page.locator("#answers")).to_be_focused()
        assert watched.violations() == []
        assert watched.overflow() == 0


def test_pages_say_what_the_store_knows(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        watched.open("")
        assert "2 published" in watched.text("#tiles")
        assert "against training" in watched.text("#drift")
        watched.open("/runs/2")
        assert "1 project got another tag" in watched.text("[aria-labelledby=c-changes]")
        assert "→" in watched.text("[aria-labelledby=c-changes] .bars")
        watched.open("/runs/2/compare?base=1")
        assert "1 of 387 projects in both runs got another tag" in watched.text("main")
        watched.open("/projects/10")
        assert "The text has changed since the run read it" in watched.text("#notices")
        watched.open("/models/1?against=2")
        assert "held out from both, the accuracy of model 1 is" in watched.text("#compare")
        assert watched.page.locator(".matrix tbody tr").count() > 2


def test_an_explanation_shades_the_words_and_follows_the_tag(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/projects/4")
        best = watched.text("#c-why .accent-text")
        assert page.locator(".words [class^=for-]").count() >= 1
        page.locator(".chips a:not([aria-current])").first.click()
        expect(page.locator("#c-why .accent-text")).not_to_have_text(best)


def test_texts_that_cannot_be_tagged_are_refused_beside_the_form(browser: Browser, site: Site) -> None:
    refused = "status of 400"
    with watched_page(browser, site.base, expected=(refused,)) as watched:
        page = watched.open("/try")
        page.get_by_label("Texts, one a line").fill("a\n" * 21)
        page.get_by_role("button", name="Tag").click()
        expect(page.get_by_role("alert")).to_contain_text("21 texts are more than this page accepts")
        assert page.get_by_label("Texts, one a line").input_value().startswith("a\na")


def test_all_can_be_done_by_keyboard(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        watched.open("")
        names = []
        for _ in range(7):
            page.keyboard.press("Tab")
            names.append(focused(page))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert names == ["Skip to the content", "Predawn", "Overview", "Runs", "Projects", "Try it", "Models"]
        page.get_by_text("Numbers").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details[open] table").first.is_visible()
        watched.open("/runs")
        page.locator("#runs .scroll").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/runs/2")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_times_are_local_on_request(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/runs/2")
        started = page.locator("#tiles time").first
        utc = started.inner_text()
        assert utc.endswith(" UTC")
        page.get_by_role("button", name="Local time").click()
        expect(started).not_to_contain_text("UTC")
        expect(page.locator("[data-zone]")).not_to_have_text("Times are in UTC")
        watched.open("/runs/2")
        expect(page.get_by_role("button", name="Local time")).to_have_attribute("aria-pressed", "true")
        assert watched.violations() == []
        page.get_by_role("button", name="Local time").click()
        expect(page.locator("#tiles time").first).to_have_text(utc)


def test_a_command_is_copied(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/runs/2")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("#decisions button.copy")
        button.click()
        expect(button).to_contain_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == watched.text("#decisions code")
        assert copied.startswith("predawn runs rollback --reason")
        expect(page.locator("#live-status")).to_have_text("Copied.")
        expect(button).to_be_focused()


def test_a_decision_is_copied_by_its_name(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/reviews")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("#answer button.copy").first
        name = button.inner_text().partition(":")[0]
        button.click()
        expect(button).to_contain_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith("predawn corrections set ")
        expect(button).to_contain_text(name)


def test_marks_of_charts_lead_where_their_labels_do(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("")
        # The last one is on top, where two have the same place.
        page.locator("#f1 .plot [data-href]").last.click()
        expect(page.locator("h1")).to_have_text("Model 2")
        page.go_back()
        page.locator("#tags .led").first.click()
        expect(page).to_have_url(re.compile(r"/dashboard/projects\?tag="))


def test_projects_are_found_while_one_types(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/projects")
        page.evaluate("window.marker = 1")
        box = page.get_by_role("searchbox")
        box.press_sequentially("image syn", delay=20)
        expect(page.locator("#found")).to_contain_text("by title")
        expect(page).to_have_url(f"{site.base}/dashboard/projects?q=image+syn")
        rows = page.locator("[aria-labelledby=r-title] tbody tr")
        assert rows.count() >= 1
        for title in rows.locator("td.text").all_inner_texts():
            assert "image" in title.lower()
            assert "syn" in title.lower()
        assert "by title" in watched.text("#found")
        box.fill("all")
        expect(page).to_have_url(f"{site.base}/dashboard/projects?q=all")
        box.fill("zzzz")
        expect(page.locator("#found")).to_have_text("No project matches.")
        box.fill("41")
        expect(page.locator("[aria-labelledby=r-id] tbody th").first).to_have_text("410")
        expect(box).to_be_focused()
        assert page.evaluate("window.marker") == 1, "the page was loaded anew"


def test_a_late_refresh_does_not_replace_what_was_searched_for_meanwhile(
    browser: Browser, site: Site
) -> None:
    with watched_page(browser, site.base) as watched:
        page = watched.open("/projects")
        held = list[Route]()
        before = re.compile("/dashboard/projects$")

        def hold(route: Route) -> None:
            held.append(route)

        page.route(before, hold)
        with page.expect_request(before):
            page.evaluate("document.querySelector('main').dataset.token = ''")
        page.get_by_role("searchbox").fill("41")
        first = page.locator("#results tbody th").first
        expect(first).to_have_text("410")
        expect(page).to_have_url(f"{site.base}/dashboard/projects?q=41")
        held[0].continue_()
        expect(page.locator("main")).not_to_have_attribute("data-token", "")
        expect(first).to_have_text("410")


def test_an_open_list_renews_its_count_and_its_tags(browser: Browser, embedded_server: Server) -> None:
    database = embedded_server.clone()
    engine = database.engine(Role.BATCH, "tests of pages")
    settings = settings_for(database, engine="threading", workers=1)
    with serving(settings_for(database)) as api, watched_page(browser, str(api.client.base_url)) as watched:
        site = Site(database, engine, api, settings)
        site.night()
        page = watched.open("/projects")
        tags = page.get_by_label("Predicted tag")
        tag = str(tags.locator("option").nth(1).get_attribute("value"))
        listed = int(re.sub(r"\D", "", tags.locator("option").nth(1).inner_text()))
        tags.select_option(tag)
        expect(page.locator("#found")).to_have_text(f"{listed} projects.")
        tags.focus()
        site.execute(
            "UPDATE predawn.projects SET removed_at = now() WHERE project_id = (SELECT min(project_id) FROM"
            f" predawn.run_predictions(1) WHERE predicted_tag = '{tag}')"
        )
        expect(page.locator("#found")).to_have_text(f"{listed - 1} projects.")
        expect(tags.locator("option:checked")).to_have_text(f"{tag} ({listed - 1})")
        expect(tags).to_be_focused()
    engine.dispose()
    embedded_server.drop(database)


class Stepwise(Silent):
    """Progress of a run that stores a chunk at each step, and waits before the next."""

    def __init__(self) -> None:
        self.phase: Phase | None = None
        self.step = threading.Semaphore(0)
        self.stored = threading.Semaphore(0)

    def enter(self, phase: Phase) -> None:
        self.phase = phase

    def advance(self, projects: int) -> None:
        self.stored.release()
        assert self.step.acquire(timeout=60)


def test_a_run_moves_on_the_page_and_what_is_published_shows_soon(
    browser: Browser, embedded_server: Server
) -> None:
    database = embedded_server.clone()
    settings = settings_for(database, engine="threading", workers=1, chunk_rows=100)
    engine = database.engine(Role.BATCH, "tests of pages")
    with serving(settings_for(database)) as api, watched_page(browser, str(api.client.base_url)) as watched:
        follow_a_night(watched, Site(database, engine, api, settings))
    engine.dispose()
    embedded_server.drop(database)


def follow_a_night(watched: Watched, site: Site) -> None:
    site.night()
    page = watched.open("")
    page.evaluate("window.marker = 1")
    assert page.locator("#tiles .big").first.inner_text() == "1"
    bar, in_service = page.locator("#problems progress"), page.locator("#tiles .big").first
    steps, chunks = Stepwise(), 4
    night = threading.Thread(target=site.night, args=(steps,), kwargs={"mode": Mode.FULL})
    night.start()
    try:
        for done in range(1, chunks):
            assert steps.stored.acquire(timeout=60)
            with watched.showing_soon():
                expect(bar).to_have_js_property("value", 100 * done)
            assert f"{100 * done} of 387 projects scored" in watched.text("#problems")
            steps.step.release()
        assert steps.stored.acquire(timeout=60)
        of_run = page.context.new_page()
        of_run.goto(f"{watched.base}/dashboard/runs/2")
        expect(of_run.locator("#changes")).to_contain_text("not been published yet")
        for running in (watched, Watched(of_run, watched.base)):
            assert running.violations() == []
            assert running.overflow() == 0
    finally:
        steps.step.release(chunks)
        night.join(60)
    with watched.showing_soon():
        expect(in_service).to_have_text("2")
        expect(page.locator("#live-status")).to_contain_text("run 2 is in service")
    expect(of_run.locator("#changes")).to_contain_text("in place of run 1")
    expect(of_run.locator("#tags tbody tr").first).to_be_visible()
    expect(of_run.locator("#figures")).to_contain_text("Quality and drift")
    with site.engine.begin() as connection:
        pointer.roll_back(connection, to_run=None, actor="tests", reason="it looked odd")
    with watched.showing_soon():
        expect(in_service).to_have_text("1")
        expect(page.locator("#publications")).to_contain_text("it looked odd")
    assert watched.seconds_between_looks() < 1.5
    expect(bar).to_have_count(0)
    assert page.evaluate("window.marker") == 1, "the page was loaded anew"


def test_a_page_says_that_the_database_is_away_and_recovers_by_itself(
    browser: Browser, embedded_server: Server
) -> None:
    database = embedded_server.clone()
    refused = "status of 503"
    with (
        serving(settings_for(database)) as api,
        watched_page(browser, str(api.client.base_url), expected=(refused,)) as watched,
    ):
        page = watched.open("/projects")
        notice, pill = page.locator("#notice"), page.locator("#state")
        assert not notice.is_visible()
        here = str(make_url(database.url).database)
        rename(embedded_server, here, f"{here}_away")
        expect(notice).to_contain_text("The database cannot be reached")
        expect(notice).to_contain_text(re.compile(r"Showing data from \d\d:\d\d UTC; reconnecting…"))
        expect(pill).to_have_text(re.compile("unavailable"))
        page.get_by_role("searchbox").fill("image")
        expect(page.locator("#found")).to_contain_text("cannot be reached")
        late = page.context.new_page()
        late.goto(f"{watched.base}/dashboard/runs")
        assert late.locator("h1").inner_text() == "Service Unavailable"
        expect(late.locator("main")).to_contain_text("This page loads again by itself.")
        rename(embedded_server, f"{here}_away", here)
        expect(notice).to_be_hidden()
        expect(page.locator("#found")).to_contain_text("by title")
        expect(page).to_have_url(re.compile(r"\?q=image$"))
        expect(pill).not_to_have_text(re.compile("unavailable"))
        expect(late.locator("h1")).to_have_text("Runs")
    embedded_server.drop(database)


def rename(server: Server, name: str, other: str) -> None:
    """Rename a database, which takes it away from those who know it by its name."""

    def renamed() -> bool:
        server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        try:
            server.execute(f"ALTER DATABASE {name} RENAME TO {other}")
        except psycopg2.OperationalError:
            return False  # somebody was quicker, and connected again
        return True

    wait_until(renamed)


def test_what_is_renewed_stays_focused_and_scrolled(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base, size=(620, 780)) as watched:
        page = watched.open("/runs")
        page.evaluate("document.querySelector('#runs .scroll').scrollTo(120, 0)")
        page.locator("#runs tbody a").last.focus()
        before = page.evaluate(
            "[document.activeElement.href, document.querySelector('#runs .scroll').scrollLeft]"
        )
        page.evaluate(
            "document.getElementById('runs').append('old'); document.querySelector('main').dataset.token = ''"
        )
        expect(page.locator("#runs")).not_to_contain_text("old")
        after = page.evaluate(
            "[document.activeElement.href, document.querySelector('#runs .scroll').scrollLeft]"
        )
        assert after == before
        assert before[1] == 120
        page = watched.open("/projects")
        tags = page.get_by_label("Predicted tag")
        for chosen, kept in (("mlops", "mlops"), ("gone", "")):
            tags.focus()
            tags.evaluate(
                "(field, chosen) => { field.append(new Option('old', 'gone')); field.value = chosen; }",
                chosen,
            )
            page.evaluate("document.querySelector('main').dataset.token = ''")
            expect(tags.get_by_text("old")).to_have_count(0)
            expect(tags).to_have_value(kept)
            expect(tags).to_be_focused()


def test_pages_of_models_renew_themselves(browser: Browser, embedded_server: Server) -> None:
    database = embedded_server.clone()
    engine = database.engine(Role.BATCH, "tests of pages")
    settings = settings_for(database, engine="threading", workers=1)
    with serving(settings_for(database)) as api, watched_page(browser, str(api.client.base_url)) as watched:
        page = watched.open("/models")
        model = page.context.new_page()
        model.goto(f"{watched.base}/dashboard/models/1")
        expect(model.locator("#compare")).to_contain_text("There is no other model.")
        train_model(engine, settings, None, lambda _step: None)
        expect(page.locator("#models tbody tr")).to_have_count(2)
        expect(model.get_by_label("Model", exact=True)).to_have_value("2")
        with engine.begin() as connection:
            promote_by_hand(connection, 2, max_f1_drop=1.0, actor="tests", reason="a trial", forced=True)
        expect(page.locator("#promotions")).to_contain_text("a trial")
        expect(model.locator("#head")).to_contain_text("candidate")
        expect(model.locator("#next")).to_contain_text("predawn models promote 1")
    engine.dispose()
    embedded_server.drop(database)


CUT = (
    "[...document.querySelectorAll('.scroll > .cards')]"
    ".filter(table => table.scrollWidth > table.parentElement.clientWidth).length"
)


# Names of columns that take more room than their cell.
OVERLAPPING = """
[...document.querySelectorAll('.cards tbody th, .cards tbody td')].filter(cell => {
    const own = getComputedStyle(cell), name = getComputedStyle(cell, '::before')
    return cell.offsetHeight && own.display !== 'none' && parseFloat(name.height) > cell.offsetHeight + 1
}).map(cell => cell.dataset.label)
"""


def test_on_a_phone_rows_are_cards_and_no_column_is_cut(browser: Browser, site: Site) -> None:
    with watched_page(browser, site.base, size=NARROW) as watched:
        for path in ("/runs", "/runs/2", "/models", "/projects", "/projects/4"):
            page = watched.open(path)
            assert watched.overflow() == 0
            assert page.evaluate(CUT) == 0, path
            assert watched.violations() == []
        page = watched.open("/models/1")
        wide = "element => element.getBoundingClientRect().right - document.documentElement.clientWidth"
        assert page.locator(".matrix caption").evaluate(wide) <= 0, "it is cut"
        watched.open("/models")
        assert page.evaluate(OVERLAPPING) == [], "a name of two lines is in the next row"
        cell = watched.open("/runs").locator("#runs tbody td").nth(1)
        assert cell.get_attribute("data-label") == "Model"
        assert "Model" in str(cell.evaluate("element => getComputedStyle(element, '::before').content"))
        expect(watched.page.get_by_role("row").nth(1)).to_contain_text("in service")
        indent = "element => parseFloat(getComputedStyle(element).paddingLeft)"
        assert watched.page.locator("#runs tr.in-service th").evaluate(indent) > 100, "its name is over it"
        # What is renewed is labelled, too.
        page = watched.page
        page.evaluate(
            "document.getElementById('runs').append('old'); document.querySelector('main').dataset.token = ''"
        )
        expect(page.locator("#runs")).not_to_contain_text("old")
        expect(page.locator("#runs tbody td").nth(1)).to_have_attribute("data-label", "Model")


def test_with_keys_a_person_signs_in_and_out(browser: Browser, embedded_server: Server) -> None:
    database = embedded_server.clone()
    owner = database.engine(Role.OWNER, "tests of pages")
    with owner.begin() as connection:
        key = api_keys.create(connection, "ann", list(KeyScope))
    refused = "status of 403"
    with (
        serving(settings_for(database)) as api,
        watched_page(browser, str(api.client.base_url), expected=(refused,)) as watched,
    ):
        page = watched.open("/models")
        assert page.locator("h1").inner_text() == "Sign in"
        assert watched.violations() == []
        page.get_by_label("Key").fill("predawn_wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("The key is unknown")
        page.get_by_label("Key").fill(key)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Models")
        (cookie,) = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/dashboard")
        assert page.evaluate("document.cookie") == ""
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("h1")).to_have_text("Sign in")
        assert page.context.cookies() == []
    owner.dispose()
    embedded_server.drop(database)


LARGE = """
INSERT INTO predawn.projects (project_id, title, description)
SELECT 'p' || n, j.title || ' ' || n, j.description || ' ' || n
FROM generate_series(1, :rows) AS n
JOIN (
    SELECT row_number() OVER (ORDER BY project_id) AS k, count(*) OVER () AS every, title, description
    FROM predawn.projects
) AS j ON j.k = n % j.every + 1
"""


@pytest.fixture(scope="module")
def large_site(embedded_server: Server) -> Iterator[Site]:
    """200,000 projects in two published runs."""
    database = embedded_server.clone()
    settings = settings_for(database, engine="threading", workers=1, publish_wait_seconds=5.0)
    engine = database.engine(Role.BATCH, "tests of pages")
    with engine.begin() as connection:
        assert connection.execute(text(LARGE), {"rows": 200_000}).rowcount == 200_000
    with serving(settings_for(database)) as api:
        found = Site(database, engine, api, settings)
        found.night()
        found.execute(
            "UPDATE predawn.projects SET description = 'An agent learns' WHERE project_id LIKE 'p1%7'"
        )
        found.night()
        yield found
    engine.dispose()
    embedded_server.drop(database)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_so_with_200_000_projects(
    browser: Browser, large_site: Site, dark: bool, size: tuple[int, int]
) -> None:
    pages = {
        "": "Overview",
        "/runs": "Runs",
        "/runs/2": "Run 2",
        "/runs/2/compare?base=1": "From run 1 to run 2",
        "/projects": "Projects",
        "/projects?q=image": "Projects",
        "/projects?q=no-such-title": "Projects",
        "/projects?q=p1999": "Projects",
        "/try": "Try it",
        "/models": "Models",
        "/models/1": "Model 1",
    }
    with watched_page(browser, large_site.base, dark=dark, size=size) as watched:
        for path, heading in pages.items():
            look_at(watched, path, heading)
        watched.open("/projects/p199999")
        assert watched.is_served_within(seconds=1)
        assert watched.violations() == []


@pytest.mark.slow
def test_a_night_of_200_000_projects_moves_on_the_page(browser: Browser, large_site: Site) -> None:
    with watched_page(browser, large_site.base) as watched:
        page = watched.open("/runs")
        page.evaluate("window.marker = 1")
        night = threading.Thread(target=large_site.night, kwargs={"mode": Mode.FULL})
        night.start()
        expect(page.locator("#progress")).to_contain_text(
            re.compile(r"[1-9][\d,]* of [\d,]+ projects scored")
        )
        night.join(120)
        in_service = page.locator("#runs tr.in-service th")
        with watched.showing_soon():
            expect(in_service).to_have_text("3")
        with large_site.engine.begin() as connection:
            pointer.roll_back(connection, to_run=None, actor="tests", reason="a trial")
        with watched.showing_soon():
            expect(in_service).to_have_text("2")
        assert page.evaluate("window.marker") == 1
