import numpy as np
import pandas as pd
import pytest
from starlette.responses import JSONResponse, StreamingResponse

from core.errors import InputError
from core.halving import IsolatedFailure
from core.types import OTHER_TAG, Prediction, TagScore
from model.predictors.scored import PREDICTED_SCHEMA
from model.predictors.scorer import PredictorScorer, gather, payload_text, project_payloads


def test_the_text_of_a_payload():
    assert payload_text({"text": "as it is"}) == "as it is"
    assert payload_text({"title": "a", "description": "b", "text": "ignored"}) == "a a b"
    assert payload_text({"title": "a"}) == "a a "
    assert payload_text({"description": "b"}) == "  b"


@pytest.mark.parametrize("payload", [{}, {"text": None}, [], "text", 3, None, {"text": 3}, {"title": ["a"]}])
def test_a_payload_without_text_is_refused(payload):
    with pytest.raises(InputError, match="send"):
        payload_text(payload)


class Lengths:
    """A predictor that answers by the length of the title."""

    def __init__(self) -> None:
        self.payloads = []

    def predict(self, payload):
        self.payloads.append(payload)
        return {"long": len(payload["title"]) / 100, "short": 0.2}


class Returns:
    def __init__(self, result) -> None:
        self.result = result

    def predict(self, payload):
        return self.result

    def predict_batch(self, payloads):
        return self.result


def test_answers_become_rows_of_a_run(projects):
    scorer = PredictorScorer(Lengths(), 0.3)
    answers = [scorer.to_stored(scorer.ask(payload)) for payload in project_payloads(projects)]
    (table,) = gather(answers)
    assert table.schema == PREDICTED_SCHEMA
    for project, row in zip(projects.to_pylist(), table.to_pylist(), strict=True):
        long = len(project["title"]) / 100
        assert row["tags"] == (["long", "short"] if long >= 0.2 else ["short", "long"])
        assert row["score"] == pytest.approx(max(long, 0.2))
        assert row["predicted_tag"] == (OTHER_TAG if max(long, 0.2) < 0.3 else "long")


def test_predictions_between_two_failures_are_one_table():
    answer = Prediction("a", 0.5, (TagScore("a", 0.5),))
    first, second = IsolatedFailure(ValueError("first")), IsolatedFailure(ValueError("second"))
    three, *failures, one, last = gather([answer, answer, answer, first, second, answer, first])
    assert failures == [first, second]
    assert last is first
    assert (three["predicted_tag"].to_pylist(), one["scores"].to_pylist()) == (["a"] * 3, [[0.5]])
    assert gather([]) == []


def test_payloads_hold_four_fields(projects):
    project = projects.to_pylist()[0]
    text = f"{project['title']} {project['description']}".strip()
    assert project_payloads(projects)[0] == project | {"text": text}


def test_an_array_holds_a_result_for_each():
    found = PredictorScorer(Returns(np.array(["a", "b"] * 25)), 0.3).predict_many([{}] * 50)
    assert [answer.predicted_tag for answer in found] == ["a", "b"] * 25


def test_a_result_that_is_unusable_costs_no_other_its_answer():
    first, second, third = PredictorScorer(Returns(["a", None, {"b": 2}]), 0.3).predict_many([{}] * 3)
    assert first.predicted_tag == "a"
    assert isinstance(second, IsolatedFailure)
    assert isinstance(third, IsolatedFailure)
    assert "2 as the score of 'b'" in str(third.error)


@pytest.mark.parametrize("results", [["a"], [], "a" * 50, None, 3, np.array(["a"])])
def test_a_batch_of_another_length_is_refused(results):
    with pytest.raises(InputError, match="50 payloads"):
        PredictorScorer(Returns(results), 0.3).predict_many([{}] * 50)


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (pd.Series(["a", "b"]), "returned an object of type Series for 2 payloads; return a list"),
        ({"a": 0.5, "b": 0.5}, "returned an object of type dict for 2 payloads; return a list"),
        ("ab", "returned an object of type str for 2 payloads; return a list"),
        (b"ab", "returned an object of type bytes for 2 payloads; return a list"),
        (["a"], "returned 1 results for 2 payloads; return a list"),
    ],
)
def test_a_batch_of_another_type_is_refused_by_its_type(results, sentence):
    with pytest.raises(InputError, match=sentence):
        PredictorScorer(Returns(results), 0.3).predict_many([{}] * 2)


def test_query_parameters_and_headers_are_passed_where_they_are_named():
    class Reads:
        def predict(self, payload, query_params, headers):
            return {f"{query_params.get('lang', '-')}{headers.get('x-team', '-')}": 1.0}

    class ReadsOne:
        def predict(self, payload, headers=None):
            return str(headers)

    scorer = PredictorScorer(Reads(), 0.3)
    assert scorer.reads_request
    assert scorer.predict({}, {"lang": "de"}, {"x-team": "7"}).predicted_tag == "de7"
    assert scorer.predict({}).predicted_tag == "--"
    assert PredictorScorer(ReadsOne(), 0.3).predict({}, {"a": "b"}, {}).predicted_tag == "{}"
    assert not PredictorScorer(Lengths(), 0.3).reads_request

    class Built:
        predict = staticmethod(max)

    # Python cannot tell what it takes.
    assert not PredictorScorer(Built(), 0.3).reads_request


@pytest.mark.parametrize(
    "response", [JSONResponse({"any": "thing"}, status_code=201), StreamingResponse(iter(["text"]))]
)
def test_a_response_is_passed_through_and_refused_in_a_run(response):
    scorer = PredictorScorer(Returns(response), 0.3)
    assert scorer.predict({"any": "payload"}) is response
    refused = scorer.to_stored(response)
    assert isinstance(refused, IsolatedFailure)
    assert "HTTP response" in str(refused.error)
