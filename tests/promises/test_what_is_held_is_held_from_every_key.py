"""Promise 9 over HTTP: no key of an application reads a run that was never published, by any parameter.

The routes and their parameters are those of the app itself. One that is not named here fails the test, so
that whoever adds it says which scope it needs, and what it may be asked with.
"""

import itertools
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from api.access.signing import Purpose, Signer
from api.app import create_app
from api.routes.predictions.cursors import Cursor, write_cursor
from core.errors import RunHeldError
from core.settings import Settings
from store import api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.listing import Filters, Position
from tests.promises.conftest import NumberedNight
from tests.serving import Api, serving, settings_for
from tests.sql import administer, execute

PUBLISHED, HELD, READY, FAILED, IN_SERVICE, NEVER = 1, 2, 3, 4, 5, 99
RUNS = (PUBLISHED, HELD, READY, FAILED, IN_SERVICE, NEVER)
HIDDEN = (HELD, READY, FAILED)

OPEN = None
SCOPES: Mapping[str, KeyScope | None] = {
    "/": OPEN,
    "/health": OPEN,
    "/health/live": OPEN,
    "/health/ready": OPEN,
    "/metrics": KeyScope.INSPECT,
    "/openapi.json": KeyScope.INSPECT,
    "/docs": KeyScope.INSPECT,
    "/redoc": KeyScope.INSPECT,
    "/predictions": KeyScope.LOOKUP,
    "/prediction-lookups": KeyScope.LOOKUP,
    "/changes": KeyScope.LOOKUP,
    "/predictions/{project_id}": KeyScope.LOOKUP,
    "/predictions/{project_id}/history": KeyScope.LOOKUP,
    "/predictions/{project_id}/explanation": KeyScope.LOOKUP,
    "/predict": KeyScope.PREDICT,
    "/performance": KeyScope.INSPECT,
    "/args": KeyScope.INSPECT,
    "/args/{arg}": KeyScope.INSPECT,
    "/models": KeyScope.INSPECT,
    "/models/{version}": KeyScope.INSPECT,
    "/runs": KeyScope.INSPECT,
    "/runs/{run_id}": KeyScope.INSPECT,
    "/runs/{run_id}/diff": KeyScope.INSPECT,
    "/tags": KeyScope.INSPECT,
    "/reviews": KeyScope.INSPECT,
    "/dashboard": KeyScope.INSPECT,
    "/dashboard/": KeyScope.INSPECT,
    "/dashboard/live": KeyScope.INSPECT,
    "/dashboard/sign-in": OPEN,
    "/dashboard/sign-out": OPEN,
    "/dashboard/static/{digest}/{name}": OPEN,
    "/dashboard/runs": KeyScope.INSPECT,
    "/dashboard/runs/{run_id}": KeyScope.INSPECT,
    "/dashboard/runs/{run_id}/compare": KeyScope.INSPECT,
    "/dashboard/canary": KeyScope.INSPECT,
    "/dashboard/projects": KeyScope.LOOKUP,
    "/dashboard/projects/{project_id}": KeyScope.LOOKUP,
    "/dashboard/try": KeyScope.PREDICT,
    "/dashboard/models": KeyScope.INSPECT,
    "/dashboard/models/{version}": KeyScope.INSPECT,
    "/dashboard/models/{version}/catalogue": KeyScope.INSPECT,
    "/dashboard/reviews": KeyScope.INSPECT,
    "/dashboard/corrections": KeyScope.INSPECT,
    "/dashboard/docs": KeyScope.INSPECT,
    "/dashboard/redoc": KeyScope.INSPECT,
    "/dashboard/openapi.json": KeyScope.INSPECT,
    "/dashboard/{path}": KeyScope.INSPECT,
}
"""The scope that each route needs."""

VALUES: Mapping[str, Sequence[object]] = {
    "run_id": RUNS,
    "base": RUNS,
    "before": (NEVER,),
    "version": (1, HELD, NEVER),
    "model": (1, HELD, NEVER),
    "against": (1, HELD),
    "project_id": ("4", "nope"),
    "id": ("4",),
    "ids": ("4", "4,6"),
    "tag": tuple(f"tag-{run}" for run in RUNS),
    "min_score": (0,),
    "stale": ("true", "false"),
    "limit": (2,),
    "excel": ("true",),
    "top": (5,),
    "q": ("a", "tag-2"),
    "known": ("differs", f"tag-{HELD}"),
    "show": ("unsure", "corrected"),
    "why": ("near_tie",),
    "state": ("all",),
    "project": ("4",),
    "sort": ("score",),
    "min": (0,),
    "max": (1,),
    "format": ("csv",),
    "from": (f"tag-{HELD}",),
    "to": (f"tag-{HELD}",),
    "texts": ("graphs",),
    "item": (f"tag-{HELD}",),
    "min_value": (0,),
    "max_value": (1,),
    "after": ("", "4"),
    "filter": ("overall",),
    "explain": ("true",),
    "arg": ("min_score",),
    "path": ("none", "nothing/there"),
    "digest": ("0",),
    "name": ("dashboard.css",),
}
"""What each parameter is asked with, beside forged cursors."""

