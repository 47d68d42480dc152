"""The named statements of `store/sql`; the first line of each file says what it is for.

A parameter is `:name` in a statement that SQLAlchemy executes, and `$1` in one that asyncpg alone executes.
`{name}` stands for an `Sql`: the name of a table, or a piece that the store itself writes. `compose` alone
fills it in, and mypy refuses any other text there.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final, NewType

import psycopg2.extensions
from sqlalchemy import Connection, TextClause, text
from sqlalchemy.dialects import postgresql

# Not a cast, which is written with two colons.
_PARAMETER: Final = re.compile(r"(?<!:):[a-z_]+")


Sql = NewType("Sql", str)
"""A piece of SQL that the store wrote, such as the name of a table or a condition; never input."""


@cache
def template(name: str) -> str:
    """Return the text of `store/sql/<name>.sql`."""
    return resources.files("store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@cache
def statement(name: str) -> TextClause:
    """Return the statement of `store/sql/<name>.sql` for SQLAlchemy."""
    return text(template(name))


def compose(name: str, **pieces: Sql) -> Sql:
    """Return the text of `store/sql/<name>.sql` with a piece in place of each `{name}`."""
    return Sql(template(name).format(**pieces))


def number(value: int) -> Sql:
    """Return a whole number as SQL, where a parameter does not do.

    A partition's bound and the check on it must be constants, SET takes no parameter, an identifier may end
    in a number, and a statement that asyncpg prepares reads one partition only if its plan knows the number.
    """
    return Sql(str(int(value)))


@cache
def positional(name: str) -> str:
    """Return the statement of `store/sql/<name>.sql`, which has one parameter, for asyncpg."""
    return as_positional(Sql(template(name)))


def as_positional(query: Sql) -> str:
    """Return a statement, which has one parameter, for asyncpg."""
    return _PARAMETER.sub("$1", query)


def fill(cursor: psycopg2.extensions.cursor, query: str, parameters: Mapping[str, Any]) -> str:
    """Return a query with its `:name` parameters filled in, for COPY, which takes none."""
    compiled = text(query).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return cursor.mogrify(str(compiled), parameters).decode()


def escape_like(word: str) -> str:
    """Return a word as a pattern of LIKE that matches it alone."""
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def execute_script(connection: Connection, script: str) -> None:
    """Execute several statements without parameters."""
    with raw_cursor(connection) as cursor:
        cursor.execute(script)


def raw_cursor(connection: Connection) -> psycopg2.extensions.cursor:
    """Return a cursor of the driver, in the transaction of the connection, for COPY and scripts."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg2.extensions.connection)
    return driver.cursor()
