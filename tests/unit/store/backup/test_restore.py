"""The script of a restore goes to the server without what some servers do not know."""

import io

from store.backup.restore import _copy

SCRIPT = b"""\
SET transaction_timeout = 0;
CREATE TABLE predawn.projects (
    title text
);
ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (pg_attver=22158952);
ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (n_distinct=5, pg_attver=22158953);
ALTER TABLE ONLY predawn.projects ALTER COLUMN "a b" SET (pg_attver=7, n_distinct=5);
ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (n_distinct=-0.5);
COPY predawn.projects (title) FROM stdin;
SET transaction_timeout = 0;
ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (pg_attver=1);
\\.
"""


def copied(version: int) -> list[str]:
    target = io.BytesIO()
    _copy(io.BytesIO(SCRIPT), target, version)
    return target.getvalue().decode().splitlines()


def test_numbers_that_servers_keep_with_columns_are_left_out() -> None:
    before = copied(18)[: copied(18).index("COPY predawn.projects (title) FROM stdin;")]
    assert before == [
        "SET transaction_timeout = 0;",
        "CREATE TABLE predawn.projects (",
        "    title text",
        ");",
        "ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (n_distinct=5);",
        'ALTER TABLE ONLY predawn.projects ALTER COLUMN "a b" SET (n_distinct=5);',
        "ALTER TABLE ONLY predawn.projects ALTER COLUMN title SET (n_distinct=-0.5);",
    ]


def test_servers_before_17_get_no_setting_that_they_lack() -> None:
    assert copied(15) == copied(18)[1:]


def test_rows_are_left_as_they_are() -> None:
    lines = SCRIPT.decode().splitlines()
    rows = lines[lines.index("COPY predawn.projects (title) FROM stdin;") :]
    assert copied(15)[-len(rows) :] == rows
