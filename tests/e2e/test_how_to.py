"""The commands of the how-to guides are run as they stand there, and do what the guides say."""

import csv
import json
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from core.cron import DueTimes
from core.errors import RunHeldError
from core.settings import Settings
from core.types import Run, RunStatus
from store.connect.database import Database
from store.embedded.server import EmbeddedServer
from store.upgrade import migrate
from tests.conftest import PASSWORD, ROOT, SAMPLE, Server, free_port, prepare
from tests.e2e.pages import Checkout, Page, new_checkout, read_page
from tests.external_postgres import external_postgres, is_installed
from tests.receiver import receiving
from tests.serving import answers, serving, settings_for
from tests.sql import administer
from tests.waiting import wait_until

FOLDER = "docs/how-to"
# A line of a shell that runs something, whatever variables are set for it.
COMMAND = re.compile(
    r"^(?:[A-Z_]+=\S+ +)*\"?(?:[$\w./-]*/)?"
    r"(?:curl|dagster|dask|dbt|docker|for|jq|kubectl|pg_\w+|pip|predawn|psql|systemctl)\b"
)
# The line before a block, its language and its lines.
BLOCK = re.compile(r"^([^\n]*)\n```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDED = {"Docker", "a cluster of Kubernetes", "a streaming replica", "systemd", "Dagster", "dbt"}
SOME = "UPDATE predawn.projects SET title = 'Another title' WHERE project_id IN ('4', '6')"
MANY = "UPDATE predawn.projects SET title = 'A graph network', description = '' WHERE removed_at IS NULL"


@pytest.fixture(scope="module")
def clone() -> Iterator[Checkout]:
    with new_checkout() as checkout:
        yield checkout


@dataclass(frozen=True)
class Reader:
    """Somebody who follows a guide: a clone to run its commands in, and a store with one published run."""

    checkout: Checkout
    database: Database
    engine: Engine
    settings: Settings

    def run(self, commands: str, **variables: str) -> str:
        return self.checkout.run(commands, **variables)

    def change(self, statement: str) -> None:
        """Change the database, as its administrator."""
        administrator = self.database.engine(None, "a guide")
        with administrator.begin() as connection:
            connection.execute(text(statement))
        administrator.dispose()

    def night(self, **settings: object) -> Run:
        changed = self.settings.model_copy(update=settings)
        return run_batch(self.database, changed, RunRequest(), Silent())


def shell(clone: Checkout, **variables: str) -> Checkout:
    """Return the clone with its environment activated."""
    found = f"{clone.folder}/.venv/bin:{clone.environment()['PATH']}"
    return replace(clone, variables={"PATH": found, **variables})


@pytest.fixture
def reader(clone: Checkout, first_run: Run, database: Database, engine: Engine, settings: Settings) -> Reader:
    return Reader(shell(clone, PREDAWN_DATABASE_URL=database.url), database, engine, settings)


def follow_schedule(page: Page, reader: Reader) -> None:
    *due, command = page.take("cron", **{"/var/log/": ""}).split(maxsplit=5)
    assert DueTimes(" ".join(due)).line == "0 3 * * *"
    reader.run(command.replace("/srv/predawn", str(reader.checkout.folder)))
    assert ": unchanged; 0 scored" in (reader.checkout.folder / "predawn.log").read_text()
    with reader.checkout.running(page.take("schedule"), signal.SIGTERM) as log:
        wait_until(lambda: "this scheduler is active" in log.read_text())
        assert "next" in reader.run(page.take("status"), PREDAWN_SCHEDULE="0 3 * * *")
    with reader.checkout.running(page.take("train"), signal.SIGTERM) as log:
        wait_until(lambda: "this scheduler is active" in log.read_text())
    assert train_model(reader.engine, reader.settings, None, lambda _step: None).version == 2
    assert "model 2 is the champion" in reader.run(page.take("promote"))


def follow_every_few_minutes(page: Page, reader: Reader) -> None:
    reader.change("CREATE TABLE items AS SELECT project_id AS id, title, description, now() AS updated_at"
        " FROM predawn.projects WHERE removed_at IS NULL")  # fmt: skip
    settings = page.take("settings", **{"postgresql://reader:…@shop/shop": reader.database.url})
    first, second = [line for line in reader.run(settings).splitlines() if line.startswith("run ")]
    assert ": unchanged; 0 scored" in first + second
    exports = "".join(line for line in settings.splitlines(keepends=True) if line.startswith("export"))
    with reader.checkout.running(exports + page.take("schedule"), signal.SIGTERM) as log:
        wait_until(lambda: "this scheduler is active" in log.read_text())
    assert " plan " in reader.run(page.take("phases"))


def follow_held_runs(page: Page, reader: Reader) -> None:
    reader.change(MANY)
    with pytest.raises(RunHeldError):
        reader.night(max_churn=0.0)
    looked = reader.run(page.take("look", _41="1", _42="2"))
    assert "breached" in looked
    assert "run 2 is in service" in reader.run(page.take("publish", _42="2"))
    assert "run 1 is in service again" in reader.run(page.take("rollback"))
    assert "predictor" not in reader.run(page.take("failed", _42="2"))
    # Without a run in progress there is nothing to cancel, and the server of the tests is unsafe on purpose.
    doctor, show = (line.partition("#")[0] for line in page.take("stuck", _42="2").splitlines())
    assert "schema" in reader.run(f"{doctor} || true")
    assert "attempt" in reader.run(show)
    assert "in progress" in reader.run(f"{page.take('cancel').strip()} 2>&1 || test $? = 2")


def follow_many(page: Page, reader: Reader) -> None:
    with serving(settings_for(reader.database)) as api:
        port = str(api.client.base_url.port)
        answered = json.loads(reader.run(page.take("ask", _8000=port)))["data"]
        assert [found["project_id"] for found in answered["predictions"]] == ["4", "6"]
        assert answered["missing"] == ["0815"]
        lines = page.take("lines", _8000=port)
        if shutil.which("jq"):
            assert [line.split("\t")[0] for line in reader.run(lines).splitlines()] == ["4", "6"]


def follow_copies(page: Page, reader: Reader) -> None:
    with serving(settings_for(reader.database)) as api:
        port = str(api.client.base_url.port)
        _, cursor = reader.run(page.take("begin", _8000=port)).split(": ")
        reader.change("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '4'")
        address = {"8000/changes?after=41": f"{port}/changes?after={cursor.strip()}"}
        (change,) = json.loads(reader.run(page.take("continue", **address)))["data"]["changes"]
    assert (change["kind"], change["project_id"], change["to_tag"]) == ("removal", "4", None)


def follow_chosen_projects(page: Page, reader: Reader) -> None:
    by_file, by_tag = [line for line in reader.run(page.take("only")).splitlines() if line.startswith("run ")]
    assert "2 scored" in by_file
    assert "published" in by_tag or "unchanged" in by_tag


def follow_alerts(page: Page, reader: Reader) -> None:
    with receiving() as receiver:
        lines = page.take("settings", **{"https://alerts.example.org/predawn": receiver.url}).splitlines()
        variables = dict(line.split("=", 1) for line in lines)
        reader.change(MANY)
        reader.run("predawn batch || test $? = 4", **variables, PREDAWN_MAX_CHURN="0")
    assert receiver.events()[0] == "held"
    (request, *_) = receiver.received
    names: dict[str, Any] = {}
    exec(page.take("verify"), names)  # noqa: S102 - the page itself
    secret, signature = variables["PREDAWN_WEBHOOK_SECRET"], request.headers["Predawn-Signature"]
    assert names["is_genuine"](secret, signature, request.body)
    assert not names["is_genuine"](secret, signature, request.body + b" ")


def follow_cluster(page: Page, reader: Reader) -> None:
    port = str(free_port())
    block = page.take("dask", _8786=port, **{"tcp://scheduler": "tcp://127.0.0.1"})
    install, scheduler, worker, batch = block.splitlines()
    assert install.startswith("pip install -e '.[dask]'")  # which the lock of these tests has done
    reader.change(SOME)
    with reader.checkout.running(scheduler, signal.SIGTERM) as log:
        wait_until(lambda: "Scheduler at" in log.read_text())
        with reader.checkout.running(worker, signal.SIGTERM):
            assert ": published with model 1; 2 scored" in reader.run(batch)


def follow_containers(page: Page, reader: Reader) -> None:
    reader.run(page.take("passwords"))
    lines = (reader.checkout.folder / ".env").read_text().splitlines()
    (reader.checkout.folder / ".env").unlink()
    required = re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert {line.partition("=")[0] for line in lines} == set(required)
    assert all(len(line.partition("=")[2]) == 48 for line in lines)


def follow_logs_and_metrics(page: Page, reader: Reader) -> None:
    reader.change(SOME)
    said = reader.run(page.take("run"))
    assert said.count('"message": "phase ') == 5
    assert "nothing to worry about" in said
    assert " publish " in reader.run(page.take("phases"))
    assert "tags_psi_published" in reader.run(page.take("figures"))
    with serving(settings_for(reader.database)) as api:
        found = reader.run(page.take("metrics", _8000=str(api.client.base_url.port)))
    assert '"status"' in found
    assert "\npredawn_run_age_seconds" in found


def follow_serve(page: Page, reader: Reader) -> None:
    port = str(free_port())
    with reader.checkout.running(page.take("serve", _8000=port), signal.SIGTERM, PREDAWN_DRAIN_SECONDS="0"):
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/predictions/4"))
        said = reader.run(page.take("keys", _8000=port))
        assert '"project_id":"4"' in said.replace(" ", "")
        assert "The key 'website' is revoked" in said
    assert "The API is open" in reader.run(page.take("open"))
    (reader.checkout.folder / "void.sql").write_text(page.take("void"))
    assert "UPDATE 1" in reader.run("predawn sql < void.sql")


def follow_sizes(page: Page, reader: Reader) -> None:
    reader.change(SOME)
    assert reader.night().own_rows == 2
    assert "base" in reader.run(page.take("list")).splitlines()[0]
    reader.run(page.take("verify"))


def follow_label_requests(page: Page, reader: Reader) -> None:
    with SAMPLE.open(newline="") as file:
        tags = {f"{row['title']} again": row["tag"] for row in csv.DictReader(file) if row["tag"]}
    reader.change(
        "INSERT INTO predawn.inference_log (title, description, content_hash, predicted_tag, score, tags,"
        " scores, model_version, source, latency_seconds) SELECT title || ' again', description,"
        " sha256(content_hash), 'x', 0.5, '{x}', '{0.5}', 1, 'on_demand', 0.001"
        " FROM predawn.projects WHERE tag IS NOT NULL"
    )
    reader.run(page.take("export"))
    asked = reader.checkout.folder / "asked.csv"
    with asked.open(newline="") as file:
        rows = list(csv.DictReader(file))
    with asked.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys([*rows[0], "tag"])))
        writer.writeheader()
        writer.writerows({**row, "tag": tags[row["title"]]} for row in rows)
    corrected = reader.run(page.take("correct"))
    assert "362 corrections entered" in corrected
    with reader.engine.connect() as connection:
        examples = "SELECT count(*) FROM predawn.model_examples WHERE model_version = 2"
        assert connection.scalar(text(examples)) == 724, "the projects and the labelled requests"
    assert "in common" in reader.run(page.take("train"))
    assert "several tags a project" in reader.run(page.take("lists"))
    customised = {
        "PREDAWN_COLUMN_ID": "key",
        "PREDAWN_COLUMN_TITLE": "headline",
        "PREDAWN_COLUMN_DESCRIPTION": "body",
        "PREDAWN_COLUMN_TAG": "topic",
        "PREDAWN_COLUMN_CREATED_ON": "made",
        "PREDAWN_COLUMN_REMOVED": "gone",
        "PREDAWN_COLUMN_TARGET": "price",
        "PREDAWN_FEATURES": "stars:int",
    }
    assert "model 5: " in reader.run(page.take("customised"), **customised)


