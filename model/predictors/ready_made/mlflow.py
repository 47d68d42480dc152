"""A model that MLflow keeps: in a folder, in a run, or in its registry."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import mlflow
import numpy as np
import pandas as pd

from core.errors import InputError, describe
from model.predictors.ready_made.configuration import (
    as_texts,
    check_keys,
    hash_files,
    read_columns,
    read_field,
    read_tags,
    to_results,
)


class Mlflow:
    """Scores with an MLflow model of any flavour.

    Parameters
    ----------
    config
        `model`: a folder, runs:/… or models:/name@alias; optionally `tracking_uri`, `input` and `tags`. A
        single field is handed over as a list, columns as a data frame.
    folder
        The folder that a path in `model` is relative to.
    """

    def __init__(self, config: Mapping[str, Any], folder: Path) -> None:
        check_keys(config, "model", "tracking_uri", "input", "tags", required="model")
        uri = config["model"]
        if server := config.get("tracking_uri"):
            # For the process: what MLflow resolves an alias by does not look at its arguments.
            mlflow.set_tracking_uri(server)
            mlflow.set_registry_uri(server)
        try:
            path = Path(mlflow.artifacts.download_artifacts(uri)) if ":/" in uri else folder / uri
            self.version = hash_files(path)
            self.model = mlflow.pyfunc.load_model(str(path))
        except Exception as error:
            raise InputError(f"Cannot load the MLflow model {uri}: {describe(error)}.") from error
        self.columns = read_columns(config.get("input", "text"))
        self.tags = read_tags(config.get("tags"))

    def predict(self, payload: Any) -> Any:
        """Return the scores of each tag, or the tag."""
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: Sequence[Any]) -> Sequence[Any]:
        """Return the same for many payloads."""
        if isinstance(self.columns, str):
            given: Any = read_field(payloads, self.columns)
        else:
            given = pd.DataFrame(
                {column: read_field(payloads, field) for column, field in self.columns.items()}
            )
        values = self.model.predict(given)
        if isinstance(values, pd.DataFrame) and self.tags is None and len(values.columns) > 1:
            return to_results(values.to_numpy(np.float64), as_texts(values.columns))
        return to_results(values, self.tags)
