"""Make a small store in which everything has happened, and write it to `<revision>.sql` beside this file.

Run it with the machine's own PostgreSQL 15 before a revision is added, so that the schema of today stays
here as it was. A store that is here is never made again, as the program that made it is gone:

    python -m tests.unit.store.stores.make_store
"""

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine, text

from batch.alerts.delivery import announce
from batch.alerts.events import Event
from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.publish import publish_by_hand
from batch.steps.sync import sync_alone
from core.errors import PredawnError, RunCancelledError, RunFailedError, RunHeldError
from core.settings import Settings
from core.types import Mode, Phase, RunStatus, Selection, Trigger
from store import api_access, api_keys
from store.api_keys import KeyScope
from store.connect.database import Database
from store.connect.engine import Role
from store.models import registry
from store.revision import newest_revision
from store.runs import ledger
from store.schema import metadata
from store.serving import pointer
from store.upgrade import migrate
from tests.external_postgres import external_postgres
from tests.receiver import receiving
from tests.serving import serving
from tests.tag_sets import generate, write_catalogue

STORES = Path(__file__).parent
KEY = "predawn_of-a-store-that-is-kept-for-tests"
"""A key that the store lets in."""

_PREDICTOR = '''
class Failing:
    """Fails on the projects of its configuration, and on all where that names none."""

    def __init__(self, config):
        self.projects = config.get("projects")

    def predict(self, payload):
        if self.projects is None or payload["project_id"] in self.projects:
            raise ValueError("no prediction for this project")
        return "mlops"
'''


class Stopped(Silent):
    """Progress of a run that a person stops before it scores."""

    def enter(self, phase: Phase) -> None:
        if phase is Phase.SCORE:
            raise KeyboardInterrupt


