"""The story of several nights by the command line: on the embedded server, and on a server of its own with
production logins.
"""

import contextlib
import csv
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from store.connect.database import Database
from store.connect.engine import make_engine
from store.embedded.server import EmbeddedServer
from tests.conftest import PASSWORD, ROOT, SAMPLE, Server
from tests.e2e.command_line import CommandLine, finish
from tests.sql import administer
from tests.waiting import with_enough_time

NEWEST = max(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("0*.py"))


def edit(source: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """Write a catalogue anew with other rows."""
    with source.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    names = list(rows[0])
    with source.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, names)
        writer.writeheader()
        writer.writerows(change(rows))


def retitle_first(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**rows[0], "title": rows[0]["title"] + ", again"}, *rows[1:]]


def count_rows(source: Path) -> int:
    with source.open(newline="", encoding="utf-8") as opened:
        return sum(1 for _ in csv.DictReader(opened))


def tell_the_story(batch: CommandLine, analyst: CommandLine, source: Path) -> None:
    """Sync, train, and live through the nights, with a login that may do that and one that may read."""
    total = count_rows(source)
    as_analyst = ("--role", "analyst")
    with source.open(newline="", encoding="utf-8") as opened:
        first_id, second_id = [row["id"] for row in csv.DictReader(opened)][:2]

    assert f"{total} new" in batch.succeed("catalogue", "sync", source)
    assert "it is the champion" in batch.succeed("train")
    batch = batch.with_settings(catalogue=source)
    said = batch.succeed("batch")
    assert said.startswith(f"run 1: published with model 1; {total:,} scored, 0 reused, 0 removed")
    shown = "SELECT count(*), count(DISTINCT run_id), bool_and(fits_text) FROM analytics.predictions"
    assert analyst.query(shown, *as_analyst) == [f"{total},1,t"]

    assert batch.succeed("batch") == f"run 2: unchanged; 0 scored, {total:,} projects checked\n"

    edit(source, retitle_first)
    said = batch.succeed("batch")
    assert said.startswith(f"run 3: published with model 1; 1 scored, {total - 1:,} reused")
    origins = "SELECT origin, count(*) FROM analytics.predictions GROUP BY 1 ORDER BY 1"
    assert analyst.query(origins, *as_analyst) == [f"reused,{total - 1}", "scored,1"]

    edit(source, lambda rows: rows[1:])
    said = batch.succeed("batch")
    assert said.startswith(f"run 4: published with model 1; 0 scored, {total - 1:,} reused, 1 removed")
    where = f"WHERE project_id = '{first_id}'"
    assert analyst.query(f"SELECT count(*) FROM analytics.predictions {where}", *as_analyst) == ["0"]
    history = f"SELECT run_id FROM analytics.prediction_history {where} ORDER BY 1"
    assert analyst.query(history, *as_analyst) == ["1", "3"]
    assert "removed" in batch.succeed("catalogue", "show", first_id)
    assert "run            4" in batch.succeed("catalogue", "show", second_id)

    said = batch.succeed("runs", "rollback", "--reason", "a try")
    assert said == "run 3 is in service again, run 4 no longer is\n"
    said = batch.succeed("batch")
    assert " 0 scored" in said
    assert analyst.query(f"SELECT count(*) FROM analytics.predictions {where}", *as_analyst) == ["0"]


def live_one_night(predawn: CommandLine, source: Path) -> None:
    """Sync, train, publish, look, and find nothing to do."""
    total = count_rows(source)
    assert f"{total} new" in predawn.succeed("catalogue", "sync", source)
    assert "it is the champion" in predawn.succeed("train")
    assert f"{total:,} scored, 0 reused" in predawn.succeed("batch")
    shown = predawn.query("SELECT count(*) FROM analytics.predictions", "--role", "analyst")
    assert shown == [str(total)]
    assert "unchanged; 0 scored" in predawn.succeed("batch")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "catalogue.csv"))


def test_the_story_on_the_embedded_server(at_home: CommandLine, sample: Path) -> None:
    assert at_home.succeed("migrate") == f"Created the schema at revision {NEWEST}.\n"
    tell_the_story(at_home, at_home, sample)
    assert at_home.succeed("migrate") == f"The schema is already at revision {NEWEST}.\n"
    assert "ok" in at_home.succeed("doctor")


def test_a_night_with_a_real_catalogue(at_home: CommandLine, real_catalogue: Path) -> None:
    at_home.succeed("migrate")
    live_one_night(at_home, real_catalogue)


