"""Verifying a run: what it has, against the catalogue, and page by page for the model."""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
from sqlalchemy import Connection

from store.bulk.copy import copy_out
from store.sql_files import statement, template

PREDICTED_SCHEMA: Final = pa.schema(
    [
        ("project_id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("features", pa.string()),
        ("content_hash", pa.binary()),
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("value", pa.float64()),
        ("items", pa.list_(pa.string())),
        ("item_scores", pa.list_(pa.float64())),
    ]
)
_PAGE_ROWS: Final = 20_000


def find_misfits(connection: Connection, run_id: int) -> list[tuple[str, str]]:
    """Return the projects of which an attached run has not what it should, each with the reason."""
    rows = connection.execute(statement("runs/find_misfits"), {"run_id": run_id})
    return [(row.project_id, row.problem) for row in rows]


def read_predicted(connection: Connection, run_id: int) -> Iterator[pa.Table]:
    """Yield the projects of an attached run with their predictions, in pages of `PREDICTED_SCHEMA`."""
    after = ""
    while True:
        given = {"run_id": run_id, "after": after, "rows": _PAGE_ROWS}
        page = copy_out(connection, template("runs/read_predicted"), PREDICTED_SCHEMA, given)
        if len(page):
            yield page
        if len(page) < _PAGE_ROWS:
            return
        after = page["project_id"][-1].as_py()
