"""The predictions of a run for labelled projects that its model was not trained on."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection

from core.types import OTHER_TAG, Model
from store.bulk.copy import copy_out
from store.runs.tables import attached_rows
from store.sql_files import compose

_SCHEMAS: Final = {
    multi_label: pa.schema(
        [
            ("project_id", pa.string()),
            ("content_hash", pa.binary()),
            *labels,
            ("predicted_tag", pa.string()),
            ("score", pa.float32()),
            ("title", pa.string()),
            ("description", pa.string()),
        ]
    )
    for multi_label, labels in (
        (False, [("tag", pa.string()), ("best_tag", pa.string())]),
        (True, [("tags", pa.list_(pa.string())), ("predicted_tags", pa.list_(pa.string()))]),
    )
}

MAX_EVALUATED: Final = 100_000
"""The largest number of projects that a predictor is evaluated on; their texts are held in memory."""


def evaluated_schema(model: Model) -> pa.Schema:
    """Return the columns of labelled projects with what a model predicted.

    They have the known tag and the highest-scored one, or of a multi-label model both lists of tags.
    """
    return _SCHEMAS[model.multi_label]


def read_evaluated(connection: Connection, model: Model, run_id: int) -> pa.Table:
    """Return what a predictor predicted in a run for labels that it was not trained on."""
    name = "runs/read_evaluated_lists" if model.multi_label else "runs/read_evaluated"
    query = compose(name, rows=attached_rows("run_id"), unseen=compose("models/unseen"))
    parameters = {"version": model.version, "run_id": run_id, "most": MAX_EVALUATED}
    return leave_out_other(copy_out(connection, query, evaluated_schema(model), parameters))


def leave_out_other(found: pa.Table) -> pa.Table:
    """Return projects, as `evaluated_schema` has them, without those that are known to have no tag.

    The labels of runs leave them out, too: they stay where the model has learnt `other` as a tag.
    """
    if "tag" not in found.column_names or pc.any(pc.equal(found["best_tag"], OTHER_TAG)).as_py():
        return found
    return found.filter(pc.not_equal(found["tag"], OTHER_TAG))
