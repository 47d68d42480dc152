"""A diff over HTTP has the figures of `predawn runs diff` and of `analytics.diff`."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pytest
from sqlalchemy import text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.comparison import diff_runs
from tests.conftest import Server
from tests.serving import Api, serving, settings_for

REWRITTEN = (
    "UPDATE predawn.projects SET title = 'A policy', description = 'An agent learns from rewards in a game' "
    "WHERE project_id IN ('4', '6')"
)
REMOVED = "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '10'"
ADDED = "INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'A graph', '')"


@dataclass(frozen=True)
class TwoRuns:
    database: Database
    api: Api


@pytest.fixture(params=["embedded", "external"], scope="module")
def two_runs(request: pytest.FixtureRequest) -> Iterator[TwoRuns]:
    """An API over two published runs, with something added, removed and rewritten in between."""
    server: Server = request.getfixturevalue(f"{request.param}_server")
    database = server.clone()
    settings = settings_for(database, engine="threading", workers=1)
    engine = database.engine(Role.BATCH, "tests")
    run_batch(database, settings, RunRequest(), Silent())
    with engine.begin() as connection:
        for statement in (REWRITTEN, REMOVED, ADDED):
            connection.execute(text(statement))
    run_batch(database, settings, RunRequest(), Silent())
    run_batch(database, settings, RunRequest(), Silent())
    engine.dispose()
    with serving(settings) as api:
        yield TwoRuns(database, api)
    server.drop(database)


def test_it_has_the_figures_of_the_command_and_of_sql(two_runs: TwoRuns) -> None:
    shown = two_runs.api.client.get("/runs/2/diff", params={"base": 1, "top": 2}).json()
    engine = two_runs.database.engine(Role.ANALYST, "tests")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT change, from_tag, to_tag FROM analytics.diff(1, 2)")).all()
    engine.dispose()
    engine = two_runs.database.engine(Role.BATCH, "tests")
    with engine.connect() as connection:
        ours = json.loads(json.dumps(asdict(diff_runs(connection, 1, 2, top=2))))
    engine.dispose()
    data = shown["data"]
    assert (shown["message"], shown["status-code"]) == ("OK", 200)
    assert (data["run_id"], data["base"]) == (2, 1)
    figures = ("both", "added", "removed", "changed", "matrix", "moves")
    assert {name: data[name] for name in figures} == {name: ours[name] for name in figures}
    assert (data["added"], data["removed"], len(data["moves"])) == (1, 1, 2)
    assert data["changed"] > 0
    counted = Counter(row.change for row in rows)
    assert counted == {name: data[name] for name in ("added", "removed", "changed")}
    pairs = Counter((row.from_tag, row.to_tag) for row in rows if row.change == "changed")
    assert pairs == {(c["from_tag"], c["to_tag"]): c["projects"] for c in data["matrix"]}


def test_without_a_base_it_is_compared_with_what_is_or_was_in_service(two_runs: TwoRuns) -> None:
    ask = two_runs.api.client.get
    assert ask("/runs/2/diff").json()["data"] == ask("/runs/2/diff?base=1").json()["data"]
    assert ask("/runs/1/diff").json()["data"]["base"] == 2


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/runs/99/diff?base=1", "There is no run 99. The newest are: 3, 2, 1."),
        ("/runs/1/diff?base=99", "There is no run 99. The newest are: 3, 2, 1."),
        (
            "/runs/3/diff?base=1",
            "Run 3 has no predictions of its own, because nothing had changed. The retained runs are: 2, 1.",
        ),
    ],
)
def test_what_cannot_be_compared_is_404_with_a_sentence(two_runs: TwoRuns, path: str, sentence: str) -> None:
    answer = two_runs.api.client.get(path)
    assert answer.status_code == 404
    assert answer.json()["detail"] == sentence


def test_the_first_run_has_nothing_to_be_compared_with(published: Api) -> None:
    answer = published.client.get("/runs/1/diff")
    assert answer.status_code == 404
    assert "none was in service before it" in answer.json()["detail"]


@pytest.mark.parametrize("query", ["base=0", "top=1001", "top=-1", "base=x"])
def test_numbers_that_cannot_be_are_422(published: Api, query: str) -> None:
    assert published.client.get(f"/runs/1/diff?{query}").status_code == 422
