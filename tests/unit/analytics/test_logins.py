"""The login of the analysts: what `deploy/postgres/logins.sql` sets for it holds on a real server."""

import os
import subprocess
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from store.connect.database import Database
from store.embedded.server import bin_path
from tests.conftest import PASSWORD, ROOT, Server
from tests.waiting import with_enough_time

SCRIPT = ROOT / "deploy" / "postgres" / "logins.sql"
LOGIN = "predawn_reader"
LOGINS = ("predawn_migrator", "predawn_scheduler", "predawn_server", LOGIN)


@pytest.fixture(scope="module")
def served(external_server: Server) -> Iterator[Database]:
    database = external_server.clone()
    passwords = {f"{name}_PASSWORD": PASSWORD for name in ("MIGRATE", "SCHEDULE", "API", "ANALYST")}
    subprocess.run(
        [bin_path() / "psql", "--no-psqlrc", "--quiet", f"--file={SCRIPT}", database.url],
        env={**os.environ, **passwords},
        check=True,
    )
    yield database
    external_server.drop(database)
    external_server.execute(f"DROP ROLE {', '.join(LOGINS)}")


def make_engine(database: Database) -> Engine:
    """Return an engine of the login as analysts connect; Predawn's own would set its settings aside."""
    url = make_url(database.url).set(drivername="postgresql+psycopg2", username=LOGIN, password=PASSWORD)
    return create_engine(url)


@pytest.fixture
def reader(served: Database) -> Iterator[Connection]:
    """A session of the login, by its password, in whatever state it is given."""
    engine = make_engine(served)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(connection: Connection, statement: str) -> str:
    with pytest.raises(DBAPIError) as refusal:
        connection.execute(text(statement))
    connection.rollback()
    return str(getattr(refusal.value.orig, "pgcode", ""))


def test_its_settings_are_those_of_the_script(reader: Connection) -> None:
    shown = {
        name: reader.scalar(text(f"SHOW {name}"))
        for name in (
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "search_path",
            "default_transaction_read_only",
        )
    }
    assert shown == {
        "statement_timeout": "5min",
        "idle_in_transaction_session_timeout": "10min",
        "search_path": "analytics",
        "default_transaction_read_only": "on",
    }
    assert reader.execute(text("SELECT count(*) FROM predictions")).scalar() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = 0",
        "SET default_transaction_read_only = off",
        "SET work_mem = '1GB'",
        "SET search_path = predawn",
    ],
)
def test_what_the_login_lifts_for_itself(reader: Connection, statement: str) -> None:
    """The documentation calls these guard rails."""
    reader.execute(text(statement))


def test_what_it_cannot_lift(reader: Connection) -> None:
    assert reader.scalar(text("SHOW temp_file_limit")) == "10GB"
    for statement in ("SET temp_file_limit = -1", "SET ROLE predawn_batch", "SET log_statement = 'none'"):
        assert refused(reader, statement) == "42501"
    reader.execute(text("SET TRANSACTION READ WRITE"))
    assert refused(reader, f"ALTER ROLE {LOGIN} CONNECTION LIMIT -1") == "42501"
    assert reader.scalar(text(f"SELECT rolconnlimit FROM pg_roles WHERE rolname = '{LOGIN}'")) == 20


def test_a_long_query_is_cut_off(external_server: Server, served: Database) -> None:
    # In its database, which goes before what the script has set for the role, and leaves that as it is.
    here = f"ALTER ROLE {LOGIN} IN DATABASE {make_url(served.url).database}"

    def check(milliseconds: int) -> None:
        external_server.execute(f"{here} SET statement_timeout = '{milliseconds}ms'")
        engine = make_engine(served)
        try:
            with engine.connect() as connection:
                assert refused(connection, "SELECT count(*) FROM generate_series(1, 1000000000)") == "57014"
                assert connection.scalar(text("SELECT 1")) == 1
        finally:
            external_server.execute(f"{here} RESET statement_timeout")
            engine.dispose()

    with_enough_time(check, 150, 5_000)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM predawn.predictions",
        "SELECT * FROM predawn.api_keys",
        "SELECT * FROM predawn.webhook_events",
        "SELECT artifact FROM predawn.models",
        "SELECT predawn.set_content_hash()",
        "SET ROLE predawn_api",
        "SET SESSION AUTHORIZATION predawn_api",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY analytics.models TO PROGRAM 'cat'",
        "COPY predawn.models TO STDOUT",
        "SELECT query_to_xml('SELECT * FROM predawn.api_keys', true, true, '')",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_largeobject",
        "SELECT lo_import('/etc/passwd')",
    ],
)
def test_it_reads_nothing_but_the_views(reader: Connection, statement: str) -> None:
    assert refused(reader, statement) == "42501"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE analytics.mine (id integer)",
        "CREATE TABLE public.mine (id integer)",
        "CREATE SCHEMA mine",
        "UPDATE analytics.models SET status = 'champion'",
        "DELETE FROM analytics.run_figures",
        "INSERT INTO analytics.publications (kind) VALUES ('publish')",
        "TRUNCATE analytics.runs",
        "CREATE ROLE mine",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "CREATE FUNCTION pg_temp.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "SELECT pg_advisory_lock(1886545252, 1)",
        "SELECT pg_try_advisory_xact_lock_shared(1886545252, 1)",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'mine')",
        "GRANT predawn_analyst TO CURRENT_USER",
    ],
)
def test_it_writes_nothing_whatever_its_session_says(reader: Connection, statement: str) -> None:
    assert refused(reader, statement) in {"25006", "42501", "42809"}
    reader.execute(text("SET TRANSACTION READ WRITE"))
    assert refused(reader, statement) in {"42501", "42809"}
