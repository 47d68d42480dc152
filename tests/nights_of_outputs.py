"""Runs of predictors that say what the catalogue says: a number, a ranking, or tags, in the description."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.errors import RunHeldError
from core.settings import Settings
from core.types import CheckResult, Run
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger, metrics
from tests.serving import settings_for

PREDICTORS = """
class Number:
    output = "number"
    def __init__(self, config): pass
    def predict(self, payload): return float(payload["description"])

class Ranking:
    output = "ranking"
    def __init__(self, config): pass
    def predict(self, payload):
        items = payload["description"].removeprefix("-").split()
        return [(item, -float(place)) for place, item in enumerate(items)]

class Tags:
    multi_label = True
    def __init__(self, config): pass
    def predict(self, payload): return payload["description"].split()

class OtherTags(Tags):
    pass

class Tag:
    def __init__(self, config): pass
    def predict(self, payload): return "long" if len(payload["description"]) > 3 else "short"
"""


class Nights:
    """A migrated store whose runs are made of descriptions, night by night."""

    def __init__(self, database: Database, folder: Path, predictor: str) -> None:
        (folder / "nights_of_outputs_of_tests.py").write_text(PREDICTORS)
        self.database, self.folder, self.predictor = database, folder, predictor
        self.engine: Engine = database.engine(Role.BATCH, "tests")

    def settings(self, **changes: Any) -> Settings:
        return settings_for(
            self.database,
            **{
                "predictor": f"nights_of_outputs_of_tests:{self.predictor}",
                "predictor_path": self.folder,
                "catalogue": str(self.folder / "projects.csv"),
                "engine": "threading",
                "workers": 1,
                "max_shrink": 1.0,
                **changes,
            },
        )

    def run(
        self, said: Mapping[str, object], *, known: Mapping[str, float] | None = None, **changes: Any
    ) -> Run:
        """Make a run of projects that say something, and return it, published or held."""
        self.write(said, known)
        try:
            return run_batch(self.database, self.settings(**changes), RunRequest(), Silent())
        except RunHeldError:
            with self.engine.begin() as connection:
                return ledger.list_runs(connection, 1)[0]

    def write(self, said: Mapping[str, object], known: Mapping[str, float] | None = None) -> None:
        """Write the catalogue."""
        with (self.folder / "projects.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "title", "description", "known"])
            writer.writerows((name, name, text, (known or {}).get(name, "")) for name, text in said.items())

    def checks(self, run: Run) -> dict[str, CheckResult]:
        return {check.name: check for check in run.checks}

    def figures(self, run: Run) -> dict[str, float | None]:
        with self.engine.begin() as connection:
            return {figure.name: figure.value for figure in metrics.read_figures(connection, run.run_id)}

    def close(self) -> None:
        self.engine.dispose()


def numbers(values: Sequence[float]) -> dict[str, object]:
    return {f"p{place:03d}": repr(float(value)) for place, value in enumerate(values)}
