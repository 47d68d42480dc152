"""A fitted scikit-learn model, from a file that skops or joblib wrote."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import skops.io

from core.errors import InputError, describe
from core.types import Output
from model.predictors.ready_made.configuration import (
    as_texts,
    check_keys,
    name_classes,
    read_columns,
    read_field,
    read_file,
    read_tags,
    to_numbers,
    to_results,
)


class ScikitLearn:
    """Scores with `predict_proba` of a fitted model, or with `predict` where it has none, or for numbers.

    Parameters
    ----------
    config
        `file`, and optionally `trusted`, `input`, `output` and `tags`.
    folder
        The folder that `file` is relative to.
    """

    def __init__(self, config: Mapping[str, Any], folder: Path) -> None:
        check_keys(config, "file", "trusted", "input", "output", "tags", required="file")
        path, content = read_file(config, folder)
        self.version = hashlib.sha256(content).hexdigest()
        self.model = _load(path, content, config.get("trusted", False))
        self.columns = read_columns(config.get("input", "text"))
        outputs = ("scores", "tag", "number") if hasattr(self.model, "predict_proba") else ("tag", "number")
        output = config.get("output", outputs[0])
        if output not in outputs:
            raise InputError(
                f"`output` in the predictor's configuration is {output!r}; the model {path} can give "
                f"{' or '.join(outputs)}."
            )
        self.call = self.model.predict_proba if output == "scores" else self.model.predict
        self._output = Output.NUMBER if output == "number" else Output.TAGS
        self.tags = read_tags(config.get("tags"))
        if self.tags is None and output == "scores":
            self.tags = as_texts(self.model.classes_)
        classes = _classes(self.model)
        tags = as_texts(classes) if self.tags is None and classes is not None else self.tags
        self.names = name_classes(tags, classes)

    @property
    def output(self) -> Output:
        """Numbers where the configuration says so, or else tags."""
        return self._output

    def predict(self, payload: Any) -> Any:
        """Return the scores of each tag, the tag, or the number."""
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: Sequence[Any]) -> Sequence[Any]:
        """Return the same for many payloads."""
        values = self.call(self._input(payloads))
        if self._output is Output.NUMBER:
            return to_numbers(values)
        return to_results(values, self.tags, self.names)

    def _input(self, payloads: Sequence[Any]) -> Any:
        if isinstance(self.columns, str):
            return read_field(payloads, self.columns)
        columns = {column: read_field(payloads, field) for column, field in self.columns.items()}
        if hasattr(self.model, "feature_names_in_"):
            # Imported here because only models that were fitted on a data frame need it.
            import pandas as pd  # noqa: PLC0415

            return pd.DataFrame(columns)
        return np.array(list(columns.values()), object).T


def _classes(model: Any) -> list[Any] | None:
    """Return the classes of a model; None if it has none, or a list of them for each of several outputs."""
    classes = getattr(model, "classes_", None)
    return classes.tolist() if isinstance(classes, np.ndarray) and classes.ndim == 1 else None


def _load(path: Path, content: bytes, trusted: object) -> Any:
    if path.suffix == ".skops":
        types = trusted if isinstance(trusted, list) else []
        try:
            return skops.io.loads(content, trusted=types)
        except Exception as error:
            raise InputError(
                f"Cannot load the model {path}: {describe(error)}. List the types that you "
                "have reviewed and trust in `trusted`."
            ) from error
    if trusted is not True:
        raise InputError(
            f"The model {path} is no .skops file, and to load it runs whatever code it holds. If you know "
            "where it comes from, say `trusted = true` in the configuration of the predictor."
        )
    try:
        return joblib.load(io.BytesIO(content))
    except Exception as error:
        raise InputError(f"Cannot load the model {path}: {describe(error)}.") from error
