import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from core.errors import StoreError
from store.connect.database import Database
from store.connect.engine import Role
from store.revision import check_migrated, current_revision, newest_revision
from store.schema import SCHEMA, metadata
from store.upgrade import migrate
from tests.sql import administer
from tests.waiting import TIMEOUT_SECONDS


def test_an_empty_database_comes_to_the_newest_revision_and_stays_there(empty_database: Database) -> None:
    engine = empty_database.engine(None, "tests")
    with pytest.raises(StoreError, match="Run `predawn migrate` first"):
        check_migrated(engine)
    assert migrate(engine) == (None, newest_revision())
    check_migrated(engine)
    assert migrate(engine) == (newest_revision(), newest_revision())
    engine.dispose()


def test_the_revisions_are_those_that_alembic_finds(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", "migrations:.")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == newest_revision()
    engine = database.engine(None, "tests")
    options = {"version_table": "schema_version", "version_table_schema": SCHEMA}
    with engine.connect() as connection:
        found = MigrationContext.configure(connection, opts=options).get_current_revision()
        assert current_revision(connection) == found == newest_revision()
    engine.dispose()


def test_the_schema_in_code_is_the_one_that_the_migrations_make(database: Database) -> None:
    engine = database.engine(None, "tests")
    options = {
        "include_schemas": True,
        "compare_type": True,
        "compare_server_default": True,
        "version_table": "schema_version",
        "version_table_schema": SCHEMA,
        "include_name": lambda name, kind, _parents: kind != "schema" or name == SCHEMA,
    }
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    assert differences == []


def test_two_that_migrate_at_once_do_it_once(empty_database: Database) -> None:
    outcomes: list[object] = []
    together = threading.Barrier(2, timeout=TIMEOUT_SECONDS)

    def run() -> None:
        engine = empty_database.engine(None, "tests")
        together.wait()
        try:
            outcomes.append(migrate(engine))
        except Exception as error:  # noqa: BLE001 - looked at below
            outcomes.append(error)
        engine.dispose()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    newest = newest_revision()
    assert set(outcomes) == {(None, newest), (newest, newest)}


@pytest.mark.parametrize(
    ("revision", "said"), [("0000", "Run `predawn migrate`"), ("9999", "Upgrade Predawn")]
)
def test_another_revision_is_refused(database: Database, revision: str, said: str) -> None:
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.schema_version SET version_num = :to"), {"to": revision})
    with pytest.raises(StoreError, match=said):
        check_migrated(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE predawn.schema_version SET version_num = '9999'", "at revision 9999, which is newer"),
        (
            "UPDATE predawn.schema_version SET version_num = '0001'; DROP SCHEMA analytics CASCADE",
            'stays at revision 0001: relation "analytics.predictions" does not exist',
        ),
        ("DELETE FROM predawn.schema_version", "has parts of a schema and no revision: relation .* exists"),
    ],
)
def test_a_schema_that_no_release_has_made_is_refused_with_a_sentence(
    database: Database, change: str, said: str
) -> None:
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        connection.execute(text(change))
    with pytest.raises(StoreError, match=said) as refused:
        migrate(engine)
    assert "Upgrade Predawn" in str(refused.value) or "restore a backup" in str(refused.value)
    engine.dispose()


def test_everything_that_analysts_see_has_a_comment(database: Database) -> None:
    bare = administer(
        database,
        "SELECT c.relname || coalesce('.' || a.attname, '') FROM pg_class AS c"
        " CROSS JOIN LATERAL (SELECT 0 AS attnum, NULL AS attname UNION ALL"
        " SELECT attnum, attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0) AS a"
        " WHERE c.relnamespace = 'analytics'::regnamespace AND c.relkind = 'v'"
        " AND col_description(c.oid, nullif(a.attnum, 0)) IS NULL"
        " AND (a.attnum > 0 OR obj_description(c.oid, 'pg_class') IS NULL)",
    )
    assert bare == []


def test_a_login_without_the_right_gets_the_sql(empty_database: Database) -> None:
    administer(empty_database, "DROP ROLE IF EXISTS without_rights; CREATE ROLE without_rights LOGIN")
    plain = Database(
        empty_database.url.replace("postgres@", "without_rights@").replace("//@", "//without_rights@"),
        embedded=False,
    ).engine(None, "tests")
    with pytest.raises(StoreError, match="may not create the roles") as refusal:
        migrate(plain)
    plain.dispose()
    assert "CREATE ROLE" in str(refusal.value)
    assert all(f'GRANT {role} TO "without_rights";' in str(refusal.value) for role in Role)