UNDECLARED = ("run", "run_id", "serving_run", "publication", "model_version", "canary")
"""Parameters that no route has, and that must select nothing."""

BODIES: Mapping[str, dict[str, Any]] = {
    "/prediction-lookups": {"json": {"ids": ["4", "6"], "infer": True}},
    "/predict": {"json": {"texts": [{"text": "graphs"}]}},
    "/dashboard/try": {"data": {"texts": "graphs"}},
    "/dashboard/sign-in": {"data": {"key": "none"}},
    "/dashboard/sign-out": {"data": {}},
}
CHOOSES_A_MODEL = ("/predict", "model")
"""The scope `predict` asks any model of the store by its version; predictions of runs are not part of it."""


@dataclass(frozen=True)
class Route:
    """A route of the app: its path without convertors, its method, and the names of its parameters."""

    path: str
    method: str
    path_names: tuple[str, ...]
    query_names: tuple[str, ...]


def routes(app: Any) -> list[Route]:
    return [
        Route(re.sub(r":\w+}", "}", path), method, *_names(route))
        for path, route in _walk(app.routes)
        for method in sorted(route.methods)
    ]


def _walk(found: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for route in found:
        router = getattr(route, "original_router", None)
        if router is None:
            yield prefix + route.path, route
        else:
            yield from _walk(router.routes, prefix + route.include_context.prefix)


def _names(route: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    dependant = getattr(route, "dependant", None)
    if dependant is None:
        return (), ()
    query: list[str] = []
    for parameter in dependant.query_params:
        model = parameter.field_info.annotation
        is_model = isinstance(model, type) and issubclass(model, BaseModel)
        query += list(model.model_fields) if is_model else [parameter.alias]
    return tuple(parameter.alias for parameter in dependant.path_params), tuple(query)


@pytest.fixture
def store(numbered_night: NumberedNight, database: Database) -> Database:
    """A store with a run of every kind, each with a tag of its own."""
    numbered_night(PUBLISHED)
    with pytest.raises(RunHeldError, match="churn"):
        numbered_night(HELD, strict={"max_churn": 0.25})
    for number in (READY, FAILED):
        numbered_night(number, publish=False)
    administer(database, "UPDATE predawn.runs SET status = 'failed' WHERE run_id = :run", run=FAILED)
    numbered_night(IN_SERVICE)
    return database


@pytest.fixture
def keys(store: Database) -> dict[str, str]:
    """A key of each scope, one with all, a revoked one, and one that was never made."""
    owner = store.engine(Role.OWNER, "tests")
    with owner.begin() as connection:
        made = {scope.value: api_keys.create(connection, scope, [scope]) for scope in KeyScope}
        made["all"] = api_keys.create(connection, "all", list(KeyScope))
        made["revoked"] = api_keys.create(connection, "revoked", list(KeyScope))
        api_keys.revoke(connection, "revoked")
    owner.dispose()
    return {**made, "unknown": "predawn_unknown", "none": ""}


@pytest.fixture
def api(store: Database, keys: dict[str, str], lenient: Settings, tmp_path: Any) -> Iterator[Api]:
    predictor = {
        "predictor": "tests.promises.predictors:Constant",
        "predictor_config": tmp_path / f"{IN_SERVICE}.toml",
    }
    with serving(settings_for(store, **predictor)) as api:
        yield api


def forged_cursors(api: Api) -> list[str]:
    """Return cursors that no listing returned: unsigned, badly signed, and signed for something else."""
    made = []
    for run in RUNS:
        content = json.dumps([run, "", "Infinity", "44136fa3"]).encode()
        made.append(urlsafe_b64encode(content).decode().rstrip("="))
        made.append(urlsafe_b64encode(bytes(16) + content).decode().rstrip("="))
        made.append(write_cursor(Signer(b""), Cursor(run, Position()), Filters()))
        made.append(api.state.keyring.signer.sign(Purpose.SESSION, content))
    return made


def requests(api: Api, route: Route) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the paths and queries that a route is asked with."""
    given = [VALUES[name] for name in route.path_names]
    queries: list[dict[str, object]] = [{}]
    for name in route.query_names:
        is_cursor = name == "cursor" or (name, route.path) == ("after", "/changes")
        values = forged_cursors(api) if is_cursor else VALUES[name]
        queries += [{name: value} for value in values]
    queries += [{name: HELD} for name in UNDECLARED]
    for values in itertools.product(*given):
        path = route.path
        for name, value in zip(route.path_names, values, strict=True):
            path = path.replace(f"{{{name}}}", str(value))
        yield from ((path, query) for query in queries)
    if route.path == "/dashboard/sign-in":
        yield "/dashboard/sign-in", {"next": f"/runs/{HELD}"}


def ask(api: Api, route: Route, path: str, query: Mapping[str, object], **headers: str) -> httpx.Response:
    headers["Origin"] = str(api.client.base_url).rstrip("/")
    body = BODIES[route.path] if route.method == "POST" else {}
    return api.client.request(route.method, path, params=query, headers=headers, **body)


def leaks(answer: httpx.Response, query: Mapping[str, object]) -> set[int]:
    """Return the runs that were never published and of which an answer tells a prediction."""
    text = answer.text
    if text and answer.headers.get("content-type") == "application/json":
        found = answer.json()
        # The address of the request, and a sentence that repeats it, are the client's own words.
        text = json.dumps(found.get("data")) if isinstance(found, dict) and "message" in found else text
    told = {int(run) for run in re.findall(r"tag-(\d+)", text)}
    told |= {int(run) for run in re.findall(r'"run_id": (\d+)', text)}
    asked = {int(run) for value in query.values() for run in re.findall(r"tag-(\d+)", str(value))}
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return (told - asked if is_page else told) & set(HIDDEN)


def test_every_route_and_parameter_is_named_here() -> None:
    found = routes(create_app(Settings(_env_file=None)))
    assert {route.path for route in found} == set(SCOPES), "say which scope a route needs"
    names = {name for route in found for name in (*route.path_names, *route.query_names)} - {"cursor"}
    assert names == set(VALUES), "say what a parameter is asked with"
    assert {route.path for route in found if route.method == "POST"} == set(BODIES)


def askers(route: Route, query: Mapping[str, object], keys: Mapping[str, str]) -> list[str]:
    """Return the keys that a route is asked with: all, and with a query those of applications that may."""
    needed = SCOPES[route.path]
    if not query:
        return list(keys)
    return [] if needed is KeyScope.INSPECT else [needed or KeyScope.LOOKUP]


def is_admitted(status: int, needed: KeyScope | None, name: str) -> bool:
    """Return whether a status is the one that a key gets for a route that needs a scope."""
    if needed is OPEN:
        return True
    if name in ("all", needed):
        return status not in (401, 403)
    return status == (403 if name in [*KeyScope] else 401)


def test_no_key_reads_more_than_its_scope_and_none_reads_what_was_never_published(
    api: Api, keys: dict[str, str]
) -> None:
    wrong = []
    asked = 0
    for route in routes(api.app):
        for path, query in requests(api, route):
            chooses = route.path == CHOOSES_A_MODEL[0] and CHOOSES_A_MODEL[1] in query
            forms = ("*/*", "text/csv") if route.path == "/predictions" else ("*/*",)
            for name, accept in itertools.product(askers(route, query, keys), forms):
                answer = ask(api, route, path, query, Accept=accept, **{"X-API-Key": keys[name]})
                asked += 1
                may_see = chooses or name in ("all", KeyScope.INSPECT)
                if (
                    not is_admitted(answer.status_code, SCOPES[route.path], name)
                    or answer.status_code == 500
                    or (not may_see and leaks(answer, query))
                ):
                    wrong.append((name, route.method, path, query, answer.status_code, answer.text[:300]))
    assert asked > 400
    assert not wrong, f"{len(wrong)} of {asked}, the first ones: {wrong[:5]}"


def test_the_attack_finds_what_it_looks_for(api: Api, keys: dict[str, str], store: Database) -> None:
    """With the scope `inspect` a person judges a held run, and once published it is there for everybody."""
    inspect = {"Authorization": f"Bearer {keys['inspect']}"}
    answer = api.client.get(f"/runs/{HELD}/diff", headers=inspect)
    assert leaks(answer, {}) == {HELD}
    engine = store.engine(Role.BATCH, "tests")
    execute(engine, "INSERT INTO predawn.publications (to_run, kind, actor) VALUES (2, 'publish', 'tests')")
    engine.dispose()
    look_up = {"Authorization": f"Bearer {keys['lookup']}"}
    cursor = write_cursor(api.state.keyring.signer, Cursor(HELD, Position()), Filters())
    listed = api.client.get("/predictions", params={"cursor": cursor}, headers=look_up)
    assert leaks(listed, {}) == {HELD}


def test_even_a_signed_cursor_lists_no_run_that_was_never_published(api: Api, keys: dict[str, str]) -> None:
    for run in HIDDEN:
        cursor = write_cursor(api.state.keyring.signer, Cursor(run, Position()), Filters())
        for accept in ("application/json", "text/csv", "application/x-ndjson"):
            answer = api.client.get(
                "/predictions",
                params={"cursor": cursor},
                headers={"Accept": accept, "Authorization": f"Bearer {keys['lookup']}"},
            )
            assert answer.status_code == 404
            assert "Start again without a cursor" in answer.json()["detail"]
