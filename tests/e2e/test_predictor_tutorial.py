"""The tutorial on custom predictors: its files are written and its commands run, kind by kind."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
import yaml

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from store.connect.database import Database
from tests.conftest import ROOT, SAMPLE
from tests.dockerfile import stages
from tests.forked_process import forked_predawn
from tests.serving import serving, settings_for

PAGE = (ROOT / "docs" / "predictors.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"<!-- (file|run): (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_blocks() -> Mapping[str, Mapping[str, str]]:
    """Return the blocks of the page: the files by their names, and the commands."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, name, block in _BLOCK.findall(PAGE):
        found[kind][name] = block
    return found


BLOCKS = read_blocks()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the page, and the examples beside them.

    What other tests import from folders of theirs has the same names.
    """
    monkeypatch.setattr(sys, "path", [place for place in sys.path if not place.endswith("predictors")])
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for name, content in BLOCKS["file"].items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        if path.suffix == ".py":
            monkeypatch.delitem(sys.modules, path.stem, raising=False)
    return tmp_path


def run_python(folder: Path, name: str) -> None:
    # The libraries of a reader, which may be more than Predawn needs.
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run([sys.executable, name], cwd=folder, env=variables, check=True)


def run_shell(folder: Path, commands: str, **variables: str) -> str:
    folders = (forked_predawn().parent, Path(sys.executable).parent, os.environ["PATH"])
    programs = os.pathsep.join(map(str, folders))
    ended = subprocess.run(
        ["bash", "-e", "-c", commands], cwd=folder, env={**os.environ, "PATH": programs, **variables},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, (ended.stdout, ended.stderr)
    return ended.stdout


def publish(database: Database, folder: Path, predictor: str, config: str) -> list[str]:
    """Publish a run with a predictor, and return its tags of a project: in a lookup, and on demand."""
    chosen = {
        "predictor": predictor,
        "predictor_path": folder / "models",
        "predictor_config": folder / "models" / config,
    }
    settings = settings_for(database, **chosen, engine="threading", max_other=1.0)
    run = run_batch(database, settings, RunRequest(), Silent())
    assert (run.counts.scored, run.counts.failed) == (387, 0)
    with serving(settings_for(database, **chosen)) as api:
        stored = api.client.get("/predictions/4").json()["data"]
        assert (stored["source"], stored["run_id"]) == ("cache", 1)
        body = {"texts": [{"text": "a camera and a video"}]}
        (asked,) = api.client.post("/predict", json=body).json()["data"]["predictions"]
        assert asked["source"] == "on_demand"
    return [stored["predicted_tag"], asked["predicted_tag"]]


def test_every_block_with_a_language_is_run_or_a_file() -> None:
    languages = [language for language in re.findall(r"^```(.*)$", PAGE, re.MULTILINE) if language]
    assert len(languages) == sum(map(len, BLOCKS.values()))
    assert BLOCKS["run"].keys() == {"commands", "onnx"}


def test_the_commands_of_each_kind(database: Database, folder: Path) -> None:
    run_python(folder, "models/fit.py")
    said = run_shell(folder, BLOCKS["run"]["commands"], PREDAWN_DATABASE_URL=database.url)
    for told in (
        "asked for 100 projects: 100 answered, 0 failed",
        "output: scores of 6 tags",
        "run 1: published",
        "computer-vision",
    ):
        assert told in said, said


@pytest.mark.slow
def test_scikit_learn_by_joblib(database: Database, folder: Path) -> None:
    run_python(folder, "models/fit.py")
    assert publish(database, folder, "sklearn", "joblib.toml")[1] == "computer-vision"


def test_onnx(database: Database, folder: Path) -> None:
    pytest.importorskip("onnx", reason="the package onnx makes the model")
    pytest.importorskip("onnxruntime", reason="needs the extra onnx")
    run_shell(folder, BLOCKS["run"]["onnx"])
    assert publish(database, folder, "onnx", "onnx.toml")[1] == "computer-vision"


@pytest.mark.filterwarnings("ignore")  # MLflow warns of its own
@pytest.mark.slow
def test_mlflow(database: Database, folder: Path) -> None:
    pytest.importorskip("mlflow", reason="needs the extra mlflow")
    run_python(folder, "models/fit.py")
    run_python(folder, "models/save.py")
    assert publish(database, folder, "mlflow", "mlflow.toml")[1] == "computer-vision"


def test_a_class_of_your_own(database: Database, folder: Path) -> None:
    assert publish(database, folder, "keywords:Keywords", "keywords.toml")[1] == "vision"


def read_sample() -> list[dict[str, str]]:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Answering(BaseHTTPRequestHandler):
    """A service that knows the tags of the sample by their titles, if it is given the key."""

    asked: ClassVar[list[str]] = []
    tags: ClassVar[dict[str, str]] = {row["title"]: row["tag"] for row in read_sample() if row["tag"]}

    def do_POST(self) -> None:
        prompt = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["prompt"]
        self.asked.append(prompt)
        tag = next((tag for title, tag in self.tags.items() if title in prompt), "computer-vision")
        trusted = self.headers["Authorization"] == "Bearer a key"
        answer = json.dumps({"text": f"{tag}\n"}).encode() if trusted else b"{}"
        self.send_response(200 if trusted else 401)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def answering() -> Iterator[str]:
    """Answer on a port of this machine until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_service_over_http(database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = folder / "models" / "service.toml"
    monkeypatch.setenv("SERVICE_KEY", "a key")
    with answering() as address:
        assert "127.0.0.1:8090" in config.read_text()
        config.write_text(config.read_text().replace("127.0.0.1:8090", address))
        found = publish(database, folder, "service:Service", "service.toml")
    assert found == [next(row["tag"] for row in read_sample() if row["id"] == "4"), "computer-vision"]
    assert len(Answering.asked) == 387 + 1
    assert Answering.asked[0].startswith("Which of computer-vision, graph-learning, mlops, ")


def test_the_image_has_what_the_page_builds_and_sets() -> None:
    override = yaml.safe_load(BLOCKS["file"]["docker-compose.override.yml"])
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert override["services"].keys() <= services.keys()
    for service in override["services"].values():
        for name, value in service["build"]["args"].items():
            assert f'ARG {name}=""' in stages()["build"]
            assert (ROOT / f"requirements-{value}.lock").is_file()
        assert {name.removeprefix("PREDAWN_").lower() for name in service["environment"]} <= set(
            Settings.model_fields
        )
        mounted, place, _ = service["volumes"][0].split(":")
        config = Path(service["environment"]["PREDAWN_PREDICTOR_CONFIG"])
        assert str(Path(mounted) / config.relative_to(place)) in BLOCKS["file"]
    runtime = stages()["api"]
    assert "ENV PATH=/opt/predawn/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1" in runtime
    assert "USER predawn" in runtime
    assert "USER predawn" in BLOCKS["file"]["models/Dockerfile"]
