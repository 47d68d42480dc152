"""Keys guard everything but health, as soon as one was ever created."""

import asyncio
import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import ProgrammingError

from api.app import create_app
from api.http.clock import DatabaseClock
from api.services.keyring import Keyring, required_scope, route_path
from core.errors import InputError, NotFoundError
from model.loading import make_scorer
from model.predictors.scorer import Scorer
from store import api_access, api_keys
from store.api_keys import ApiKey, KeyScope
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from tests.access import CLOSED, OPEN
from tests.serving import Api
from tests.sql import ANOTHER_MODEL
from tests.waiting import TIMEOUT_SECONDS, wait_until

ROUTES = {
    KeyScope.LOOKUP: "/predictions/1",
    KeyScope.INSPECT: "/runs",
}
HEALTH = ("/", "/health", "/health/live", "/health/ready")


@pytest.fixture
def owner(database: Database):
    engine = database.engine(Role.OWNER, "tests of keys")
    yield engine
    engine.dispose()


@pytest.fixture
def make_key(owner: Engine):
    def make(name: str, *scopes: KeyScope) -> str:
        with owner.begin() as connection:
            return api_keys.create(connection, name, scopes or list(KeyScope))

    return make


# pg_stat_activity does not tell a role what the sessions of others wait for.
WAITING_FOR_A_ROW = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"


def get(api: Api, path: str, key: str | None = None) -> httpx.Response:
    return api.client.get(path, headers={} if key is None else {"Authorization": f"Bearer {key}"})


def test_without_any_key_every_route_is_open(serve):
    api = serve()
    assert get(api, "/runs").status_code == 200
    assert get(api, "/predictions/none").status_code == 404


def test_with_a_key_every_route_but_health_asks_for_one(serve, make_key):
    make_key("website")
    api = serve()
    open_paths = {path for path in _get_routes(api) if get(api, path).status_code != 401}
    assert open_paths == set(HEALTH)
    refused = get(api, "/predictions/1")
    assert refused.headers["www-authenticate"] == "Bearer"
    assert "Send it as" in refused.json()["detail"]
    assert api.client.post("/predict", json={"texts": [{"text": "a"}]}).status_code == 401
    for path in HEALTH:
        assert get(api, path).status_code in (200, 503)


def _get_routes(api: Api) -> list[str]:
    document = api.client.get("/openapi.json", headers={"Authorization": "Bearer none"})
    assert document.status_code == 401
    paths = create_app(api.state.settings).openapi()["paths"]
    filled = [path.replace("{", "").replace("}", "") for path, item in paths.items() if "get" in item]
    return [*filled, "/docs", "/openapi.json", "/no/such/page"]


def test_a_key_does_what_it_was_made_for_and_nothing_else(serve, make_key):
    keys = {scope: make_key(scope, scope) for scope in KeyScope}
    api = serve()
    for needed, path in ROUTES.items():
        for scope, key in keys.items():
            answer = get(api, path, key)
            assert (answer.status_code == 403) == (scope is not needed), answer.text
    answer = get(api, "/runs", keys[KeyScope.LOOKUP])
    assert "lacks the scope `inspect`" in answer.json()["detail"]
    body = {"texts": [{"text": "camera"}]}
    allowed = {
        scope: api.client.post("/predict", json=body, headers={"X-API-Key": key}).status_code
        for scope, key in keys.items()
    }
    assert [scope for scope, status in allowed.items() if status != 403] == [KeyScope.PREDICT]


def test_nothing_is_given_away_before_it_is_known_whether_there_are_keys():
    keyring = Keyring(DatabaseClock())

    def status(path: str) -> int | None:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        refusal = keyring.refuse(
            {**scope, "scheme": "http", "server": ("here", 80), "raw_path": path.encode()}
        )
        return refusal and refusal.status_code

    paths = ("/predictions/1", "/predict", "/runs", "/metrics", "/dashboards", "/health/live")
    assert [status(path) for path in paths] == [503, 503, 503, 503, 503, None]
    website = ApiKey(1, "website", frozenset(), datetime.now(UTC), None)
    keyring.renew(replace(CLOSED, keys={b"hash": website}))
    assert [status(path) for path in paths] == [401, 401, 401, 401, 401, None]
    keyring.renew(CLOSED)
    assert [status(path) for path in paths] == [401, 401, 401, 401, 401, None]
    keyring.renew(OPEN)
    assert [status(path) for path in paths] == [None] * 6


