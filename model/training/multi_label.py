"""Training a tagger for projects that have several tags, or none: one decision a tag, each for itself."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from core.errors import TrainingError
from core.types import OTHER_TAG, TrainedModel
from model.tagger.artifact import dump_artifact, library_versions
from model.tagger.features import Features
from model.tagger.tagger import Tagger, TaggerArgs, independent_probabilities
from model.training.evaluation import DEFAULT_TEMPERATURE, MIN_LABELS, NOT_ENOUGH_LABELS
from model.training.held_out import HELD_OUT_PERCENT, is_held_out
from model.training.multi_label_evaluation import (
    MultiLabelOutcome,
    evaluate_multi_label,
    fit_independent_temperature,
)
from model.training.thresholds import DEFAULT_THRESHOLD, MIN_EXAMPLES, Members, Scores, fit_thresholds
from model.training.training import (
    PREDICTOR,
    Progress,
    Rows,
    count_terms,
    fit_machine,
    order_examples,
    refuse_missing,
)

_NEVER, _ALWAYS = -1.0, 1.0
"""The decisions for a tag that no text was seen with, or each: the borders of the machine's margin."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _MultiLabelExamples:
    """Labelled projects in the order of their content hash; `members` is of shape (n_texts, n_tags)."""

    table: pa.Table
    tags: tuple[str, ...]
    members: Members
    held_out: npt.NDArray[np.bool_]

    def column(self, name: str, rows: Rows) -> list[Any]:
        values: list[Any] = self.table[name].take(pa.array(rows)).to_pylist()
        return values

    def in_first_half(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Return which projects are in the first of two halves; their texts decide, as of the held-out."""
        hashes: list[bytes] = self.column("content_hash", rows)
        return np.array([content_hash[-1] % 2 == 0 for content_hash in hashes], dtype=bool)


def train_multi_label(examples: pa.Table, args: TaggerArgs, progress: Progress | None = None) -> TrainedModel:
    """Train a multi-label tagger on projects with lists of known tags.

    It is trained, evaluated and stored as `train` does it. The temperature and a threshold for each tag are
    fitted on the held-out projects; what is reported of these uses, for each half of them, thresholds that
    were fitted on the other half.

    Parameters
    ----------
    examples
        Columns `project_id`, `title`, `description`, `tags` and `content_hash`, none of them null.
    args
        The arguments of the tagger; the thresholds take the place of `min_score`.
    progress
        Is told in a few words what is being done.

    Raises
    ------
    TrainingError
        If there are no examples, fewer than two tags, or no terms that texts have in common.
    """
    report = progress or _log.info
    data = _read_examples(examples)
    report(f"counting terms of {len(data.members)} texts with {len(data.tags)} tags, several to a text")
    features = count_terms(data.table, args)
    outcome, held_out = _evaluate_split(data, features, args, report)
    metrics = evaluate_multi_label(
        outcome, data.column("title", held_out), data.column("description", held_out)
    )
    report(f"fitting on all {len(data.members)} texts")
    tagger = fit_multi_label_tagger(
        features,
        data.tags,
        data.members,
        args,
        temperature=outcome.temperature,
        thresholds=outcome.thresholds,
    )
    artifact = dump_artifact(tagger)
    return TrainedModel(
        predictor=PREDICTOR,
        artifact=artifact,
        artifact_sha256=hashlib.sha256(artifact).hexdigest(),
        args=_describe_args(tagger),
        metrics=metrics | {"remarks": _remarks(data, outcome)},
        held_out=_held_out_predictions(data, outcome, held_out),
        training_data=_describe(data),
        library_versions=library_versions(),
    )


def _read_examples(examples: pa.Table) -> _MultiLabelExamples:
    if not examples.num_rows:
        raise TrainingError(
            "There are no labelled projects to train on; sync a catalogue whose projects have known tags."
        )
    table = order_examples(examples, "tags")
    refuse_missing(table, "tags", pc.equal(pc.list_value_length(table["tags"]), 0))
    lists = table["tags"].combine_chunks()
    flat = pc.list_flatten(lists)
    tags = tuple(sorted(pc.unique(flat).to_pylist()))
    if len(tags) < 2:
        raise TrainingError(
            f"All {table.num_rows} labelled projects have the tag {tags[0]!r} and no other; training needs "
            "two or more."
        )
    members = np.zeros((len(table), len(tags)), dtype=bool)
    columns = pc.index_in(flat, pa.array(tags, flat.type)).to_numpy()
    members[pc.list_parent_indices(lists).to_numpy(), columns] = True
    return _MultiLabelExamples(table, tags, members, is_held_out(table["content_hash"]))


def _evaluate_split(
    data: _MultiLabelExamples, features: Features, args: TaggerArgs, report: Progress
) -> tuple[MultiLabelOutcome, Rows]:
    """Fit on what is not held out and decide on what is; without either, on nothing."""
    seen, held_out = np.flatnonzero(~data.held_out), np.flatnonzero(data.held_out)
    known: npt.NDArray[np.bool_] = np.any(data.members[seen], axis=0)
    blocks = features.fit(seen, args)
    if not known.any() or not sum(len(block.columns) for block in blocks):
        held_out = held_out[:0]
    true: Members = data.members[held_out]
    decisions, temperature = np.empty(true.shape), DEFAULT_TEMPERATURE
    if len(held_out):
        report(f"fitting on {len(seen)} texts, to evaluate on the other {len(held_out)}")
        matrix = features.transform(blocks, seen)
        weights, intercepts = _fit_machines(matrix, data.members[seen], args)
        decisions = features.transform(blocks, held_out) @ weights + intercepts
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
        Which text has which tag, of shape (n_texts, n_tags).
    args
        The arguments of the tagger.
    temperature
        What it multiplies decisions by.
    thresholds
        The smallest score of each tag, of shape (n_tags,).
    """
    rows = np.arange(len(members))
    blocks = features.fit(rows, args)
    words, characters = blocks[0].terms(features.words), blocks[1].terms(features.characters)
    weights, intercepts = _fit_machines(features.transform(blocks, rows), members, args)
    return Tagger(tags, words, characters, weights, intercepts, temperature, args, thresholds)


def _fit_machines(
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
        machine = fit_machine(matrix, labels, args)
        weights[:, tag], intercepts[tag] = machine.coef_[0], machine.intercept_[0]
    return weights, intercepts


def _remarks(data: _MultiLabelExamples, outcome: MultiLabelOutcome) -> list[str]:
    """Say what a reader of the metrics has to know about these labels."""
    remarks = []
    if len(outcome.true) < MIN_LABELS:
        remarks.append(
            f"{NOT_ENOUGH_LABELS}: {len(outcome.true)} held-out projects, {MIN_LABELS} are needed; scores "
            f"are not calibrated on these labels, their temperature is the default."
        )
    held_out = (outcome.true & outcome.known).sum(axis=0)
    for found, what in (
        (data.members.sum(axis=0) == 1, "Tags with one example"),
        (
            ~outcome.known,
            "Tags whose examples are all held out, so that the evaluated model did not know them",
        ),
        (
            outcome.known & (held_out < MIN_EXAMPLES),
            f"Tags of fewer than {MIN_EXAMPLES} held-out projects, whose threshold is {DEFAULT_THRESHOLD:g}",
        ),
    ):
        if found.any():
            named = [tag for tag, is_found in zip(data.tags, found, strict=True) if is_found]
            remarks.append(f"{what}: {', '.join(named)}.")
    return remarks


def _held_out_predictions(
    data: _MultiLabelExamples, outcome: MultiLabelOutcome, held_out: Rows
) -> dict[str, Sequence[Any]]:
    """Return what each held-out project would get."""
    predicted = [_rank(data.tags, *row) for row in zip(outcome.scores, outcome.predicted, strict=True)]
    return {
        "project_id": data.column("project_id", held_out),
        "content_hash": [content_hash.hex() for content_hash in data.column("content_hash", held_out)],
        "tags": data.column("tags", held_out),
        "predicted_tag": [tags[0] if tags else OTHER_TAG for tags, _ in predicted],
        "predicted_tags": [tags for tags, _ in predicted],
        "score": [score for _, score in predicted],
    }


def _rank(tags: Sequence[str], scores: Scores, predicted: npt.NDArray[np.bool_]) -> tuple[list[str], float]:
    """Return the predicted tags of a project by falling score, and the highest score of these, or of all."""
    columns = sorted(np.flatnonzero(predicted).tolist(), key=lambda column: -scores[column])
    return [tags[column] for column in columns], float(scores[columns[0]] if columns else scores.max())


def _describe_args(tagger: Tagger) -> dict[str, Any]:
    assert tagger.thresholds is not None
    args = tagger.args.as_mapping()
    del args["min_score"]
    thresholds = dict(zip(tagger.tags, tagger.thresholds.tolist(), strict=True))
    return args | {"held_out_percent": HELD_OUT_PERCENT, "multi_label": True, "thresholds": thresholds}


def _describe(data: _MultiLabelExamples) -> Mapping[str, Any]:
    """Return how many examples there were of each tag, and a fingerprint of them all."""
    digest = hashlib.sha256()
    for content_hash, project_id, members in zip(
        data.table["content_hash"].to_pylist(),
        data.table["project_id"].to_pylist(),
        data.members,
        strict=True,
    ):
        named = json.dumps([project_id, *(data.tags[tag] for tag in np.flatnonzero(members))])
        digest.update(content_hash + named.encode() + b"\x00")
    return {
        "fingerprint": digest.hexdigest(),
        "num_samples": len(data.members),
        "num_held_out": int(data.held_out.sum()),
        "num_samples_per_tag": dict(zip(data.tags, data.members.sum(axis=0).tolist(), strict=True)),
        "multi_label": True,
    }
