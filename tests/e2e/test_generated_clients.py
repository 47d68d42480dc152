"""Clients that are generated from the OpenAPI document: they pass strict type checks, and get answers.

Generators come from the registries, each into an environment of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.app import create_app
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from store.connect.database import Database
from tests.serving import serving, settings_for

BIN = Path(sys.executable).parent
# The generator does not allow the version of Typer that Predawn has; `make lock` pins what it needs.
PYTHON_GENERATOR = Path(__file__).with_name("openapi_python_client.lock")
TYPESCRIPT_GENERATOR = "openapi-typescript@7"
LINTER = "@redocly/cli@2"

USE = """
import sys
from predawn_client import AuthenticatedClient
from predawn_client.api.predictions import get_prediction, predict
from predawn_client.models import EnvelopeProjectPrediction, EnvelopeTextPredictions, PredictPayload, TextItem

client = AuthenticatedClient(base_url=sys.argv[1], token="any, as long as no key was made")
stored = get_prediction.sync("4", client=client)
assert isinstance(stored, EnvelopeProjectPrediction)
assert stored.data.run_id == 1
tagged = predict.sync(client=client, body=PredictPayload(texts=[TextItem(text="Graphs")]))
assert isinstance(tagged, EnvelopeTextPredictions)
print(stored.data.predicted_tag, tagged.data.predictions[0].predicted_tag)
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(create_app(Settings(_env_file=None)).openapi()), encoding="utf-8")
    return path


def run(*command: str | Path, folder: Path, **variables: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def generator(tmp_path: Path) -> Path:
    """The folder of the programs of an environment with the generator of Python clients."""
    home = tmp_path / "generator"
    run(BIN / "uv", "venv", "--python", sys.executable, home, folder=tmp_path)
    install = [BIN / "uv", "pip", "install", "--python", home, "--require-hashes", "-r", PYTHON_GENERATOR]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if "Failed to fetch" in installed.stderr:
        pytest.skip(f"no package index is in reach: {installed.stderr.splitlines()[0]}")
    assert installed.returncode == 0, installed.stderr
    return home / "bin"


def test_a_python_client_is_typed_and_gets_answers(
    database: Database, document: Path, generator: Path, tmp_path: Path
) -> None:
    options = ("--path", document, "--output-path", tmp_path / "predawn_client", "--meta", "none")
    # Without `--fail-on-warning` an operation that it cannot generate is left out.
    run(
        generator / "openapi-python-client", "generate", "--fail-on-warning", *options,
        folder=tmp_path, PATH=f"{generator}{os.pathsep}{os.environ['PATH']}",
    )  # fmt: skip
    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    # This module is the same for every document, and passes the arguments of `__exit__` on as objects.
    (tmp_path / "mypy.ini").write_text("[mypy-predawn_client.client]\nignore_errors = true\n[mypy]\n")
    said = run(
        BIN / "mypy", "--strict", "--config-file", "mypy.ini", "predawn_client", "use.py", folder=tmp_path
    )
    assert said.startswith("Success")
    settings = settings_for(database, engine="threading", workers=1)
    run_batch(database, settings, RunRequest(), Silent())
    with serving(settings) as api:
        tags = run(sys.executable, "use.py", str(api.client.base_url), folder=tmp_path).split()
    assert len(tags) == 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="no npx: Node.js is not installed")
def test_a_typescript_client_is_typed_and_a_linter_finds_no_error(document: Path, tmp_path: Path) -> None:
    npx = ("npx", "--yes")
    run(*npx, TYPESCRIPT_GENERATOR, document.name, "-o", "client.ts", folder=tmp_path)
    run(*npx, "--package", "typescript@5", "tsc", "--noEmit", "--strict", "client.ts", folder=tmp_path)
    run(*npx, LINTER, "lint", document.name, folder=tmp_path)
