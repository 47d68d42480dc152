"""The examples for Airflow and Dagster go by the exit codes, and by the JSON, that `predawn batch` has."""

import ast
import json
import re
from pathlib import Path
from typing import Any

from cli import exit_codes
from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "orchestrators"
AIRFLOW, DAGSTER = FOLDER / "airflow_night.py", FOLDER / "dagster_night.py"


def constants(path: Path) -> dict[str, Any]:
    """Return the constants of a module, which needs a library that is not installed here."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id.isupper():
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            assert node.value is not None
            found[target.id] = ast.literal_eval(node.value)
    return found


def test_airflow_skips_a_night_that_another_run_makes() -> None:
    assert constants(AIRFLOW) == {"IN_PROGRESS": exit_codes.IN_PROGRESS}


def test_dagster_tries_again_what_may_end_otherwise() -> None:
    again = (exit_codes.DEFECT, exit_codes.IN_PROGRESS, exit_codes.CANCELLED)
    assert constants(DAGSTER)["RETRIED"] == again
    page = (ROOT / "docs" / "how-to" / "orchestrators.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([\d, ]+) \| (\w+)", page, re.MULTILINE)
    listed = {int(code): verb for codes, verb in lines for code in codes.split(", ")}
    assert {code for code, verb in listed.items() if verb in {"goes", "skips"}} == {0, exit_codes.IN_PROGRESS}
    assert set(listed) == {0, exit_codes.BAD_INPUT, exit_codes.HELD, exit_codes.FAILED, *again}


def test_dagster_shows_what_the_document_of_a_run_has() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "batch.json").read_text(encoding="utf-8"))
    read = re.findall(r"run\[\"(\w+)\"\](?:\[\"(\w+)\"\])?", DAGSTER.read_text(encoding="utf-8"))
    assert len(read) >= 3
    for name, within in read:
        found = schema["properties"][name]
        if within:
            assert within in schema["$defs"][found["$ref"].rpartition("/")[2]]["properties"]
