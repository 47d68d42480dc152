"""What a predictor prints goes to the log, line by line, and everything else to standard output."""

import logging
import sys
import threading
from pathlib import Path

import pytest

from model.predictors.interface import load_predictor
from model.predictors.printed_lines import PrintedLines
from model.predictors.scorer import PredictorScorer

TALKATIVE = """
import sys

print("imported")


class Talkative:
    def __init__(self, config):
        print("made", "with", config)

    def predict(self, payload):
        print("asked\\nfor", payload, end="")
        return "a"

    def predict_batch(self, payloads):
        print("asked for", len(payloads))
        sys.stdout.flush()
        return ["a"] * len(payloads)
"""


@pytest.fixture
def scorer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> PredictorScorer:
    caplog.set_level(logging.INFO, "predawn.predictor")
    (tmp_path / "talkative_predictor.py").write_text(TALKATIVE)
    sys.modules.pop("talkative_predictor", None)
    return PredictorScorer(load_predictor("talkative_predictor:Talkative", None, tmp_path)[0], 0.0)


def test_every_line_of_a_predictor_is_logged(
    scorer: PredictorScorer, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    scorer.predict(1)
    scorer.predict_many([1, 2])
    records = [*caplog.get_records("setup"), *caplog.records]
    assert [record.getMessage() for record in records if record.name == "predawn.predictor"] == [
        "imported", "made with {}", "asked", "for 1", "asked for 2",
    ]  # fmt: skip
    assert capsys.readouterr().out == ""


def test_other_threads_print_as_ever_meanwhile(capsys: pytest.CaptureFixture[str]) -> None:
    entered, printed = threading.Event(), threading.Event()

    def ask() -> None:
        with PrintedLines():
            entered.set()
            printed.wait(30)

    thread = threading.Thread(target=ask)
    thread.start()
    entered.wait(30)
    sys.stdout.write("a result\n")
    printed.set()
    thread.join()
    sys.stdout.write("another\n")
    assert capsys.readouterr().out == "a result\nanother\n"


def test_a_process_without_a_log_writes_to_standard_error(
    scorer: PredictorScorer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.Logger, "hasHandlers", lambda _: False)
    scorer.predict(1)
    assert capsys.readouterr() == ("", "asked\nfor 1\n")
