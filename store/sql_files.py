"""The named statements of `store/sql`; the first line of each file says what it is for.

A parameter is `:name` in a statement that SQLAlchemy executes, and `$1` in one that asyncpg alone executes.
`{name}` stands for the name of a table or for a fragment that the store itself writes, never for a value.
"""

import re
from functools import cache
from importlib import resources
from typing import Final

import psycopg2.extensions
from sqlalchemy import Connection, TextClause, text

# Not a cast, which is written with two colons.
_PARAMETER: Final = re.compile(r"(?<!:):[a-z_]+")


@cache
def template(name: str) -> str:
    """Return the text of `store/sql/<name>.sql`."""
    return resources.files("store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@cache
def statement(name: str) -> TextClause:
    """Return the statement of `store/sql/<name>.sql` for SQLAlchemy."""
    return text(template(name))


@cache
def positional(name: str) -> str:
    """Return the statement of `store/sql/<name>.sql`, which has one parameter, for asyncpg."""
    return _PARAMETER.sub("$1", template(name))


def execute_script(connection: Connection, script: str) -> None:
    """Execute several statements without parameters."""
    with raw_cursor(connection) as cursor:
        cursor.execute(script)


def raw_cursor(connection: Connection) -> psycopg2.extensions.cursor:
    """Return a cursor of the driver, in the transaction of the connection, for COPY and scripts."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg2.extensions.connection)
    return driver.cursor()
