"""The evaluation of custom predictors: what they were trained on, what they predicted, and the metrics."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, delete, func, select, update

from store.bulk.copy import copy_in
from store.models.registry import EXAMPLE_COLUMNS
from store.schema import model_examples, models, projects
from store.sql_files import statement


def count_known(connection: Connection, ids: Iterable[str]) -> int:
    """Return how many of some ids belong to projects of the catalogue, removed ones among them."""
    query = select(func.count()).select_from(projects).where(projects.c.project_id.in_(list(ids)))
    return connection.scalar(query) or 0


def enter_training(connection: Connection, version: int, training_data: Mapping[str, Any]) -> None:
    """Enter what a predictor was trained on, and forget its evaluation, which rests on that."""
    connection.execute(delete(model_examples).where(model_examples.c.model_version == version))
    connection.execute(
        update(models)
        .where(models.c.model_version == version)
        .values(training_data=dict(training_data), metrics={})
    )


def enter_trained_examples(connection: Connection, version: int, ids: Iterable[str]) -> None:
    """Enter the labelled projects among those that a predictor was trained on, as their texts are now."""
    parameters = {"version": version, "ids": list(ids)}
    connection.execute(statement("models/enter_trained_examples"), parameters)


def save_evaluation(
    connection: Connection, version: int, metrics: Mapping[str, Any], held_out: pa.Table
) -> dict[str, Any]:
    """Store the metrics of a predictor, and its predictions for the projects that count as held out.

    Returns
    -------
    dict
        The metrics as they are stored: with the time, `evaluated_at`, if there are such projects.
    """
    connection.execute(
        delete(model_examples).where(model_examples.c.model_version == version, model_examples.c.held_out)
    )
    rows = len(held_out)
    no_tag, no_lists = pa.nulls(rows, pa.string()), pa.nulls(rows, pa.list_(pa.string()))
    if "predicted_tags" in held_out.column_names:
        tag, tags = no_tag, held_out["tags"]
        predicted, lists = held_out["predicted_tag"], held_out["predicted_tags"]
    else:
        tag, tags, predicted, lists = held_out["tag"], no_lists, held_out["best_tag"], no_lists
    entered = pa.table(
        [
            pa.repeat(pa.scalar(version, pa.int32()), rows),
            held_out["project_id"],
            held_out["content_hash"],
            tag,
            tags,
            pa.repeat(pa.scalar(value=True), rows),
            predicted,
            lists,
            held_out["score"],
        ],
        names=list(EXAMPLE_COLUMNS),
    )
    copy_in(connection, model_examples.fullname, EXAMPLE_COLUMNS, [entered])
    stored = dict(metrics)
    if rows:
        stored["evaluated_at"] = connection.execute(select(func.now())).scalar_one().isoformat()
    connection.execute(update(models).where(models.c.model_version == version).values(metrics=stored))
    return stored
