"""The API acts as predawn_api, and does not start where it could write what a run has written."""

import asyncio

import pytest
from sqlalchemy import make_url

from api.state import open_state
from core.errors import StoreError
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from tests.conftest import PASSWORD, Server
from tests.serving import settings_for
from tests.sql import administer
from tests.unit.api.conftest import Serve


def login_in(server: Server, database: Database, role: str) -> Database:
    """Return the database as a login sees it that has just one role."""
    name = f"just_{role}"
    server.execute(
        f"DO $$ BEGIN CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}' IN ROLE {role}; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    url = make_url(database.url).set(username=name, password=PASSWORD)
    return Database(url.render_as_string(hide_password=False), embedded=False)


def start(database: Database) -> None:
    async def run() -> None:
        async with open_state(settings_for(database)):
            pass

    asyncio.run(run())


def test_a_login_that_may_becomes_the_apis_role(serve: Serve) -> None:
    api = serve()
    with api.state.read_router.open_primary() as connection:
        assert connection.exec_driver_sql("SELECT current_user").scalar() == "predawn_api"


def test_sessions_of_lookups_act_in_the_apis_role(database: Database) -> None:
    async def ask() -> str:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        first = await sessions.fetch_row("SELECT current_user AS role")
        # A session that was given back and taken again has not lost its role.
        second = await sessions.fetch_row("SELECT current_user AS role")
        await sessions.close()
        assert first == second
        role: str = second["role"]
        return role

    assert asyncio.run(ask()) == "predawn_api"


def test_a_login_with_just_the_apis_role_is_enough(external_server: Server) -> None:
    database = external_server.clone()
    try:
        start(login_in(external_server, database, "predawn_api"))
    finally:
        external_server.drop(database)


def test_a_login_that_could_write_is_refused(external_server: Server) -> None:
    database = external_server.clone()
    try:
        writer = login_in(external_server, database, "predawn_batch")
        with pytest.raises(StoreError, match=r"may write to .*predictions.*projects.*refuses"):
            start(writer)

        async def connect() -> None:
            async with Sessions(writer, "tests", size=1, timeout_seconds=5).connect():
                pass

        with pytest.raises(StoreError, match="refuses"):
            asyncio.run(connect())
    finally:
        external_server.drop(database)


@pytest.mark.parametrize("right", ["UPDATE (title)", "INSERT (project_id)", "TRUNCATE", "DELETE"])
def test_a_right_to_change_one_column_is_refused_as_well(database: Database, right: str) -> None:
    administer(database, f"GRANT {right} ON predawn.projects TO predawn_api")
    with pytest.raises(StoreError, match=r"predawn_api, which may write to projects, .*refuses"):
        start(database)


def test_a_database_that_is_not_set_up_is_refused(empty_database: Database) -> None:
    with pytest.raises(StoreError, match="predawn migrate"):
        start(empty_database)
