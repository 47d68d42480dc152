"""The history of a project begins with what happened last."""

from sqlalchemy import Engine

from store.serving.history import read_history
from tests.conftest import RunNight
from tests.sql import execute


def test_the_latest_changes_are_kept_where_there_are_more_than_asked_for(
    night: RunNight, engine: Engine
) -> None:
    night()
    for publication in (2, 3):
        execute(
            engine,
            "INSERT INTO predawn.publications (from_run, to_run, kind, actor) "
            "VALUES (1, 1, 'publish', 'tests')",
        )
        execute(
            engine,
            "INSERT INTO predawn.prediction_changes (project_id, publication_id, from_run, to_run) "
            "VALUES ('4', :publication, 1, 1)",
            publication=publication,
        )
    with engine.connect() as connection:
        found = read_history(connection, "4", limit=1)
    assert found is not None
    assert [change["publication_id"] for change in found.changes] == [3]
