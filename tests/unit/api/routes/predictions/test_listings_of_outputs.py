"""Listings by number and by item are the sorted whole, page by page, from whole runs and from deltas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from store.connect.database import Database
from tests.conftest import MIGRATED, Server
from tests.nights_of_outputs import Nights, numbers
from tests.serving import Api, serving

# With ties, so that pages end within them.
VALUES = [float(place * 7 % 12) / 4 - 1 for place in range(60)]


def pages(api: Api, **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        data = api.client.get("/predictions", params={**query, **cursor}).raise_for_status().json()["data"]
        rows += data["predictions"]
        if data["next"] is None:
            return rows
        cursor = {"cursor": data["next"]}


def streamed(api: Api, **query: Any) -> list[str]:
    answer = api.client.get("/predictions", params=query, headers={"Accept": "application/x-ndjson"})
    return [line.split('"')[3] for line in answer.text.splitlines()]


@pytest.fixture(scope="module", params=["whole", "delta"])
def listed(request: pytest.FixtureRequest) -> bool:
    """Whether the run in service is a delta."""
    return bool(request.param == "delta")


@pytest.fixture(scope="module")
def database(embedded_server: Server, listed: bool) -> Iterator[Database]:
    database = embedded_server.clone(MIGRATED)
    yield database
    embedded_server.drop(database)


@pytest.fixture(scope="module")
def of_numbers(
    database: Database, tmp_path_factory: pytest.TempPathFactory, listed: bool
) -> Iterator[tuple[Api, dict[str, float]]]:
    nights = Nights(database, tmp_path_factory.mktemp("numbers"), "Number")
    said = numbers(VALUES)
    nights.run(said)
    if listed:
        said = {**said, "p003": "1.5", "p900": "0.25"}
        del said["p005"]
        run = nights.run(said, max_churn=1.0, max_psi=100)
        assert run.whole_run == 1
    with serving(nights.settings()) as api:
        yield api, {name: float(str(value)) for name, value in said.items()}
    nights.close()


def test_a_range_of_numbers_is_listed_largest_first(of_numbers: tuple[Api, dict[str, float]]) -> None:
    api, values = of_numbers
    for bounds in (
        {"min_value": 0.25},
        {"max_value": 1.0},
        {"min_value": 0.25, "max_value": 1.0},
        {"min_value": 99},
    ):
        least, most = bounds.get("min_value", -1e9), bounds.get("max_value", 1e9)
        wanted = sorted((-value, name) for name, value in values.items() if least <= value <= most)
        found = [(-row["value"], row["project_id"]) for row in pages(api, limit=7, **bounds)]
        assert found == wanted
        assert streamed(api, **bounds) == [name for _, name in wanted]
    everything = pages(api, limit=7)
    assert [row["project_id"] for row in everything] == sorted(values)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"tag": "a"}, "`tag` filters tags, and the run in service predicts numbers. Leave it out."),
        ({"min_score": 0.5}, "`min_score` filters tags"),
        ({"item": "a"}, "`item` filters rankings"),
        ({"min_value": 2, "max_value": 1}, "`min_value` is larger than `max_value`"),
        ({"min_value": "nan"}, "min_value"),
        ({"ids": "p001", "min_value": 1}, "`ids` cannot be combined with filters"),
    ],
)
def test_filters_of_something_else_are_refused(
    of_numbers: tuple[Api, dict[str, float]], query: dict[str, Any], said: str
) -> None:
    answer = of_numbers[0].client.get("/predictions", params=query)
    assert answer.status_code in (400, 422)
    assert said in answer.text


def test_a_cursor_keeps_its_range(of_numbers: tuple[Api, dict[str, float]]) -> None:
    api, _ = of_numbers
    cursor = api.client.get("/predictions", params={"min_value": 0, "limit": 2}).json()["data"]["next"]
    answer = api.client.get("/predictions", params={"min_value": 1, "limit": 2, "cursor": cursor})
    assert answer.status_code == 400
    assert "other filters" in answer.text


@pytest.fixture
def of_rankings(
    migrated_database: Database, tmp_path: Path, listed: bool
) -> Iterator[tuple[Api, dict[str, str]]]:
    nights = Nights(migrated_database, tmp_path, "Ranking")
    said = {
        f"p{place:02d}": " ".join(f"i{other}" for other in range(place % 5)) or "-" for place in range(40)
    }
    nights.run(dict(said))
    if listed:
        said |= {"p00": "i3 i9", "p99": "i3"}
        del said["p04"]
        said["p09"] = "i7"
        nights.run(dict(said), max_churn=1.0)
    with serving(nights.settings()) as api:
        yield api, said
    nights.close()


def test_projects_are_listed_by_an_item(of_rankings: tuple[Api, dict[str, str]]) -> None:
    api, said = of_rankings
    for item in ("i0", "i3", "i9", "none", 'odd "item",\\'):
        wanted = sorted(name for name, items in said.items() if item in items.split())
        assert [row["project_id"] for row in pages(api, limit=3, item=item)] == wanted
        assert streamed(api, item=item) == wanted
    refused = api.client.get("/predictions", params={"min_value": 1})
    assert "`min_value` filters numbers, and the run in service predicts rankings" in refused.text
    assert api.client.get("/predictions", params={"item": "a\x00"}).status_code == 400


@pytest.mark.parametrize(
    ("predictor", "said", "indexed"),
    [("Number", "1.5", "value DESC"), ("Ranking", "a b", "gin"), ("Tag", "text", "scores[1]")],
)
def test_runs_have_the_index_for_their_output_and_no_other(
    migrated_database: Database, tmp_path: Path, predictor: str, said: str, indexed: str
) -> None:
    nights = Nights(migrated_database, tmp_path, predictor)
    nights.run({"a": said})
    nights.run({"a": said, "b": said}, max_churn=1.0)
    for run_id in (1, 2):
        with nights.engine.begin() as connection:
            found = connection.scalars(
                text("SELECT indexdef FROM pg_indexes WHERE tablename = :name"),
                {"name": f"predictions_{run_id}"},
            ).all()
        assert len(found) == 3
        assert any(indexed in definition for definition in found)
    nights.close()
