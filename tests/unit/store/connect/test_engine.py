from collections.abc import Callable

import psycopg2
import pytest
from sqlalchemy import Connection, Engine, StaticPool, create_engine, make_url, text

from core.errors import InputError, StoreError, StoreUnavailableError
from core.settings import Settings
from store.connect import engine as store_engine
from store.connect.database import Database, find_replica, open_database
from store.connect.engine import Role, check_server, check_sessions, make_engine
from store.connect.errors import translate_errors
from store.sql_files import execute_script
from tests.conftest import Server, free_port
from tests.server_folders import server_folder


def test_an_unreachable_server_is_named_without_user_or_password() -> None:
    url = f"postgresql://somebody:secret@127.0.0.1:{free_port()}/somewhere"
    engine = make_engine(url, role=None, name="tests")
    away = pytest.raises(StoreUnavailableError, match=r"somewhere at 127\.0\.0\.1")
    with away as refusal, translate_errors(engine), engine.connect():
        pass
    assert "secret" not in str(refusal.value)
    assert "somebody" not in str(refusal.value)


def test_sessions_act_in_the_role_and_carry_the_name(database: Database) -> None:
    engine = database.engine(Role.API, "a name")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT current_user, current_setting('application_name')")).one()
        zone = connection.scalar(text("SHOW timezone"))
    engine.dispose()
    assert tuple(found) == ("predawn_api", "a name")
    assert zone == "UTC"


def execute_plainly(connection: Connection, script: str) -> None:
    connection.execute(text(script))


Execute = Callable[[Connection, str], None]


@pytest.mark.parametrize("execute", [execute_plainly, execute_script])
def test_a_right_that_is_missing_is_said_however_the_statement_was_sent(
    database: Database, execute: Execute
) -> None:
    engine = database.engine(Role.API, "tests")
    refused = pytest.raises(StoreError, match="lacks a right")
    with refused, translate_errors(engine), engine.begin() as connection:
        execute(connection, "DELETE FROM predawn.projects")
    engine.dispose()


@pytest.mark.parametrize("execute", [execute_plainly, execute_script])
def test_a_session_that_was_ended_is_an_unreachable_database(database: Database, execute: Execute) -> None:
    engine = database.engine(None, "tests")
    away = pytest.raises(StoreUnavailableError, match="cannot be reached")
    with away, translate_errors(engine), engine.begin() as connection:
        execute(connection, "SELECT pg_terminate_backend(pg_backend_pid())")
    engine.dispose()


def test_of_the_embedded_server_no_setting_is_named_that_nobody_has_set() -> None:
    with server_folder("named") as home, open_database(Settings(_env_file=None, home=home)) as database:
        engine = database.engine(None, "tests")
        refused = pytest.raises(StoreUnavailableError, match="It is the embedded server of PREDAWN_HOME")
        with refused as refusal, translate_errors(engine), engine.begin() as connection:
            execute_plainly(connection, "SELECT pg_terminate_backend(pg_backend_pid())")
        engine.dispose()
    assert "PREDAWN_DATABASE_URL" not in str(refusal.value)


@pytest.mark.parametrize("execute", [execute_plainly, execute_script])
def test_a_lock_timeout_is_not_called_a_database_that_is_away(engine: Engine, execute: Execute) -> None:
    waited = pytest.raises(StoreUnavailableError, match=r"could not go on: .*lock timeout")
    with engine.connect() as holder:
        holder.execute(text("LOCK TABLE predawn.projects IN ACCESS EXCLUSIVE MODE"))
        with waited, translate_errors(engine), engine.begin() as connection:
            execute(connection, "SET LOCAL lock_timeout = '1ms'; TABLE predawn.projects")


def test_a_full_disk_is_said_with_what_to_do(engine: Engine) -> None:
    full = "DO $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    refused = pytest.raises(StoreUnavailableError, match=r"no space left on its disk.* Free some there")
    with refused, translate_errors(engine), engine.begin() as connection:
        connection.execute(text(full))


@pytest.mark.parametrize("execute", [execute_plainly, execute_script])
def test_a_database_without_tables_says_how_it_gets_them(empty_database: Database, execute: Execute) -> None:
    engine = empty_database.engine(None, "tests")
    refused = pytest.raises(StoreError, match=r"is not set up: .*Run `predawn migrate` first")
    with refused, translate_errors(engine), engine.begin() as connection:
        execute(connection, "TABLE predawn.projects")
    engine.dispose()


def test_a_database_in_another_encoding_is_refused(embedded_server: Server) -> None:
    database = embedded_server.empty()
    url = make_url(database.url)
    embedded_server.drop(database)
    embedded_server.execute(f"CREATE DATABASE {url.database} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    engine = database.engine(None, "tests")
    with (
        pytest.raises(StoreError, match="encoded in LATIN1, and Predawn needs UTF8"),
        engine.connect() as found,
    ):
        check_server(found)
    engine.dispose()
    embedded_server.drop(database)


def test_a_server_that_is_too_old_is_refused(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_engine, "MIN_SERVER_VERSION", 99)
    with pytest.raises(StoreError, match=r"PostgreSQL \d\d, and Predawn needs 99"), engine.connect() as found:
        check_server(found)


def test_sessions_that_share_a_server_process_are_a_pooler(database: Database) -> None:
    shared = create_engine(make_url(database.url).set(drivername="postgresql+psycopg2"), poolclass=StaticPool)
    with pytest.raises(StoreError, match="transaction pooler") as refusal:
        check_sessions(shared)
    shared.dispose()
    own = database.engine(None, "tests")
    check_sessions(own)
    own.dispose()
    assert make_url(database.url).database in str(refusal.value)


def test_a_replica_needs_a_primary() -> None:
    settings = Settings(_env_file=None, read_database_url="postgresql://replica/name")
    with pytest.raises(InputError, match="the embedded server has no replicas"):
        find_replica(settings)


def test_a_defect_of_our_own_stays_one(engine: Engine) -> None:
    with pytest.raises(psycopg2.errors.SyntaxError), translate_errors(engine), engine.begin() as connection:
        execute_script(connection, "SELEC 1")