def test_keys_come_and_go_while_serving(serve, make_key, owner):
    api = serve()
    assert get(api, "/runs").status_code == 200
    key = make_key("late")
    wait_until(lambda: get(api, "/runs").status_code == 401)
    assert get(api, "/runs", key).status_code == 200
    assert get(api, "/runs", key + "x").status_code == 401
    assert get(api, "/runs", "x" * 500).status_code == 401
    with owner.begin() as connection:
        api_keys.create(connection, "other", [KeyScope.LOOKUP])
        api_keys.revoke(connection, "late")
    wait_until(lambda: get(api, "/runs", key).status_code == 401)


def test_revoking_the_last_key_leaves_the_api_closed(serve, make_key, owner):
    key = make_key("only")
    api = serve()
    assert get(api, "/runs", key).status_code == 200
    with owner.begin() as connection:
        api_keys.revoke(connection, "only")
    wait_until(lambda: get(api, "/runs", key).status_code == 401)
    # As a worker that starts only now finds it, and one that has polled since.
    for each in (api, serve()):
        wait_until(lambda each=each: each.state.keyring.is_locked)
        assert get(each, "/runs").status_code == 401
        assert get(each, "/predictions/1").status_code == 401
    with owner.begin() as connection:
        assert "nobody gets in" in str(api_access.read_summary(connection))
        connection.exec_driver_sql("DELETE FROM predawn.api_keys")
    assert get(serve(), "/runs").status_code == 401


def test_a_name_has_so_many_letters_and_no_more(owner):
    longest = "n" * api_keys.MAX_NAME_CHARACTERS
    with owner.begin() as connection:
        api_keys.create(connection, longest, [KeyScope.LOOKUP])
        with pytest.raises(InputError, match="has at most 200 characters, and this one has 201"):
            api_keys.create(connection, longest + "n", [KeyScope.LOOKUP])
        for name in ("two\nlines", "\x1b[31mred", "\udcff"):
            with pytest.raises(InputError, match="is one line of UTF-8"):
                api_keys.create(connection, name, [KeyScope.LOOKUP])
        assert [key.name for key in api_keys.list_keys(connection)] == [longest]


def test_a_person_opens_the_api_and_that_is_recorded(serve, make_key, owner):
    api = serve()
    with owner.begin() as connection, pytest.raises(InputError, match="nothing to do"):
        api_access.open_api(connection, "ann")
    make_key("first")
    with owner.begin() as connection, pytest.raises(InputError, match="has 1 key in use"):
        api_access.open_api(connection, "ann")
    wait_until(lambda: get(api, "/runs").status_code == 401)
    with owner.begin() as connection:
        api_keys.revoke(connection, "first")
        api_access.open_api(connection, "ann")
    wait_until(lambda: get(api, "/runs").status_code == 200)
    with owner.begin() as connection:
        assert "open: ann opened it at" in str(api_access.read_summary(connection))
        assert connection.exec_driver_sql("SELECT actor FROM predawn.api_openings").all() == [("ann",)]
    make_key("second")
    wait_until(lambda: get(api, "/runs").status_code == 401)
    with owner.begin() as connection:
        api_keys.revoke(connection, "second")
    wait_until(lambda: api.state.keyring.is_locked)
    assert get(api, "/runs").status_code == 401


def test_a_key_that_is_made_while_the_api_is_opened_closes_it(serve, make_key, owner):
    make_key("first")
    with owner.begin() as connection:
        api_keys.revoke(connection, "first")
    with owner.connect() as opening:
        api_access.open_api(opening, "ann")
        making = threading.Thread(target=make_key, args=("second",))
        making.start()
        with owner.connect() as connection:
            wait_until(lambda: connection.exec_driver_sql(WAITING_FOR_A_ROW).scalar_one() == 1)
        opening.commit()
        making.join()
    with owner.begin() as connection:
        api_keys.revoke(connection, "second")
        assert api_access.read_summary(connection).requires_key


