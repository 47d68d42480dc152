"""Swagger UI and Redoc show every route in a browser that reaches nothing but the server, under keys too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests.browser import open_browser, watched_page
from tests.serving import serving, settings_for

# Redoc's mark of its maker comes from another host, from which the page may load nothing.
MARK = "cdn.redoc.ly"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


def hold_swagger_ui(page: Page) -> None:
    expect(page.locator("#operations-predictions-get_prediction")).to_be_visible()
    page.locator("#operations-predictions-get_prediction .opblock-summary-control").click()
    expect(page.get_by_text("The id of the project").first).to_be_visible()


def hold_redoc(page: Page) -> None:
    expect(page.get_by_role("heading", name="The prediction of a project")).to_be_visible()
    page.get_by_placeholder("Search").fill("prediction")
    expect(page.locator("[data-role='search:results']")).to_be_visible()


def test_both_pages_need_nothing_but_the_server(browser: Browser, database: Database) -> None:
    with serving(settings_for(database)) as api:
        base = str(api.client.base_url)
        with watched_page(browser, base, expected=(MARK,)) as watched:
            watched.page.goto(f"{base}/docs")
            hold_swagger_ui(watched.page)
            watched.page.goto(f"{base}/redoc")
            hold_redoc(watched.page)


def test_under_keys_a_session_of_the_dashboard_opens_both(browser: Browser, database: Database) -> None:
    owner = database.engine(Role.OWNER, "tests of pages")
    with owner.begin() as connection:
        key = api_keys.create(connection, "ann", list(KeyScope))
    owner.dispose()
    with serving(settings_for(database)) as api:
        base = str(api.client.base_url)
        with watched_page(browser, base, expected=(MARK,)) as watched:
            watched.page.goto(f"{base}/docs")
            watched.page.get_by_label("Key").fill(key)
            watched.page.keyboard.press("Enter")
            hold_swagger_ui(watched.page)
            watched.page.goto(f"{base}/redoc")
            hold_redoc(watched.page)
