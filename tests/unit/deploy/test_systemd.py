"""The units of `deploy/systemd` are true to systemd, to the command line, and to each other."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.commands import SUMMARIES
from core.settings import Settings
from tests.conftest import ROOT
from tests.receiver import receiving
from tests.serving import PREDAWN

FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".service", ".timer"})
HOME = "/srv/predawn"


def values(unit: Path, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)


def named(unit: Path, name: str) -> str:
    """Return the unit that a specifier names in another one."""
    return name.replace("%N", unit.stem)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace(f"{HOME}/.venv/bin/predawn", str(PREDAWN))
        (tmp_path / path.name).write_text(text.replace(HOME, str(ROOT)), encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(f"./{path.name}" for path in UNITS)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_names_commands_settings_and_units_that_exist(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    for command in re.findall(r"\.venv/bin/predawn (\w+)", text):
        assert command in SUMMARIES
    for name in re.findall(r"PREDAWN_(?!NAME)(\w+)", text):
        assert name.lower() in Settings.model_fields
    for other in values(unit, "OnFailure"):
        template, instance = re.fullmatch(r"([\w-]+@)([\w-]+)\.service", named(unit, other)).groups()  # type: ignore[union-attr]
        assert (FOLDER / f"{template}.service").is_file()
        assert (FOLDER / f"{instance}.service").is_file()
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service").is_file()
    elif not unit.stem.endswith("@"):
        assert values(unit, "OnFailure"), "nobody would hear of its failure"


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_an_alert_is_sent_with_the_exit_code() -> None:
    with receiving() as receiver:
        subprocess.run(
            [FOLDER / "predawn-alert", "predawn"],
            env={"PATH": "/usr/bin:/bin", "ALERT_URL": receiver.url, "MONITOR_EXIT_STATUS": "5"},
            check=True,
        )
    (request,) = receiver.received
    first, *_ = request.body.decode().splitlines()
    assert first.startswith("predawn on ")
    assert first.endswith(" failed with exit code 5 (docs/operations.md#exit-codes)")
