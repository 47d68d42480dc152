"""Promise 7: the API's role cannot change a prediction, a project, a run or a model, nor cause one to
change.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from store.connect.database import Database
from store.connect.engine import Role, make_engine
from store.serving.lookup import look_up
from tests.conftest import PASSWORD, PUBLISHED, Server
from tests.e2e.command_line import CommandLine
from tests.sql import administer

REFUSED = "42501"
"""The SQLSTATE of want of a right."""


@pytest.fixture
def served(any_server: Server) -> Iterator[Database]:
    """A database with a published run, on either server."""
    database = any_server.clone(PUBLISHED)
    yield database
    any_server.drop(database)


def login(database: Database, role: Role, *, enter: bool = True) -> Engine:
    """Make an engine of a login that has one role and nothing else, as production gives each service."""
    name = f"only_{role.name.lower()}"
    if not administer(database, "SELECT 1 FROM pg_roles WHERE rolname = :name", name=name):
        administer(database, f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}' IN ROLE {role}")
    url = make_url(database.url).set(username=name, password=PASSWORD)
    entered = role if enter else None
    return make_engine(url.render_as_string(hide_password=False), role=entered, name="a service")


@pytest.fixture
def api(served: Database) -> Iterator[Engine]:
    engine = login(served, Role.API)
    yield engine
    engine.dispose()


def tables(database: Database) -> list[str]:
    """Return every table of the program, partitions among them."""
    return relations(database, "predawn", "rp")


def relations(database: Database, schema: str, kinds: str) -> list[str]:
    found = administer(
        database,
        "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = CAST(:schema AS regnamespace)"
        " AND position(relkind IN :kinds) > 0 ORDER BY 1",
        schema=schema,
        kinds=kinds,
    )
    return [str(name) for (name,) in found]


def content(database: Database) -> dict[str, object]:
    """Return a hash of the content of every table, the triggers, and who has which rights."""
    queries = {
        table: f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {table} AS t"
        for table in tables(database)
    }
    queries["triggers"] = "SELECT oid FROM pg_trigger ORDER BY 1"
    queries["rights"] = (
        "SELECT oid::regclass::text, relacl::text FROM pg_class WHERE relacl IS NOT NULL ORDER BY 1"
    )
    # In one session: there are fifty tables.
    engine = database.engine(None, "an administrator")
    with engine.connect() as connection:
        found = {name: connection.execute(text(query)).all() for name, query in queries.items()}
    engine.dispose()
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


def refuse(engine: Engine, statement: str, on: str | None = None) -> None:
    """Execute a statement that must be refused for a missing right on an object, and for nothing else."""
    with engine.connect() as connection, pytest.raises(DBAPIError, match=on) as refusal:
        connection.execute(text(statement))
    assert getattr(refusal.value.orig, "pgcode", None) == REFUSED, statement


WRITES = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "MERGE INTO {table} AS t USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",
    "SELECT * FROM {table} FOR UPDATE",
    "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "ALTER TABLE {table} ADD COLUMN another text",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} OWNER TO only_api",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE POLICY mine ON {table}",
    "CREATE INDEX ON {table} ({column})",
    "COMMENT ON TABLE {table} IS 'mine'",
    "DROP TABLE {table}",
)
APPENDS = ("INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {table}", "COPY {table} FROM STDIN")
APPENDED = ("predawn.inference_log", "predawn.ended_sessions", "predawn.canary_requests")


def test_it_writes_to_no_table_in_any_way(served: Database, api: Engine) -> None:
    before = content(served)
    found = tables(served)
    assert {"predawn.predictions", "predawn.predictions_1", "predawn.serving", "predawn.runs"} < set(found)
    assert {"predawn.corrections", "predawn.erasures", "predawn.forgotten_projects"} < set(found)
    for table in found:
        column = first_column(served, table)
        appends = () if table in APPENDED else APPENDS
        for statement in (*WRITES, *appends):
            refuse(api, statement.format(table=table, column=column))
    assert content(served) == before


def test_it_corrects_nothing(served: Database, api: Engine) -> None:
    before = content(served)
    refuse(
        api,
        "INSERT INTO predawn.corrections (project_id, content_hash, tag, actor) VALUES ('4', '', 'a', 'b')",
    )
    refuse(api, "UPDATE predawn.projects SET corrected_tag = 'a', corrected_hash = content_hash")
    refuse(api, "SELECT predawn.apply_correction('4')")
    refuse(api, "SELECT predawn.record_answer('4', 'correction', true, NULL, true, ARRAY['a'])")
    assert content(served) == before


def test_it_hands_no_right_on(served: Database, api: Engine) -> None:
    """If PostgreSQL only warns, nothing has changed either."""
    before = content(served)
    for table in tables(served):
        with api.connect() as connection, contextlib.suppress(ProgrammingError):
            connection.execute(text(f"GRANT ALL ON {table} TO PUBLIC"))
            connection.commit()
    assert content(served) == before


def first_column(database: Database, table: str) -> str:
    ((name,),) = administer(
        database,
        "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:table AS regclass) AND attnum > 0"
        " AND attidentity = '' AND NOT attisdropped ORDER BY attnum LIMIT 1",
        table=table,
    )
    return str(name)


@pytest.mark.parametrize("role", [Role.OWNER, Role.BATCH, Role.ANALYST])
def test_it_becomes_no_other_role(api: Engine, role: Role) -> None:
    for statement in (f"SET ROLE {role}", f"SET LOCAL ROLE {role}", f"SET SESSION AUTHORIZATION {role}"):
        refuse(api, statement)
    with api.connect() as connection:
        connection.execute(text("RESET ROLE"))
        assert connection.scalar(text("SELECT current_user")) == "only_api"
        for other in ("predawn_owner", "predawn_batch"):
            assert connection.scalar(text(f"SELECT pg_has_role('{other}', 'MEMBER')")) is False
    refuse(api, f"GRANT {role} TO only_api")
    refuse(api, f"ALTER ROLE {role} LOGIN")
    refuse(api, "CREATE ROLE mine SUPERUSER")


def test_with_the_rights_of_its_login_it_can_do_no_more(served: Database) -> None:
    before = content(served)
    plain = login(served, Role.API, enter=False)
    for statement in (
        "DELETE FROM predawn.predictions",
        "UPDATE predawn.projects SET title = 'mine'",
        "UPDATE predawn.serving SET run_id = NULL",
        "UPDATE predawn.models SET status = 'archived'",
        "DROP TABLE predawn.predictions_1",
    ):
        refuse(plain, statement)
    plain.dispose()
    assert content(served) == before


def test_it_plants_nothing_that_others_would_run(served: Database, api: Engine) -> None:
    """No object in a schema that anybody else's session looks into; temporary ones are its session's own."""
    body = "(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'"
    for schema in ("predawn", "analytics", "public", "pg_catalog"):
        refuse(api, f"CREATE FUNCTION {schema}.sha256{body}")
        refuse(api, f"CREATE TABLE {schema}.staged_projects (id text)")
        refuse(api, f"CREATE VIEW {schema}.mine AS SELECT 1")
    refuse(api, "CREATE SCHEMA mine")
    refuse(api, "CREATE OR REPLACE VIEW analytics.predictions AS SELECT 1")
    refuse(
        api,
        "CREATE OR REPLACE FUNCTION predawn.set_content_hash() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN END'",
    )
    refuse(api, "ALTER FUNCTION analytics.diff(bigint, bigint) SECURITY INVOKER")
    refuse(api, "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION predawn.set_content_hash()")
    refuse(api, "COPY predawn.projects TO PROGRAM 'cat'")
    refuse(api, "SET session_replication_role = replica")
    refuse(api, "CREATE TEMPORARY TABLE t (LIKE predawn.runs); CREATE TRIGGER mine BEFORE INSERT ON t"
                " EXECUTE FUNCTION predawn.set_content_hash()")  # fmt: skip


def test_its_temporary_tables_mislead_nobody(served: Database, api: Engine) -> None:
    """The function that runs as its owner resolves names with the rights of another role."""
    with api.connect() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE predictions (LIKE predawn.predictions)"))
        connection.execute(text("CREATE TEMPORARY TABLE projects (LIKE predawn.projects)"))
        # Names of temporary tables go before those of the catalogue unless a function says otherwise.
        connection.execute(text("CREATE TEMPORARY TABLE pg_inherits (LIKE pg_catalog.pg_inherits)"))
        connection.execute(
            text(
                "CREATE FUNCTION pg_temp.count(bigint) RETURNS bigint LANGUAGE sql"
                " AS 'DELETE FROM predawn.runs; SELECT $1'"
            )
        )
        connection.execute(text("SET search_path TO pg_temp, pg_catalog, predawn, analytics"))
        assert connection.execute(text("SELECT * FROM analytics.diff(1, 1)")).all() == []
        connection.execute(text("SELECT * FROM analytics.diff(1, NULL)"))
        assert connection.scalar(text("SELECT count(*) FROM predawn.runs")) == 1


def test_it_reads_and_it_appends_to_the_inference_log_alone(served: Database, api: Engine) -> None:
    before = content(served)
    insert = text(
        "INSERT INTO predawn.inference_log"
        " (predicted_tag, score, tags, scores, model_version, source, latency_seconds)"
        " VALUES ('mlops', 0.5, '{mlops}', '{0.5}', 1, 'on_demand', 0.001) RETURNING inference_id"
    )
    with api.begin() as connection:
        found = look_up(connection, "4")
        assert found is not None
        assert found.run_id is not None
        assert connection.scalar(insert) == 1
    after = content(served)
    assert {name for name in after if after[name] != before[name]} == {"predawn.inference_log"}
    assert after["predawn.inference_log"] != [(0, None)]


def test_the_analyst_reads_the_views_and_nothing_else(served: Database) -> None:
    analyst = login(served, Role.ANALYST)
    views = relations(served, "analytics", "v")
    assert len(views) == 20
    with analyst.connect() as connection:
        for view in views:
            connection.execute(text(f"SELECT * FROM {view} LIMIT 1"))
        assert connection.scalar(text("SELECT count(*) FROM analytics.predictions"))
        assert connection.execute(text("SELECT * FROM analytics.diff(1, 1)")).all() == []
    for table in tables(served):
        refuse(analyst, f"SELECT * FROM {table}")
    for view in views:
        refuse(analyst, f"DROP VIEW {view}")
    with analyst.connect() as connection:
        changes = "SELECT has_table_privilege(:view, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
        assert not any(connection.scalar(text(changes), {"view": view}) for view in views)
    refuse(analyst, "UPDATE analytics.models SET status = 'archived'")
    refuse(analyst, "DELETE FROM analytics.inference_log")
    refuse(analyst, "CREATE TABLE analytics.mine (id int)")
    refuse(analyst, f"SET ROLE {Role.API}")
    analyst.dispose()


PLANTED = (
    "CREATE TABLE predawn.planted (role text)",
    "GRANT INSERT ON predawn.planted TO PUBLIC",
    """
    CREATE FUNCTION predawn.plant() RETURNS boolean LANGUAGE plpgsql AS
    'BEGIN INSERT INTO predawn.planted VALUES (current_user); RETURN true; END'
    """,
    # The planner asks an immutable function for its value, with the rights of whoever reads.
    """
    CREATE FUNCTION predawn.always() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS
    'BEGIN RETURN predawn.plant(); END'
    """,
    "ALTER TABLE predawn.predictions_1 ADD CONSTRAINT planted CHECK (predawn.always())",
    "TRUNCATE predawn.planted",
)
"""What the owner of a table can have its readers execute."""


def test_the_batch_has_nothing_executed_with_the_rights_of_the_owner(served: Database) -> None:
    batch, analyst = login(served, Role.BATCH), login(served, Role.ANALYST)
    for statement in PLANTED:
        with batch.begin() as connection:
            connection.execute(text(statement))
    for reader in (batch, analyst):
        with reader.begin() as connection:
            # As in the sessions of other clients.
            connection.execute(text("SET LOCAL constraint_exclusion = partition"))
            assert connection.execute(text("SELECT * FROM analytics.diff(1, 1)")).all() == []
        reader.dispose()
    assert administer(served, "SELECT DISTINCT role FROM predawn.planted") == [("predawn_batch",)]


def test_the_batch_has_nothing_executed_by_who_reads_over_our_sessions(
    served: Database, tmp_path: Path
) -> None:
    batch = login(served, Role.BATCH)
    for statement in PLANTED:
        with batch.begin() as connection:
            connection.execute(text(statement))
    batch.dispose()
    for role in (None, Role.OWNER, Role.API):
        engine = served.engine(role, "tests")
        with engine.begin() as connection:
            assert connection.scalar(text("SELECT count(*) FROM analytics.predictions"))
        engine.dispose()
    predawn = CommandLine(tmp_path).with_settings(database_url=served.url)
    assert predawn.query("SELECT count(*) FROM analytics.predictions") != ["0"]
    assert administer(served, "SELECT DISTINCT role FROM predawn.planted") == []


def test_the_batch_cannot_make_itself_a_key(served: Database) -> None:
    batch = login(served, Role.BATCH)
    for statement in (
        "INSERT INTO predawn.api_keys (key_sha256, name, scopes) VALUES ('', 'mine', '{lookup}')",
        "UPDATE predawn.api_keys SET revoked_at = NULL",
        "DELETE FROM predawn.api_keys",
    ):
        # Not for what the trigger of the table would do.
        refuse(batch, statement, "for table api_keys")
    refuse(batch, f"SET ROLE {Role.OWNER}")
    batch.dispose()
