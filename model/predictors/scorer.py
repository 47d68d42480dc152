"""The interface of scorers, and the scorer of custom predictors.

A run scores chunks of projects, the API single payloads. The tagger's scorer is in a separate module, because
it imports scikit-learn.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
import pyarrow as pa

from core.errors import InputError, WrongLengthError
from core.features import load_features
from core.halving import IsolatedFailure
from core.types import DEFAULT_MAX_RANKED, Output, Prediction
from model.predictors.interface import (
    Predictor,
    Response,
    as_answered,
    find_output,
    is_multi_label,
    request_parameters,
    to_prediction,
)
from model.predictors.numbers_and_rankings import RETURNED, to_number, to_ranking
from model.predictors.printed_lines import PrintedLines
from model.predictors.score_matrix import ScoreMatrix
from model.predictors.scored import tabulate
from model.tagger.normalisation import join_text

Stored: TypeAlias = pa.Table | IsolatedFailure
"""Predictions of some payloads, as one of `PREDICTED_SCHEMAS`, or the failure of one payload."""

# What is certain to be no response, which takes long to find out.
_PLAIN: Final = frozenset({str, dict, list, tuple, float, np.ndarray})


class Scorer(Protocol):
    """A model that is ready to score."""

    @property
    def output(self) -> Output:
        """The kind of its output."""

    @property
    def reads_request(self) -> bool:
        """True if predictions depend on query parameters or headers, and must not be cached."""

    @property
    def vocabulary(self) -> frozenset[str] | None:
        """The words that the model knows; None if unknown."""

    @property
    def batches(self) -> bool:
        """True if `predict_many` may be faster than one payload after the other."""

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Prediction | Response:
        """Score one payload; a response of a custom predictor is passed through."""

    def predict_many(self, payloads: Sequence[Any]) -> Sequence[Prediction | Response | IsolatedFailure]:
        """Score payloads without query parameters and headers; only where `batches` is true.

        It raises if the call fails; a payload whose result is unusable costs no other its answer.
        """


class PredictorScorer:
    """Asks a custom predictor, and converts its results.

    Exceptions of the predictor are not caught.

    Parameters
    ----------
    predictor
        The predictor that `load_predictor` returned.
    min_score
        The score below which the predicted tag is `other`.
    max_ranked
        The most items of a ranking.
    """

    def __init__(self, predictor: Predictor, min_score: float, max_ranked: int = DEFAULT_MAX_RANKED) -> None:
        self.predictor = predictor
        self.min_score = min_score
        self.max_ranked = max_ranked
        self.output = find_output(predictor)
        self._multi_label = is_multi_label(predictor)
        self._request_parameters = request_parameters(predictor)
        self._predict_batch = getattr(predictor, "predict_batch", None)

    @property
    def reads_request(self) -> bool:
        """True if `predict` takes query parameters or headers."""
        return bool(self._request_parameters)

    @property
    def vocabulary(self) -> None:
        """None: a custom predictor does not say."""

    @property
    def takes_batches(self) -> bool:
        """True if there is a `predict_batch`."""
        return self._predict_batch is not None

    @property
    def batches(self) -> bool:
        """True if there is a `predict_batch`, and only the payload matters."""
        return self.takes_batches and not self.reads_request

    def predict(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Prediction | Response:
        """Score one payload; a response is passed through."""
        return self._answer(self.ask(payload, query_params, headers))

    def predict_many(self, payloads: Sequence[Any]) -> list[Prediction | Response | IsolatedFailure]:
        """Score payloads by one call of `predict_batch`; responses are passed through."""
        return [self._answer_or_failure(result) for result in self.ask_batch(payloads)]

    def ask(
        self,
        payload: Any,
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> object:
        """Return what `predict` returns for one payload."""
        request = {"query_params": query_params or {}, "headers": headers or {}}
        named = {name: request[name] for name in self._request_parameters}
        with PrintedLines():
            return self.predictor.predict(payload, **named)

    def ask_batch(self, payloads: Sequence[Any]) -> Sequence[object]:
        """Return what `predict_batch` returns for payloads.

        It gets copies, because a payload that it has changed may be asked for again, in a half of these.

        Raises
        ------
        WrongLengthError
            If there is not one result for each payload.
        """
        assert self._predict_batch is not None
        with PrintedLines():
            results = self._predict_batch(
                [_copy(payload) if type(payload) is dict else payload for payload in payloads]
            )
        if isinstance(results, np.ndarray):
            results = results.tolist()
        if not isinstance(results, Sequence) or isinstance(results, str | bytes | bytearray):
            raise _wrong_length(f"an object of type {type(results).__name__}", payloads)
        if len(results) != len(payloads):
            raise _wrong_length(f"{len(results):,} results", payloads)
        return results

    def to_stored(self, result: object) -> Prediction | IsolatedFailure:
        """Convert a result to the prediction that a run stores, or to the reason why there is none."""
        try:
            if _as_response(result) is None:
                return self._convert(result)
        except Exception as error:  # noqa: BLE001 - a result is an object of foreign code, as is its `__len__`
            return IsolatedFailure(error)
        return IsolatedFailure(
            InputError(
                "The predictor returned an HTTP response, which cannot be stored; in a run return "
                f"{RETURNED[self.output]}."
            )
        )

    def store_batch(self, results: Sequence[object]) -> list[Stored]:
        """Convert results of `ask_batch` to what a run stores, in their order."""
        if isinstance(results, ScoreMatrix) and self.output is Output.TAGS:
            ranked = results.rank(self.min_score)
            if ranked is not None:
                return [ranked]
        return gather(map(self.to_stored, results))

    def _convert(self, result: object) -> Prediction:
        if self.output is Output.NUMBER:
            return to_number(result)
        if self.output is Output.RANKING:
            return to_ranking(result, self.max_ranked)
        return to_prediction(result, self.min_score, multi_label=self._multi_label)

    def _answer(self, result: object) -> Prediction | Response:
        response = _as_response(result)
        if response is not None:
            return response
        return as_answered(self._convert(result))

    def _answer_or_failure(self, result: object) -> Prediction | Response | IsolatedFailure:
        try:
            return self._answer(result)
        except Exception as error:  # noqa: BLE001 - a result is an object of foreign code, as is its `__len__`
            return IsolatedFailure(error)


def _copy(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a payload and of its features; copying all that may be nested takes far longer."""
    copied = payload.copy()
    if type(features := copied.get("features")) is dict:
        copied["features"] = features.copy()
    return copied


