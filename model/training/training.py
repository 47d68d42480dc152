"""Training a tagger: one model is evaluated on held-out projects, a second one is stored."""

import hashlib
import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from core.quality.measures import MIN_LABELS
from core.types import TrainedModel
from model.tagger.artifact import library_versions
from model.tagger.domain import Domain
from model.tagger.features import Features, has_terms
from model.tagger.tagger import PREDICTOR, Tagger, TaggerArgs, TermBlock
from model.training.artifact import dump_artifact
from model.training.cross_validation import choose_args
from model.training.domain import fit_domain
from model.training.evaluation import DEFAULT_TEMPERATURE, Outcome, evaluate, fit_temperature
from model.training.examples import (
    Examples,
    Rows,
    count_terms,
    describe_examples,
    read_table,
    refuse_missing,
    remark_on_labels,
    sort_tags,
)
from model.training.held_out import HELD_OUT_PERCENT, is_held_out
from model.word_vectors.table import WordVectors

SOLVER_TOLERANCE: Final = 0.1
"""The tolerance at which the solver stops, liblinear's own default. With scikit-learn's 1e-4 training takes
more than twice as long and cross-validated F1 is 0.8955 instead of 0.8950, while folds differ by 0.026."""

Progress = Callable[[str], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _SingleLabelExamples(Examples):
    """Examples with one tag each: its number in `tags`, of shape (n_projects,)."""

    labels: Rows

    @property
    def counts(self) -> Rows:
        """The number of examples of each tag, of shape (n_tags,)."""
        return np.bincount(self.labels, minlength=len(self.tags))


def train(
    examples: pa.Table,
    args: TaggerArgs,
    progress: Progress | None = None,
    *,
    vectors: WordVectors | None = None,
) -> TrainedModel:
    """Train a tagger on labelled projects.

    With word vectors, their weight and `c` are chosen first, on the projects that are not held out. A first
    model is fitted on these projects, and evaluated on those that are held out, which also gives the
    temperature. The model that is stored is then fitted on all projects. The same examples in any order, with
    the same arguments and library versions, give the same artifact byte by byte.

    Parameters
    ----------
    examples
        Columns `project_id`, `title`, `description`, `tag` and `content_hash`, none of them null.
    args
        The arguments of the tagger.
    progress
        Called with a few words on each step.
    vectors
        The word vectors to try; None for none.

    Raises
    ------
    TrainingError
        If there are no examples, fewer than two tags, or no terms that texts share.
    """
    report = progress or _log.info
    data = _read_examples(examples)
    report(f"counting terms of {len(data.labels)} texts")
    features = count_terms(data.table, args, vectors)
    args = choose_for_labels(features, np.flatnonzero(~data.held_out), data.labels, args)
    outcome, held_out = _evaluate_split(data, features, args, report)
    metrics = evaluate(outcome, *data.texts(held_out), args.min_score)
    report(f"fitting on all {len(data.labels)} texts")
    tagger = fit_tagger(features, data.tags, data.labels, args, outcome.temperature)
    tagger = replace(tagger, domain=measure_domain(data, features, args))
    return describe_model(
        tagger,
        args=args.as_mapping(),
        metrics=metrics | {"remarks": _remarks(data, outcome)},
        held_out=_held_out_predictions(data, outcome, held_out),
        training_data=_describe(data),
    )


def measure_domain(data: Examples, features: Features, args: TaggerArgs) -> Domain | None:
    """Return the ground that a tagger knows, calibrated on the held-out projects; None without vectors."""
    if args.vector_weight == 0 or features.table is None:
        return None
    seen, held_out = features.vectors[~data.held_out], features.vectors[data.held_out]
    return fit_domain(seen, held_out, features.table, args.seed)


def describe_model(
    tagger: Tagger,
    *,
    args: Mapping[str, Any],
    metrics: Mapping[str, Any],
    held_out: Mapping[str, Sequence[Any]],
    training_data: Mapping[str, Any],
) -> TrainedModel:
    """Return a fitted tagger as it is registered, with its artifact."""
    artifact = dump_artifact(tagger)
    return TrainedModel(
        predictor=PREDICTOR,
        artifact=artifact,
        artifact_sha256=hashlib.sha256(artifact).hexdigest(),
        args={**args, "held_out_percent": HELD_OUT_PERCENT},
        metrics=metrics,
        held_out=held_out,
        training_data=training_data,
        library_versions=library_versions(),
    )


def choose_for_labels(features: Features, rows: Rows, labels: Rows, args: TaggerArgs) -> TaggerArgs:
    """Return the arguments that are best for the labels of some texts, as `choose_args` does.

    Parameters
    ----------
    features
        The counted terms and the word vectors of all texts.
    rows
        The texts to choose on.
    labels
        The labels of all texts, of shape (n_texts,).
    args
        The arguments.
    """

    def judge(
        matrix: csr_array, seen: Rows, others: csr_array, judged: Rows, candidate: TaggerArgs
    ) -> npt.NDArray[np.float64]:
        known = labels[seen]
        if len(np.unique(known)) < 2:
            return np.asarray(labels[judged] == known[0], dtype=np.float64)
        predicted = fit_svm(matrix, known, candidate).predict(others)
        return np.asarray(predicted == labels[judged], dtype=np.float64)

    return choose_args(features, rows, args, judge)


def _read_examples(examples: pa.Table) -> _SingleLabelExamples:
    table = read_table(examples, "tag")
    refuse_missing(table, "tag", pc.equal(table["tag"], ""))
    tags = sort_tags(table["tag"], len(table))
    labels = pc.index_in(table["tag"], pa.array(tags, table["tag"].type)).to_numpy().astype(np.intp)
    return _SingleLabelExamples(table, tags, is_held_out(table["content_hash"]), labels)


def _evaluate_split(
    data: _SingleLabelExamples, features: Features, args: TaggerArgs, report: Progress
) -> tuple[Outcome, Rows]:
    """Fit on the projects that are not held out, and decide on those that are; without either, on none."""
    seen, held_out = np.flatnonzero(~data.held_out), np.flatnonzero(data.held_out)
    known = np.unique(data.labels[seen])
    blocks = features.fit(seen, args)
    if len(known) < 2 or not has_terms(blocks):
        held_out = held_out[:0]
    if not len(held_out):
        decisions = np.empty((0, len(data.tags)))
        return Outcome(data.tags, data.labels[held_out], known, decisions, DEFAULT_TEMPERATURE), held_out
    report(f"fitting on {len(seen)} texts, to evaluate on the other {len(held_out)}")
    weights, intercepts = _fit_classifier(
        features.transform(blocks, seen, args.vector_weight), data.labels[seen], args
    )
    decisions = features.transform(blocks, held_out, args.vector_weight) @ weights + intercepts
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
        The factor of decisions before they become scores.
    """
    words, characters, matrix = fit_features(features, len(labels), args)
    weights, intercepts = _fit_classifier(matrix, labels, args)
    vectors = features.table if args.vector_weight > 0 else None
    return Tagger(tags, words, characters, weights, intercepts, temperature, args, vectors=vectors)


def fit_features(
    features: Features, n_texts: int, args: TaggerArgs
) -> tuple[TermBlock, TermBlock, csr_array]:
    """Return the terms of words and of characters, fitted on all texts, and the texts' features."""
    rows = np.arange(n_texts)
    blocks = features.fit(rows, args)
    words, characters = blocks[0].terms(features.words), blocks[1].terms(features.characters)
    return words, characters, features.transform(blocks, rows, args.vector_weight)


def _fit_classifier(
    matrix: csr_array, labels: Rows, args: TaggerArgs
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return weights of shape (n_features, n_labels) and intercepts of shape (n_labels,)."""
    classifier = fit_svm(matrix, labels, args)
    weights, intercepts = classifier.coef_, classifier.intercept_
    if len(weights) == 1:
        # For two labels scikit-learn keeps the decision for the second; that for the first is its negative.
        weights, intercepts = np.vstack([-weights, weights]), np.concatenate([-intercepts, intercepts])
    return np.ascontiguousarray(weights.T, dtype=np.float32), intercepts


def fit_svm(
    matrix: csr_array, labels: npt.NDArray[np.intp] | npt.NDArray[np.bool_], args: TaggerArgs
) -> LinearSVC:
    """Fit a support vector machine, and log a warning where its solver gave up."""
    classifier = LinearSVC(C=args.c, class_weight="balanced", random_state=args.seed, tol=SOLVER_TOLERANCE)
    with warnings.catch_warnings():
        # The log line below says it instead, with a remedy.
        warnings.simplefilter("ignore", ConvergenceWarning)
        classifier.fit(matrix, labels)
    if classifier.n_iter_ >= classifier.max_iter:
        _log.warning(
            "The solver did not converge at c = %s; scores are usable, but a smaller c helps.", args.c
        )
    return classifier


def _remarks(data: _SingleLabelExamples, outcome: Outcome) -> list[str]:
    known = np.isin(np.arange(len(data.tags)), outcome.known)
    return remark_on_labels(data, data.counts, known, len(outcome.true))


def _held_out_predictions(
    data: _SingleLabelExamples, outcome: Outcome, held_out: Rows
) -> dict[str, Sequence[Any]]:
    """Return the highest-scored tag of each held-out project, even where it is below `min_score`."""
    return {
        **data.identify(held_out),
        "tag": [data.tags[label] for label in outcome.true],
        "predicted_tag": [data.tags[label] for label in outcome.predicted],
        "score": outcome.scores.max(axis=1, initial=0.0).tolist(),
    }


def _describe(data: _SingleLabelExamples) -> dict[str, Any]:
    labelled = zip(data.column("project_id"), data.column("tag"), strict=True)
    identities = (f"{project_id}\x00{tag}".encode() for project_id, tag in labelled)
    return describe_examples(data, data.counts, identities)