def follow_shadow(page: Page, reader: Reader) -> None:
    assert train_model(reader.engine, reader.settings, None, lambda _step: None).version == 2
    assert "run 2: ready with model 2" in reader.run(page.take("shadow"))
    assert "in both" in reader.run(page.take("compare"))
    reader.run(page.take("custom"))
    night, shadow = reader.run(page.take("night")).splitlines()[-2:]
    assert ": unchanged; 0 scored" in night
    assert ": ready with model 2; 0 scored" in shadow
    assert "run 2 is in service" in reader.run(page.take("publish"))


def follow_canary(page: Page, reader: Reader) -> None:
    assert train_model(reader.engine, reader.settings, None, lambda _step: None).version == 2
    reader.run(page.take("shadow"))
    assert "would be answered from run 2 instead of run 1" in reader.run(page.take("plan"))
    assert "canary 1 is running: run 2 answers for 5 % of the projects" in reader.run(page.take("start"))
    assert "in service" in reader.run(page.take("status"))
    assert "(20 % of the ids)" in reader.run(page.take("more"))
    assert "canary 2 has ended; run 1 answers for all projects" in reader.run(page.take("stop"))
    assert "run 2 is in service, run 1 no longer is; canary 3 has ended" in reader.run(page.take("promote"))


def follow_corrections(page: Page, reader: Reader) -> None:
    said = reader.run(page.take("set"))
    assert "Project '4' is corrected to mlops." in said
    assert "1 correction withdrawn." in said
    (reader.checkout.folder / "corrected.csv").write_text("project_id,tag\n4,mlops\n6,\n")
    assert "1 correction entered, 0 in place already, 1 row without a tag" in reader.run(page.take("import"))


