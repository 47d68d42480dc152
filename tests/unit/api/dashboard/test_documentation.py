"""The pages of the documentation: where they are, what they load, and who may see them."""

import re
from collections.abc import Sequence

import httpx
import pytest

from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests.unit.api.conftest import Serve

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def make_key(database: Database, scopes: Sequence[KeyScope]) -> dict[str, str]:
    owner = database.engine(Role.OWNER, "tests of pages")
    with owner.begin() as connection:
        key = api_keys.create(connection, scopes[0], scopes)
    owner.dispose()
    return {"X-API-Key": key}


def loaded(page: httpx.Response) -> list[str]:
    return re.findall(r'(?:src|href|data-document)="([^"]+)"', page.text)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/dashboard/docs", "/dashboard/redoc"])
def test_a_page_loads_files_of_the_server_alone(serve: Serve, path: str) -> None:
    api = serve()
    page = api.client.get(path)
    assert page.status_code == 200
    assert len(loaded(page)) >= 4
    for address in loaded(page):
        assert api.client.get(address).status_code == 200, address
    assert "https:" not in page.headers["content-security-policy"]


def test_under_keys_a_browser_is_sent_to_the_page_that_a_session_opens(
    serve: Serve, database: Database
) -> None:
    inspect, lookup = (make_key(database, [scope]) for scope in (KeyScope.INSPECT, KeyScope.LOOKUP))
    client = serve().client
    for path in ("/docs", "/redoc"):
        sent = client.get(path, headers=BROWSER)
        assert (sent.status_code, sent.headers["location"]) == (303, f"/dashboard{path}")
        asked = client.get(sent.headers["location"], headers=BROWSER)
        assert asked.headers["location"] == f"/dashboard/sign-in?next=%2Fdashboard{path.replace('/', '%2F')}"
        assert client.get(path).status_code == 401
        assert client.get(path, headers={**BROWSER, **lookup}).status_code == 403
        assert client.get(path, headers={**BROWSER, **inspect}).status_code == 200
    assert client.get("/openapi.json", headers=BROWSER).status_code == 401
    assert client.get("/dashboard/openapi.json", headers=inspect).json()["openapi"].startswith("3.1")


def test_production_shows_no_documentation_to_sessions_either(serve: Serve) -> None:
    client = serve(production=True).client
    for path in ("/dashboard/docs", "/dashboard/redoc", "/dashboard/openapi.json"):
        assert client.get(path).status_code == 404
