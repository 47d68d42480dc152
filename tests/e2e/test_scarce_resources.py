"""Commands in places where a machine grants little: few descriptors, a folder that may only be read."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from store.connect.database import Database
from tests.conftest import SAMPLE
from tests.e2e.command_line import CommandLine
from tests.serving import PREDAWN

# Limits itself and becomes the command.
_LIMITED = (
    "import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def test_a_night_needs_no_more_than_64_descriptors(database: Database, tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= 64
    ended = subprocess.run(
        [sys.executable, "-c", _LIMITED, PREDAWN, "batch", "--source", SAMPLE, "--workers", "4"],
        env={**os.environ, "PREDAWN_DATABASE_URL": database.url, "PREDAWN_CHUNK_ROWS": "50"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "published with model 1" in ended.stdout


@pytest.mark.parametrize("home", ["/proc/predawn", "/dev/full/home"])
def test_a_home_that_cannot_be_written_is_refused_with_what_to_do(home: str, tmp_path: Path) -> None:
    complaint = CommandLine(tmp_path).with_settings(home=home).refuse(5, "migrate")
    assert home.removesuffix("/home") in complaint
    assert "choose another PREDAWN_HOME" in complaint
