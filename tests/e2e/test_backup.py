"""A store is saved while it is worked with, and comes back whole, on the same server or another."""

import csv
import io
import itertools
import os
import re
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.settings import Settings
from core.types import Mode, Run, RunStatus
from store.backup.archive import check_dump
from store.backup.dump import open_snapshot, write_backup
from store.connect.database import Database
from store.connect.engine import Role
from store.embedded.server import EmbeddedServer, bin_path
from store.readiness import check_readable
from store.revision import newest_revision
from store.serving import retention
from store.serving.lookup import look_up
from store.serving.lookup_row import LookupRow
from store.sql_files import execute_script
from store.upgrade import migrate
from tests.conftest import PASSWORD, ROOT, SAMPLE, RunNight, Server
from tests.e2e.command_line import CommandLine, finish
from tests.external_postgres import external_postgres, is_installed
from tests.promises.gated import GATED, waiting
from tests.schema_objects import SchemaObjects, read_objects
from tests.server_folders import server_folder
from tests.serving import PREDAWN, serving, settings_for
from tests.sql import administer
from tests.unit.store.stores.make_store import STORES
from tests.waiting import wait_until

LENIENT = {"max_churn": 1.0, "max_psi": 1000.0, "max_other": 1.0, "min_f1": 0.0, "max_delta": 1.0}
CHANGE = "UPDATE predawn.projects SET title = title || ' again' WHERE project_id IN ('4', '6', '9')"
SAFE = ("-c fsync=on", "-c max_wal_size=4GB")
SCRIPT = ROOT / "deploy" / "postgres" / "logins.sql"
LOGINS = ("predawn_migrator", "predawn_scheduler", "predawn_server", "predawn_reader")
NEEDED = "The login of PREDAWN_DATABASE_URL may not act as predawn_owner."


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def on(command: CommandLine, database: Database) -> CommandLine:
    return command.with_settings(database_url=database.url)


def live(database: Database, settings: Settings, *, nights: int) -> list[Run]:
    """Make runs: whole ones, deltas on them, and one that is not published."""
    kept = settings.model_copy(update={**LENIENT, "keep_published": 20})
    runs = []
    for night in range(1, nights + 1):
        administer(database, CHANGE)
        mode = Mode.FULL if night in {1, 5} else Mode.INCREMENTAL
        runs.append(run_batch(database, kept, RunRequest(mode=mode, publish=night != 8), Silent()))
    return runs


