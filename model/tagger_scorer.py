"""Scoring with a tagger, the native one or scikit-learn's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.types import OTHER_TAG, TAGS_KEPT, Output, Prediction, StoredArtifact, TagScore
from model.native.choice import TaggerChoice
from model.native.loading import load_native
from model.native.tagger import as_stored
from model.predictors.interface import best_of
from model.predictors.scored import PREDICTED_SCHEMA, add_projects, rank_tags
from model.predictors.scorer import payload_text, text_column
from model.tagger.artifact import read_artifact
from model.tagger.domain import likenesses
from model.tagger.tagger import Tagger


class TaggerScorer:
    """Scores with a tagger.

    Parameters
    ----------
    tagger
        The fitted tagger.
    min_score
        The score below which the predicted tag is `other`; by default the one from training. A multi-label
        tagger uses its thresholds instead.
    choice
        The tagger to score with: the native one or scikit-learn's. `auto` prefers the native one.
    sample_scores
        The scores that scikit-learn gave to the tagger's sample texts, if they are stored.

    Raises
    ------
    InputError
        If the native tagger is requested but cannot score.
    """

    output = Output.TAGS
    reads_request = False
    batches = True

    def __init__(
        self,
        tagger: Tagger,
        min_score: float | None = None,
        choice: TaggerChoice = "auto",
        sample_scores: npt.NDArray[np.float32] | None = None,
    ) -> None:
        self.tagger = tagger
        self._native = load_native(tagger, choice, sample_scores)
        if self._native is None:
            # Built now, because it would otherwise be built during the first request.
            _ = tagger.pipeline
        self.min_score = tagger.args.min_score if min_score is None else min_score
        self._tags = pa.array(tagger.tags, pa.string())
        self._thresholds = None if tagger.thresholds is None else tagger.thresholds.tolist()

    @property
    def tagger_kind(self) -> Literal["native", "scikit-learn"]:
        """The tagger that scores."""
        return "scikit-learn" if self._native is None else "native"

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words among the tagger's terms, without the pairs of words, and those that have a vector."""
        vectors = self.tagger.vectors
        terms = (term for term in self.tagger.words.terms if " " not in term)
        return frozenset(terms if vectors is None else chain(terms, vectors.words))

    def score(self, projects: pa.Table) -> pa.Table:
        """Score projects with the columns `project_id`, `title`, `description`."""
        titles, descriptions = text_column(projects, "title"), text_column(projects, "description")
        if self._native is not None:
            scores = self._native.score_columns(titles, descriptions)
        else:
            scores = self._score_columns(titles, descriptions).astype(np.float32)
        if self.tagger.thresholds is not None:
            predicted = select_tags(scores, self._tags, self.tagger.thresholds)
        else:
            predicted = rank_tags(scores, self._tags, self.min_score)
        return add_projects(predicted, projects["project_id"])

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,  # noqa: ARG002 - the signature of every scorer
        headers: Mapping[str, str] | None = None,  # noqa: ARG002 - the same
    ) -> Prediction:
        """Score one payload: a mapping with `title` and `description`, or with `text`.

        Raises
        ------
        InputError
            If it has none of these, or if one of them is not a string.
        """
        return self.predict_texts([payload_text(payload)])[0]

    def predict_many(self, payloads: Sequence[Any]) -> list[Prediction]:
        """Score many payloads at once.

        Raises
        ------
        InputError
            If one of them has no text.
        """
        return self.predict_texts(list(map(payload_text, payloads)))

    def predict_texts(self, texts: Sequence[str]) -> list[Prediction]:
        """Score many texts at once, each as it is given."""
        if self._native is None:
            ranked = list(map(self._rank, self.tagger.predict_proba(texts).astype(np.float32).tolist()))
            return ranked if self.tagger.domain is None else self._place(ranked, texts)
        domain, native = self.tagger.domain, self._native
        if domain is None:
            return [self._rank(native.score_text(text)) for text in texts]
        found = map(native.compare_text, texts)
        return [self._rank(scores, domain.rank(likeness)) for scores, likeness in found]

    def _place(self, predictions: list[Prediction], texts: Sequence[str]) -> list[Prediction]:
        """Return predictions with the ground of their texts."""
        domain = self.tagger.domain
        assert domain is not None
        found = likenesses(self.tagger.sum_vectors(texts), domain.centroids).tolist()
        return [
            replace(prediction, in_domain=domain.rank(likeness))
            for prediction, likeness in zip(predictions, found, strict=True)
        ]

    def _score_columns(
        self, titles: pa.ChunkedArray, descriptions: pa.ChunkedArray
    ) -> npt.NDArray[np.float64]:
        wide = pa.large_string()
        titles, descriptions = titles.cast(wide), descriptions.cast(wide)
        texts = pc.binary_join_element_wise(titles, titles, descriptions, pa.scalar(" ", wide))
        return self.tagger.predict_proba(texts.to_pylist())

    def _rank(self, scores: list[float], in_domain: float | None = None) -> Prediction:
        """Return the prediction for the scores of all tags, as the store would give it back."""
        if self._thresholds is not None:
            return self._select(scores, self._thresholds, in_domain)
        # Sorting keeps equal scores in the order of the tags, as `best_columns` does.
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:TAGS_KEPT]
        return best_of(self._pair(best, scores), self.min_score, in_domain)

    def _select(
        self, scores: list[float], thresholds: list[float], in_domain: float | None = None
    ) -> Prediction:
        """Return the prediction of all tags that reach their thresholds."""
        found = [tag for tag, score in enumerate(scores) if score >= thresholds[tag]]
        found.sort(key=scores.__getitem__, reverse=True)
        chosen = tuple(self._pair(found, scores))
        if chosen:
            return Prediction(chosen[0].tag, chosen[0].score, chosen, in_domain)
        return Prediction(OTHER_TAG, as_stored(max(scores)), (), in_domain)

    def _pair(self, tags: Sequence[int], scores: list[float]) -> list[TagScore]:
        """Return some tags with their scores as the store would give them back."""
        names = self.tagger.tags
        return [TagScore(names[tag], as_stored(scores[tag])) for tag in tags]