class Maker:
    """The history of one store, in order."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.engine: Engine = database.engine(Role.BATCH, "make_store")
        self.settings = Settings(
            _env_file=None,
            database_url=SecretStr(database.url),
            engine="threading",
            workers=1,
            chunk_rows=25,
            min_score=0.05,
            min_f1=0.0,
            max_psi=10.0,
            max_churn=1.0,
            max_other=1.0,
            max_shrink=1.0,
            min_coverage=0.5,
            publish_wait_seconds=5.0,
            keep_published=3,
        )

    def run(
        self, *, silent: Silent | None = None, strict: dict[str, Any] | None = None, **request: Any
    ) -> int:
        settings = self.settings.model_copy(update=strict or {})
        run = run_batch(self.database, settings, RunRequest(**request), silent or Silent())
        return run.run_id

    def fails(self, error: type[PredawnError], run: Callable[[], object]) -> None:
        try:
            run()
        except error:
            return
        raise AssertionError(f"The run did not end with {error.__name__}.")

    def sync_single_tags(self, *, changed: int, removed: int) -> None:
        """Sync projects with a tag each: some with another text, and without some."""
        path = Path("projects.csv")
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "created_on", "title", "description", "tag"])
            for number, (project_id, title, description, tags) in enumerate(generate(80)[: 80 - removed]):
                new = " again" if number < changed else ""
                tag = "" if number % 9 == 8 else tags[0]
                writer.writerow([project_id, "2026-01-01 03:00:00+00:00", title, description + new, tag])
        sync_alone(self.engine, self.settings, str(path), 1.0)

    def make(self) -> None:
        """Let everything happen that a store can hold."""
        self.sync_single_tags(changed=0, removed=0)
        train_model(self.engine, self.settings, None, lambda _step: None)
        first = self.run()
        self.sync_single_tags(changed=4, removed=3)
        self.publish_under_webhook()
        self.ask()
        self.run(trigger=Trigger.SCHEDULE)  # unchanged
        train_model(
            self.engine, self.settings.model_copy(update={"min_score": 0.4}), None, lambda _step: None
        )
        with self.engine.begin() as connection:
            registry.promote(connection, 2, actor="operator", reason="it is better")
        self.fails(RunHeldError, lambda: self.run(mode=Mode.FULL, strict={"max_other": 0.0, "warn_psi": 0.0}))
        with self.engine.begin() as connection:
            held = ledger.list_runs(connection, 1)[0].run_id
        publish_by_hand(self.engine, self.settings, held, force=True, reason="it is right")
        with self.engine.begin() as connection:
            pointer.roll_back(connection, to_run=None, actor="operator", reason="it was not")
        self.fails(RunHeldError, lambda: self.run(mode=Mode.FULL, model_version=2, strict={"max_other": 0.0}))
        self.run(mode=Mode.FULL, publish=False)  # ready
        self.run(mode=Mode.FULL)
        self.run(mode=Mode.FULL)
        self.sync_single_tags(changed=6, removed=4)
        self.run()  # a delta
        self.run(mode=Mode.PARTIAL, selection=Selection(["m0005"]))
        custom = {"predictor": "failing:Failing", "predictor_path": self.folder, "max_failures": 0.0}
        (self.folder / "failing.py").write_text(_PREDICTOR)
        (self.folder / "failing.toml").write_text('projects = ["m0005"]\n')
        self.fails(RunFailedError, lambda: self.run(publish=False, strict=custom))
        some = {**custom, "predictor_config": self.folder / "failing.toml", "max_failures": 0.5}
        self.run(publish=False, strict=some)
        self.fails(RunCancelledError, lambda: self.run(mode=Mode.FULL, silent=Stopped()))
        self.sync_several_tags()
        self.enter_keys()
        self.leave_unfinished()
        self.check(first)

    def publish_under_webhook(self) -> None:
        """Publish with a webhook that takes the first event late, and the next not at all."""
        for answers in ([500], [500] * 20):
            with receiving(*answers) as receiver:
                hook = {"webhook_url": SecretStr(receiver.url), "webhook_secret": SecretStr("only-for-tests")}
                if len(answers) == 1:
                    self.run(strict=hook)
                else:
                    settings = self.settings.model_copy(update=hook)
                    announce(self.database, settings, [Event("missed", "The run of 03:00 was missed.", None)])

    def ask(self) -> None:
        """Ask the API about texts that no project has, and score them in advance by the next run."""
        with serving(self.settings) as api:
            for _ in range(3):
                texts = [
                    {"title": "A planner", "description": "that learns a policy"},
                    {"text": "image pixels"},
                ]
                api.client.post("/predict", json={"texts": texts}).raise_for_status()

    def sync_several_tags(self) -> None:
        """Sync projects with lists of tags and two rows that are rejected; removed ones keep their tag."""
        path = write_catalogue(Path("projects.ndjson"), generate(40))
        with path.open("a") as file:
            file.write('{"id": "", "title": "nobody", "description": "has no id"}\n')
            file.write('{"id": "b1", "title": "", "description": ""}\n')
        sync_alone(self.engine, self.settings, str(path), 1.0)

    def enter_keys(self) -> None:
        owner = self.database.engine(Role.OWNER, "make_store")
        with owner.begin() as connection:
            api_keys.create(connection, "first", list(KeyScope))
            api_keys.revoke(connection, "first")
            api_access.open_api(connection, "operator")
            connection.execute(
                text("INSERT INTO predawn.ended_sessions VALUES (decode(repeat('a', 32), 'hex'), 'tomorrow')")
            )
            for name in ("website", "reports", "former"):
                api_keys.create(connection, name, list(KeyScope) if name == "website" else [KeyScope.INSPECT])
            api_keys.revoke(connection, "former")
            connection.execute(
                text("UPDATE predawn.api_keys SET key_sha256 = :hash WHERE name = 'website'"),
                {"hash": api_keys.hash_key(KEY)},
            )
        owner.dispose()

    def leave_unfinished(self) -> None:
        """Leave a run whose process is gone, and one that seems to be at work."""
        for _ in range(2):
            with self.engine.begin() as connection:
                ledger.mark_interrupted(connection)
                ledger.create_run(
                    connection,
                    mode=Mode.INCREMENTAL,
                    publish=True,
                    model_version=1,
                    trigger=Trigger.SCHEDULE,
                    host="batch-1",
                    pid=1,
                )

    def check(self, first: int) -> None:
        """Make sure that every status, and a row of every table, is there; forget who made it where."""
        admin = self.database.engine(None, "make_store")
        with admin.begin() as connection:
            connection.execute(text("UPDATE predawn.runs SET host = 'batch-1', pid = 1"))
            connection.execute(text("UPDATE predawn.run_chunks SET worker = 'batch-1/1/1'"))
            for table in ("publications", "promotions"):
                connection.execute(text(f"UPDATE predawn.{table} SET actor = 'operator'"))
            found = set(connection.scalars(text("SELECT DISTINCT status FROM predawn.runs")))
            assert found == {status.value for status in RunStatus}, found
            assert connection.scalar(
                text("SELECT pruned_at FROM predawn.runs WHERE run_id = :id"), {"id": first}
            )
            for table in metadata.tables:
                assert connection.scalar(text(f"SELECT count(*) FROM {table}")), table
        admin.dispose()
        self.engine.dispose()


def dump(url: str) -> str:
    """Return the store as statements that any server takes, without the commands of psql."""
    command = [str(shutil.which("pg_dump")), "--schema=predawn", "--schema=analytics", "--inserts",
        "--rows-per-insert=500", url]  # fmt: skip
    written = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # A column of a view's second half that has no name would get the name of its type.
    written = written.replace(" 'removed'::text\n", " 'removed'\n")
    return "".join(line for line in written.splitlines(keepends=True) if not line.startswith("\\"))


def main() -> None:
    """Make the store of the newest revision."""
    target = STORES / f"{newest_revision()}.sql"
    assert not target.exists(), f"{target.name} is there already; it is never made again"
    with external_postgres() as server, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        database = Database(server.url, embedded=False)
        owner = database.engine(None, "make_store")
        migrate(owner)
        owner.dispose()
        Maker(database, Path(folder)).make()
        target.write_text(dump(server.url))


if __name__ == "__main__":
    main()
