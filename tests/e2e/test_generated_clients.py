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
from api.http.hosts import PROBES
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from store.connect.database import Database
from tests.serving import serving, settings_for

BIN = Path(sys.executable).parent
# The generator does not allow the version of Typer that Predawn has; `make lock` pins what it needs.
PYTHON_GENERATOR = Path(__file__).with_name("openapi_python_client.lock")
# Exact versions, so that a new one does not fail what has not changed.
NODE_TOOLS = ("openapi-typescript@7.13.0", "typescript@5.9.3", "@redocly/cli@2.77.0")
OUT_OF_REACH = ("EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENOTCACHED", "ENOTFOUND", "ETIMEDOUT")

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

TYPED_USE = """
import type { components, paths } from "./client";

type Stored = paths["/predictions/{project_id}"]["get"]["responses"]["200"]["content"]["application/json"];
type Asked = paths["/predict"]["post"]["requestBody"]["content"]["application/json"];
type Refused = paths["/predict"]["post"]["responses"]["422"]["content"]["application/json"];

export const asked: Asked = { texts: [{ text: "Graphs" }] };
export const run = (stored: Stored): number | null => stored.data.run_id ?? null;
export const tag = (stored: Stored): string | null => stored.data.predicted_tag;
export const message = (refused: Refused): string | undefined => refused.detail[0]?.msg;
// @ts-expect-error - there is none of this name
export const mistaken = (stored: Stored) => stored.data.run;
export const url = (error: components["schemas"]["ErrorEnvelope"]): string => error.url;
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("document") / "openapi.json"
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


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs for TypeScript, and of the linter."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    home = tmp_path_factory.mktemp("node")
    options = ("--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--ignore-scripts")
    command = [npm, "install", *options, "--prefer-offline", "--fetch-retries=0", *NODE_TOOLS]
    installed = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if any(f"npm error code {code}" in installed.stderr for code in OUT_OF_REACH):
        pytest.skip(f"no package registry is in reach: {installed.stderr.splitlines()[0]}")
    assert installed.returncode == 0, installed.stderr
    return home / "node_modules" / ".bin"


@pytest.mark.slow
def test_a_typescript_client_is_typed(document: Path, node: Path, tmp_path: Path) -> None:
    run(node / "openapi-typescript", document, "-o", "client.ts", folder=tmp_path)
    (tmp_path / "use.ts").write_text(TYPED_USE, encoding="utf-8")
    run(node / "tsc", "--noEmit", "--strict", "client.ts", "use.ts", folder=tmp_path)


def test_a_linter_finds_no_error_and_the_probes_alone_without_errors_of_clients(
    document: Path, node: Path, tmp_path: Path
) -> None:
    silent = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    lint = (node / "redocly", "lint", "--format=json", document)
    said = json.loads(run(*lint, folder=tmp_path, **silent))
    assert said["totals"]["errors"] == 0, said["problems"]
    warned = [(found["ruleId"], found["location"][0]["pointer"]) for found in said["problems"]]
    assert warned == [
        ("operation-4xx-response", f"#/paths/{path.replace('/', '~1')}/get/responses") for path in PROBES
    ]