@contextmanager
def run_at_work(command: CommandLine) -> Iterator["subprocess.Popen[str]"]:
    """A run of another model, which waits in the middle of its scoring and ends well after the block."""
    (command.folder / "gated_predictor.py").write_text(GATED)
    gate = command.folder / "gate"
    own = command.with_settings(
        predictor="gated_predictor:Gated", predictor_path=command.folder, chunk_rows=100,
        engine="threading", workers=1, max_other=1, min_f1=0, max_churn=1, max_psi=1000,
    )  # fmt: skip
    process = own.start("batch", "--no-publish", GATE=str(gate), FROM_CALL="2")
    try:
        wait_until(lambda: waiting(gate) or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        yield process
    finally:
        gate.touch()
        outcome = finish(process)
    assert outcome.code == 0, outcome
    assert ": ready with model" in outcome.out


def look_all_up(database: Database, ids: Sequence[str]) -> dict[str, LookupRow | None]:
    engine = database.engine(Role.API, "tests")
    check_readable(engine)
    with engine.connect() as connection:
        found = {project_id: look_up(connection, project_id) for project_id in ids}
    engine.dispose()
    return found


def objects(database: Database) -> SchemaObjects:
    engine = database.engine(None, "tests")
    with engine.begin() as connection:
        found = read_objects(connection)
    engine.dispose()
    # A column without a name in the second half of a view gets that of its type.
    return {key: re.sub(r" AS (text|float8)(?=,?\n)", "", shown) for key, shown in found.items()}


def ids_of(database: Database) -> list[str]:
    return [str(row[0]) for row in administer(database, "SELECT project_id FROM predawn.projects")]


def check_restored(command: CommandLine, database: Database, wanted: dict[str, LookupRow | None]) -> None:
    """Check that a restored store is sound, answers as the other one, and has nothing to do."""
    doctor = command.run("doctor")
    assert (doctor.code, "problem" in doctor.out) == (0, False), doctor
    assert look_all_up(database, list(wanted)) == wanted
    assert ": unchanged; 0 scored" in command.succeed("batch")
    assert {row[2] for row in administer(database, "SELECT * FROM predawn.rejected_rows")} == set()


def check_a_store_in_use(command: CommandLine, database: Database, settings: Settings) -> None:
    runs = live(database, settings, nights=10)
    assert sum(run.whole_run is None for run in runs) == 2
    wanted = look_all_up(database, ids_of(database))
    assert all(row is not None and row.run_id == runs[-1].run_id for row in wanted.values())
    file = command.folder / "store.backup"
    with run_at_work(on(command, database)) as process:
        saved = on(command, database).run("backup", file)
        assert (saved.code, process.poll()) == (0, None), saved
    assert f"1 model and 11 runs, run {runs[-1].run_id} in service, written to {file}" in saved.err.replace(
        "2 models", "1 model"
    )
    with server_folder("restored") as home:
        embedded = command.with_settings(home=home)
        said = embedded.succeed("restore", file)
        assert "Run 11 was not complete when the backup was made, and is given up.\nRestored " in said
        with EmbeddedServer(home) as lease:
            check_restored(embedded, Database(lease.url, embedded=True), wanted)
    if not is_installed():
        pytest.skip("no PostgreSQL of the machine's own, whose account an external server runs as")
    with external_postgres(options=SAFE, programs=bin_path()) as server:
        external = Database(server.url, embedded=False)
        on(command, external).succeed("restore", file)
        check_restored(on(command, external), external, wanted)
        back = command.folder / "back.backup"
        on(command, external).succeed("backup", back)
        with server_folder("restored") as home:
            command.with_settings(home=home).succeed("restore", back)
            with EmbeddedServer(home) as lease:
                assert look_all_up(Database(lease.url, embedded=True), list(wanted)).keys() == wanted.keys()


def test_a_store_in_use_is_restored_on_an_embedded_and_on_an_external_server(
    command: CommandLine, database: Database, settings: Settings
) -> None:
    check_a_store_in_use(command, database, settings)


@pytest.mark.slow
def test_a_store_of_ten_thousand_projects_is_restored(
    command: CommandLine, empty_database: Database, settings: Settings
) -> None:
    with SAMPLE.open(newline="", encoding="utf-8") as opened:
        sample = list(csv.DictReader(opened))
    copies = ({**row, "id": f"{row['id']}-{copy}"} for copy in range(100) for row in sample)
    rows = itertools.islice(itertools.chain(sample, copies), 10_000)
    source = command.folder / "catalogue.csv"
    with source.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, sample[0])
        writer.writeheader()
        writer.writerows(rows)
    owner = empty_database.engine(None, "tests")
    migrate(owner)
    owner.dispose()
    engine = empty_database.engine(Role.BATCH, "tests")
    sync_alone(engine, settings, str(source), settings.max_shrink)
    train_model(engine, settings, None, lambda _step: None)
    engine.dispose()
    check_a_store_in_use(command, empty_database, settings)


def test_a_backup_delays_no_run(
    command: CommandLine, database: Database, night: RunNight, empty_database: Database
) -> None:
    first = night().run_id
    fifo = command.folder / "fifo"
    os.mkfifo(fifo)
    process = on(command, database).start("backup", fifo)
    with fifo.open("rb") as opened:
        begun = opened.read(5)
        assert begun == b"PGDMP"
        administer(database, CHANGE)
        messages: list[str] = []

        class Listening(Silent):
            def report(self, message: str) -> None:
                messages.append(message)

        kept = Settings(_env_file=None, engine="threading", workers=1, publish_wait_seconds=60.0, **LENIENT)
        second = run_batch(database, kept, RunRequest(), Listening())
        assert process.poll() is None, "the backup ended before the run"
        (command.folder / "saved").write_bytes(begun + opened.read())
    outcome = finish(process)
    assert outcome.code == 0, outcome
    assert second.status is RunStatus.PUBLISHED
    assert not [message for message in messages if "still open" in message]
    assert f"Restored 387 projects, 1 model and 1 run, run {first} in service." in on(
        command, empty_database
    ).succeed("restore", "saved")


