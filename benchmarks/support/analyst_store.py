"""A store of any size as analysts find it, and the measurement of the questions in `docs/questions` on it."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from store.sql_files import execute_script

QUESTIONS = Path(__file__).parents[2] / "docs" / "questions"

# Tables with a row for each project, answer or change, which a query should not read completely without need.
LARGE = ("predictions", "projects", "prediction_changes", "inference_log", "model_examples")
READ_WHOLE = frozenset(
    {"05_how_fresh", "09_coverage_by_month", "14_coming_and_going", "18_unstable_projects", "21_neighbours"}
)
"""The questions about every project."""


@dataclass(frozen=True)
class Question:
    """A worked question: its name, the question, the explanation, and the query."""

    name: str
    title: str
    text: str
    query: str


def read_questions() -> list[Question]:
    """Return the questions in their order."""
    return [_read(path) for path in sorted(QUESTIONS.glob("*.sql"))]


def _read(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line[2:].strip() for line in lines if line.startswith("--")]
    query = "\n".join(line for line in lines if not line.startswith("--"))
    return Question(path.stem, comments[0], " ".join(comments[2:]), query)


def fill(engine: Engine, projects: int) -> None:
    """Fill a migrated store, as its owner."""
    script = (Path(__file__).with_suffix(".sql")).read_text(encoding="utf-8")
    with engine.begin() as connection:
        execute_script(connection, script.replace("{projects}", str(projects)))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def add_delta(engine: Engine) -> None:
    """Put a run into service that is stored as the difference of every tenth project from the last."""
    script = (Path(__file__).with_name("analyst_delta.sql")).read_text(encoding="utf-8")
    with engine.begin() as connection:
        execute_script(connection, script)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def explain(connection: Connection, query: str) -> list[str]:
    """Return the plan of an executed query, with parts that were not executed and without times."""
    options = "ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF"
    return list(connection.scalars(text(f"EXPLAIN ({options}) {query}")))


def read_from_end_to_end(connection: Connection, query: str) -> list[str]:
    """Return the large tables that the plan of a query reads completely."""
    (plan,) = connection.scalar(text(f"EXPLAIN (FORMAT JSON) {query}"))
    found = [node["Relation Name"] for node in _nodes(plan["Plan"]) if node["Node Type"] == "Seq Scan"]
    return [name for name in found if name.startswith(LARGE)]


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for child in node.get("Plans", ()) for below in _nodes(child))]


def seconds(connection: Connection, query: str, times: int = 3) -> float:
    """Return the duration of a query, the best of a few."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        connection.execute(text(query)).all()
        best = min(best, time.perf_counter() - began)
    return best


def write_plans(path: Path, plans: dict[str, dict[str, Any]]) -> None:
    """Save plans for the page on SQL."""
    path.write_text(json.dumps(plans, indent=2) + "\n", encoding="utf-8")