def open_tagger(stored: StoredArtifact, choice: TaggerChoice) -> TaggerScorer:
    """Return the scorer of a stored tagger.

    Raises
    ------
    ArtifactError
        If the artifact is damaged or was tampered with.
    """
    content = read_artifact(*stored)
    return TaggerScorer(content.tagger, choice=choice, sample_scores=content.sample_scores)


def select_tags(
    scores: npt.NDArray[np.float32], tags: pa.Array, thresholds: npt.NDArray[np.float32]
) -> pa.Table:
    """Return the table of `PREDICTED_SCHEMA` for scores of shape (n_projects, n_tags) and thresholds.

    `tags` holds all tags that reach their thresholds, by falling score; the first is the predicted tag. If
    none does, the predicted tag is `other`, with the highest score of all tags.
    """
    reached = scores >= thresholds
    counts = reached.sum(axis=1)
    # Scores are never negative, so -1 sorts tags that are not predicted to the end.
    columns = np.argsort(-np.where(reached, scores, np.float32(-1)), axis=1, kind="stable")
    chosen = np.arange(scores.shape[1]) < counts[:, None]
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    first = np.take_along_axis(scores, columns[:, :1], axis=1)[:, 0]
    arrays = [
        pc.if_else(pa.array(counts == 0), OTHER_TAG, tags.take(pa.array(columns[:, 0]))),
        pa.array(np.where(counts == 0, scores.max(axis=1), first)),
        pa.ListArray.from_arrays(offsets, tags.take(pa.array(columns[chosen]))),
        pa.ListArray.from_arrays(offsets, pa.array(np.take_along_axis(scores, columns, axis=1)[chosen])),
    ]
    return pa.Table.from_arrays(arrays, schema=PREDICTED_SCHEMA)
