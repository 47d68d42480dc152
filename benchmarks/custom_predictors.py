"""Runs with slow custom predictors: the seconds of scoring, against the sum of the calls by worker.

Nothing is switched off. Prints a line of JSON for each case, all of them with two workers and the default
engine: calls that wait for 1 ms, of which one in a hundred fails; calls that wait for 50 ms; and calls that
keep a processor busy for 1 ms. A case takes from the beginning of scoring to that of the checks, with the
start of processes, and with indexing and attaching the run's table. What a call takes is measured just
before, because one waits for longer than it asks for.

    python benchmarks/custom_predictors.py --rows 5000 --slow-rows 5000
"""

import argparse
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from support.home import Home, open_home

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Phase
from model.predictors.interface import load_predictor

WORKERS: Final = 2
_PREDICTOR: Final = """
import time


class Slow:
    def __init__(self, config):
        self.seconds, self.fail, self.busy = config["seconds"], config["fail_every"], config["busy"]

    def predict(self, payload):
        if self.busy:
            until = time.thread_time() + self.seconds
            while time.thread_time() < until:
                pass
        else:
            time.sleep(self.seconds)
        if self.fail and int(payload["project_id"]) % self.fail == 0:
            raise ValueError("no")
        return "a"
"""
_PROJECTS: Final = """
INSERT INTO predawn.projects (project_id, title, description, content_hash)
SELECT n::text, 'A title of project ' || n, 'What the project is about', sha256(int8send(n))
FROM generate_series(1, :rows) AS n
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Calls that take so many seconds each, of which every so many-th fails, or none."""

    name: str
    rows: int
    seconds: float
    fail_every: int = 0
    busy: bool = False

    @property
    def config(self) -> str:
        """The configuration of the predictor."""
        return f"seconds = {self.seconds}\nfail_every = {self.fail_every}\nbusy = {str(self.busy).lower()}\n"


class Phases(Silent):
    """Notes when the phases of a run begin."""

    def __init__(self) -> None:
        self.began: dict[Phase, float] = {}

    def enter(self, phase: Phase) -> None:
        """Note the time."""
        self.began[phase] = time.perf_counter()


def measure_call(settings: Settings) -> float:
    """Return what a call takes by itself, in seconds: the mean of a second of calls."""
    assert settings.predictor is not None
    predictor, _ = load_predictor(settings.predictor, settings.predictor_config, settings.predictor_path)
    began, calls = time.perf_counter(), 0
    while (took := time.perf_counter() - began) < 1:
        with suppress(ValueError):
            predictor.predict({"project_id": str(calls)})
        calls += 1
    return took / calls


def measure(home: Home, case: Case) -> dict[str, object]:
    """Return what a run with such calls takes to score."""
    (home.folder / "slow_predictor.py").write_text(_PREDICTOR)
    config = home.folder / f"{case.name}.toml"
    config.write_text(case.config)
    with home.engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects"))
        connection.execute(text(_PROJECTS), {"rows": case.rows})
    settings = home.settings.model_copy(
        update={
            "predictor": "slow_predictor:Slow",
            "predictor_path": home.folder,
            "predictor_config": config,
            "workers": WORKERS,
            "max_failures": 0.05,
            "min_coverage": 0.9,
        }
    )
    ideal = case.rows * measure_call(settings) / WORKERS
    phases = Phases()
    run_batch(home.database, settings, RunRequest(publish=False), phases)
    took = phases.began[Phase.CHECK] - phases.began[Phase.SCORE]
    return {
        "benchmark": "custom_predictors",
        "off": (),
        "case": case.name,
        "workers": WORKERS,
        "rows": case.rows,
        "milliseconds_a_row": round(1000 * case.seconds),
        "seconds": round(took, 2),
        "ideal_seconds": round(ideal, 2),
        "ratio": round(took / ideal, 2),
    }


def main() -> None:
    """Measure each case in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--slow-rows", type=int, default=5000)
    parser.add_argument("--busy-rows", type=int, default=20_000)
    asked = parser.parse_args()
    cases = (
        Case("waiting", asked.rows, 0.001, fail_every=100),
        Case("slow", asked.slow_rows, 0.05),
        Case("busy", asked.busy_rows, 0.001, busy=True),
    )
    with open_home() as home:
        for case in cases:
            print(json.dumps(measure(home, case)), flush=True)


if __name__ == "__main__":
    main()