def test_an_api_is_not_opened_while_a_key_is_made(serve, make_key, owner):
    make_key("first")
    with owner.begin() as connection:
        api_keys.revoke(connection, "first")

    def open_api() -> None:
        with owner.begin() as connection, pytest.raises(InputError, match="has 1 key in use"):
            api_access.open_api(connection, "ann")
        refused.set()

    refused = threading.Event()
    with owner.connect() as making:
        api_keys.create(making, "second", list(KeyScope))
        opening = threading.Thread(target=open_api)
        opening.start()
        with owner.connect() as connection:
            wait_until(lambda: connection.exec_driver_sql(WAITING_FOR_A_ROW).scalar_one() == 1)
        making.commit()
        opening.join()
    assert refused.is_set()


def test_the_secret_of_signatures_is_in_no_text_and_of_no_other_role(database, make_key):
    make_key("first")

    async def read() -> api_access.Access:
        sessions = Sessions(database, "tests of keys", size=1, timeout_seconds=TIMEOUT_SECONDS)
        await sessions.open()
        async with sessions.connect() as connection:
            access = await api_access.read_access(connection)
        await sessions.close()
        return access

    access = asyncio.run(read())
    assert len(access.secret) == 32
    assert repr(access.secret) not in repr(access)
    for role in (Role.BATCH, Role.ANALYST):
        engine = database.engine(role, "tests")
        with engine.connect() as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.exec_driver_sql("SELECT signing_secret FROM predawn.api_access")
        engine.dispose()


def test_the_route_that_answers_is_the_one_that_the_key_is_checked_for():
    assert route_path({"path": "/predawn/runs", "root_path": "/predawn"}) == "/runs"
    assert route_path({"path": "/predawn", "root_path": "/predawn"}) == "/"
    assert route_path({"path": "/runs/3", "root_path": "/ru"}) == "/runs/3"
    assert route_path({"path": "/runs/3"}) == "/runs/3"


def test_keys_come_and_go_while_a_model_is_loaded(serve, night, make_key, owner, monkeypatch):
    night()
    with owner.begin() as connection:
        connection.exec_driver_sql(ANOTHER_MODEL)
    api = serve()
    begun, may_end = threading.Event(), threading.Event()

    def load(*given: object) -> Scorer:
        begun.set()
        may_end.wait(TIMEOUT_SECONDS)
        return make_scorer(*given)

    monkeypatch.setattr("api.inference.models.make_scorer", load)
    try:
        night(model_version=2)
        assert begun.wait(TIMEOUT_SECONDS)
        make_key("late")
        wait_until(lambda: get(api, "/runs").status_code == 401)
    finally:
        may_end.set()
    wait_until(lambda: api.state.watcher.current.model_version == 2)


def test_the_key_itself_is_not_stored(owner, make_key):
    key = make_key("website")
    with owner.begin() as connection:
        found = connection.exec_driver_sql("SELECT key_sha256 FROM predawn.api_keys")
        hashes = [bytes(row[0]) for row in found]
        text = str(connection.exec_driver_sql("SELECT * FROM predawn.api_keys").all())
    assert hashes == [hashlib.sha256(key.encode()).digest()]
    assert key not in text


@pytest.mark.parametrize("name", ["", " "])
def test_a_key_without_a_name_is_refused(make_key, name):
    with pytest.raises(InputError, match="needs a name"):
        make_key(name)


def test_names_are_taken_for_good(owner, make_key):
    make_key("website")
    with owner.begin() as connection:
        api_keys.revoke(connection, "website")
    with pytest.raises(InputError, match="already"):
        make_key("website")
    with owner.begin() as connection, pytest.raises(NotFoundError, match="no key 'website' in use"):
        api_keys.revoke(connection, "website")


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/predictions/1", "lookup"),
        ("/predictions", "lookup"),
        ("/predict", "predict"),
        ("/predicted", "inspect"),
        ("/runs/1/diff", "inspect"),
        ("//predictions/1", "lookup"),
    ],
)
def test_the_scope_that_a_path_needs(path, scope):
    assert required_scope(path) == scope
