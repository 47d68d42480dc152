"""PgBouncer in session mode works as it comes; in transaction mode it is refused with a sentence."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from core.errors import StoreError
from store.connect.database import Database
from store.connect.engine import Role, check_sessions
from tests import pgbouncer as poolers
from tests.conftest import SAMPLE, Server, prepare
from tests.e2e.command_line import CommandLine
from tests.pgbouncer import pgbouncer
from tests.serving import serving, settings_for

pytestmark = pytest.mark.skipif(not poolers.is_installed(), reason="pgbouncer is not installed")


def test_a_night_and_lookups_through_a_pooler_in_session_mode(
    external_server: Server, tmp_path: Path
) -> None:
    database = external_server.empty()
    with pgbouncer(make_url(database.url), "session") as url:
        pooled = Database(url.render_as_string(hide_password=False), embedded=False)
        prepare(pooled)
        predawn = CommandLine(tmp_path).with_settings(database_url=pooled.url, min_f1=0, max_other=1)
        predawn.succeed("batch", "--source", SAMPLE)
        assert "acting as predawn_batch" in predawn.run("doctor").out
        assert predawn.query("SELECT current_user, current_schema()", "--role", "analyst") == [
            "predawn_analyst,analytics"
        ]
        with serving(settings_for(pooled)) as api:
            assert api.client.get("/predictions/1").status_code in {200, 404}
            listed = api.client.get("/predictions?limit=1").json()["data"]["predictions"]
            found = api.client.get(f"/predictions/{listed[0]['project_id']}")
            assert (found.status_code, found.json()["data"]["source"]) == (200, "cache")
            assert api.client.get("/runs").status_code == 200
    external_server.drop(database)


def test_sessions_of_a_pooler_have_the_settings_and_the_role_of_their_own(external_server: Server) -> None:
    database = external_server.clone()
    with pgbouncer(make_url(database.url), "session") as url:
        pooled = Database(url.render_as_string(hide_password=False), embedded=False)
        for role in (Role.BATCH, Role.API):
            engine = pooled.engine(role, f"as {role}", statement_timeout_seconds=7)
            with engine.connect() as connection:
                found = connection.execute(
                    text("SELECT current_user, current_setting('statement_timeout'), application_name"
                         " FROM pg_stat_activity WHERE pid = pg_backend_pid()")
                ).one()  # fmt: skip
            engine.dispose()
            assert tuple(found) == (role, "7s", f"as {role}")
    external_server.drop(database)


def test_a_pooler_in_transaction_mode_is_refused(external_server: Server) -> None:
    database = external_server.clone()
    with pgbouncer(make_url(database.url), "transaction") as url:
        engine = Database(url.render_as_string(hide_password=False), embedded=False).engine(None, "tests")
        with pytest.raises(StoreError, match="sits behind a transaction pooler"):
            check_sessions(engine)
        engine.dispose()
    external_server.drop(database)
