"""Writes a small ONNX model: a bag of words, and weights of each word for two tags.

Needs the packages onnx and numpy; serving needs onnxruntime alone.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

WORDS = {"image": (2.0, -1.0), "video": (2.0, -1.0), "text": (-1.0, 2.0), "language": (-1.0, 2.0)}


def make_model(weights: Mapping[str, Sequence[float]]) -> bytes:
    """Return a model for weights of words: texts of shape (n, 1) in, probabilities of shape (n, tags) out."""
    matrix = np.array(list(weights.values()), np.float32)
    nodes = [
        helper.make_node("Reshape", ["text", "flat"], ["texts"]),
        helper.make_node("StringSplit", ["texts"], ["words", "counts"], delimiter=" "),
        helper.make_node(
            "TfIdfVectorizer",
            ["words"],
            ["bag"],
            mode="TF",
            min_gram_length=1,
            max_gram_length=1,
            max_skip_count=0,
            ngram_counts=[0],
            ngram_indexes=list(range(len(weights))),
            pool_strings=list(weights),
        ),
        helper.make_node("MatMul", ["bag", "weights"], ["decisions"]),
        helper.make_node("Softmax", ["decisions"], ["probabilities"], axis=1),
    ]
    graph = helper.make_graph(
        nodes,
        "words",
        [helper.make_tensor_value_info("text", TensorProto.STRING, ["n", 1])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", matrix.shape[1]])],
        [
            numpy_helper.from_array(matrix, "weights"),
            numpy_helper.from_array(np.array([-1], np.int64), "flat"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    content: bytes = model.SerializeToString()
    return content


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_model(WORDS))