def _wrong_length(returned: str, payloads: Sequence[Any]) -> WrongLengthError:
    return WrongLengthError(
        f"predict_batch of the predictor returned {returned} for {len(payloads):,} payloads; return a list "
        "with one result for each, in the same order."
    )


def _as_response(result: object) -> Response | None:
    return result if type(result) not in _PLAIN and isinstance(result, Response) else None


def gather(outcomes: Iterable[Prediction | IsolatedFailure]) -> list[Stored]:
    """Return what a run stores for outcomes, with the predictions between two failures in one table."""
    gathered: list[Stored] = []
    for answered, group in groupby(outcomes, lambda outcome: isinstance(outcome, Prediction)):
        if answered:
            gathered.append(tabulate([outcome for outcome in group if isinstance(outcome, Prediction)]))
        else:
            gathered += [outcome for outcome in group if isinstance(outcome, IsolatedFailure)]
    return gathered


def payload_text(payload: object) -> str:
    """Return the text of a payload, as the tagger reads it.

    Raises
    ------
    InputError
        If it is not a mapping with `title`, `description` or `text`, all of them strings.
    """
    if isinstance(payload, Mapping):
        title, description = _text_field(payload, "title"), _text_field(payload, "description")
        text = _text_field(payload, "text")
        if title is not None or description is not None:
            return join_text(title or "", description or "")
        if text is not None:
            return text
    raise InputError(
        "There is no text to tag; send an object with `text`, or with `title` and `description`."
    )


def _text_field(payload: Mapping[str, object], name: str) -> str | None:
    value = payload.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"The field {name!r} is a {type(value).__name__}; send a string.")


def title_payload(title: str, description: str, features: str | None = None) -> dict[str, Any]:
    """Return the payload for a title and a description, with the text of both, and with features if any."""
    payload = {"title": title, "description": description, "text": f"{title} {description}".strip()}
    return payload if features is None else payload | {"features": load_features(features)}


def project_payload(
    project_id: str, title: str, description: str, features: str | None = None
) -> dict[str, Any]:
    """Return the payload of a project of the catalogue."""
    return {"project_id": project_id, **title_payload(title, description, features)}


def project_payloads(projects: pa.Table) -> list[dict[str, Any]]:
    """Return the payloads of projects, of the columns `project_id`, `title`, `description` and `features`.

    There need be no features.
    """
    ids = projects["project_id"].to_pylist()
    titles = text_column(projects, "title").to_pylist()
    descriptions = text_column(projects, "description").to_pylist()
    features = projects["features"].to_pylist() if "features" in projects.column_names else [None] * len(ids)
    return list(map(project_payload, ids, titles, descriptions, features))


def text_column(projects: pa.Table, name: str) -> pa.ChunkedArray:
    """Return a column of texts with offsets; null becomes an empty text."""
    column = projects[name]
    if column.type not in (pa.string(), pa.large_string()):
        column = column.cast(pa.large_string())
    return column.fill_null("") if column.null_count else column
