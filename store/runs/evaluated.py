"""The predictions of a run for labelled projects that its model was not trained on."""

from typing import Final

import pyarrow as pa
from sqlalchemy import Connection

from store.bulk.copy import copy_out
from store.runs.tables import attached_rows
from store.sql_files import compose

EVALUATED_SCHEMA: Final = pa.schema(
    [
        ("project_id", pa.string()),
        ("content_hash", pa.binary()),
        ("tag", pa.string()),
        ("best_tag", pa.string()),
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("title", pa.string()),
        ("description", pa.string()),
    ]
)
"""Labelled projects, with the highest-scored tag of a model, its predicted tag, and its score."""

MAX_EVALUATED: Final = 100_000
"""The largest number of projects that a predictor is evaluated on; their texts are held in memory."""


def read_evaluated(connection: Connection, version: int, run_id: int) -> pa.Table:
    """Return what a predictor predicted in a run for labels that it was not trained on."""
    query = compose("runs/read_evaluated", rows=attached_rows("run_id"))
    parameters = {"version": version, "run_id": run_id, "most": MAX_EVALUATED}
    return copy_out(connection, query, EVALUATED_SCHEMA, parameters)
