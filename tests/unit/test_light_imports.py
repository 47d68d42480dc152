"""What starts imports neither scikit-learn nor joblib nor Alembic where it does without: they take time."""

import json
import os
import subprocess
import sys
from importlib.metadata import version

import numpy as np
import pytest
from typer.main import get_command

from batch.sources.source import open_source
from cli.commands import SUMMARIES
from cli.program import app
from core.settings import Settings
from model.native.tagger import BUILT
from model.tagger.tagger import Tagger, TaggerArgs, TermBlock
from model.training.artifact import dump_artifact

needs_build = pytest.mark.skipif(not BUILT, reason="the native tagger is not built: there was no C compiler")

TAGGER = Tagger(
    tags=("computer-vision", "mlops"),
    words=TermBlock(["camera", "deploy"], np.array([1.0, 1.0])),
    characters=TermBlock([" c"], np.array([1.0])),
    weights=np.array([[1, -1], [-1, 1], [0, 0]], dtype=np.float32),
    intercepts=np.zeros(2),
    temperature=4.0,
    args=TaggerArgs(),
)

# Each stage has what the stages before it have, and tells which modules it found.
PROGRAM = """
import hashlib, json, pathlib, sys
from importlib import import_module
from importlib.util import find_spec

STAGES = {}

def report(stage, *names):
    STAGES[stage] = sorted(set(names) & set(sys.modules))

import batch.workers.worker
report("worker process", "pydantic", "sklearn", "joblib", "fastapi", "typer")

import cli.batch
report("run", "asyncpg", "tomllib", "rich")

import cli.export, cli.serve
report("server", "rich")

import api.app, batch.run, cli.main, cli.schedule, cli.sql, cli.models, cli.runs, cli.keys
report("without migrations", "alembic")
import cli.migrate
report("migrations", "alembic")

from cli.commands import SUMMARIES
from core.types import StoredArtifact
from model.tagger import explanation
from model.tagger_scorer import open_tagger
for name in SUMMARIES:
    import_module(f"cli.{name}")
report("all commands", "pandas")
assert find_spec("pandas") is not None

import pyarrow
from batch.sources.source import open_source
from core.settings import Settings
open_source(Settings(_env_file=None), sys.argv[1] + ".csv")
texts = pyarrow.table({"text": ["a", None]})
report("a source", "pandas")

data = pathlib.Path(sys.argv[1]).read_bytes()
scorer = open_tagger(StoredArtifact(data, hashlib.sha256(data).hexdigest(), None), sys.argv[2])
assert scorer.predict({"text": "camera pixel"}).predicted_tag == "computer-vision"
assert explanation.explain(scorer.tagger, "camera pixel").tag == "computer-vision"
report("answers", "sklearn", "scipy", "skops", "joblib")

scorer.tagger.predict_proba(["camera"])
report("scikit-learn", "sklearn", "scipy", "skops", "joblib")

assert texts.to_pandas()["text"].isna().tolist() == [False, True]
print(json.dumps(STAGES))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The modules that were found in each stage of a process that imports ever more."""
    path = tmp_path_factory.mktemp("imports") / "artifact"
    path.write_bytes(dump_artifact(TAGGER))
    # The libraries of somebody who has pandas, too.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, path, "native" if BUILT else "scikit-learn"],
        capture_output=True,
        text=True,
        check=True,
        env=variables,
    )
    return json.loads(done.stdout)


@needs_build
def test_neither_serving_nor_a_run_nor_a_command_imports_scikit_learn(found):
    assert found["answers"] == []
    # The names that are looked for are those of the libraries.
    assert {"sklearn", "scipy", "joblib"} <= set(found["scikit-learn"])


def test_no_command_imports_pandas_where_it_is_installed(found):
    assert found["all commands"] == []


def test_what_a_source_holds_is_converted_without_pandas(found):
    assert found["a source"] == []


def test_what_a_predictor_hands_to_arrow_is_known_as_a_series(monkeypatch):
    hidden = list[str]()
    monkeypatch.setattr("batch.sources.source.keep_pandas_out", lambda: hidden.append("pandas"))
    for predictor, expected in ((None, ["pandas"]), ("mine:predict", [])):
        hidden.clear()
        open_source(Settings(_env_file=None, predictor=predictor), "projects.csv")
        assert hidden == expected


def test_a_worker_process_imports_what_scores_and_stores(found):
    assert found["worker process"] == []


def test_a_run_and_a_server_without_a_terminal_do_not_import_what_draws_in_one(found):
    assert found["server"] == []


def test_a_run_imports_neither_the_driver_of_the_api_nor_what_reads_configurations(found):
    assert found["run"] == []


def test_only_what_migrates_imports_alembic(found):
    assert found["without migrations"] == []
    assert found["migrations"] == ["alembic"]


@pytest.mark.parametrize(
    ("arguments", "variables", "printed"),
    [
        (["--help"], {}, "\n  keys         Manage the API keys.\n"),
        (["--version"], {}, f"predawn {version('predawn')}\n"),
        (
            [],
            {"_PREDAWN_COMPLETE": "complete_bash", "COMP_WORDS": "predawn ex", "COMP_CWORD": "1"},
            "export\n",
        ),
        (
            [],
            {"_PREDAWN_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "predawn ex"},
            '"export":"Export ',
        ),
        (
            [],
            {
                "_PREDAWN_COMPLETE": "complete_fish",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                "_TYPER_COMPLETE_ARGS": "predawn ex",
            },
            "export\tExport ",
        ),
    ],
)
def test_help_version_and_completion_import_no_command(arguments, variables, printed):
    program = (
        "import atexit, sys; from cli.main import main; sys.argv = ['predawn', *sys.argv[1:]]\n"
        "heavy = {'sklearn', 'fastapi', 'sqlalchemy', 'pyarrow', 'numpy', 'rich'}\n"
        "atexit.register(lambda: print(*heavy & set(sys.modules), file=sys.stderr))\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | variables,
    )
    assert printed in done.stdout
    # Typer writes the help of completions in zsh and fish with rich, which takes 0.05 s.
    described = variables.get("_PREDAWN_COMPLETE") in {"complete_zsh", "complete_fish"}
    assert done.stderr.split() == (["rich"] if described else [])


def test_plugins_of_pydantic_see_settings_only_where_that_is_wanted(tmp_path):
    information = tmp_path / "spy-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[pydantic]\nspy = spy\n")
    (tmp_path / "spy.py").write_text(
        "print('spy')\ndef new_schema_validator(*_, **__): return None, None, None\n"
    )
    command = [sys.executable, "-m", "cli.main", "batch", "--help"]
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])

    def printed(**variables: str) -> list[str]:
        environment = os.environ | {"PYTHONPATH": path, **variables}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        return done.stdout.splitlines()

    assert "spy" in printed(PYDANTIC_DISABLE_PLUGINS="")
    assert "spy" not in printed()


def test_what_a_command_imports_is_not_searched_for_garbage():
    program = (
        "import gc; from cli.program import app; from typer.main import get_command\n"
        "group = get_command(app)\n"
        "before = [generation['collections'] for generation in gc.get_stats()]\n"
        "group.get_command(None, 'batch')\n"
        "after = [generation['collections'] for generation in gc.get_stats()]\n"
        "print(gc.isenabled(), after[2] - before[2], gc.get_freeze_count() > 10_000)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0", "True"]


def test_summaries_of_commands_are_the_first_sentences_of_their_help_texts():
    group = get_command(app)
    for name, summary in SUMMARIES.items():
        command = group.get_command(None, name)
        assert command.get_short_help_str(limit=1000) == summary
