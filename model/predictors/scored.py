"""The columns of scored projects, by what their predictor says, and the ranking of scores."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.types import OTHER_TAG, TAGS_KEPT, Output, Prediction

PREDICTED_SCHEMA: Final = pa.schema(
    [
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("tags", pa.list_(pa.string())),
        ("scores", pa.list_(pa.float32())),
    ]
)
"""The columns of predictions; `tags` and `scores` hold at most the ten highest scores, descending."""

SCORED_SCHEMA: Final = PREDICTED_SCHEMA.insert(0, pa.field("project_id", pa.string()))
"""The columns of scored projects."""

PREDICTED_SCHEMAS: Final[Mapping[Output, pa.Schema]] = {
    Output.TAGS: PREDICTED_SCHEMA,
    Output.NUMBER: pa.schema([("value", pa.float64())]),
    Output.RANKING: pa.schema([("items", pa.list_(pa.string())), ("item_scores", pa.list_(pa.float64()))]),
}
"""The columns of predictions by their output; other columns of the store stay null."""


def scored_schema(output: Output) -> pa.Schema:
    """Return the columns of scored projects for an output."""
    return PREDICTED_SCHEMAS[output].insert(0, SCORED_SCHEMA.field(0))


def add_projects(predicted: pa.Table, project_ids: pa.ChunkedArray) -> pa.Table:
    """Return a table of predictions with the ids of their projects, as `scored_schema` has them."""
    return predicted.add_column(0, SCORED_SCHEMA.field(0), project_ids.cast(pa.string()))


def tabulate(predictions: Sequence[Prediction]) -> pa.Table:
    """Return predictions, one at least and all of one output, as a table of its `PREDICTED_SCHEMAS`."""
    output = predictions[0].output
    schema = PREDICTED_SCHEMAS[output]
    columns = _COLUMNS[output](predictions)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _tags(predictions: Sequence[Prediction]) -> list[Sequence[object]]:
    return [
        [prediction.predicted_tag for prediction in predictions],
        [prediction.score for prediction in predictions],
        [[entry.tag for entry in prediction.tags] for prediction in predictions],
        [[entry.score for entry in prediction.tags] for prediction in predictions],
    ]


def _numbers(predictions: Sequence[Prediction]) -> list[Sequence[object]]:
    return [[prediction.value for prediction in predictions]]


def _rankings(predictions: Sequence[Prediction]) -> list[Sequence[object]]:
    rankings = [prediction.items or () for prediction in predictions]
    return [
        [[entry.item for entry in ranking] for ranking in rankings],
        [[entry.score for entry in ranking] for ranking in rankings],
    ]


_COLUMNS: Final = {Output.TAGS: _tags, Output.NUMBER: _numbers, Output.RANKING: _rankings}


def best_columns(
    probabilities: npt.NDArray[np.floating],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.intp]]:
    """Return the highest scores of each row, descending, and their columns; ties keep the order of the tags.

    Parameters
    ----------
    probabilities
        Scores of shape (n_texts, n_tags), the columns in the order of the tags.

    Returns
    -------
    tuple
        Both of shape (n_texts, min(n_tags, TAGS_KEPT)). Scores are rounded to single precision, as they
        are stored, before they are compared.
    """
    scores = probabilities.astype(np.float32, copy=False)
    columns = np.argsort(-scores, axis=1, kind="stable")[:, :TAGS_KEPT]
    return np.take_along_axis(scores, columns, axis=1), columns


def rank_tags(probabilities: npt.NDArray[np.floating], tags: pa.Array, min_score: float) -> pa.Table:
    """Return the table of `PREDICTED_SCHEMA` for scores of shape (n_projects, n_tags)."""
    scores, columns = best_columns(probabilities)
    rows, kept = columns.shape
    offsets = pa.array(np.arange(rows + 1, dtype=np.int32) * kept)
    best = tags.take(pa.array(columns[:, 0]))
    other = pa.array(scores[:, 0] < np.float32(min_score))
    arrays = [
        pc.if_else(other, OTHER_TAG, best),
        pa.array(scores[:, 0]),
        pa.ListArray.from_arrays(offsets, tags.take(pa.array(columns.ravel()))),
        pa.ListArray.from_arrays(offsets, pa.array(scores.ravel())),
    ]
    return pa.Table.from_arrays(arrays, schema=PREDICTED_SCHEMA)
