"""What `predawn doctor` shows of settings can be handed on: it has no secrets."""

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
