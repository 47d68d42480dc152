"""Runs store all tags of a multi-label predictor, and no ranking that is longer than its limit allows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from cli.doctor import Verdict, _examine_content
from core.types import TAGS_KEPT, RunStatus
from store.connect.database import Database
from tests.nights_of_outputs import Nights

Make = Callable[[str], Nights]


@pytest.fixture
def make(migrated_database: Database, tmp_path: Path) -> Iterator[Make]:
    made: list[Nights] = []

    def start(predictor: str) -> Nights:
        made.append(Nights(migrated_database, tmp_path, predictor))
        return made[-1]

    yield start
    for nights in made:
        nights.close()


def stored(nights: Nights, column: str) -> dict[str, list[str]]:
    with nights.engine.begin() as connection:
        found = connection.execute(text(f"SELECT project_id, {column} FROM analytics.predictions"))
        return {row[0]: row[1] for row in found}


def test_all_tags_of_a_long_list_are_stored(make: Make) -> None:
    nights = make("Tags")
    tags = [f"tag{number:02d}" for number in range(TAGS_KEPT + 15)]
    nights.run({"a": " ".join(tags), "b": "tag00"})
    assert stored(nights, "tags") == {"a": tags, "b": ["tag00"]}


def test_a_smaller_limit_of_rankings_is_held_to_those_of_before(make: Make) -> None:
    nights = make("Ranking")
    said = {"a": "x y z", "b": "u v"}
    nights.run(said, max_ranked=3)
    second = nights.run(said, max_ranked=2, max_failures=1.0, min_coverage=0.0)
    assert (second.status, second.counts.failed) == (RunStatus.PUBLISHED, 1)
    assert stored(nights, "items") == {"b": ["u", "v"]}
    nights.run(said, max_ranked=3)
    assert stored(nights, "items") == {"a": ["x", "y", "z"], "b": ["u", "v"]}


@pytest.mark.parametrize("output", ["Tags", "Ranking", "Number", "Tag"])
def test_the_doctor_knows_each_kind_of_predictor(make: Make, output: str) -> None:
    nights = make(output)
    nights.run({"a": "1", "b": "2"}, max_ranked=20)
    settings = nights.settings(max_ranked=20)
    (found,) = [each for each in _examine_content(nights.engine, settings) if each.subject == "model"]
    assert (found.verdict, found.detail[-len(output) :]) == (Verdict.GOOD, output)
    if output == "Ranking":
        (found,) = [
            each for each in _examine_content(nights.engine, nights.settings()) if each.subject == "model"
        ]
        assert "this has changed: PREDAWN_MAX_RANKED (now 10, then 20)." in found.detail
