"""The named statements in `store/sql`; each file opens with a line that says what it is for."""

from functools import cache
from importlib import resources

import psycopg2.extensions
from sqlalchemy import Connection, TextClause, text


@cache
def statement(name: str) -> TextClause:
    """Return the statement of `store/sql/<name>.sql`."""
    return text(resources.files("store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8"))


@cache
def template(name: str) -> str:
    """Return the text of `store/sql/<name>.sql`, in which `{table}` and the like stand for run tables."""
    return resources.files("store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def execute_script(connection: Connection, script: str) -> None:
    """Execute several statements as they stand, without any parameter."""
    with raw_cursor(connection) as cursor:
        cursor.execute(script)


def raw_cursor(connection: Connection) -> psycopg2.extensions.cursor:
    """Return a cursor of the driver, in the transaction of the connection, for COPY and the like."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg2.extensions.connection)
    return driver.cursor()