def follow_bi_tools(page: Page, reader: Reader) -> None:
    reader.run(page.take("export"))
    assert (reader.checkout.folder / "predictions.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def follow_orchestrators(page: Page, reader: Reader) -> None:
    reader.change(page.take("login"))
    try:
        login = make_url(reader.database.url).set(username="dbt", password="a long one")
        url = login.render_as_string(hide_password=False)
        query = "CREATE TABLE reports.runs AS SELECT run_id FROM analytics.predictions"
        assert "SELECT 387" in reader.run(f'predawn sql -c "{query}"', PREDAWN_DATABASE_URL=url)
    finally:
        reader.change("DROP OWNED BY dbt; DROP ROLE dbt")


def follow_uninstall(page: Page, reader: Reader) -> None:
    home = reader.checkout.folder / ".predawn"
    home.mkdir()
    reader.run(page.take("embedded"))
    assert not home.exists()
    drop = page.take("drop")
    if not is_installed():
        pytest.skip("no PostgreSQL of the machine's own: initdb and pg_ctl are not on the path")
    with external_postgres() as server:
        database = Database(server.url, embedded=False)
        owner = database.engine(None, "a guide")
        migrate(owner)
        owner.dispose()
        administer(database, "CREATE ROLE predawn_reader LOGIN IN ROLE predawn_analyst")
        (reader.checkout.folder / "drop.sql").write_text(drop)
        reader.run("predawn sql < drop.sql", PREDAWN_DATABASE_URL=server.url)
        assert administer(database, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'predawn%'") == []


def follow_review(page: Page, reader: Reader) -> None:
    reader.run(page.take("export"))
    reviews = reader.checkout.folder / "reviews.csv"
    with reviews.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 50
    with reviews.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "tag": row["known_tag"] or row["predicted_tag"]} for row in rows)
    assert "50 corrections entered" in reader.run(page.take("import"))
    assert "in common" in reader.run(page.take("train"))
    lenient = {"PREDAWN_MAX_F1_DROP": "1", "PREDAWN_MAX_CHURN": "1", "PREDAWN_MAX_PSI": "1000"}
    assert ": published with model 2" in reader.run(page.take("promote"), **lenient)


