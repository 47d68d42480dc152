"""Tags, numbers and rankings go all the way: from a file through a run to lookups, SQL, exports, and back."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from store.connect.database import Database
from tests.conftest import MIGRATED, Server
from tests.e2e.command_line import CommandLine
from tests.serving import Api, serving, settings_for

SET = "stars:int, language:str, price:float, released:date, open:bool"
ITEMS = 50


def project(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "title": f"title {number}",
        "description": "words",
        "stars": number,
        "language": 'Py, "3"',
        "price": number / 2,
        "released": "2026-01-31",
        "open": True,
    } | changes


def features(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("stars", "language", "price", "released", "open")}


@dataclass(frozen=True)
class Kind:
    """A predictor, what it says of a project, and where answers, rows and changes have that."""

    source: str
    expected: Callable[[dict[str, Any]], Any]
    of_answer: Callable[[dict[str, Any]], Any]
    column: str
    of_change: Callable[[dict[str, Any]], Any]

    @property
    def settings(self) -> dict[str, object]:
        # A module of its own for each: this process imports a name once.
        return {"features": SET, "predictor": f"saying_{self.column}:Saying", "max_ranked": ITEMS}


def _of_tags(given: dict[str, Any]) -> list[tuple[str, float]]:
    tag = f"{given['language']} {given['stars']} {given['price']} {given['released']} {given['open']}"
    return [(tag, 0.75), ("rest", 0.25)]


def _of_ranking(given: dict[str, Any]) -> list[tuple[str, float]]:
    return [(f"{given['language']} {given['stars'] + n}", 1000.5 - n / 3) for n in range(ITEMS)]


KINDS = {
    "tags": Kind(
        """
class Saying:
    def __init__(self, config): pass
    def predict(self, payload):
        given = payload["features"]
        tag = f"{given['language']} {given['stars']} {given['price']} {given['released']} {given['open']}"
        return {tag: 0.75, "rest": 0.25}
""",
        _of_tags,
        lambda row: [(entry["tag"], entry["score"]) for entry in row["tags"]],
        "tags",
        lambda change: (change["from_tag"], change["to_tag"]),
    ),
    "number": Kind(
        """
class Saying:
    output = "number"
    def __init__(self, config): pass
    def predict(self, payload):
        return payload["features"]["price"] / 3 + payload["features"]["stars"]
""",
        lambda given: given["price"] / 3 + given["stars"],
        lambda row: row["value"],
        "value",
        lambda change: (change["from_value"], change["to_value"]),
    ),
    "ranking": Kind(
        """
class Saying:
    output = "ranking"
    def __init__(self, config): pass
    def predict(self, payload):
        given = payload["features"]
        return [(f"{given['language']} {given['stars'] + n}", 1000.5 - n / 3) for n in range(50)]
""",
        _of_ranking,
        lambda row: [(entry["item"], entry["score"]) for entry in row["items"]],
        "items",
        lambda change: (change["from_items"], change["to_items"]),
    ),
}


@dataclass(frozen=True)
class Stage:
    """A store with a published run of five projects, and a server of it."""

    kind: Kind
    predawn: CommandLine
    api: Api

    def answer(self, path: str) -> dict[str, Any]:
        data: dict[str, Any] = self.api.client.get(path).raise_for_status().json()["data"]
        return data

    def ask(self, given: dict[str, Any]) -> dict[str, Any]:
        item = {"title": given["title"], "description": given["description"], "features": features(given)}
        answer = self.api.client.post("/predict", json={"texts": [item]}).raise_for_status()
        (found,) = answer.json()["data"]["predictions"]
        return dict(found)


def write(folder: Path, rows: list[dict[str, Any]]) -> None:
    (folder / "projects.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))


@contextmanager
def staged(kind: Kind, server: Server, folder: Path) -> Iterator[Stage]:
    database = server.clone(MIGRATED)
    (folder / f"saying_{kind.column}.py").write_text(kind.source)
    command = CommandLine(folder).with_settings(
        database_url=database.url,
        catalogue=folder / "projects.ndjson",
        predictor_path=folder,
        max_psi=100,
        max_churn=1,
        **kind.settings,
    )
    write(folder, [project(number) for number in range(1, 6)])
    command.succeed("batch")
    with serving(served(database, kind, folder)) as api:
        yield Stage(kind, command, api)
    server.drop(database)


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture(scope="module")
def stage(kind: Kind, any_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage for tests that change nothing."""
    with staged(kind, any_server, tmp_path_factory.mktemp("stage")) as stage:
        yield stage


