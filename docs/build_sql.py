"""Writes what is made of the comments in the database: the page of SQL, and sources of dbt.

`python docs/build_sql.py` writes both; a test fails where one is behind. The plans and times of the
questions come from `benchmarks/analyst_questions.py --write`.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text

from store.connect.database import Database
from store.embedded.server import EmbeddedServer
from store.upgrade import migrate

_DOCS = Path(__file__).parent
_PAGE = _DOCS / "sql.md"
_PLANS = _DOCS / "sql_plans.md"
_QUESTIONS = _DOCS / "questions"
_SOURCES = _DOCS.parent / "examples" / "dbt" / "models" / "sources.yml"

_INTRODUCTION = """\
# SQL

Analysts read the views of schema `analytics`, and nothing else. `predawn sql --role analyst` opens psql on
them; any other client connects with a login that is a member of `predawn_analyst`:

```sql
CREATE ROLE alice LOGIN PASSWORD '…' CONNECTION LIMIT 5 IN ROLE predawn_analyst;
ALTER ROLE alice SET statement_timeout = '5min';
ALTER ROLE alice SET default_transaction_read_only = on;
ALTER ROLE alice SET search_path = analytics;
```

`deploy/postgres/logins.sql` makes such logins in a database that is Predawn's alone, and revokes the rights
there that PostgreSQL grants to everybody: to connect, to make temporary tables and large objects, and to take
locks that would delay a run.

| of a login of analysts | holds | because |
|---|---|---|
| it reads the views and changes nothing | yes | it has no other rights, whatever it sets |
| no `SET ROLE`, no `SET SESSION AUTHORIZATION` | yes | it is a member of no other role |
| `CONNECTION LIMIT` | yes | PostgreSQL checks it when the login connects |
| `temp_file_limit`, the space of sorts on disk | yes | only a superuser may set it |
| `statement_timeout`, `idle_in_transaction_session_timeout` | no | `SET statement_timeout = 0` lifts it |
| `default_transaction_read_only`, `search_path`, `work_mem` | no | every session may set them |

Limits that do not hold are advice. To end long statements reliably, use a pooler in session mode, or a job
that calls `pg_terminate_backend`. A long statement delays no lookup, but keeps the tables of dropped runs on
disk until it ends.

`predawn sql --role analyst` is a convenience, not a protection: the session belongs to the login of
`PREDAWN_DATABASE_URL`, or to the superuser of the embedded server, and `RESET ROLE` returns to that. In psql
`\\!`, `\\copy`, `\\o` and `\\i` run commands and open files as the person who started it. Give people who may
read nothing but the views a login of their own, and let them use their own client.

The run in service changes in one step, between two statements and never within one. If several statements
must see the same run, open a transaction with `BEGIN ISOLATION LEVEL REPEATABLE READ`, or name the run.
This page is generated from the comments in the database; `\\d+ analytics.predictions` shows them too.
"""

_ABOUT_QUESTIONS = """\
A test executes each question against a store whose answer is known. Those about tags and scores find nothing
where models predict numbers or rankings. The times are from a store of a million projects with three runs, on
a machine with two cores; [the plans](sql_plans.md) have a page of their own.
"""

_ABOUT_PLANS = """\
# Plans of SQL questions

PostgreSQL's plans of the [questions](sql.md#questions), on a store of a million projects with three runs and
a machine with two cores. `never executed` marks the parts that PostgreSQL skipped, such as the partitions of
other runs. This page is generated from `docs/questions`.
"""

_ABOUT_SOURCES = """\
# The views of Predawn as a source of dbt 1.10 or later: `{{ source('predawn', 'predictions') }}`. Generated
# from the comments in the database by docs/build_sql.py; copy it into a project of yours.
sources:
  - name: predawn
    schema: analytics
    description: "Predictions of projects, and the runs that made them."
    tables:"""
# A night that finds nothing changed moves this time as well, so it says whether nights are made.
_FRESHNESS = """\
        config:
          loaded_at_field: checked_at
          freshness:
            warn_after: {count: 30, period: hour}
            error_after: {count: 36, period: hour}
            filter: in_service"""

_RELATIONS = """\
SELECT c.oid, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment
FROM pg_class AS c
WHERE c.relnamespace = 'analytics'::regnamespace AND c.relkind = 'v'
ORDER BY c.relname
"""
_COLUMNS = """\
SELECT attname AS name, format_type(atttypid, atttypmod) AS type, col_description(attrelid, attnum) AS comment
FROM pg_attribute
WHERE attrelid = :oid AND attnum > 0 AND NOT attisdropped
ORDER BY attnum
"""
_FUNCTIONS = """\
SELECT
    p.proname AS name,
    pg_get_function_arguments(p.oid) AS arguments,
    pg_get_function_result(p.oid) AS result,
    obj_description(p.oid, 'pg_proc') AS comment
