"""What starts imports neither scikit-learn nor joblib nor Alembic where it does without: they take time."""

import os
import subprocess
import sys
from importlib.metadata import version

import numpy as np
import pytest
from typer.main import get_command

from cli.commands import SUMMARIES
from cli.program import app
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

REPORT = "\nprint(*sorted({'sklearn', 'scipy', 'skops', 'pandas', 'joblib'} & set(sys.modules)))"

PROGRAM = """
import hashlib, pathlib, sys
from importlib import import_module
import api.app, batch.run
from cli.commands import SUMMARIES
from model.tagger import explanation
from core.types import StoredArtifact
from model.tagger_scorer import open_tagger

for name in SUMMARIES:
    import_module(f"cli.{name}")
data = pathlib.Path(sys.argv[1]).read_bytes()
scorer = open_tagger(StoredArtifact(data, hashlib.sha256(data).hexdigest(), None), "native")
assert scorer.predict({"text": "camera pixel"}).predicted_tag == "computer-vision"
assert explanation.explain(scorer.tagger, "camera pixel").tag == "computer-vision"
"""


@needs_build
def test_neither_serving_nor_a_run_nor_a_command_imports_scikit_learn(tmp_path):
    path = tmp_path / "artifact"
    path.write_bytes(dump_artifact(TAGGER))
    program = PROGRAM + REPORT + "\nscorer.tagger.predict_proba(['camera'])" + REPORT
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    served, scored = (set(line.split()) for line in done.stdout.splitlines())
    assert served == set()
    # The names that are looked for are those of the libraries.
    assert {"sklearn", "scipy", "joblib"} <= scored


def test_no_command_imports_pandas_where_it_is_installed():
    program = (
        PROGRAM.partition("data =")[0] + "print('pandas' in sys.modules, find_spec('pandas') is not None)"
    )
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", f"from importlib.util import find_spec\n{program}"],
        capture_output=True,
        text=True,
        check=True,
        env=variables,
    )
    assert done.stdout.split() == ["False", "True"]


def test_a_worker_process_imports_what_scores_and_stores():
    program = (
        "import sys, batch.workers.worker\nheavy = {'pydantic', 'sklearn', 'joblib', 'fastapi', 'typer'}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program + "print(sorted(heavy & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_run_and_a_server_without_a_terminal_do_not_import_what_draws_in_one():
    program = "import sys, cli.batch, cli.export, cli.serve; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_run_imports_neither_the_driver_of_the_api_nor_what_reads_configurations():
    program = "import sys, cli.batch; print(*sorted({'asyncpg', 'tomllib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_only_what_migrates_imports_alembic():
    others = "cli.batch, cli.schedule, cli.serve, cli.sql, cli.models, cli.runs, cli.keys, cli.export"
    program = (
        f"import sys, api.app, batch.run, cli.main, {others}; print('alembic' in sys.modules)\n"
        "import cli.migrate; print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


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
