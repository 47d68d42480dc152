"""The errors that the OpenAPI document shows are those that the API answers with, word for word."""

from typing import Any

import pytest
from pydantic import SecretStr

from api.app import create_app
from core.settings import Settings
from core.types import Run
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from tests.serving import Api, serving
from tests.unit.api.conftest import Execute, Serve

REQUESTS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: ("POST", "/predict", {"content": "a", "headers": {"Content-Type": "text/plain"}}),
    404: ("GET", "/predictions/0815", {}),
    406: ("GET", "/predictions", {"headers": {"Accept": "image/png"}}),
    413: ("POST", "/predict", {"content": b"x" * 2_097_153}),
    421: ("GET", "/predictions/7", {"headers": {"Host": "example.org"}}),
    422: ("POST", "/predict", {"json": {"texts": []}}),
}


def shown(method: str, path: str, status: int) -> Any:
    """Return the `detail` of an error in the document."""
    responses = create_app(Settings(_env_file=None)).openapi()["paths"][path][method.lower()]["responses"]
    return responses[str(status)]["content"]["application/json"]["example"]["detail"]


def answered(api: Api, method: str, path: str, status: int, **request: Any) -> Any:
    """Return the `detail` of the error that a request is answered with."""
    answer = api.client.request(method, path, **request)
    assert answer.status_code == status, answer.text
    return answer.json()["detail"]


@pytest.mark.parametrize("status", REQUESTS)
def test_an_error_of_a_request_is_shown_as_it_is_answered(published: Api, status: int) -> None:
    method, path, request = REQUESTS[status]
    documented = "/predictions/{project_id}" if path.startswith("/predictions/") else path
    assert answered(published, method, path, status, **request) == shown(method, documented, status)


def test_errors_of_keys_are_shown_as_they_are_answered(serve: Serve, database: Database) -> None:
    owner = database.engine(Role.OWNER, "tests of documented errors")
    with owner.begin() as connection:
        keys = {
            f"without {needed}": api_keys.create(connection, f"without {needed}", [*{*KeyScope} - {needed}])
            for needed in KeyScope
        }
    owner.dispose()
    api = serve()
    assert answered(api, "GET", "/runs", 401) == shown("GET", "/runs", 401)
    requests = {
        ("GET", "/predictions"): KeyScope.LOOKUP,
        ("POST", "/prediction-lookups"): KeyScope.LOOKUP,
        ("GET", "/changes"): KeyScope.LOOKUP,
        ("POST", "/predict"): KeyScope.PREDICT,
        ("GET", "/runs"): KeyScope.INSPECT,
        ("GET", "/reviews"): KeyScope.INSPECT,
    }
    for (method, path), needed in requests.items():
        name = f"without {needed}"
        refused = answered(api, method, path, 403, headers={"X-API-Key": keys[name]})
        assert refused.replace(name, "website") == shown(method, path, 403)


def test_changes_that_are_no_longer_kept_are_shown_as_gone(
    first_run: Run, serve: Serve, execute: Execute
) -> None:
    execute("UPDATE predawn.change_feed SET kept_after = 5")
    assert answered(serve(), "GET", "/changes?after=1", 410) == shown("GET", "/changes", 410)


def test_a_database_that_is_away_is_shown_as_it_is_answered() -> None:
    url = SecretStr("postgresql://predawn@127.0.0.1:1/predawn")
    with serving(Settings(_env_file=None, database_url=url)) as api:
        unavailable = answered(api, "GET", "/predictions/7", 503)
    assert unavailable == shown("GET", "/predictions/{project_id}", 503)


def test_a_prediction_that_is_not_stored_is_shown_as_it_is_answered(serve: Serve, execute: Execute) -> None:
    execute("INSERT INTO predawn.projects (project_id, title, description) VALUES ('7', 'Vision', '')")
    headers = {"Cache-Control": "only-if-cached"}
    missing = answered(serve(), "GET", "/predictions/7", 504, headers=headers)
    assert missing == shown("GET", "/predictions/{project_id}", 504)