FROM pg_proc AS p
WHERE p.pronamespace = 'analytics'::regnamespace
ORDER BY p.proname
"""


def sql_page(connection: Connection) -> str:
    """Return the page: the views with their columns, the functions, and the questions with their plans."""
    lines = [_INTRODUCTION, "## Questions", ""]
    plans = json.loads((_QUESTIONS / "plans.json").read_text(encoding="utf-8"))
    lines += [_ABOUT_QUESTIONS, ""]
    for path in sorted(_QUESTIONS.glob("*.sql")):
        lines += _question(path, plans[path.stem]["milliseconds"])
    lines += ["## Views", ""]
    for relation in connection.execute(text(_RELATIONS)):
        lines += [f"### `analytics.{relation.name}`", "", relation.comment, ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        for column in connection.execute(text(_COLUMNS), {"oid": relation.oid}):
            lines.append(f"| `{column.name}` | {column.type} | {column.comment} |")
        lines.append("")
    lines += ["## Functions", ""]
    for function in connection.execute(text(_FUNCTIONS)):
        lines += [f"### `analytics.{function.name}({function.arguments})`", ""]
        lines += [f"Returns `{function.result}`. {function.comment}", ""]
    return "\n".join(lines)


def dbt_sources(connection: Connection) -> str:
    """Return the views with their columns as a file of sources of dbt."""
    lines = [_ABOUT_SOURCES]
    for relation in connection.execute(text(_RELATIONS)):
        lines += [f"      - name: {relation.name}", f"        description: {_quoted(relation.comment)}"]
        lines += [_FRESHNESS] if relation.name == "runs" else []
        lines.append("        columns:")
        for column in connection.execute(text(_COLUMNS), {"oid": relation.oid}):
            lines += [
                f"          - name: {column.name}",
                f"            description: {_quoted(column.comment)}",
                f"            data_type: {_quoted(column.type)}",
            ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Return a text as YAML, of which JSON is a part."""
    return json.dumps(words, ensure_ascii=False)


def plans_page() -> str:
    """Return the page of plans, one for each question."""
    plans = json.loads((_QUESTIONS / "plans.json").read_text(encoding="utf-8"))
    lines = [_ABOUT_PLANS]
    for path in sorted(_QUESTIONS.glob("*.sql")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("--").strip()
        plan = plans[path.stem]
        lines += [f"## {title}", "", f"{plan['milliseconds']:g} ms.", "", "```", *plan["plan"], "```", ""]
    return "\n".join(lines)


def _question(path: Path, milliseconds: float) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    title, *rest = (line[2:].strip() for line in lines if line.startswith("--"))
    query = [line for line in lines if not line.startswith("--")]
    yield from (f"### {title}", "", " ".join(filter(None, rest)), "", "```sql", *query, "```", "")
    yield from (f"It takes {milliseconds:g} ms.", "")


def _write() -> None:
    home = Path(tempfile.mkdtemp(prefix="predawn-docs-"))
    try:
        with EmbeddedServer(home) as lease:
            engine = Database(lease.url, embedded=True).engine(None, "docs")
            migrate(engine)
            with engine.connect() as connection:
                _PAGE.write_text(sql_page(connection), encoding="utf-8")
                _SOURCES.write_text(dbt_sources(connection), encoding="utf-8")
            _PLANS.write_text(plans_page(), encoding="utf-8")
            engine.dispose()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    _write()
