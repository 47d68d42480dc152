"""Bad input ends a command with an exit code and one sentence, and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from store.connect.database import Database
from tests.conftest import SAMPLE, Server, free_port
from tests.e2e.command_line import CommandLine
from tests.sql import administer

PREDICTORS = SAMPLE.parent / "predictors"
SOURCES = {
    "empty.csv": b"",
    "headless.csv": b"title,description\none,two\n",
    "twice.csv": b"id,title,description\n1,one,two\n2,three,four\n1,five,six\n",
    "latin.csv": "id,title,description\n1,Café,crème\n".encode("latin-1"),
    "broken.json": b'[{"id": 1, "title": ',
    "shrunk.csv": b"id,title,description\n4,one,left\n",
    "latin_tags.csv": "project_id,tag\n4,vidéo\n".encode("latin-1"),
}


@pytest.fixture(scope="module")
def trained(embedded_server: Server) -> Iterator[Database]:
    """A database with a catalogue and a champion, which nothing here changes."""
    database = embedded_server.clone()
    yield database
    embedded_server.drop(database)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name, content in SOURCES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("catalogue sync empty.csv", "empty.csv"),
        ("catalogue sync headless.csv", "id"),
        ("catalogue sync twice.csv", "'1' in rows 1 and 3"),
        ("catalogue sync latin.csv", "PREDAWN_CATALOGUE_ENCODING"),
        ("catalogue sync broken.json", "broken.json"),
        ("catalogue sync missing.csv", "missing.csv"),
        ("catalogue sync http://127.0.0.1:1/catalogue.csv", "127.0.0.1:1"),
        ("catalogue sync", "PREDAWN_CATALOGUE"),
        ("catalogue show nowhere", "The catalogue has no project 'nowhere'"),
        ("batch --model 99", "There is no model 99. The versions are: 1."),
        ("models show 99", "There is no model 99. The versions are: 1."),
        ("models promote 99", "There is no model 99. The versions are: 1."),
        ("runs show 99", "There is no run 99"),
        ("catalogue show \udcff", "text in UTF-8, and '\\udcff' is none"),
        ("runs publish 99", "There is no run 99"),
        ("runs publish 1 --force", "add --reason"),
        ("runs rollback", "Nothing is published yet"),
        ("export predictions --output all.csv", "Nothing is published yet. Make a run with `predawn batch`"),
        ("export predictions --output all.ndjson --excel", "--excel writes CSV, and the format is ndjson"),
        ("catalogue sync twice.csv --delta shrunk.csv", "--delta stands alone"),
        ("catalogue sync --delta shrunk.csv --reconcile", "--delta stands alone"),
        ("corrections import latin_tags.csv", "latin_tags.csv is not in UTF-8: byte 21"),
        ("keys open", "Confirm that you want this with --yes"),
        ("schedule --json", "Add --status"),
        ("serve --reload --workers 2", "--reload works with one worker only"),
        ("train --schedule=daily --json", "Leave one of them out"),
    ],
)
def test_bad_input_is_refused_with_one_sentence(
    trained: Database, sources: Path, command: str, said: str
) -> None:
    predawn = CommandLine(sources).with_settings(database_url=trained.url)
    complaint = predawn.refuse(2, *command.split())
    assert complaint.startswith("predawn: ")
    assert len(complaint.splitlines()) == 1, complaint
    assert said in complaint


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("batch", "The catalogue is empty and no source is set. Set PREDAWN_CATALOGUE"),
        ("models compare 1", "There is no champion to compare with. Give two versions."),
        ("predictor check", "The catalogue has no projects to ask for"),
    ],
)
def test_what_an_empty_store_lacks_is_said_in_one_sentence(
    migrated_database: Database, tmp_path: Path, command: str, said: str
) -> None:
    predawn = CommandLine(tmp_path).with_settings(
        database_url=migrated_database.url,
        predictor="keywords:Keywords",
        predictor_path=PREDICTORS,
        predictor_config=PREDICTORS / "keywords.toml",
    )
    complaint = predawn.refuse(2, *command.split())
    assert said in complaint


def test_roles_for_a_server_of_ones_own_need_its_address(tmp_path: Path) -> None:
    complaint = CommandLine(tmp_path).refuse(5, "migrate", "--roles-sql")
    assert "--roles-sql is for your own PostgreSQL server. Set PREDAWN_DATABASE_URL." in complaint


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("batch --nonsense", "--nonsense"),
        ("batch --workers many", "'--workers'"),
        ("runs show one", "'run_id'"),
        ("nonsense", "nonsense"),
    ],
)
def test_bad_usage_is_refused(tmp_path: Path, command: str, said: str) -> None:
    complaint = CommandLine(tmp_path).refuse(2, *command.split())
    assert said in complaint.rpartition("Error: ")[2]


@pytest.mark.parametrize("reason", ["", " \t"])
@pytest.mark.parametrize(
    "command",
    [
        "runs publish 1 --force",
        "runs rollback",
        "models promote 1 --force",
        "canary start 1 --share 5",
        "canary promote",
        "canary stop",
        "corrections set 4 mlops",
        "corrections import latin_tags.csv",
    ],
)
def test_a_blank_reason_is_none(tmp_path: Path, command: str, reason: str) -> None:
    complaint = CommandLine(tmp_path).refuse(2, *command.split(), "--reason", reason)
    assert complaint == "predawn: --reason is blank. Say why, for the records."


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"max_shrink": "2"}, "PREDAWN_MAX_SHRINK"),
        ({"database_url": "sqlite:///predawn.db"}, "sqlite"),
        ({"database_url": "not a url"}, "PREDAWN_DATABASE_URL is not a URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    complaint = CommandLine(tmp_path).with_settings(**settings).refuse(2, "runs", "list")
    assert complaint.startswith("predawn: ")
    assert said in complaint
    assert not list(tmp_path.iterdir())


def test_a_database_that_is_away_is_no_bad_input(tmp_path: Path) -> None:
    url = f"postgresql://somebody:only-for-tests@127.0.0.1:{free_port()}/somewhere"
    complaint = CommandLine(tmp_path).with_settings(database_url=url).refuse(5, "runs", "list")
    assert "cannot be reached" in complaint
    assert "only-for-tests" not in complaint


def test_a_database_that_was_not_migrated_says_what_to_do(empty_database: Database, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=empty_database.url)
    assert "Run `predawn migrate` first." in predawn.refuse(5, "batch")


def test_a_shrunk_source_needs_a_word(database: Database, sources: Path) -> None:
    predawn = CommandLine(sources).with_settings(database_url=database.url)
    complaint = predawn.refuse(2, "catalogue", "sync", "shrunk.csv")
    assert "386 of the 387 projects" in complaint
    assert "--max-shrink 1" in complaint
    assert "386 removed" in predawn.succeed("catalogue", "sync", "shrunk.csv", "--max-shrink", 1)


def test_without_a_champion_a_run_says_how_to_get_one(database: Database, tmp_path: Path) -> None:
    administer(database, "UPDATE predawn.models SET status = 'candidate'")
    complaint = CommandLine(tmp_path).with_settings(database_url=database.url).refuse(2, "batch")
    assert "Train one with `predawn train`" in complaint


@pytest.mark.parametrize("engine", ["threading", "loky"])
def test_a_tampered_artifact_is_refused_and_nothing_is_scored(
    database: Database, tmp_path: Path, engine: str
) -> None:
    administer(
        database,
        "UPDATE predawn.models SET artifact = set_byte(artifact, 5000, 255 - get_byte(artifact, 5000))",
    )
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url, engine=engine, workers=2, chunk_rows=200
    )
    complaint = predawn.refuse(2, "batch")
    assert "SHA-256" in complaint
    assert administer(database, "SELECT status, scored FROM predawn.runs") == [("failed", 0)]
    assert administer(database, "SELECT count(*) FROM analytics.predictions") == [(0,)]


def test_the_first_publication_has_nothing_to_roll_back_to(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    run_batch(database, settings, RunRequest(source=str(SAMPLE)), Silent())
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert "nothing to go back to" in predawn.refuse(2, "runs", "rollback")
    assert "in service already" in predawn.refuse(2, "runs", "publish", 1)


def test_a_held_run_ends_with_a_code_of_its_own_and_is_published_by_force(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "unsure_predictor.py").write_text(
        "class Unsure:\n"
        "    def __init__(self, config): pass\n"
        "    def predict(self, payload): return {'mlops': 0.1}\n"
    )
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url,
        predictor="unsure_predictor:Unsure",
        predictor_path=tmp_path,
        min_score=0.3,
    )
    complaint = predawn.refuse(4, "batch")
    assert "held back and not published: other" in complaint
    assert "--force" in predawn.refuse(2, "runs", "publish", 1)
    said = predawn.succeed("runs", "publish", 1, "--force", "--reason", "others are expected")
    assert said == "run 1 is in service\n"
    recorded = administer(database, "SELECT kind, forced, reason FROM predawn.publications")
    assert recorded == [("publish", True, "others are expected")]
