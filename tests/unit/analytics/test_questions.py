"""The worked questions of `docs/sql.md` are answered rightly, and by way of the indexes."""

import datetime as dt
import importlib.util
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from sqlalchemy import Connection, text

from store.connect.engine import Role
from store.sql_files import execute_script
from tests.conftest import ROOT, Server
from tests.unit.analytics.conftest import SMALL

Rows = list[tuple[Any, ...]]


def load(path: str) -> ModuleType:
    """Load a module that is in no package."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


support = load("benchmarks/support/analyst_store.py")
QUESTIONS = {question.name: question for question in support.read_questions()}

ANSWERS: dict[str, Rows] = {
    "01_what_changed": [
        ("another model", "mlops", "vision", 3, "p2"),
        ("another model", "vision", "mlops", 1, "p3"),
        ("left the catalogue", "vision", None, 1, "p7"),
        ("new project", None, "mlops", 1, "p8"),
    ],
    "02_which_tags_grow": [("vision", 2, 3, 1), ("other", 1, 1, 0), ("mlops", 4, 3, -1), ("audio", 2, 0, -2)],
    "03_where_it_is_unsure": [
        ("p8", "Title 8", 0.4, "audio", 0.1),
        ("p3", "Title 3", 0.55, "audio", 0.1),
        ("p1", "Title 1", 0.96, "audio", 0.1),
    ],
    "04_disagreement": [
        ("mlops", "vision", 2, Decimal("0.700")),
        ("vision", "mlops", 1, Decimal("0.500")),
    ],
    "07_which_tags_churn": [("mlops", 3, 1), ("vision", 1, 3)],
    "08_calibration": [
        (0.5, 0.6, 20, Decimal("0.550"), Decimal("0.500")),
        (0.9, 1.0, 80, Decimal("0.960"), Decimal("0.900")),
    ],
    "09_coverage_by_month": [
        (dt.date(2025, 1, 1), 4, Decimal("1.000"), Decimal("0.740")),
        (dt.date(2025, 2, 1), 3, Decimal("0.667"), Decimal("0.517")),
    ],
    "11_drift": [
        (
            202,
            Decimal("0.3100"),
            0.1,
            "tags_js_published, tags_psi_published, tags_psi_published of the traffic",
        ),
        (201, Decimal("0.0100"), 0.1, None),
    ],
    "12_failures": [("ValueError: no text", 2, 202, "p1"), ("KeyError", 1, 202, "p3")],
    "13_rejected_rows": [("the id is empty", "a.csv", 2, 3), ("the title is no text", "a.csv", 1, 5)],
    "20_answer_times": [
        ("on_demand", 6, Decimal("1.00"), Decimal("1.00")),
        ("memory", 2, Decimal("1.00"), Decimal("1.00")),
        ("cache", 1, Decimal("1.00"), Decimal("1.00")),
    ],
    "21_neighbours": [("other", "audio", 1)],
}


def ask(connection: Connection, name: str) -> Rows:
    return [tuple(row) for row in connection.execute(text(QUESTIONS[name].query))]


def close(found: Rows, expected: Rows) -> bool:
    """Compare rows whose scores have single precision."""
    assert len(found) == len(expected), found
    for row, other in zip(found, expected, strict=True):
        for value, wanted in zip(row, other, strict=True):
            assert value == (pytest.approx(wanted, abs=1e-6) if isinstance(wanted, float) else wanted), row
    return True


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_as_by_hand(analyst: Connection, name: str) -> None:
    assert close(ask(analyst, name), ANSWERS[name])


def test_how_fresh(analyst: Connection) -> None:
    ((run_id, model, checked_at, age, projects, outdated),) = ask(analyst, "05_how_fresh")
    assert (run_id, model, projects, outdated) == (202, 202, 7, 1)
    assert checked_at.tzinfo is not None
    assert dt.timedelta(hours=1) <= age < dt.timedelta(hours=2)


def test_what_was_asked_on_demand(analyst: Connection) -> None:
    found = ask(analyst, "06_on_demand_inputs")
    assert [row[:3] for row in found] == [
        ("What is drift", 3, "mlops"),
        ("A title", 2, "vision"),
        ("Another", 1, "mlops"),
        ("Another with a text", 1, "mlops"),
        ("p6", 1, "other"),
    ]
    assert dt.datetime.now(dt.UTC) - found[0][3] < dt.timedelta(hours=2)


def test_in_the_first_week_growth_is_since_the_first_run(any_server: Server) -> None:
    database = any_server.clone()
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        execute_script(connection, SMALL.read_text(encoding="utf-8"))
        connection.execute(text("UPDATE predawn.publications SET published_at = now() - interval '6 days'"))
        assert ask(connection, "02_which_tags_grow")[-1] == ("mlops", 9, 3, -6)
    owner.dispose()
    any_server.drop(database)


def test_which_scores_moved_most(analyst: Connection) -> None:
    moves = [
        ("p5", "mlops", "vision", 0.5, 0.9, 0.4),
        ("p3", "vision", "mlops", 0.8, 0.55, -0.25),
        ("p2", "mlops", "vision", 0.6, 0.75, 0.15),
        ("p4", "mlops", "vision", 0.7, 0.7, 0.0),
    ]
    assert close(ask(analyst, "10_biggest_moves"), moves)


def test_how_many_projects_come_and_go(analyst: Connection) -> None:
    (projects,) = analyst.scalars(text("SELECT count(*) FROM analytics.projects"))
    days = ask(analyst, "14_coming_and_going")
    # All came today, unless it has become midnight meanwhile.
    assert len(days) <= 2
    assert [sum(figures) for figures in list(zip(*days, strict=True))[1:]] == [projects, 1, projects - 1]


def test_how_good_each_model_was(analyst: Connection) -> None:
    newest, *others = ask(analyst, "16_models_compared")
    figures = ("weighted", Decimal("0.800"), Decimal("0.750"), Decimal("0.850"), 40)
    assert newest == (202, "candidate", dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC), *figures)
    assert 201 not in {row[0] for row in others}, "it was never evaluated"


def test_what_a_night_takes(analyst: Connection) -> None:
    began = dt.datetime(2025, 3, 2, 1, tzinfo=dt.UTC)
    latest = ask(analyst, "19_effort")[0]
    assert latest[:-1] == (202, "published", began, Decimal("90.0"), 8, 2, Decimal("0.250"))


def test_which_model_was_in_service_when(analyst: Connection) -> None:
    now = dt.datetime.now(dt.UTC)
    found = [
        (
            model,
            round((now - began) / dt.timedelta(hours=1)),
            round((now - ended) / dt.timedelta(hours=1)),
            times,
        )
        for model, began, ended, times in ask(analyst, "15_models_in_service")
    ]
    assert found == [(202, 1, 0, 1), (201, 100 * 24, 1, 4)]


def test_what_people_did(analyst: Connection) -> None:
    assert [row[1:] for row in ask(analyst, "17_interventions")][-3:] == [
        ("promoted model", 202, "ann", "better"),
        ("rolled back to run", 200, "ann", "a bad source"),
        ("published by force run", 200, "bob", "looked at"),
    ]


def test_which_projects_are_unstable(analyst: Connection) -> None:
    ((project, changes, tags, changed_at),) = ask(analyst, "18_unstable_projects")
    assert (project, changes, tags) == ("p2", 2, ["mlops", "vision"])
    assert dt.datetime.now(dt.UTC) - changed_at < dt.timedelta(hours=2)


def test_no_question_is_without_an_answer() -> None:
    tested = {
        *ANSWERS,
        "05_how_fresh",
        "06_on_demand_inputs",
        "10_biggest_moves",
        "14_coming_and_going",
        "15_models_in_service",
        "16_models_compared",
        "17_interventions",
        "18_unstable_projects",
        "19_effort",
    }
    assert set(QUESTIONS) == tested
    assert len(QUESTIONS) >= 20


def check_plans(server: Server, projects: int, *, by_delta: bool = False) -> None:
    database = server.clone()
    try:
        owner = database.engine(None, "tests")
        support.fill(owner, projects)
        if by_delta:
            support.add_delta(owner)
        owner.dispose()
        analyst = database.engine(Role.ANALYST, "tests")
        with analyst.connect() as connection:
            whole = {
                question.name: support.read_from_end_to_end(connection, question.query)
                for question in QUESTIONS.values()
            }
            silent = [name for name in QUESTIONS if not ask(connection, name)]
        analyst.dispose()
    finally:
        server.drop(database)
    assert {name for name, tables in whole.items() if tables} <= support.READ_WHOLE, whole
    assert silent == [], "a plan without rows shows nothing"


def test_questions_go_by_the_indexes(any_server: Server) -> None:
    check_plans(any_server, 20_000)


def test_questions_about_a_delta_go_by_the_indexes(embedded_server: Server) -> None:
    check_plans(embedded_server, 20_000, by_delta=True)


@pytest.mark.slow
def test_questions_go_by_the_indexes_in_a_store_of_a_million(any_server: Server) -> None:
    check_plans(any_server, 1_000_000)


def test_the_page_is_not_behind_the_database(analyst: Connection) -> None:
    page: Callable[[Connection], str] = load("docs/build_sql.py").sql_page
    written = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
    assert page(analyst) == written, "run `python docs/build_sql.py`"
    plans = (ROOT / "docs" / "sql_plans.md").read_text(encoding="utf-8")
    assert load("docs/build_sql.py").plans_page() == plans, "run `python docs/build_sql.py`"


def test_the_sources_of_dbt_are_not_behind_the_database(analyst: Connection) -> None:
    written = (ROOT / "examples" / "dbt" / "models" / "sources.yml").read_text(encoding="utf-8")
    assert load("docs/build_sql.py").dbt_sources(analyst) == written, "run `python docs/build_sql.py`"
    (source,) = yaml.safe_load(written)["sources"]
    tables = {table["name"]: {column["name"] for column in table["columns"]} for table in source["tables"]}
    columns = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'analytics'"
    )
    for view, column in analyst.execute(text(columns)):
        assert column in tables[view]


def test_the_models_of_dbt_read_what_is_there(analyst: Connection) -> None:
    models = sorted((ROOT / "examples" / "dbt" / "models").glob("*.sql"))
    assert models
    for model in models:
        query = re.sub(
            r"\{\{ source\('predawn', '(\w+)'\) \}\}", r"analytics.\1", model.read_text(encoding="utf-8")
        )
        assert "{{" not in query
        assert list(analyst.execute(text(query))), model


def test_every_plan_on_the_page_is_one_of_a_question() -> None:
    assert set(load("docs/build_sql.py").json.loads((support.QUESTIONS / "plans.json").read_text())) == set(
        QUESTIONS
    )
