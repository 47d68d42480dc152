"""What was forgotten is nowhere in a dump of the store but where that is said, and does not come back."""

import csv
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.verify import verify_run
from core.settings import Settings
from core.types import Run, RunStatus
from store.connect.database import Database
from store.embedded.programs import bin_path
from store.feedback import corrections, erasure
from store.feedback.corrections import Correction, Labels
from store.runs import ledger
from tests.conftest import SAMPLE
from tests.e2e.command_line import CommandLine
from tests.nights_of_outputs import Nights
from tests.serving import Api, serving, settings_for
from tests.sql import execute
from tests.unit.api.routes.predictions.test_changes import follow, now

ID = "person-0815"
TITLE = "Zinnoberrote Quastenflosser"
DESCRIPTION = "Eine Abhandlung von Adelgunde Quittenbaum über das Gefieder."
ASKED = "Ist das Gefieder von Adelgunde Quittenbaum zinnoberrot?"
SINGLE = Labels(lists=False, known=frozenset())


@dataclass(frozen=True)
class Store:
    """A store with a project of a person, in two runs, and with what was said and logged of it."""

    database: Database
    engine: Engine
    settings: Settings
    source: Path

    def night(self) -> Run:
        return run_batch(self.database, self.settings, RunRequest(source=str(self.source)), Silent())

    def retitle(self, project_id: str) -> None:
        """Change the title of a project in the source."""
        with self.source.open(newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if row["id"] == project_id:
                row["title"] += " again"
        write(self.source, rows)

    def dump(self) -> bytes:
        """Return a dump, without the positions of sequences and what names the dump itself."""
        command = [bin_path() / "pg_dump", "--inserts", self.database.url]
        lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines(keepends=True)
        return b"".join(line for line in lines if not line.startswith((b"SELECT pg_catalog.setval", b"\\")))


def write(source: Path, rows: list[dict[str, str]]) -> None:
    with source.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def store(database: Database, engine: Engine, tmp_path: Path) -> Store:
    source = tmp_path / "catalogue.csv"
    with SAMPLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    labelled = next(row["tag"] for row in rows if row["tag"])
    # The last id, so that chunks are named by it.
    person = dict.fromkeys(rows[0], "") | {
        "id": ID,
        "title": TITLE,
        "description": DESCRIPTION,
        "tag": labelled,
    }
    write(source, [*rows, person])
    settings = settings_for(
        database, engine="threading", workers=1, min_f1=0.0, max_other=1.0, max_churn=1.0, max_psi=1000.0,
    )  # fmt: skip
    store = Store(database, engine, settings, source)
    store.night()
    train_model(engine, settings, None, lambda _step: None)
    store.retitle("4")
    store.night()
    for title, description, project_id in (
        (TITLE, DESCRIPTION, ID),
        ("", DESCRIPTION, None),
        ("", ASKED, None),
    ):
        execute(
            engine,
            "INSERT INTO predawn.inference_log (project_id, title, description, content_hash, predicted_tag,"
            " score, tags, scores, model_version, source, latency_seconds) VALUES (:id, :title, :description,"
            " sha256(convert_to(:title, 'UTF8') || '\\x00'::bytea || convert_to(:description, 'UTF8')),"
            " 'x', 0.5, '{x}', '{0.5}', 1, 'on_demand', 0.001)",
            id=project_id, title=title, description=description,
        )  # fmt: skip
    execute(
        engine,
        "INSERT INTO predawn.popular_predictions SELECT run_id, sha256('\\x00'::bytea ||"
        " convert_to(:text, 'UTF8')), 'x', 0.5, '{x}', '{0.5}', 1 FROM predawn.serving",
        text=ASKED,
    )
    with engine.begin() as connection:
        corrections.enter(connection, Correction(ID, ("mlops",), f"says {ASKED}"), SINGLE, actor="tests")
        corrections.enter(connection, Correction("6", ("mlops",), f"unlike {ASKED}"), SINGLE, actor="tests")
    body = json.dumps({"event": "failed", "message": f"project {ID!r}: {DESCRIPTION}"}, ensure_ascii=False)
    execute(
        engine,
        "INSERT INTO predawn.webhook_events (event_id, event, body)"
        " VALUES (gen_random_uuid(), 'failed', :body)",
        body=body,
    )
    execute(engine, "UPDATE predawn.runs SET error = :error WHERE run_id = 1", error=f"row: {DESCRIPTION}")
    return store


def forget(store: Store, folder: Path, *arguments: str) -> str:
    predawn = CommandLine(folder).with_settings(database_url=store.database.url)
    return predawn.succeed("forget", *arguments)


def occurs(store: Store, *texts: str) -> list[str]:
    dumped = store.dump()
    return [text for text in texts if text.encode() in dumped]


def test_a_forgotten_project_is_nowhere_and_does_not_come_back(store: Store, tmp_path: Path) -> None:
    everything = (ID, TITLE, DESCRIPTION, ASKED)
    assert occurs(store, *everything) == list(everything)
    with serving(store.settings) as api:
        cursor = now(api)
        before = store.dump()
        tried = forget(store, tmp_path, "--project", ID, "--history")
        assert "Nothing was changed" in tried
        assert store.dump() == before
        done = forget(store, tmp_path, "--project", ID, "--history", "--yes")
        assert done.splitlines()[1:8] == tried.splitlines()[1:8]
        assert "artifacts of models that were trained on it: 2." in done
        assert "Nothing stands under" not in done
        assert f"Nothing stands under the id {ID!r}" in forget(store, tmp_path, "--project", ID)
        assert api.client.get("/changes", params={"after": cursor}).status_code == 410
        assert api.client.get(f"/predictions/{ID}").status_code == 404
    # The text that somebody asked is another one; it has a name in common with the project.
    assert occurs(store, *everything) == [ASKED]
    ((kind, history, counts),) = execute(store.engine, "SELECT kind, history, counts FROM predawn.erasures")
    assert (kind, history) == ("project", True)
    assert counts["projects"] == counts["corrections"] == 1  # type: ignore[index]
    assert counts["predictions"] == 1  # type: ignore[index]
    active = execute(store.engine, "SELECT count(*) FROM predawn.projects WHERE removed_at IS NULL")
    last = "SELECT active FROM predawn.syncs ORDER BY sync_id DESC LIMIT 1"
    assert execute(store.engine, last) == active, "nobody has to count them again"
    for _ in range(2):
        run = store.night()
        assert run.status is RunStatus.UNCHANGED
    assert occurs(store, ID, TITLE, DESCRIPTION) == []
    with store.engine.connect() as connection:
        served = connection.exec_driver_sql("SELECT run_id FROM predawn.serving").scalar_one()
    assert verify_run(store.database, store.engine, store.settings, served, rescore=True) == []
    store.retitle("6")
    changed = store.night()
    assert (changed.status, changed.counts.scored) == (RunStatus.PUBLISHED, 1)
    tags = execute(
        store.engine,
        "SELECT sum(items) FROM predawn.run_distributions WHERE run_id = :run AND distribution = 'tags'"
        " AND scope = 'catalogue'",
        run=changed.run_id,
    )
    assert tags == [(changed.counts.stored,)]
    assert "1 project may come back" in forget(store, tmp_path, "--project", ID, "--allow-return")
    assert store.night().counts.scored == 1
    assert occurs(store, ID, TITLE) == [ID, TITLE]


def test_without_its_history_a_project_leaves_by_a_change(store: Store, tmp_path: Path) -> None:
    with serving(store.settings) as api:
        cursor = now(api)
        forget(store, tmp_path, "--project", ID, "--yes")
        (change,), _ = follow(api, cursor)
        assert (change["kind"], change["project_id"], change["to_tag"]) == ("removal", ID, None)
        history = api.client.get(f"/predictions/{ID}/history").json()["data"]
        assert history["changes"][0]["kind"] == "removal"
        assert history["runs"] == []
    assert occurs(store, TITLE, DESCRIPTION) == []
    assert store.night().status is RunStatus.UNCHANGED


def test_a_text_is_forgotten_wherever_it_was_logged(store: Store, tmp_path: Path) -> None:
    execute(
        store.engine,
        "UPDATE predawn.inference_log SET title = :title, content_hash = NULL WHERE description = :asked",
        title="A question",
        asked=ASKED,
    )
    (tmp_path / "asked.txt").write_text(f"{ASKED}\r\n")
    said = forget(store, tmp_path, "--text-file", "asked.txt", "--yes")
    assert "inference_log: 1 row" in said
    assert "popular_predictions: 1 row" in said
    assert "corrections: 2 rows" in said
    assert occurs(store, ASKED, DESCRIPTION) == [DESCRIPTION]
    (tmp_path / "description.txt").write_text(DESCRIPTION)
    assert f"Projects of the catalogue have this text: '{ID}'" in forget(
        store, tmp_path, "--text-file", "description.txt", "--yes"
    )
    assert store.night().status is RunStatus.UNCHANGED


def test_the_correction_of_a_forgotten_text_is_forgotten(store: Store, tmp_path: Path) -> None:
    logged = "SELECT inference_id FROM predawn.inference_log WHERE description = :asked"
    ((number,),) = execute(store.engine, logged, asked=ASKED)
    logged_id = f"inference-{number}"
    with store.engine.begin() as connection:
        corrections.enter(connection, Correction(logged_id, ("mlops",)), SINGLE, actor="tests")
    train_model(store.engine, store.settings, None, lambda _step: None)
    assert occurs(store, logged_id) == [logged_id]
    (tmp_path / "within.txt").write_text("Ist das Gefieder von Adelgunde")
    assert "artifacts of models that were trained on it: 3." in forget(
        store, tmp_path, "--text-file", "within.txt", "--yes"
    )
    assert occurs(store, logged_id) == []


def test_the_correction_of_a_text_that_has_left_the_log_is_forgotten(store: Store, tmp_path: Path) -> None:
    logged = "SELECT inference_id FROM predawn.inference_log WHERE description = :asked"
    ((number,),) = execute(store.engine, logged, asked=ASKED)
    logged_id = f"inference-{number}"
    with store.engine.begin() as connection:
        corrections.enter(connection, Correction(logged_id, ("mlops",)), SINGLE, actor="tests")
    execute(store.engine, "DELETE FROM predawn.inference_log")
    (tmp_path / "asked.txt").write_text(ASKED)
    forget(store, tmp_path, "--text-file", "asked.txt", "--yes")
    assert occurs(store, logged_id) == []
    assert execute(store.engine, "SELECT project_id FROM predawn.corrections ORDER BY 1") == [("6",), (ID,)]


def test_what_is_older_than_a_date_is_forgotten(store: Store, tmp_path: Path) -> None:
    execute(
        store.engine,
        "INSERT INTO predawn.prediction_changes"
        " (publication_id, project_id, from_run, to_run, from_tag, to_tag)"
        " SELECT publication_id, '4', 1, run_id, 'a', 'b' FROM predawn.serving",
    )
    for table, column in (("inference_log", "asked_at"), ("prediction_changes", "changed_at")):
        execute(store.engine, f"UPDATE predawn.{table} SET {column} = '2025-01-01'")
    with store.engine.begin() as connection:
        corrections.withdraw(connection, "6", actor="tests")
    execute(store.engine, "UPDATE predawn.corrections SET ended_at = '2025-01-01' WHERE ending IS NOT NULL")
    said = forget(store, tmp_path, "--before", "2025-06-01", "--yes")
    assert "inference_log: 3 rows" in said
    assert "corrections: 1 row" in said
    assert "prediction_changes" not in said
    assert "prediction_changes" in forget(store, tmp_path, "--before", "2025-06-01", "--history", "--yes")
    with serving(store.settings) as api:
        assert_begins_anew(api)
    assert store.night().status is RunStatus.UNCHANGED


def test_the_corrections_of_log_entries_older_than_a_date_are_forgotten(store: Store, tmp_path: Path) -> None:
    logged = execute(store.engine, "SELECT inference_id FROM predawn.inference_log ORDER BY 1")
    old, *_, young = [f"inference-{number}" for (number,) in logged]
    with store.engine.begin() as connection:
        for name in (old, young):
            corrections.enter(connection, Correction(name, ("mlops",)), SINGLE, actor="tests")
    train_model(store.engine, store.settings, None, lambda _step: None)
    asked = "UPDATE predawn.inference_log SET asked_at = '2025-01-01' WHERE inference_id = :number"
    execute(store.engine, asked, number=logged[0][0])
    said = forget(store, tmp_path, "--before", "2025-06-01", "--yes")
    assert "inference_log: 1 row" in said
    assert "artifacts of models that were trained on it: 3." in said
    assert occurs(store, old, young) == [young]


def assert_begins_anew(api: Api) -> None:
    assert api.client.get("/changes", params={"after": "0"}).status_code == 410
    assert follow(api, now(api))[0] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Name one of"),
        (("--project", "4", "--before", "2025-01-01"), "Name one of"),
        (("--project", ""), "is no id"),
        (("--text-file", "nothing.txt"), "Cannot read"),
        (("--text-file", "empty.txt"), "holds no text"),
        (("--text-file", "odd.txt"), "not in UTF-8"),
        (("--text-file", "text.txt", "--history"), "has no history"),
        (("--before", "2025-01-01", "--allow-return"), "goes with --project"),
    ],
)
def test_what_cannot_be_forgotten_is_refused(
    database: Database, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "odd.txt").write_bytes(b"\xff")
    (tmp_path / "text.txt").write_text(ASKED)
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert words in predawn.refuse(2, "forget", *arguments)


@pytest.mark.parametrize(("predictor", "new"), [("Number", "7.5"), ("Ranking", "new old"), ("Tag", "longer")])
def test_counts_of_a_run_of_any_output_are_without_what_is_forgotten(
    database: Database, tmp_path: Path, predictor: str, new: str
) -> None:
    nights = Nights(database, tmp_path, predictor)
    said = dict.fromkeys(("p1", "p2", "p3", "p4", "p5"), "3")
    base = nights.run(said, max_delta=1.0)
    run = nights.run({**said, "p1": new, "p2": new}, max_delta=1.0)
    assert (run.whole_run, run.counts.scored, run.counts.reused, run.own_rows) == (base.run_id, 2, 3, 2)
    for project_id, own_rows in (("p1", 1), ("p5", 1)):
        with nights.engine.begin() as connection:
            erasure.forget_project(connection, project_id, history=False)
            run = ledger.find_run(connection, run.run_id)
            (rows,) = connection.execute(
                text("SELECT count(*) FROM predawn.run_predictions(:run)"), {"run": run.run_id}
            ).one()
        assert (run.counts.stored, run.counts.total, run.own_rows) == (rows, rows, own_rows)
    nights.close()