@pytest.fixture
def own_stage(kind: Kind, any_server: Server, tmp_path: Path) -> Iterator[Stage]:
    """A stage for a test alone."""
    with staged(kind, any_server, tmp_path) as stage:
        yield stage


def served(database: Database, kind: Kind, folder: Path) -> Any:
    return settings_for(database, predictor_path=folder, **kind.settings)


def has_no_tag(row: dict[str, Any]) -> bool:
    return (row["predicted_tag"], row["score"], row["tags"]) == (None, None, [])


def test_it_is_answered_the_same_everywhere(stage: Stage) -> None:
    kind, wanted = stage.kind, stage.kind.expected(project(4))
    stored = stage.answer("/predictions/p4")
    assert (kind.of_answer(stored), stored["source"], stored["stale"]) == (wanted, "cache", False)
    assert has_no_tag(stored) == (kind.column != "tags")
    assert ("value" in stored, "items" in stored) == (kind.column == "value", kind.column == "items")
    (by_id,) = stage.answer("/predictions?ids=p4")["predictions"]
    listed = {row["project_id"]: row for row in stage.answer("/predictions")["predictions"]}
    many = stage.api.client.post("/prediction-lookups", json={"ids": ["p4", "none"]}).json()["data"]
    assert by_id == listed["p4"] == many["predictions"][0] == stored
    assert many["missing"] == ["none"]
    same = stage.ask(project(4))
    assert (kind.of_answer(same), same["source"]) == (wanted, "cache")
    other = stage.ask(project(4, stars=40))
    assert (kind.of_answer(other), other["source"]) == (kind.expected(project(4, stars=40)), "on_demand")
    assert kind.of_answer(stage.ask(project(4, stars=40))) == kind.of_answer(other)
    fresh = stage.api.client.get("/predictions/p4", headers={"Cache-Control": "no-cache"}).json()["data"]
    assert (kind.of_answer(fresh), fresh["source"]) == (wanted, "on_demand")


def test_an_answer_has_a_tag_of_its_own(stage: Stage) -> None:
    found = stage.api.client.get("/predictions/p4")
    headers = {"If-None-Match": found.headers["etag"]}
    assert stage.api.client.get("/predictions/p4", headers=headers).status_code == 304
    assert stage.api.client.get("/predictions/p3", headers=headers).status_code == 200


def test_analysts_and_exports_have_it(stage: Stage) -> None:
    kind = stage.kind
    wanted = {f"p{number}": kind.expected(project(number)) for number in range(1, 6)}
    row = stage.predawn.query(
        f"SELECT to_json({kind.column}) FROM analytics.predictions WHERE project_id = 'p4' AND "
        "num_nonnulls(predicted_tag, value, items) = 1"
    )
    (in_sql,) = (json.loads(value) for (value,) in csv.reader(row))
    names = [name for name, _ in wanted["p4"]] if kind.column != "value" else wanted["p4"]
    assert in_sql == names
    exported = stage.predawn.succeed("export", "predictions", "--format", "ndjson").splitlines()
    lines = {line["project_id"]: line for line in map(json.loads, exported)}
    table = csv.DictReader(io.StringIO(stage.predawn.succeed("export", "predictions", "--format", "csv")))
    cells = {row["project_id"]: json.loads(row[kind.column]) for row in table}
    stage.predawn.succeed("export", "predictions", "--output", "all.parquet")
    parquet = pq.read_table(stage.predawn.folder / "all.parquet").to_pylist()
    scores = {"tags": "scores", "items": "item_scores"}.get(kind.column)
    for name, said in wanted.items():
        plain = said if scores is None else [entry for entry, _ in said]
        stored = next(row for row in parquet if row["project_id"] == name)
        assert lines[name][kind.column] == cells[name] == stored[kind.column] == plain
        if scores is not None:
            assert lines[name][scores] == stored[scores] == [score for _, score in said]
    listed = stage.api.client.get("/predictions", headers={"Accept": "text/csv"}).text
    assert {
        row["project_id"]: json.loads(row[kind.column]) for row in csv.DictReader(io.StringIO(listed))
    } == cells