def follow_forget(page: Page, reader: Reader) -> None:
    said = reader.run(page.take("project"))
    assert "Nothing was changed." in said
    assert "Forgotten:\n" in said
    assert reader.night().status is RunStatus.UNCHANGED
    assert "1 project may come back" in reader.run(page.take("return"))
    (reader.checkout.folder / "asked.txt").write_text("What is a graph?\n")
    assert "  nothing\n" in reader.run(page.take("text"))
    assert "Forgotten:\n" in reader.run(page.take("before"))


def follow_upgrade(page: Page, reader: Reader) -> None:
    install, migrate, doctor = page.take("upgrade").splitlines()
    # The server of the tests is unsafe on purpose, which is a problem to the doctor.
    said = reader.run("\n".join((install, migrate, f"{doctor} || true")))
    assert "The schema is already at revision" in said
    assert "this version's revision" in said


FOLLOWED: dict[str, Callable[[Page, Reader], None]] = {
    "schedule.md": follow_schedule,
    "every-few-minutes.md": follow_every_few_minutes,
    "held-runs.md": follow_held_runs,
    "many.md": follow_many,
    "copies.md": follow_copies,
    "chosen-projects.md": follow_chosen_projects,
    "alerts.md": follow_alerts,
    "cluster.md": follow_cluster,
    "containers.md": follow_containers,
    "logs-and-metrics.md": follow_logs_and_metrics,
    "serve.md": follow_serve,
    "sizes.md": follow_sizes,
    "label-requests.md": follow_label_requests,
    "corrections.md": follow_corrections,
    "review.md": follow_review,
    "forget.md": follow_forget,
    "upgrade.md": follow_upgrade,
    "shadow.md": follow_shadow,
    "canary.md": follow_canary,
    "bi-tools.md": follow_bi_tools,
    "orchestrators.md": follow_orchestrators,
    "uninstall.md": follow_uninstall,
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_guide_does_what_it_says(name: str, reader: Reader) -> None:
    page = read_page(f"{FOLDER}/{name}")
    FOLLOWED[name](page, reader)
    assert page.blocks == {}


@pytest.fixture
def at_home(clone: Checkout) -> Iterator[Checkout]:
    """The clone with a published run in its embedded server, which is held up as costs no time so."""
    home = Path(tempfile.mkdtemp(prefix=".predawn-", dir=clone.folder))
    with EmbeddedServer(home) as lease:
        prepare(Database(lease.url, embedded=True))
        settings = Settings(_env_file=None, engine="threading", workers=1)
        run_batch(Database(lease.url, embedded=True), settings, RunRequest(source=str(SAMPLE)), Silent())
        yield shell(clone, PREDAWN_HOME=str(home))


def test_a_backup_is_restored(at_home: Checkout, reader: Reader, empty_database: Database) -> None:
    page = read_page(f"{FOLDER}/back-up.md")
    backup = page.take("backup")
    restored = at_home.run(backup + page.take("embedded"))
    assert "Restored 387 projects, 1 model and 1 run, run 1 in service." in restored
    assert any(" published " in line for line in restored.splitlines())
    administrator = {"postgresql://postgres@db/predawn_restored": empty_database.url}
    create, export, *restore = page.take("external", **administrator).splitlines()
    assert create == "createdb -h db -U postgres predawn_restored"
    assert " published " in reader.run("\n".join((backup, export, *restore)))
    assert page.blocks == {}


@pytest.mark.slow
def test_a_store_is_moved_to_a_server_of_its_own(
    at_home: Checkout, external_server: Server, empty_database: Database
) -> None:
    page = read_page(f"{FOLDER}/own-postgresql.md")
    database = external_server.empty()
    url = make_url(database.url)
    address = f"127.0.0.1:{url.port}/{url.database}"
    connection = f"-h 127.0.0.1 -p {url.port} -U postgres -d {url.database}"
    try:
        passwords = page.take("logins", **{"…": PASSWORD, "-h db -U postgres -d predawn": connection})
        migrate = page.take("migrate", **{"db/predawn": address})
        move = page.take("move")
        said = at_home.run(
            "\n".join((passwords, migrate, move)),
            PGPASSWORD=str(url.password), PREDAWN_CATALOGUE=str(SAMPLE),
        )  # fmt: skip
        assert "Created the schema at revision" in said
        assert "387 new" in said
        assert "run 1: published with model 1; 387 scored" in said
        # The machine's own server may be older than the embedded one, which writes the backup.
        owner = "postgresql://predawn_migrator:$MIGRATE_PASSWORD@db/predawn"
        assert "Restored 387 projects" in at_home.run(page.take("history", **{owner: empty_database.url}))
        assert " published " in at_home.run("predawn runs list", PREDAWN_DATABASE_URL=empty_database.url)
    finally:
        external_server.drop(database)
        names = ("migrator", "scheduler", "server", "reader")
        external_server.execute(f"DROP ROLE IF EXISTS {', '.join(f'predawn_{name}' for name in names)}")
    assert page.blocks == {}


def test_the_examples_are_run_as_their_page_says(reader: Reader) -> None:
    page = read_page("examples/README.md")
    reader.run(f"{page.take('keywords').rstrip()} || test $? = 4")
    assert " held " in reader.run("predawn runs list")
    assert page.blocks == {}


def test_every_command_of_the_documentation_is_one_that_is_run() -> None:
    for path in (ROOT / "README.md", ROOT / "examples" / "README.md", *(ROOT / "docs").rglob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        before = [lines[place - 1] for place, line in enumerate(lines) if line == "```console"]
        assert all(line.startswith("<!-- run: ") for line in before), (path, before)


def test_no_command_stands_in_a_block_that_is_not_run_without_a_reason() -> None:
    reasons = set()
    for path in (ROOT / "README.md", ROOT / "examples" / "README.md", *(ROOT / "docs").rglob("*.md")):
        for before, language, block in BLOCK.findall(path.read_text(encoding="utf-8")):
            if not language and any(COMMAND.match(line) for line in block.splitlines()):
                reason = re.fullmatch("<!-- not run: (.+) -->", before)
                assert reason, (path, block)
                reasons.add(reason[1])
    assert reasons == NEEDED


def test_every_guide_is_followed() -> None:
    guides = {path.name for path in (ROOT / FOLDER).glob("*.md")}
    assert guides == {*FOLLOWED, "back-up.md", "own-postgresql.md"}
