"""What `predawn doctor` shows of settings can be handed on: it has no secrets."""

import re
from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://TOKEN@host.example/x.csv?X-Amz-Signature=SIGNED&a=b", "https://***@host.example/x.csv?***"),
        ("https://host.example/x.csv", "https://host.example/x.csv"),
        ("postgresql://u:hun@ter2@127.0.0.1:9/x", "postgresql://u:***@127.0.0.1:9/x"),
        (
            "postgresql://u@127.0.0.1:9/x?password=hunter2&dbname=y",
            "postgresql://u@127.0.0.1:9/x?password=***&dbname=y",
        ),
        ("data/a:b@c.csv", "data/a:b@c.csv"),
    ],
)
def test_secrets_are_not_shown(tmp_path: Path, given: str, shown: str) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url="postgresql://127.0.0.1:9/x")
    said = predawn.run("doctor", PREDAWN_CATALOGUE=given, PREDAWN_COLUMN_TAG="-", COLUMNS="500").out
    assert f"PREDAWN_CATALOGUE = {shown}" in said
    assert "PREDAWN_COLUMN_TAG = -" in said


def test_settings_are_shown_as_they_are_written(tmp_path: Path) -> None:
    given = {
        "features": "language:str, stars:int",
        "stale_after": "90m",
        "misfire_grace": "0",
        "traffic_window": "1.5s",
        "reconcile": "3d",
        "production": "true",
        "csv_separator": "tab",
        "min_score": "0.25",
        "database_url": "postgresql://127.0.0.1:9/x",
    }
    said = CommandLine(tmp_path).with_settings(**given).run("doctor", COLUMNS="500").out
    shown = dict(re.findall(r"PREDAWN_(\w+) = (.*)", said))
    assert {name: shown[name.upper()] for name in given} == {
        **given,
        "misfire_grace": "0s",
        "database_url": "**********",
    }


@pytest.fixture
def away(tmp_path: Path) -> CommandLine:
    """The command line with a database that cannot be reached."""
    return CommandLine(tmp_path).with_settings(database_url="postgresql://127.0.0.1:9/x")


@pytest.mark.parametrize(
    ("subject", "settings", "said"),
    [
        ("schedule", {"timezone": "Europe/Berlim"}, "There is no time zone 'Europe/Berlim'."),
        ("schedule", {"schedule": "0 3 * *"}, "The schedule '0 3 * *' is not usable"),
        ("engine", {"engine": "dask"}, "PREDAWN_DASK_SCHEDULER is not set"),
        ("source", {"catalogue": "missing.csv"}, "missing.csv cannot be read: there is no such file."),
        ("source", {"catalogue": "mysql://host/name"}, "PREDAWN_CATALOGUE_QUERY"),
    ],
)
def test_a_setting_that_would_end_a_run_or_a_schedule_is_a_problem(
    away: CommandLine, subject: str, settings: dict[str, str], said: str
) -> None:
    ended = away.with_settings(**settings).run("doctor", COLUMNS="500")
    found = {line[9:21].strip(): line for line in ended.out.splitlines() if line.startswith("problem")}
    assert ended.code == 5
    assert set(found) == {subject, "database"}
    assert said in found[subject]


def test_usable_settings_are_no_problem(away: CommandLine) -> None:
    (away.folder / "here.csv").touch()
    settings = {"catalogue": "here.csv", "schedule": "0 3 * * *", "timezone": "Europe/Berlin", "workers": 1}
    said = away.with_settings(**settings).run("doctor", COLUMNS="500").out
    assert "ok       source       here.csv can be opened" in said
    assert "ok       schedule     '0 3 * * *'; the next due time is " in said
    assert "ok       engine       auto, 1 worker" in said


def test_misspelt_names_are_found_in_the_environment_and_in_the_file(away: CommandLine) -> None:
    (away.folder / ".env").write_text("PREDAWN_CATALOG=x\npredawn_tagger=auto\n", encoding="utf-8")
    said = away.run("doctor", predawn_scedule="0 3 * * *", COLUMNS="500").out
    for name in ("PREDAWN_CATALOG", "PREDAWN_SCEDULE"):
        assert f"note     setting      {name} is set, but is not a setting of Predawn" in said
    assert "PREDAWN_TAGGER is set, but" not in said
