"""`predawn predictor check` says what is broken about a predictor, and what a run with it would take."""

from pathlib import Path

import pytest

from batch.workers.trial import Trial, try_predictor
from cli.predictor import _report, fails
from core.errors import InputError
from core.settings import Settings
from store.connect.database import Database
from tests.conftest import ROOT
from tests.e2e.command_line import CommandLine
from tests.waiting import is_running, wait_until, with_enough_time

PREDICTORS = """
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np


class Good:
    def __init__(self, config):
        self.config = config

    def predict(self, payload):
        return {"a": 0.75, "b": 0.25}


class WrongType(Good):
    def predict(self, payload):
        return 3


class Raises(Good):
    def predict(self, payload):
        raise ValueError(payload["title"])


class Takes(Good):
    def predict(self, payload):
        payload.pop("project_id")
        raise ValueError("taken")


class Hangs(Good):
    def predict(self, payload):
        time.sleep(60)


class Exits(Good):
    def predict(self, payload):
        os._exit(3)


class Prints(Good):
    def predict(self, payload):
        print("asked for", payload["project_id"])
        return "a"


class Leaks(Good):
    kept = []

    def predict(self, payload):
        self.kept.append(bytearray(os.urandom(1)) * 300_000)
        return "a"


class WrongLength(Good):
    def predict_batch(self, payloads):
        return ["a"] * (len(payloads) - 1)


class NotANumber(Good):
    def predict(self, payload):
        return {"a": float("nan")}


class Unmakeable(Good):
    def __init__(self, config):
        self.words = config["words"]


class NeedsPrice(Good):
    def predict(self, payload):
        return "cheap" if payload["price"] < 10 else "dear"


class Arrays(Good):
    def predict(self, payload):
        return np.array("a") if payload["project_id"] == "p0" else np.array(["a", "b"])


class ManyTags(Good):
    def predict(self, payload):
        return {f"tag {number}": 1 / (number + 1) for number in range(10_000)}


class Early(Good):
    def predict(self, payload):
        if "pandas" not in sys.modules:
            raise ValueError("asked before Arrow has imported pandas")
        return "a"


class Starts(Good):
    def __init__(self, config):
        process = subprocess.Popen(["sleep", "3600"])
        (Path(__file__).parent / "started").write_text(str(process.pid))


class AllTags(Good):
    multi_label = True

    def predict(self, payload):
        return [f"tag {number}" for number in range(12)]
"""
PAYLOADS = [
    {"project_id": f"p{number}", "title": "A title", "description": "", "text": "A title"}
    for number in range(100)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tried")
    (folder / "tried.py").write_text(PREDICTORS)
    (folder / "importing.py").write_text("import a_module_that_nobody_has\n")
    return folder


def attempt(folder: Path, name: str, seconds: float = 30.0) -> tuple[Trial, Settings, str]:
    settings = Settings(_env_file=None, predictor=f"tried:{name}", workers=2)
    payloads = PAYLOADS[:20] if name == "ManyTags" else PAYLOADS
    trial = try_predictor(settings.predictor or "", None, folder, payloads, seconds)
    return trial, settings, "\n".join(_report(trial, settings, 100_000, sorted(PAYLOADS[0])))


def test_a_good_one(folder: Path) -> None:
    trial, settings, report = attempt(folder, "Good")
    assert not fails(trial, settings)
    assert "asked for 100 projects: 100 answered, 0 failed" in report
    assert "output: scores of 2 tags" in report
    assert "a run of 100,000 projects would take about" in report
    assert "problem" not in report
    assert trial.rows_per_second > 100


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "WrongType",
            "InputError: The predictor returned 3; return a tag, a list of tags, or a mapping",
        ),
        ("Raises", "ValueError: A title (100 of 100 projects, first 'p0')"),
        ("Takes", "ValueError: taken (100 of 100 projects, first 'p0')"),
        ("Exits", "problem: it ended its process, while it was asked"),
        ("WrongLength", "7 results for 8 payloads; return a list with one result for each"),
        ("NotANumber", "returned nan as the score of 'a'; a score is a number from 0 to 1"),
        ("NeedsPrice", "KeyError: 'price' (100 of 100 projects, first 'p0')\n  a payload of a run has the "),
    ],
)
def test_one_with_which_a_run_would_fail(folder: Path, name: str, sentence: str) -> None:
    trial, settings, report = attempt(folder, name)
    assert fails(trial, settings)
    assert sentence in report
    assert "a run would fail" in report


def test_the_rate_is_that_of_the_predictor_and_not_of_an_import(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Programs that tests start do not find pandas by tests/absent.
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert attempt(folder, "Early")[0].failed == 0


def test_processes_that_it_starts_end_with_the_trial(folder: Path) -> None:
    assert attempt(folder, "Starts")[0].failed == 0
    started = int((folder / "started").read_text())
    wait_until(lambda: not is_running(started))


def test_one_that_hangs(folder: Path) -> None:
    def check(seconds: float) -> None:
        trial, settings, report = attempt(folder, "Hangs", seconds=seconds)
        assert fails(trial, settings)
        assert f"TimeoutError: the predictor had not answered after {seconds / 3:g} seconds" in report
        assert "problem: it hangs; no further project was asked for" in report

    with_enough_time(check, 1.5, 30.0)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Prints", "remark: it prints 100 lines, which a run writes to its log"),
        ("Leaks", "problem: it keeps memory of each project; 100,000 of them would need "),
        ("Arrays", "output: a list of 2 tags; a tag\n"),
        ("ManyTags", "output: scores of 10,000 tags, of which 10 are kept"),
        ("AllTags", "output: a list of 12 tags\n"),
    ],
)
def test_one_with_which_a_run_would_not_fail(folder: Path, name: str, sentence: str) -> None:
    trial, settings, report = attempt(folder, name)
    assert not fails(trial, settings)
    assert sentence in report


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("importing:Predictor", "there is no module 'a_module_that_nobody_has' on the module path"),
        ("tried:Unmakeable", "could not be created: KeyError: 'words'"),
    ],
)
def test_one_that_cannot_be_made(folder: Path, spec: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        try_predictor(spec, None, folder, PAYLOADS, 30.0)


def test_the_command(database: Database, folder: Path, tmp_path: Path) -> None:
    predawn = CommandLine(tmp_path).with_settings(database_url=database.url)
    assert "no custom predictor to check" in predawn.refuse(2, "predictor", "check")
    good = predawn.with_settings(predictor="tried:Good", predictor_path=folder)
    assert "asked for 20 projects: 20 answered" in good.succeed("predictor", "check", "--rows", "20")
    bad = good.with_settings(predictor="tried:Raises").run("predictor", "check")
    assert bad.code == 5
    assert "a run would fail: 100.0% of the projects fail, and PREDAWN_MAX_FAILURES allows 1.0%" in bad.out
