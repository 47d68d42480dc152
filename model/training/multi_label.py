"""Training a multi-label tagger, which decides on each tag independently."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from core.quality.measures import MIN_LABELS
from core.types import OTHER_TAG, TrainedModel
from model.tagger.features import Features, has_terms
from model.tagger.tagger import Tagger, TaggerArgs, independent_probabilities
from model.training.cross_validation import choose_args
from model.training.evaluation import DEFAULT_TEMPERATURE
from model.training.examples import (
    Examples,
    Rows,
    count_terms,
    describe_examples,
    read_table,
    refuse_missing,
    remark_on_labels,
    remark_on_tags,
    sort_tags,
)
from model.training.held_out import is_held_out
from model.training.multi_label_evaluation import (
    MultiLabelOutcome,
    evaluate_multi_label,
    fit_independent_temperature,
)
from model.training.thresholds import DEFAULT_THRESHOLD, MIN_EXAMPLES, Members, Scores, fit_thresholds
from model.training.training import Progress, describe_model, fit_features, fit_svm, measure_domain
from model.word_vectors.table import WordVectors

_NEVER, _ALWAYS = -1.0, 1.0
"""The decisions for a tag that no text has, or every text: the borders of the classifier's margin."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _MultiLabelExamples(Examples):
    """Examples with any number of tags; `members` is of shape (n_projects, n_tags)."""

    members: Members

    @property
    def counts(self) -> Rows:
        """The number of examples of each tag, of shape (n_tags,)."""
        counts: Rows = self.members.sum(axis=0)
        return counts

    def in_first_half(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Return a mask of the projects in the first of two halves, which the content hash decides."""
        hashes: list[bytes] = self.column("content_hash", rows)
        return np.array([content_hash[-1] % 2 == 0 for content_hash in hashes], dtype=bool)


def train_multi_label(
    examples: pa.Table,
    args: TaggerArgs,
    progress: Progress | None = None,
    *,
    vectors: WordVectors | None = None,
) -> TrainedModel:
    """Train a multi-label tagger on projects with lists of known tags.

    It is trained and evaluated as by `train`. The temperature and a threshold for each tag are fitted on the
    held-out projects; the metrics use, for each half of these, thresholds that were fitted on the other half.

    Parameters
    ----------
    examples
        Columns `project_id`, `title`, `description`, `tags` and `content_hash`, none of them null.
    args
        The arguments of the tagger; the thresholds replace `min_score`.
    progress
        Called with a few words on each step.
    vectors
        The word vectors to try; None for none.

    Raises
    ------
    TrainingError
        If there are no examples, fewer than two tags, or no terms that texts share.
    """
    data, report = _read_examples(examples), progress or _log.info
    report(f"counting terms of {len(data.members)} texts with {len(data.tags)} tags, several to a text")
    features = count_terms(data.table, args, vectors)
    args = _choose_args(data, features, args)
    outcome, held_out = _evaluate_split(data, features, args, report)
    metrics = evaluate_multi_label(outcome, *data.texts(held_out))
    report(f"fitting on all {len(data.members)} texts")
    tagger = fit_multi_label_tagger(
        features,
        data.tags,
        data.members,
        args,
        temperature=outcome.temperature,
        thresholds=outcome.thresholds,
    )
    return describe_model(
        replace(tagger, domain=measure_domain(data, features, args)),
        args=_describe_args(tagger),
        metrics=metrics | {"remarks": _remarks(data, outcome)},
        held_out=_held_out_predictions(data, outcome, held_out),
        training_data=_describe(data),
    )


def _choose_args(data: _MultiLabelExamples, features: Features, args: TaggerArgs) -> TaggerArgs:
    def judge(
        matrix: csr_array, seen: Rows, others: csr_array, judged: Rows, candidate: TaggerArgs
    ) -> npt.NDArray[np.float64]:
        weights, intercepts = _fit_svms(matrix, data.members[seen], candidate)
        return share_of_best(others @ weights + intercepts, data.members[judged])

    return choose_args(features, np.flatnonzero(~data.held_out), args, judge)


def share_of_best(decisions: npt.NDArray[np.float64], members: Members) -> npt.NDArray[np.float64]:
    """Return, of the tags of each text, the share that is among as many of the highest decisions.

    Parameters
    ----------
    decisions
        The decisions, of shape (n_texts, n_tags).
    members
        The true tags of each text, at least one, as a mask of the same shape.
    """
    counts = members.sum(axis=1)
    falling = np.take_along_axis(members, np.argsort(-decisions, axis=1, kind="stable"), axis=1)
    best = np.arange(members.shape[1]) < counts[:, None]
    return np.asarray((falling & best).sum(axis=1) / counts)


def _read_examples(examples: pa.Table) -> _MultiLabelExamples:
    table = read_table(examples, "tags")
    refuse_missing(table, "tags", pc.equal(pc.list_value_length(table["tags"]), 0))
    lists = table["tags"].combine_chunks()
    flat = pc.list_flatten(lists)
    tags = sort_tags(flat, len(table))
    members = np.zeros((len(table), len(tags)), dtype=bool)
    columns = pc.index_in(flat, pa.array(tags, flat.type)).to_numpy()
    members[pc.list_parent_indices(lists).to_numpy(), columns] = True
    return _MultiLabelExamples(table, tags, is_held_out(table["content_hash"]), members)


def _evaluate_split(
    data: _MultiLabelExamples, features: Features, args: TaggerArgs, report: Progress
) -> tuple[MultiLabelOutcome, Rows]:
    """Fit on the projects that are not held out, and decide on those that are; without either, on none."""
    seen, held_out = np.flatnonzero(~data.held_out), np.flatnonzero(data.held_out)
    known: npt.NDArray[np.bool_] = np.any(data.members[seen], axis=0)
    blocks = features.fit(seen, args)
    if not known.any() or not has_terms(blocks):
        held_out = held_out[:0]
    true: Members = data.members[held_out]
    decisions, temperature = np.empty(true.shape), DEFAULT_TEMPERATURE
    if len(held_out):
        report(f"fitting on {len(seen)} texts, to evaluate on the other {len(held_out)}")
        matrix = features.transform(blocks, seen, args.vector_weight)
        weights, intercepts = _fit_svms(matrix, data.members[seen], args)
        decisions = features.transform(blocks, held_out, args.vector_weight) @ weights + intercepts
    if len(held_out) >= MIN_LABELS:
        temperature = fit_independent_temperature(decisions[:, known], true[:, known])
    scores = independent_probabilities(decisions, temperature).astype(np.float32)
    thresholds = fit_thresholds(scores, np.logical_and(true, known))
    halves = data.in_first_half(held_out)
    return MultiLabelOutcome(data.tags, true, known, decisions, temperature, thresholds, halves), held_out


def fit_multi_label_tagger(
    features: Features,
    tags: tuple[str, ...],
    members: Members,
    args: TaggerArgs,
    *,
    temperature: float,
    thresholds: Scores,
) -> Tagger:
    """Fit a multi-label tagger on all texts of the features.

    Parameters
    ----------
    features
        The counted terms of the texts.
    tags
        The tags in ascending order.
    members
        The tags of each text, as a mask of shape (n_texts, n_tags).
    args
        The arguments of the tagger.
    temperature
        The factor of decisions before they become scores.
    thresholds
        The smallest score of each tag, of shape (n_tags,).
    """
    words, characters, matrix = fit_features(features, len(members), args)
    weights, intercepts = _fit_svms(matrix, members, args)
    vectors = features.table if args.vector_weight > 0 else None
    return Tagger(tags, words, characters, weights, intercepts, temperature, args, thresholds, vectors)


def _fit_svms(
    matrix: csr_array, members: Members, args: TaggerArgs
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Return weights of shape (n_features, n_tags) and intercepts of shape (n_tags,)."""
    weights = np.zeros((matrix.shape[1], members.shape[1]), dtype=np.float32)
    intercepts = np.empty(members.shape[1])
    for tag in range(members.shape[1]):
        labels = members[:, tag]
        if labels.all() or not labels.any():
            intercepts[tag] = _ALWAYS if labels.all() else _NEVER
            continue
        svm = fit_svm(matrix, labels, args)
        weights[:, tag], intercepts[tag] = svm.coef_[0], svm.intercept_[0]
    return weights, intercepts


def _remarks(data: _MultiLabelExamples, outcome: MultiLabelOutcome) -> list[str]:
    few = outcome.known & ((outcome.true & outcome.known).sum(axis=0) < MIN_EXAMPLES)
    return [
        *remark_on_labels(data, data.counts, outcome.known, len(outcome.true)),
        *remark_on_tags(
            f"Tags of fewer than {MIN_EXAMPLES} held-out projects, whose threshold is {DEFAULT_THRESHOLD:g}",
            data.tags,
            few,
        ),
    ]


def _held_out_predictions(
    data: _MultiLabelExamples, outcome: MultiLabelOutcome, held_out: Rows
) -> dict[str, Sequence[Any]]:
    """Return the prediction for each held-out project."""
    predicted = [_rank(data.tags, *row) for row in zip(outcome.scores, outcome.predicted, strict=True)]
    return {
        **data.identify(held_out),
        "tags": data.column("tags", held_out),
        "predicted_tag": [tags[0] if tags else OTHER_TAG for tags, _ in predicted],
        "predicted_tags": [tags for tags, _ in predicted],
        "score": [score for _, score in predicted],
    }


def _rank(tags: Sequence[str], scores: Scores, predicted: npt.NDArray[np.bool_]) -> tuple[list[str], float]:
    """Return the predicted tags of a project by falling score, and the highest score, of these if any."""
    columns = sorted(np.flatnonzero(predicted).tolist(), key=lambda column: -scores[column])
    return [tags[column] for column in columns], float(scores[columns[0]] if columns else scores.max())


def _describe_args(tagger: Tagger) -> dict[str, Any]:
    assert tagger.thresholds is not None
    args = tagger.args.as_mapping()
    del args["min_score"]
    thresholds = dict(zip(tagger.tags, tagger.thresholds.tolist(), strict=True))
    return args | {"multi_label": True, "thresholds": thresholds}


def _describe(data: _MultiLabelExamples) -> dict[str, Any]:
    labelled = zip(data.column("project_id"), data.members, strict=True)
    identities = (
        json.dumps([project_id, *(data.tags[tag] for tag in np.flatnonzero(members))]).encode()
        for project_id, members in labelled
    )
    return describe_examples(data, data.counts, identities) | {"multi_label": True}
