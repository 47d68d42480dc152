"""Ready-made predictors in runs, against their libraries called with all texts at once.

Prints a line of JSON for each kind: the rows a second of processor time of a chunk that one worker scores,
without the store, which is switched off on both sides, and what a row costs beside the library. The pipeline
has character n-grams and the tags of the sample catalogue; the ONNX model has a bag of 10,000 words, those of
the sample among them, and 50 classes. The benchmark `tiny_predictor` is an ONNX model that does next to
nothing: its figure is the cost of a row alone. Kinds whose extra is not installed are left out.

    python benchmarks/ready_made_predictors.py
"""

import argparse
import csv
import importlib
import itertools
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import joblib
import numpy as np
import pyarrow as pa
import skops.io
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from batch.workers.timeout import TimeoutScorer
from batch.workers.worker import score_projects
from model.predictors.interface import load_predictor
from model.predictors.scorer import PredictorScorer

CHUNK: Final = 3000
WORDS: Final = 10_000
CLASSES: Final = 50
ROUNDS: Final = 5
_EXAMPLES: Final = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True, slots=True)
class Kind:
    """A ready-made predictor with its configuration, and the call of its library."""

    name: str
    spec: str
    config: str
    bare: Callable[[Sequence[str]], Any]


def measure_all(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the line of each kind."""
    with (_EXAMPLES / "catalogue.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tag"]]
    sample = [f"{row['title']} {row['description']}" for row in rows]
    texts = list(itertools.islice(itertools.cycle(sample), CHUNK))
    yield from _measure_pipeline(folder, texts, sample, [row["tag"] for row in rows])
    if find_spec("onnx") and find_spec("onnxruntime"):
        words = CountVectorizer().fit(sample).get_feature_names_out().tolist()
        further = [f"word{number}" for number in range(WORDS - len(words))]
        yield _measure_onnx(folder, texts, words + further, CLASSES)
        yield {**_measure_onnx(folder, texts, words[:4], 2), "benchmark": "tiny_predictor"}


def _measure_pipeline(
    folder: Path, texts: Sequence[str], sample: Sequence[str], known: Sequence[str]
) -> Iterator[dict[str, Any]]:
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    pipeline = make_pipeline(vectors, LogisticRegression()).fit(sample, known)
    joblib.dump(pipeline, folder / "model.joblib")
    skops.io.dump(pipeline, folder / "model.skops")
    alone = pipeline.predict_proba
    config = 'file = "model.joblib"\ntrusted = true'
    yield _compare(folder, texts, Kind("scikit-learn by joblib", "sklearn", config, alone))
    yield _compare(folder, texts, Kind("scikit-learn by skops", "sklearn", 'file = "model.skops"', alone))
    if find_spec("mlflow"):
        options = {"pyfunc_predict_fn": "predict_proba", "pip_requirements": [], "skops_trusted_types": []}
        flavour = importlib.import_module("mlflow.sklearn")
        flavour.save_model(pipeline, str(folder / "mlflow"), **options)
        bare = importlib.import_module("mlflow.pyfunc").load_model(str(folder / "mlflow"))
        config = f'model = "mlflow"\ntags = {[str(tag) for tag in pipeline.classes_]}'
        yield _compare(folder, texts, Kind("MLflow", "mlflow", config, bare.predict))


def _measure_onnx(folder: Path, texts: Sequence[str], words: Sequence[str], classes: int) -> dict[str, Any]:
    onnxruntime = importlib.import_module("onnxruntime")
    weights = np.random.default_rng(1).normal(size=(len(words), classes))
    made = _load_example().make_model(dict(zip(words, map(tuple, weights.tolist()), strict=True)))
    (folder / "model.onnx").write_bytes(made)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(made, options)

    def bare(given: Sequence[str]) -> Any:
        return session.run(["probabilities"], {"text": np.array(given, object).reshape(-1, 1)})

    config = f'file = "model.onnx"\ntags = {[f"class {number}" for number in range(classes)]}'
    kind = Kind(f"ONNX, {len(words):,} words and {classes} classes", "onnx", config, bare)
    return _compare(folder, texts, kind)


def _load_example() -> Any:
    """Return the example that makes ONNX models, which is in no package."""
    found = spec_from_file_location("make_onnx", _EXAMPLES / "predictors" / "make_onnx.py")
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _compare(folder: Path, texts: Sequence[str], kind: Kind) -> dict[str, Any]:
    (folder / "predictor.toml").write_text(kind.config)
    predictor, _ = load_predictor(kind.spec, folder / "predictor.toml")
    scorer = TimeoutScorer(PredictorScorer(predictor, 0.0), 60.0)
    ids = pa.array(map(str, range(len(texts))))
    empty = pa.array([""] * len(texts))
    table = pa.table({"project_id": ids, "title": texts, "description": empty, "content_hash": ids})
    given = list(texts)
    ours, alone = _take_turns(lambda: score_projects(scorer, table), lambda: kind.bare(given))
    return {
        "benchmark": "ready_made_predictors",
        "off": ("the store",),
        "kind": kind.name,
        "rows": len(texts),
        "rows_per_second": round(len(texts) / ours),
        "bare_rows_per_second": round(len(texts) / alone),
        "ratio": round(alone / ours, 2),
        "microseconds_a_row": round((ours - alone) / len(texts) * 1e6, 1),
    }


def _take_turns(*works: Callable[[], object]) -> list[float]:
    """Return the seconds of the best of some calls of each, in turns, after some that warm up."""
    for _ in range(2):
        for work in works:
            work()
    seconds = [[_seconds(work) for work in works] for _ in range(ROUNDS)]
    return list(map(min, zip(*seconds, strict=True)))


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of all threads, which other programs on the machine do not change."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Measure each kind in turn."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with TemporaryDirectory() as folder:
        for line in measure_all(Path(folder)):
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
