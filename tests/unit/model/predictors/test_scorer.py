import numpy as np
import pytest
from starlette.responses import JSONResponse, StreamingResponse

from core.errors import InputError
from core.types import OTHER_TAG
from model.predictors.scorer import SCORED_SCHEMA, PredictorScorer, payload_text
from model.tagger.normalisation import join_text
from tests.unit.model.conftest import projects_of


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


class BatchLengths(Lengths):
    def predict_batch(self, payloads):
        self.payloads.append(len(payloads))
        return [super(BatchLengths, self).predict(payload) for payload in payloads]


class Returns:
    def __init__(self, result) -> None:
        self.result = result

    def predict(self, payload):
        return self.result

    def predict_batch(self, payloads):
        return self.result


@pytest.mark.parametrize("predictor_class", [Lengths, BatchLengths])
def test_a_predictor_of_ones_own_scores_a_chunk(predictor_class, projects):
    predictor = predictor_class()
    table = PredictorScorer(predictor, 0.3).score(projects)
    assert table.schema == SCORED_SCHEMA
    assert table["project_id"].to_pylist() == projects["project_id"].to_pylist()
    for project, row in zip(projects.to_pylist(), table.to_pylist(), strict=True):
        long = len(project["title"]) / 100
        assert row["tags"] == (["long", "short"] if long >= 0.2 else ["short", "long"])
        assert row["score"] == pytest.approx(max(long, 0.2))
        assert row["predicted_tag"] == (OTHER_TAG if max(long, 0.2) < 0.3 else "long")


def test_a_batch_is_asked_once_and_payloads_hold_four_fields(projects):
    predictor = BatchLengths()
    PredictorScorer(predictor, 0.3).score(projects)
    assert predictor.payloads[0] == 50
    project = projects.to_pylist()[0]
    text = join_text(project["title"], project["description"])
    assert predictor.payloads[1] == project | {"text": text}


def test_what_a_predictor_raises_is_not_caught(projects):
    class Raises:
        def predict(self, payload):
            raise ZeroDivisionError(payload["project_id"])

    with pytest.raises(ZeroDivisionError):
        PredictorScorer(Raises(), 0.3).score(projects)


def test_an_array_holds_a_result_for_each(projects):
    table = PredictorScorer(Returns(np.array(["a", "b"] * 25)), 0.3).score(projects)
    assert table["predicted_tag"].to_pylist() == ["a", "b"] * 25


def test_a_predictor_may_do_with_its_payload_what_it_likes(projects):
    class Takes:
        def predict(self, payload):
            return payload.pop("project_id")

    table = PredictorScorer(Takes(), 0.3).score(projects)
    assert table["project_id"].to_pylist() == table["predicted_tag"].to_pylist()


@pytest.mark.parametrize("results", [["a"], [], "a" * 50, None, 3, np.array(["a"])])
def test_a_batch_of_another_length_is_refused(projects, results):
    with pytest.raises(InputError, match="50 payloads"):
        PredictorScorer(Returns(results), 0.3).score(projects)


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
    assert scorer.score(projects_of([("1", "a", "b")]))["predicted_tag"].to_pylist() == ["--"]
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
    with pytest.raises(InputError, match="HTTP response"):
        PredictorScorer(Returns([response]), 0.3).score(projects_of([("1", "a", "b")]))
