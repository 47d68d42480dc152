"""A sample of the texts is drawn from all active projects, and is the same until they change."""

import pytest
from sqlalchemy import Connection, Engine, text

from store.catalogue import projects

FILL = (
    "INSERT INTO predawn.projects (project_id, title, description, removed_at)"
    " SELECT 'p' || i, 'title ' || i, repeat('x', 200), CASE WHEN i % 2 = 0 THEN now() END"
    " FROM generate_series(1, :rows) AS i"
)


@pytest.fixture
def connection(engine: Engine) -> Connection:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects"))
        yield connection


def test_a_small_catalogue_is_sampled_whole_without_what_left_it(connection: Connection) -> None:
    connection.execute(text(FILL), {"rows": 5})
    found = projects.sample_texts(connection, 3)
    assert found.column_names == ["title", "description"]
    assert sorted(found["title"].to_pylist()) == ["title 1", "title 3", "title 5"]
    assert set(found["description"].to_pylist()) == {"x" * 200}


def test_a_large_catalogue_is_sampled_in_part_and_always_alike(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projects, "SAMPLED_TEXTS", 1000)
    connection.execute(text(FILL), {"rows": 20_000})
    first, second = (projects.sample_texts(connection, 10_000) for _ in range(2))
    assert 500 < first.num_rows < 1500
    assert first == second


def test_an_empty_catalogue_has_no_texts(connection: Connection) -> None:
    assert projects.sample_texts(connection, 0).num_rows == 0