def test_a_change_is_found_told_and_taken_back(own_stage: Stage) -> None:
    stage, kind = own_stage, own_stage.kind
    before, after = kind.expected(project(2)), kind.expected(project(2, stars=99))
    cursor = stage.answer("/predictions")["changes"]
    write(stage.predawn.folder, [project(1), project(2, stars=99), *map(project, (3, 4))])
    assert "1 scored, 3 reused" in stage.predawn.succeed("batch")
    found = stage.answer("/predictions/p2")
    assert (kind.of_answer(found), found["source"], found["run_id"]) == (after, "cache", 2)
    assert stage.predawn.succeed("runs", "verify", "2", "--rescore")
    if kind.column != "value":
        before, after = ([entry for entry, _ in said] for said in (before, after))
    told = pair = (before, after) if kind.column != "tags" else (before[0], after[0])
    changes = stage.answer(f"/changes?after={cursor}")
    left, changed = changes["changes"]
    assert (left["kind"], left["project_id"], kind.of_change(left)[1]) == ("removal", "p5", None)
    assert (changed["project_id"], kind.of_change(changed)) == ("p2", told)
    history = stage.answer("/predictions/p2/history")
    assert kind.of_change(history["changes"][0]) == pair
    difference = json.loads(stage.predawn.succeed("runs", "diff", "1", "2", "--json"))
    assert (difference["both"], difference["changed"], difference["removed"]) == (4, 1, 1)
    (row,) = csv.reader(
        stage.predawn.query("SELECT project_id FROM analytics.diff(1, 2) WHERE change = 'changed'")
    )
    assert row == ["p2"]
    assert stage.answer("/runs/2/diff?base=1")["changed"] == 1
    stage.predawn.succeed("runs", "rollback", "--reason", "a look back")
    back = stage.answer(f"/changes?after={changes['next']}")["changes"]
    assert [(change["project_id"], kind.of_change(change)) for change in back] == [("p2", told[::-1])]
    assert kind.of_answer(stage.answer("/predictions/p1")) == kind.expected(project(1))
    for path in (
        "",
        "/projects",
        "/projects/p2",
        "/runs",
        "/runs/2",
        "/runs/2/compare?base=1",
        "/models",
        "/models/1",
    ):
        assert stage.api.client.get(f"/dashboard{path}").status_code == 200, path


def test_bad_results_cost_their_rows_alone(any_server: Server, tmp_path: Path) -> None:
    """Nothing of a bad result is stored, and the run says why."""
    database = any_server.clone(MIGRATED)
    (tmp_path / "saying.py").write_text(
        """
import math
BAD = [math.nan, math.inf, None, "1", [1.0], 10**400, True, {}]
class Saying:
    output = "number"
    def __init__(self, config): pass
    def predict(self, payload):
        number = int(payload["project_id"][1:])
        return number / 2 if number > len(BAD) else BAD[number - 1]
"""
    )
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url,
        catalogue=tmp_path / "projects.ndjson",
        predictor="saying:Saying",
        predictor_path=tmp_path,
        max_failures=0.5,
        min_coverage=0.5,
    )
    write(tmp_path, [project(number) for number in range(1, 21)])
    assert "12 scored, 0 reused, 0 removed, 8 failed" in predawn.succeed("batch")
    errors = json.loads(predawn.succeed("runs", "show", "1", "--json"))["failures"]
    assert {failure["project_id"] for failure in errors} == {f"p{number}" for number in range(1, 9)}
    assert all(failure["error"].endswith("return one finite number.") for failure in errors)
    assert predawn.query("SELECT count(*), count(value) FROM analytics.predictions") == ["12,12"]
    any_server.drop(database)
