"""A home with letters beyond ASCII works in a locale that is not UTF-8."""

import os
from pathlib import Path

import pytest

from tests.e2e.command_line import CommandLine
from tests.server_folders import server_folder

# Python then takes the names of files for ASCII, as it does in the locales of old systems.
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("name", ["hüm".encode(), b"h\xfcm"], ids=["UTF-8", "Latin-1"])
def test_a_home_with_an_umlaut_works_in_any_locale(name: bytes, tmp_path: Path) -> None:
    with server_folder("locale") as folder:
        home = folder / os.fsdecode(name)
        predawn = CommandLine(tmp_path).with_settings(home=home)
        predawn.succeed("migrate", **ASCII)
        for variables in (ASCII, {"LC_ALL": "C.UTF-8"}):
            out = predawn.succeed(
                "sql", "--csv", "-c", "SELECT 'Žluťoučký', count(*) FROM predawn.runs", **variables
            )
            assert out.splitlines()[-1].endswith(",0")
        assert [os.fsencode(path.name) for path in folder.iterdir()] == [name]


def test_what_a_locale_cannot_show_is_escaped(tmp_path: Path) -> None:
    complaint = CommandLine(tmp_path).refuse(2, "models", "import", "Ž", LC_ALL="C.UTF-8")
    assert "Cannot read Ž" in complaint
    escaped = CommandLine(tmp_path).run("models", "import", "Ž", **ASCII)
    assert escaped.code == 2
    assert "Traceback" not in escaped.err