def test_no_complete_run_is_dropped_between_the_snapshot_and_the_dump(
    database: Database, engine: Engine, night: RunNight
) -> None:
    for _ in range(3):
        night(mode=Mode.FULL)
    written = io.BytesIO()
    with open_snapshot(database) as connection:
        assert retention.prune(engine, published=1, unpublished=0) == ([], [1])
        assert write_backup(database, connection, written).runs == 3
    assert written.getvalue().startswith(b"PGDMP")
    assert retention.prune(engine, published=1, unpublished=0) == ([1], [])


def test_a_restored_store_has_the_same_objects_and_rights(
    command: CommandLine, database: Database, settings: Settings, empty_database: Database
) -> None:
    live(database, settings, nights=3)
    on(command, database).succeed("backup", "store.backup")
    on(command, empty_database).succeed("restore", "store.backup")
    assert objects(empty_database) == objects(database)
    counted = "SELECT count(*) > 0 FROM pg_stats WHERE schemaname = 'predawn' AND tablename = 'projects'"
    assert administer(empty_database, counted) == [(True,)], "the planner knows nothing of the tables"
    assert stat.S_IMODE((command.folder / "store.backup").stat().st_mode) == 0o600


@pytest.fixture
def logins(any_server: Server) -> Iterator[Callable[[Database, str], Database]]:
    """Make the logins of services, and return the database as one of them sees it."""
    database = any_server.empty()
    names = ("MIGRATE", "SCHEDULE", "API", "ANALYST")
    subprocess.run(
        [bin_path() / "psql", "--no-psqlrc", "--quiet", f"--file={SCRIPT}", database.url],
        env={**os.environ, **{f"{name}_PASSWORD": PASSWORD for name in names}},
        check=True,
    )

    def log_in(seen: Database, login: str) -> Database:
        name = make_url(seen.url).database
        any_server.execute(f"GRANT CREATE ON DATABASE {name} TO predawn_owner")
        url = make_url(seen.url).set(username=login, password=PASSWORD)
        return Database(url.render_as_string(hide_password=False), embedded=False)

    yield log_in
    any_server.drop(database)
    any_server.execute(f"DROP ROLE {', '.join(LOGINS)}")


def test_the_owner_of_a_store_saves_and_restores_it(
    command: CommandLine, any_server: Server, settings: Settings, logins: Callable[[Database, str], Database]
) -> None:
    database, target = any_server.clone(), any_server.empty()
    try:
        live(database, settings, nights=2)
        owner, scheduler = logins(database, "predawn_migrator"), logins(database, "predawn_scheduler")
        assert NEEDED in on(command, scheduler).refuse(5, "backup", "store.backup")
        assert not (command.folder / "store.backup").exists()
        on(command, owner).succeed("backup", "store.backup")
        assert NEEDED in on(command, logins(target, "predawn_server")).refuse(5, "restore", "store.backup")
        on(command, logins(target, "predawn_migrator")).succeed("restore", "store.backup")
        assert objects(target) == objects(database)
        assert ": unchanged; 0 scored" in on(command, logins(target, "predawn_scheduler")).succeed("batch")
    finally:
        any_server.drop(database)
        any_server.drop(target)


def test_a_backup_of_an_older_server_is_restored_on_it_and_on_a_newer_one(
    command: CommandLine, external_server: Server, any_server: Server, settings: Settings
) -> None:
    database, target = external_server.clone(), any_server.empty()
    try:
        live(database, settings, nights=2)
        on(command, database).succeed("backup", "store.backup")
        on(command, target).succeed("restore", "store.backup")
        ids = ids_of(database)
        assert look_all_up(target, ids) == look_all_up(database, ids)
        assert ": unchanged; 0 scored" in on(command, target).succeed("batch")
    finally:
        external_server.drop(database)
        any_server.drop(target)


