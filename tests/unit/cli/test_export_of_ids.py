"""`predawn export predictions`: of named projects, the missing ones by name; what is left out is counted."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from store.connect.database import Database
from tests.conftest import RunNight
from tests.e2e.command_line import CommandLine
from tests.forked_process import forked_predawn


def test_a_file_of_ids_chooses_predictions_and_missing_ones_are_named(
    night: RunNight, database: Database, tmp_path: Path
) -> None:
    night()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    (tmp_path / "ids.txt").write_bytes("\ufeff6\r\n\nnope\n4\n4\n".encode())
    done = predawn.run("export", "predictions", "--ids", "ids.txt", "--format", "ndjson")
    assert done.code == 0, done.err
    assert [json.loads(line)["project_id"] for line in done.out.splitlines()] == ["4", "6"]
    assert "2 predictions written" in done.err
    assert "1 of 3 ids without a prediction: 'nope'" in done.err
    (tmp_path / "many.txt").write_text("\n".join(["4", *(f"no-{number}" for number in range(12))]))
    said = predawn.run("export", "predictions", "--ids", "many.txt", "--output", "found.csv").err
    assert "12 of 13 ids without a prediction: 'no-0', " in said
    assert "'no-9' and 2 more" in said
    (tmp_path / "all.txt").write_text("4\n6")
    assert "without a prediction" not in predawn.run("export", "predictions", "--ids", "all.txt").err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Cannot read the ids in ids.txt"),
        (b"\n\n", "lists no ids"),
        (b"4\n\x00\n", "Line 2 of ids.txt holds a NUL"),
        (b"\xff\xfe", "not in UTF-8"),
    ],
)
def test_a_file_without_usable_ids_is_refused(
    database: Database, tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "ids.txt").write_bytes(content)
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert words in predawn.refuse(2, "export", "predictions", "--ids", "ids.txt")


def test_a_dash_is_standard_output(night: RunNight, database: Database, tmp_path: Path) -> None:
    night()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    (tmp_path / "id.txt").write_text("4")
    done = predawn.run("export", "predictions", "--ids", "id.txt", "--format", "ndjson", "--output", "-")
    assert json.loads(done.out)["project_id"] == "4"
    assert "1 prediction written to standard output" in done.err
    model = subprocess.run(
        [forked_predawn(), "models", "export", "1", "-"],
        env={**os.environ, **predawn.settings},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert model.stdout.startswith(b"PK")
    assert b"model 1 written to standard output" in model.stderr
    assert not (tmp_path / "-").exists()


def test_projects_that_left_are_counted_where_they_are_left_out(
    night: RunNight, database: Database, engine: Engine, tmp_path: Path
) -> None:
    night()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert "left out" not in predawn.run("export", "predictions").err
    with engine.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'"))
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '4'"))
    said = predawn.run("export", "predictions").err
    assert "2 projects of run 1 left out, no longer in the catalogue" in said


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("export", "predictions"), "predictions.json"),
        (("export", "predictions"), "predictions.csv.gz"),
        (("export", "inference-log"), "log.xlsx"),
        (("reviews", "export"), "reviews.parquet"),
        (("reviews", "export"), "reviews.json"),
    ],
)
def test_a_file_with_the_extension_of_another_format_is_not_written(
    database: Database, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert f"{name} has the extension of a format" in predawn.refuse(2, *command, "--output", name)
    assert not (tmp_path / name).exists()


def test_the_format_that_is_asked_for_goes_before_the_extension(
    night: RunNight, database: Database, tmp_path: Path
) -> None:
    night()
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    for name in ("lines.json", "lines.txt", "lines.2025-01-01"):
        done = predawn.run("export", "predictions", "--format", "ndjson", "--output", name)
        assert done.code == 0, done.err
        assert (tmp_path / name).read_text().startswith("{")
    assert predawn.run("export", "predictions", "--output", "rows.2025-01-01").code == 0
    assert (tmp_path / "rows.2025-01-01").read_text().startswith("project_id,")
