"""Defaults that an administrator sets for a login, a database or the server do not affect Predawn."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.errors import StoreError
from core.settings import Settings
from core.types import RunStatus
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from tests.conftest import Server
from tests.serving import serving, settings_for

DEFAULTS = {
    "idle_in_transaction_session_timeout": "'1min'",
    "idle_session_timeout": "'1min'",
    "statement_timeout": "'1min'",
    "lock_timeout": "'1min'",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": "'serializable'",
    "search_path": "nowhere",
    "datestyle": "'German, DMY'",
    "intervalstyle": "'sql_standard'",
    "timezone": "'Asia/Kathmandu'",
    "standard_conforming_strings": "off",
    "client_encoding": "'LATIN1'",
    "bytea_output": "'escape'",
    "extra_float_digits": "-15",
    "array_nulls": "off",
    "transform_null_equals": "on",
}
TEXT = "back\\slash 'quote' \u0416 \u20ac \U0001f4c8"


@pytest.fixture
def adverse(database: Database, embedded_server: Server) -> Database:
    """A database whose defaults are against us, each of them legal."""
    name = make_url(database.url).database
    for setting, value in DEFAULTS.items():
        embedded_server.execute(f"ALTER DATABASE {name} SET {setting} = {value}")
    return database


async def ask(database: Database, query: str, *parameters: object) -> Any:
    sessions = Sessions(database, "tests", size=1, timeout_seconds=60)
    await sessions.open()
    try:
        return (await sessions.fetch_row(query, *parameters))[0]
    finally:
        await sessions.close()


def test_each_session_has_its_own_settings(adverse: Database) -> None:
    engine = adverse.engine(Role.BATCH, "tests")
    listed = ", ".join(f"current_setting('{setting}')" for setting in DEFAULTS)
    query = f"SELECT ARRAY[{listed}]"
    with engine.connect() as connection:
        of_psycopg = connection.scalar(text(query))
    engine.dispose()
    assert asyncio.run(ask(adverse, query)) == of_psycopg
    kept = {
        setting
        for (setting, value), found in zip(DEFAULTS.items(), of_psycopg, strict=True)
        if found == value.strip("'")
    }
    assert not kept


def test_texts_dates_and_bytes_survive_both_drivers(adverse: Database) -> None:
    engine = adverse.engine(None, "tests")
    moment = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    query = text("SELECT CAST(:t AS text), CAST(:m AS timestamptz), CAST(:b AS bytea), 0.1::float8")
    with engine.connect() as connection:
        found = connection.execute(query, {"t": TEXT, "m": moment, "b": b"\\\0\xff"}).one()
    engine.dispose()
    assert (found[0], found[1], bytes(found[2]), found[3]) == (TEXT, moment, b"\\\0\xff", 0.1)
    assert asyncio.run(ask(adverse, "SELECT $1::text", TEXT)) == TEXT


def test_a_night_and_lookups_go_on_as_ever(adverse: Database, settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "catalogue.csv"
    rows = "".join(f'{n},"{TEXT} {n}","graphs and nets {n}",2026-02-03\n' for n in range(50))
    source.write_text("project_id,title,description,created_on\n" + rows, encoding="utf-8")
    lenient = settings.model_copy(update={"max_other": 1.0, "max_shrink": 1.0, "min_f1": 0.0})
    run = run_batch(adverse, lenient, RunRequest(source=str(source)), Silent())
    assert run.status is RunStatus.PUBLISHED
    with serving(settings_for(adverse)) as api:
        found = api.client.get("/predictions/7")
        assert (found.status_code, found.json()["data"]["source"]) == (200, "cache")
        assert api.client.get("/predictions?limit=5").status_code == 200
        assert api.client.get("/runs").status_code == 200
    engine = adverse.engine(Role.BATCH, "tests")
    with engine.connect() as connection:
        title = connection.scalar(text("SELECT title FROM predawn.projects WHERE project_id = '7'"))
    engine.dispose()
    assert title == f"{TEXT} 7"


def test_a_server_that_is_read_only_is_said_to_be(external_server: Server) -> None:
    database = external_server.clone()
    external_server.execute("ALTER SYSTEM SET default_transaction_read_only = on")
    external_server.execute("SELECT pg_reload_conf()")
    engine = database.engine(Role.BATCH, "tests")
    try:
        refused = pytest.raises(StoreError, match=r"is read-only: .*default_transaction_read_only")
        with refused, translate_errors(engine), engine.begin() as connection:
            connection.execute(text("DELETE FROM predawn.rejected_rows"))
    finally:
        engine.dispose()
        admin = database.engine(None, "tests")
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET default_transaction_read_only = off"))
            connection.execute(text("ALTER SYSTEM RESET default_transaction_read_only"))
            connection.execute(text("SELECT pg_reload_conf()"))
        admin.dispose()
    external_server.drop(database)
