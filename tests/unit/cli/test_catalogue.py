"""`predawn catalogue show` shows what the catalogue knows of a project."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from store.connect.database import Database
from tests.e2e.command_line import CommandLine


@pytest.mark.parametrize(
    "case",
    [
        ("tag = 'mlops', tags = NULL", "known tag      mlops"),
        ("tag = NULL, tags = ARRAY['mlops', 'computer-vision']", "known tags     mlops, computer-vision"),
        ("tag = NULL, tags = '{}'", "known tags     none"),
    ],
)
def test_one_known_tag_or_several_are_shown(
    night: Callable[[], object], database: Database, engine: Engine, tmp_path: Path, case: tuple[str, str]
) -> None:
    values, shown = case
    night()
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE predawn.projects SET {values} WHERE project_id = '4'"))
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert shown in predawn.succeed("catalogue", "show", "4").splitlines()
