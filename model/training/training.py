"""Training a tagger: one that is evaluated on what it has not seen, and one that is stored."""

import hashlib
import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from core.errors import TrainingError
from core.types import TrainedModel
from model.tagger.artifact import dump_artifact, library_versions
from model.tagger.features import Features
from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger, TaggerArgs
from model.training.evaluation import (
    DEFAULT_TEMPERATURE,
    MIN_LABELS,
    NOT_ENOUGH_LABELS,
    Outcome,
    evaluate,
    fit_temperature,
)
from model.training.held_out import HELD_OUT_PERCENT, is_held_out

PREDICTOR = "model.tagger:Tagger"
"""What `TrainedModel.predictor` says of a trained tagger."""

SOLVER_TOLERANCE: Final = 0.1
"""Where the solver stops: liblinear's own default. scikit-learn's 1e-4 takes more than twice as long, and
cross-validated F1 is 0.8955 instead of 0.8950, where folds differ by 0.026."""

Rows = npt.NDArray[np.intp]
Progress = Callable[[str], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _Examples:
    """Labelled projects in the order of their content hash, with labels as numbers of tags."""

    table: pa.Table
    tags: tuple[str, ...]
    labels: Rows
    held_out: npt.NDArray[np.bool_]

    def column(self, name: str, rows: Rows | None = None) -> list[Any]:
        column = self.table[name]
        values: list[Any] = (column if rows is None else column.take(pa.array(rows))).to_pylist()
        return values


def train(examples: pa.Table, args: TaggerArgs, progress: Progress | None = None) -> TrainedModel:
    """Train a tagger on labelled projects.

    A first model is fitted on what is not held out, evaluated on what is, and gives the temperature. The
    model that is stored is then fitted on everything. The same examples in any order, with the same
    arguments and library versions, give the same artifact to the byte.

    Parameters
    ----------
    examples
        Columns `project_id`, `title`, `description`, `tag` and `content_hash`, none of them null.
    args
        The arguments of the tagger.
    progress
        Is told in a few words what is being done.

    Raises
    ------
    TrainingError
        If there are no examples, fewer than two tags, or no terms that texts have in common.
    """
    report = progress or _log.info
    data = _read_examples(examples)
    report(f"counting terms of {len(data.labels)} texts")
    features = count_terms(data.table, args)
    outcome, held_out = _evaluate_split(data, features, args, report)
    metrics = _metrics(data, outcome, held_out, args)
    report(f"fitting on all {len(data.labels)} texts")
    tagger = fit_tagger(features, data.tags, data.labels, args, outcome.temperature)
    artifact = dump_artifact(tagger)
    return TrainedModel(
        predictor=PREDICTOR,
        artifact=artifact,
        artifact_sha256=hashlib.sha256(artifact).hexdigest(),
        args=args.as_mapping() | {"held_out_percent": HELD_OUT_PERCENT},
        metrics=metrics,
        held_out=_held_out_predictions(data, outcome, held_out),
        training_data=_describe(data),
        library_versions=library_versions(),
    )


def _read_examples(examples: pa.Table) -> _Examples:
    if not examples.num_rows:
        raise TrainingError(
            "There are no labelled projects to train on; sync a catalogue whose projects have known tags."
        )
    table = order_examples(examples, "tag")
    refuse_missing(table, "tag", pc.equal(table["tag"], ""))
    tags = tuple(sorted(pc.unique(table["tag"]).to_pylist()))
    if len(tags) < 2:  # a tagger chooses
        raise TrainingError(
            f"All {table.num_rows} labelled projects have the tag {tags[0]!r}; training needs two or more."
        )
    labels = pc.index_in(table["tag"], pa.array(tags, table["tag"].type)).to_numpy().astype(np.intp)
    return _Examples(table, tags, labels, is_held_out(table["content_hash"]))


def order_examples(examples: pa.Table, labels: str) -> pa.Table:
    """Return examples in the order of their content hash, with the column that holds the labels.

    Raises
    ------
    TrainingError
        If a value is null.
    """
    columns = ["project_id", "title", "description", labels, "content_hash"]
    table = examples.select(columns).sort_by([("content_hash", "ascending"), ("project_id", "ascending")])
    for name in columns:
        refuse_missing(table, name, pc.is_null(table[name]))
    return table


def refuse_missing(table: pa.Table, name: str, missing: pa.ChunkedArray) -> None:
    """Refuse examples that lack something, by a mask of these.

    Raises
    ------
    TrainingError
        With the first of them.
    """
    if count := pc.sum(missing).as_py():
        first = table.filter(missing)["project_id"][0].as_py()
        raise TrainingError(
            f"{count} of the examples have no {name}, the first is project {first!r}; leave them out."
        )


def count_terms(table: pa.Table, args: TaggerArgs) -> Features:
    """Count the terms of the examples' texts.

    Raises
    ------
    TrainingError
        If texts have none in common.
    """
    texts = map(join_text, table["title"].to_pylist(), table["description"].to_pylist())
    features = Features.count(texts, args)
    if not len(features.words.terms) + len(features.characters.terms):
        raise TrainingError(
            f"No word, and no part of one, occurs in {args.min_df} or more of the {len(table)} "
            "labelled projects; train on more of them, or on longer texts."
        )
    return features


def _evaluate_split(
    data: _Examples, features: Features, args: TaggerArgs, report: Progress
) -> tuple[Outcome, Rows]:
    """Fit on what is not held out and decide on what is; without either, on nothing."""
    seen, held_out = np.flatnonzero(~data.held_out), np.flatnonzero(data.held_out)
    known = np.unique(data.labels[seen])
    blocks = features.fit(seen, args)
    if len(known) < 2 or not sum(len(block.columns) for block in blocks):
        held_out = held_out[:0]
    if not len(held_out):
        decisions = np.empty((0, len(data.tags)))
        return Outcome(data.tags, data.labels[held_out], known, decisions, DEFAULT_TEMPERATURE), held_out
    report(f"fitting on {len(seen)} texts, to evaluate on the other {len(held_out)}")
    weights, intercepts = _fit_classifier(features.transform(blocks, seen), data.labels[seen], args)
    decisions = features.transform(blocks, held_out) @ weights + intercepts
    true = data.labels[held_out]
    rows = np.flatnonzero(np.isin(true, known))
    temperature = DEFAULT_TEMPERATURE
    if len(rows) >= MIN_LABELS:
        temperature = fit_temperature(decisions[rows], np.searchsorted(known, true[rows]))
    return Outcome(data.tags, true, known, decisions, temperature), held_out


def fit_tagger(
    features: Features, tags: tuple[str, ...], labels: Rows, args: TaggerArgs, temperature: float
) -> Tagger:
    """Fit a tagger on all texts of the features.

    Parameters
    ----------
    features
        The counted terms of the texts.
    tags
        The tags in ascending order.
    labels
        Their numbers in `tags`, of shape (n_texts,); every tag occurs.
    args
        The arguments of the tagger.
    temperature
        What it multiplies decisions by.
    """
    rows = np.arange(len(labels))
    blocks = features.fit(rows, args)
    words, characters = blocks[0].terms(features.words), blocks[1].terms(features.characters)
    weights, intercepts = _fit_classifier(features.transform(blocks, rows), labels, args)
    return Tagger(tags, words, characters, weights, intercepts, temperature, args)


def _fit_classifier(
    matrix: csr_array, labels: Rows, args: TaggerArgs
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return weights of shape (n_features, n_labels) and intercepts of shape (n_labels,)."""
    classifier = fit_machine(matrix, labels, args)
    weights, intercepts = classifier.coef_, classifier.intercept_
    if len(weights) == 1:
        # Of two labels scikit-learn keeps the second's decision only; the first's is its opposite.
        weights, intercepts = np.vstack([-weights, weights]), np.concatenate([-intercepts, intercepts])
    return np.ascontiguousarray(weights.T, dtype=np.float32), intercepts


def fit_machine(
    matrix: csr_array, labels: npt.NDArray[np.intp] | npt.NDArray[np.bool_], args: TaggerArgs
) -> LinearSVC:
    """Fit a support vector machine, and say where its solver gave up."""
    classifier = LinearSVC(C=args.c, class_weight="balanced", random_state=args.seed, tol=SOLVER_TOLERANCE)
    with warnings.catch_warnings():
        # Said below in a log line that names what to change, and where warnings are not read.
        warnings.simplefilter("ignore", ConvergenceWarning)
        classifier.fit(matrix, labels)
    if classifier.n_iter_ >= classifier.max_iter:
        _log.warning("The solver did not converge at c = %s; scores are usable, a smaller c helps.", args.c)
    return classifier


def _metrics(data: _Examples, outcome: Outcome, held_out: Rows, args: TaggerArgs) -> dict[str, Any]:
    metrics = evaluate(
        outcome, data.column("title", held_out), data.column("description", held_out), args.min_score
    )
    return metrics | {"remarks": _remarks(data, outcome)}


def _remarks(data: _Examples, outcome: Outcome) -> list[str]:
    """Say what a reader of the metrics has to know about these labels."""
    remarks = []
    counts = np.bincount(data.labels, minlength=len(data.tags))
    if len(outcome.true) < MIN_LABELS:
        remarks.append(
            f"{NOT_ENOUGH_LABELS}: {len(outcome.true)} held-out projects, {MIN_LABELS} are needed; scores "
            f"are not calibrated on these labels, their temperature is the default."
        )
    if single := [tag for tag, count in zip(data.tags, counts, strict=True) if count == 1]:
        remarks.append(f"Tags with one example: {', '.join(single)}.")
    if unseen := [data.tags[label] for label in np.setdiff1d(np.arange(len(data.tags)), outcome.known)]:
        remarks.append(
            f"Tags whose examples are all held out, so that the evaluated model did not know them: "
            f"{', '.join(unseen)}."
        )
    return remarks


def _held_out_predictions(data: _Examples, outcome: Outcome, held_out: Rows) -> dict[str, Sequence[Any]]:
    """Return the highest-scored tag of each held-out project, even where it is below `min_score`."""
    return {
        "project_id": data.column("project_id", held_out),
        "content_hash": [content_hash.hex() for content_hash in data.column("content_hash", held_out)],
        "tag": [data.tags[label] for label in outcome.true],
        "predicted_tag": [data.tags[label] for label in outcome.predicted],
        "score": outcome.scores.max(axis=1, initial=0.0).tolist(),
    }


def _describe(data: _Examples) -> Mapping[str, Any]:
    """Return how many examples there were of each tag, and a fingerprint of them all."""
    digest = hashlib.sha256()
    for content_hash, project_id, tag in zip(
        data.column("content_hash"), data.column("project_id"), data.column("tag"), strict=True
    ):
        digest.update(content_hash + project_id.encode() + b"\x00" + tag.encode() + b"\x00")
    counts = np.bincount(data.labels, minlength=len(data.tags))
    return {
        "fingerprint": digest.hexdigest(),
        "num_samples": len(data.labels),
        "num_held_out": int(data.held_out.sum()),
        "num_samples_per_tag": dict(zip(data.tags, counts.tolist(), strict=True)),
    }