@pytest.fixture
def external(external_server: Server) -> Iterator[Database]:
    """An empty database of the machine's own server, as a superuser sees it."""
    database = external_server.empty()
    yield database
    external_server.drop(database)
    # Roles belong to the whole server, on which other tests go on.
    for login in ("the_owner", "nightly", "reader", "nobody"):
        external_server.execute(f"DROP ROLE IF EXISTS {login}")


def log_in(database: Database, folder: Path, login: str) -> CommandLine:
    """Return the command line with the URL of a login."""
    url = make_url(database.url).set(username=login, password=PASSWORD)
    return CommandLine(folder).with_settings(database_url=url.render_as_string(hide_password=False))


def test_a_night_with_one_login_that_owns_the_database(
    external: Database, tmp_path: Path, sample: Path
) -> None:
    name = make_url(external.url).database
    administer(
        external,
        f"CREATE ROLE the_owner LOGIN CREATEROLE PASSWORD '{PASSWORD}';"
        f"ALTER DATABASE {name} OWNER TO the_owner",
    )
    owner = log_in(external, tmp_path, "the_owner")
    assert f"at revision {NEWEST}" in owner.succeed("migrate")
    live_one_night(owner, sample)


def test_migrating_with_an_owner_that_may_create_roles_on_the_newest_server(
    home: Path, tmp_path: Path, sample: Path
) -> None:
    """From PostgreSQL 16 on, who creates a role is not a member of it just like that."""
    with EmbeddedServer(home) as server:
        admin = Database(server.url, embedded=False)
        administer(admin, "CREATE ROLE the_owner LOGIN CREATEROLE")
        engine = make_engine(admin.url, role=None, name="an administrator")
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE theirs OWNER the_owner"))
        engine.dispose()
        theirs = Database(
            make_url(admin.url).set(database="theirs").render_as_string(hide_password=False), embedded=False
        )
        owner = log_in(theirs, tmp_path, "the_owner")
        assert f"at revision {NEWEST}" in owner.succeed("migrate")
        live_one_night(owner, sample)


def test_the_story_with_a_login_for_each_role(external: Database, tmp_path: Path, sample: Path) -> None:
    name = make_url(external.url).database
    for login in ("the_owner", "nightly", "reader", "nobody"):
        administer(external, f"CREATE ROLE {login} LOGIN PASSWORD '{PASSWORD}'")
    owner = log_in(external, tmp_path, "the_owner")

    refused = owner.refuse(5, "migrate")
    assert "may not create the roles" in refused
    assert "CREATE ROLE %I NOLOGIN" in refused
    assert f'GRANT CREATE ON DATABASE "{name}" TO predawn_owner;' in refused
    administer(external, owner.succeed("migrate", "--roles-sql"))
    # What the owner's login was given on the way so that one login can do everything.
    administer(external, "REVOKE predawn_api, predawn_analyst FROM the_owner")
    assert f"at revision {NEWEST}" in owner.succeed("migrate")

    administer(external, "GRANT predawn_batch TO nightly; GRANT predawn_analyst TO reader")
    nightly, reader = (log_in(external, tmp_path, login) for login in ("nightly", "reader"))
    tell_the_story(nightly, reader, sample)

    assert "may not create the roles" in nightly.refuse(5, "migrate")
    assert "lacks a right" in reader.refuse(5, "runs", "list")
    assert "lacks a right" in reader.refuse(5, "batch")
    nobody = log_in(external, tmp_path, "nobody")
    assert "lacks a right" in nobody.refuse(5, "batch")
    assert reader.run("sql", "-c", "DELETE FROM predawn.runs").code != 0
    assert reader.run("sql", "--role", "batch", "-c", "SELECT 1").code != 0


def test_several_processes_share_the_embedded_server_and_the_last_one_stops_it(
    at_home: CommandLine, home: Path
) -> None:
    at_home.succeed("migrate")
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    assert not pid_file.exists()
    pids: set[str] = set()
    looking = threading.Event()

    def look() -> None:
        while not looking.wait(0.02):
            with contextlib.suppress(FileNotFoundError):
                pids.update(pid_file.read_text().splitlines()[:1])

    def check(seconds: int) -> None:
        pids.clear()
        together = [
            at_home.start("sql", "-c", f"SELECT pg_sleep({seconds}), 'done' AS state") for _ in range(3)
        ]
        outcomes = [finish(process) for process in together]
        assert [outcome.code for outcome in outcomes] == [0, 0, 0], outcomes
        assert all("done" in outcome.out for outcome in outcomes)
        assert len(pids) == 1
        assert not pid_file.exists()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        with_enough_time(check, 3, 30)
    finally:
        looking.set()
        watcher.join()