def test_a_backup_is_not_restored_on_an_older_server(
    command: CommandLine, database: Database, external_server: Server
) -> None:
    version = administer(Database(external_server.url, embedded=False), "SHOW server_version")[0][0]
    if int(str(version).partition(".")[0]) >= 18:
        pytest.skip("the machine's own PostgreSQL is not older than the bundled one")
    target = external_server.empty()
    try:
        on(command, database).succeed("backup", "store.backup")
        said = on(command, target).refuse(5, "restore", "store.backup")
        assert "store.backup was made on PostgreSQL 18, and this server is " in said
        assert administer(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'predawn'") == []
    finally:
        external_server.drop(target)


def test_a_server_that_is_newer_than_the_programs_is_not_dumped() -> None:
    check_dump(18)
    with pytest.raises(Exception, match=r"is PostgreSQL 19, and the bundled pg_dump is of 18"):
        check_dump(19)


def test_a_store_is_replaced_only_on_request_and_never_under_a_run(
    command: CommandLine, database: Database, night: RunNight, embedded_server: Server
) -> None:
    night()
    other = embedded_server.clone()
    try:
        on(command, database).succeed("backup", "store.backup")
        said = on(command, other).refuse(2, "restore", "store.backup")
        assert "already holds a store" in said
        with run_at_work(on(command, other)):
            assert "Another run is in progress" in on(command, other).refuse(
                3, "restore", "--replace", "store.backup"
            )
        assert "run 1 in service" in on(command, other).succeed("restore", "--replace", "store.backup")
        ids = ids_of(database)
        assert look_all_up(other, ids) == look_all_up(database, ids)
    finally:
        embedded_server.drop(other)


def test_a_store_is_replaced_under_an_api_that_serves_it(
    command: CommandLine, database: Database, settings: Settings
) -> None:
    """The sessions of the API have prepared statements on tables that are gone, and then has others."""
    (first, second) = live(database, settings, nights=2)
    administer(database, "UPDATE predawn.serving SET run_id = 1")
    on(command, database).succeed("backup", "store.backup")
    administer(database, "UPDATE predawn.serving SET run_id = 2")
    ids = ids_of(database)
    with serving(settings_for(database)) as api:

        def answered() -> set[tuple[int, int | None]]:
            """Return the statuses and the runs of single lookups and of one for all."""
            single = [api.client.get(f"/predictions/{project_id}") for project_id in ids[:50]]
            many = api.client.post("/prediction-lookups", json={"ids": ids})
            rows = [reply.json()["data"] for reply in single if reply.status_code == 200]
            rows += many.json()["data"]["predictions"] if many.status_code == 200 else []
            statuses = {reply.status_code for reply in (*single, many)}
            return {(status, row["run_id"]) for status in statuses for row in rows}

        assert (200, second.run_id) in answered()
        assert "run 1 in service" in on(command, database).succeed("restore", "--replace", "store.backup")
        wait_until(lambda: {status for status, _ in answered()} == {200})
        runs = {run_id for _, run_id in answered()}
        # Texts that have changed since the first run are answered by the model.
        assert first.run_id in runs <= {first.run_id, None}
        assert api.client.get("/health/ready").status_code == 200
        assert api.client.post("/predict", json={"texts": [{"text": "graphs"}]}).status_code == 200


def test_a_backup_that_ends_early_leaves_the_older_one(command: CommandLine, database: Database) -> None:
    file = command.folder / "store.backup"
    file.write_bytes(b"older")
    administrator = database.engine(None, "tests")
    with administrator.begin() as connection:
        connection.execute(text("LOCK TABLE predawn.webhook_events IN ACCESS EXCLUSIVE MODE"))
        process = on(command, database).start("backup", file)
        wait_until(
            lambda: connection.scalar(
                text(
                    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    " WHERE NOT granted AND application_name = 'predawn backup'"
                )
            )
        )
        process.send_signal(signal.SIGTERM)
        outcome = finish(process)
    administrator.dispose()
    assert outcome.code == 130, outcome
    assert file.read_bytes() == b"older"
    assert [path.name for path in command.folder.iterdir()] == ["store.backup"]
    assert "Cannot write /dev/full: No space left on device." in on(command, database).refuse(
        2, "backup", "/dev/full"
    )


def test_a_backup_goes_through_a_pipe(
    command: CommandLine, database: Database, empty_database: Database
) -> None:
    pipe = f"'{PREDAWN}' backup - | '{PREDAWN}' --database-url '{empty_database.url}' restore -"
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", pipe], cwd=command.folder, capture_output=True, text=True,
        check=False, env={**os.environ, "PREDAWN_DATABASE_URL": database.url},
    )  # fmt: skip
    assert ended.returncode == 0, ended
    assert "written to standard output" in ended.stderr
    assert "Restored 387 projects" in ended.stdout


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Cannot read store.backup: No such file or directory."),
        (
            b"project_id,title\n",
            "store.backup is no backup: input file does not appear to be a valid archive",
        ),
        (b"", "store.backup is no backup: "),
    ],
)
def test_what_is_no_backup_is_refused(
    command: CommandLine, empty_database: Database, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (command.folder / "store.backup").write_bytes(content)
    assert sentence in on(command, empty_database).refuse(2, "restore", "store.backup")


def test_a_device_is_no_backup(command: CommandLine, empty_database: Database) -> None:
    """One without an end would fill the folder of temporary files."""
    said = on(command, empty_database).refuse(2, "restore", "/dev/null")
    assert said == "predawn: /dev/null is a device and holds no backup. Name a file of `predawn backup`."


def test_a_damaged_backup_changes_nothing(
    command: CommandLine, database: Database, empty_database: Database
) -> None:
    file = command.folder / "store.backup"
    on(command, database).succeed("backup", file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    said = on(command, empty_database).refuse(2, "restore", file)
    assert "store.backup is no backup: could not read" in said
    # Less than the last tables are missing: it begins well.
    file.write_bytes(whole[:-30])
    said = on(command, empty_database).refuse(2, "restore", file)
    assert "store.backup is damaged: could not read from input file: end of file." in said
    assert said.endswith("Nothing was changed.")
    assert administer(empty_database, "SELECT 1 FROM pg_namespace WHERE nspname = 'predawn'") == []


def dump(database: Database, file: Path) -> None:
    arguments = ["--format=custom", f"--file={file}", database.url]
    subprocess.run([bin_path() / "pg_dump", *arguments], check=True)


def test_an_older_store_is_upgraded_and_a_newer_one_refused(
    command: CommandLine, database: Database, embedded_server: Server
) -> None:
    older, target = embedded_server.empty(), embedded_server.empty()
    try:
        engine = older.engine(None, "tests")
        with engine.begin() as connection:
            execute_script(connection, (STORES / "0009.sql").read_text(encoding="utf-8"))
        engine.dispose()
        dump(older, command.folder / "older.backup")
        said = on(command, target).succeed("restore", "older.backup")
        assert f"Upgraded the schema from revision 0009 to {newest_revision()}." in said
        administer(database, "UPDATE predawn.schema_version SET version_num = '9999'")
        dump(database, command.folder / "newer.backup")
        refusal = on(command, target).refuse(2, "restore", "--replace", "newer.backup")
        assert "newer.backup holds a store at revision 9999, which is newer than this version" in refusal
        assert administer(target, "SELECT version_num FROM predawn.schema_version") == [(newest_revision(),)]
    finally:
        embedded_server.drop(older)
        embedded_server.drop(target)


def test_an_archive_without_a_store_is_refused(command: CommandLine, empty_database: Database) -> None:
    dump(empty_database, command.folder / "empty.backup")
    refusal = on(command, empty_database).refuse(2, "restore", "empty.backup")
    assert "empty.backup is an archive of pg_dump without a store of Predawn in it." in refusal
