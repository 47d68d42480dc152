"""All that PostgreSQL knows of the schemas of Predawn, to compare two stores by."""

from pathlib import Path

from sqlalchemy import Connection

_STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")

SchemaObjects = dict[tuple[str, str], str]
"""The definition of each object by its kind and name."""


def read_objects(connection: Connection) -> SchemaObjects:
    """Return every object, down to comments and the rights of each role."""
    # What is in no schema of the search path is named in full.
    connection.exec_driver_sql("SET LOCAL search_path = pg_catalog")
    rows = connection.exec_driver_sql(_STATEMENT.replace("%", "%%"))
    return {(kind, name): definition for kind, name, definition in rows}
