"""A model in the ONNX format."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from core.errors import InputError, describe
from model.predictors.ready_made.configuration import (
    check_keys,
    read_columns,
    read_field,
    read_file,
    read_tags,
    to_results,
)

_TYPES: Final = {
    "tensor(string)": object,
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
}


class Onnx:
    """Scores with an ONNX model.

    Parameters
    ----------
    config
        `file`, and optionally `input` (a field, or a table of the model's inputs and their fields), `output`
        (the name of one of its outputs) and `tags`.
    folder
        The folder that `file` is relative to.
    """

    def __init__(self, config: Mapping[str, Any], folder: Path) -> None:
        check_keys(config, "file", "input", "output", "tags", required="file")
        path, content = read_file(config, folder)
        self.version = hashlib.sha256(content).hexdigest()
        options = onnxruntime.SessionOptions()
        # The workers of a run, and the threads of the API, are as many as there are processors.
        options.intra_op_num_threads = 1
        try:
            self.session = onnxruntime.InferenceSession(
                content, sess_options=options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise InputError(f"Cannot load the model {path}: {describe(error)}.") from error
        self.tags = read_tags(config.get("tags"))
        self.inputs = {value.name: value for value in self.session.get_inputs()}
        columns = read_columns(config.get("input", "text"))
        self.columns = dict.fromkeys(self.inputs, columns) if isinstance(columns, str) else columns
        if self.columns.keys() != self.inputs.keys():
            raise InputError(
                f"The model {path} has the inputs {', '.join(self.inputs)}; `input` names a field for each."
            )
        outputs = [value.name for value in self.session.get_outputs()]
        # Of a label and its scores, as classifiers have them, the scores come last.
        self.output = config.get("output", outputs[-1])
        if self.output not in outputs:
            raise InputError(f"The model {path} has no output {self.output!r}, but {', '.join(outputs)}.")

    def predict(self, payload: Any) -> Any:
        """Return the scores of each tag, or the tag."""
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: Sequence[Any]) -> Sequence[Any]:
        """Return the same for many payloads."""
        fed = {name: self._feed(name, payloads) for name in self.inputs}
        (values,) = self.session.run([self.output], fed)
        return to_results(values, self.tags)

    def _feed(self, name: str, payloads: Sequence[Any]) -> Any:
        wanted = self.inputs[name]
        values = np.array(read_field(payloads, self.columns[name]), _TYPES.get(wanted.type, object))
        return values.reshape(-1, 1) if values.ndim == 1 and len(wanted.shape) == 2 else values
