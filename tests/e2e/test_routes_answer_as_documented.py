"""Schemathesis makes requests for every route up, right and wrong ones, and holds answers to the document."""

import subprocess
import sys
from pathlib import Path

import pytest

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from tests.serving import serving, settings_for

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CONFIG = Path(__file__).with_name("schemathesis.toml")


def check(database: Database, *, examples: int) -> None:
    settings = settings_for(database, engine="threading", workers=1)
    run_batch(database, settings, RunRequest(), Silent())
    with serving(settings) as api:
        command = [SCHEMATHESIS, "--config-file", CONFIG, "run", f"{api.client.base_url}/openapi.json"]
        options = ["--checks", "all", "--continue-on-failure", "--no-color", "--generation-deterministic"]
        command += [*options, "--max-examples", str(examples)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_route_answers_as_documented(database: Database) -> None:
    check(database, examples=3)


@pytest.mark.slow
def test_every_route_answers_as_documented_for_many_more_requests(database: Database) -> None:
    check(database, examples=300)
