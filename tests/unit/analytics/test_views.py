"""What analysts read of failures, rejected rows, promotions, phases of runs and the days of projects."""

import datetime as dt
from typing import Any

from sqlalchemy import text

from store.connect.engine import Role
from store.sql_files import execute_script
from tests.conftest import Server
from tests.unit.analytics.conftest import SMALL

CHANGES = """
UPDATE predawn.projects SET first_seen_at = '2025-01-01 23:30+00', removed_at = NULL;
UPDATE predawn.projects SET first_seen_at = '2025-01-02 01:00+02', removed_at = '2025-01-03 12:00+00'
WHERE project_id = 'p7';
INSERT INTO predawn.run_phases (run_id, attempt, phase, began_at, ended_at, rows) VALUES
    (202, 1, 'sync', '2025-03-02 01:00+00', '2025-03-02 01:00:02.5+00', 8),
    (202, 2, 'sync', '2025-03-02 02:00+00', NULL, NULL);
UPDATE predawn.projects SET first_seen_at = '2025-01-03 00:00+00' WHERE project_id = 'p8';
"""

ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "SELECT run_id, project_id, error FROM analytics.run_failures WHERE project_id = 'p3'": [
        (202, "p3", "KeyError")
    ],
    "SELECT row_number, project_id, reason, source FROM analytics.rejected_rows ORDER BY 1": [
        (3, None, "the id is empty", "a.csv"),
        (5, "x", "the title is no text", "a.csv"),
        (9, None, "the id is empty", "a.csv"),
    ],
    "SELECT from_version, to_version, actor, reason FROM analytics.promotions WHERE actor = 'ann'": [
        (201, 202, "ann", "better")
    ],
    "SELECT attempt, phase, ended_at - began_at, seconds, rows FROM analytics.run_phases ORDER BY 2": [
        (1, "sync", dt.timedelta(seconds=2.5), 2.5, 8),
        (2, "sync", None, None, None),
    ],
    "SELECT project_id, active FROM analytics.projects WHERE project_id IN ('p7', 'p8') ORDER BY 1": [
        ("p7", False),
        ("p8", True),
    ],
    "SELECT day, first_seen, removed FROM analytics.projects_by_day WHERE day > '2025-01-01' ORDER BY day": [
        (dt.date(2025, 1, 3), 1, 1)
    ],
    "SELECT sum(first_seen) = (SELECT count(*) FROM analytics.projects) FROM analytics.projects_by_day": [
        (True,)
    ],
}


def test_an_analyst_reads_them(embedded_server: Server) -> None:
    database = embedded_server.clone()
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        execute_script(connection, SMALL.read_text(encoding="utf-8"))
        execute_script(connection, CHANGES)
    owner.dispose()
    engine = database.engine(Role.ANALYST, "tests")
    with engine.connect() as connection:
        for query, expected in ANSWERS.items():
            assert [tuple(row) for row in connection.execute(text(query))] == expected, query
    engine.dispose()
    embedded_server.drop(database)
