"""Predictors say tags, a number, or a ranking; anything else is refused, and costs its row alone."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import InputError
from core.halving import IsolatedFailure
from core.types import ItemScore, Output, Prediction
from model.predictors.interface import PredictorIdentity, load_predictor
from model.predictors.numbers_and_rankings import to_number, to_ranking
from model.predictors.scored import PREDICTED_SCHEMAS
from model.predictors.scorer import PredictorScorer, gather

SOURCE = """
class Price:
    output = "number"
    def __init__(self, config): pass
    def predict(self, payload): return 1.5

class Words(Price):
    output = "words"

class Both(Price):
    multi_label = True

class Unrelated(Price):
    output = ["a.log"]

class OfInstances:
    def __init__(self, config): self.output = "a.log"
    def predict(self, payload): return "tag"
"""


class Returns:
    """Returns what it is made with."""

    def __init__(self, output: str, result: object) -> None:
        self._output = output
        self.result = result

    @property
    def output(self) -> str:
        return self._output

    def predict(self, payload: object) -> object:
        return self.result


@pytest.mark.parametrize(
    ("result", "value"),
    [
        (1.5, 1.5),
        (3, 3.0),
        (-0.0, 0.0),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7.0),
        (np.array(2.5), 2.5),
        (Fraction(1, 4), 0.25),
        (1e308, 1e308),
        (5e-324, 5e-324),
    ],
)
def test_a_finite_number_is_a_prediction(result: object, value: float) -> None:
    found = to_number(result)
    assert (found.value, found.output) == (value, Output.NUMBER)
    assert (found.predicted_tag, found.score, found.tags, found.items) == (None, None, (), None)


class Hostile:
    """An object whose methods all fail."""

    def __repr__(self) -> str:
        raise RuntimeError("no text")

    def __len__(self) -> int:
        raise RuntimeError("no length")


NO_NUMBERS = [
    (None, "returned None"),
    (math.nan, "returned nan"),
    (math.inf, "returned inf"),
    (-math.inf, "returned -inf"),
    (np.float64("nan"), "nan"),
    (np.array(np.inf), "inf"),
    (10**400, "returned 1000"),
    (True, "returned True"),
    (np.bool_(True), "True"),
    ("1.5", "'1.5'"),
    (b"1", "b'1'"),
    (1 + 2j, r"returned \(1\+2j\)"),
    (Decimal("1.5"), "Decimal"),
    ([], r"returned \[\]"),
    ([1.5], r"returned \[1.5\]"),
    ([1.5, 2.5], r"\[1.5, 2.5\]"),
    (np.array([1.5]), "array"),
    ({"a": 0.5}, "'a'"),
    ({1.5}, "1.5"),
    (Hostile(), "a Hostile"),
    ([("a", 1.0)], "'a'"),
]


@pytest.mark.parametrize(("result", "said"), NO_NUMBERS)
def test_anything_but_a_finite_number_is_refused(result: object, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        to_number(result)
    assert "return one finite number." in str(refused.value)


def test_a_ranking_keeps_its_order_and_its_scores() -> None:
    found = to_ranking([("b", 0.5), ["a", 7], ("c", np.float32(-2))], 10)
    assert found == Prediction.of_ranking([("b", 0.5), ("a", 7.0), ("c", -2.0)])
    assert (found.output, found.predicted_tag, found.value) == (Output.RANKING, None, None)
    assert to_ranking((), 10).items == ()
    assert to_ranking(np.array([["a", 1.5]], dtype=object), 10).items == (ItemScore("a", 1.5),)


def test_a_ranking_may_be_as_long_as_is_allowed() -> None:
    ranked = [(str(number), 0.0) for number in range(11)]
    assert len(to_ranking(ranked[:10], 10).items or ()) == 10
    with pytest.raises(
        InputError, match=r"ranking of 11 items, and PREDAWN_MAX_RANKED allows 10\. Return the"
    ):
        to_ranking(ranked, 10)


NO_RANKINGS = [
    (None, "returned None; return a list of pairs"),
    (1.5, "returned 1.5; return a list of pairs"),
    ("ab", "returned 'ab'; return a list of pairs"),
    (b"ab", "b'ab'"),
    ({"a": 1.0}, "A mapping has no order"),
    ({("a", 1.0)}, "return a list of pairs"),
    (iter([("a", 1.0)]), "return a list of pairs"),
    (Hostile(), "a Hostile"),
    (["a"], "returned 'a' in a ranking; each entry is a pair"),
    (["ab"], "returned 'ab' in a ranking; each entry is a pair"),
    ([None], "None in a ranking"),
    ([("a",)], "each entry is a pair"),
    ([("a", 1.0, 2.0)], "each entry is a pair"),
    ([(1, 1.0)], "returned 1 as an item"),
    ([(None, 1.0)], "None as an item"),
    ([("", 1.0)], "an item is a non-empty string"),
    ([("a\x00", 1.0)], "an item is a non-empty string"),
    ([("a\tb", 1.0)], r"'a\\tb' as an item, which holds a control character"),
    ([("\ud800", 1.0)], "as an item, which is not valid Unicode"),
    ([("a" * 1001, 1.0)], "as an item, which has 1,001 bytes"),
    ([("a", math.nan)], "nan as the score of 'a'; a score is a finite number"),
    ([("a", math.inf)], "inf as the score of 'a'"),
    ([("a", True)], "True as the score of 'a'"),
    ([("a", "1")], "'1' as the score of 'a'"),
    ([("a", None)], "None as the score of 'a'"),
    ([("a", 10**400)], "as the score of 'a'"),
    ([("a", 1.0), ("b", 1.0), ("a", 0.5)], "an item twice"),
    ([("a", 1.0), "b"], "returned 'b' in a ranking"),
]


@pytest.mark.parametrize(("result", "said"), NO_RANKINGS)
def test_anything_but_a_ranking_is_refused(result: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        to_ranking(result, 10)


@pytest.mark.parametrize(
    ("output", "good", "nonsense"),
    [
        ("number", 2.5, [result for result, _ in NO_NUMBERS]),
        ("ranking", [("a", 1.0)], [result for result, _ in NO_RANKINGS]),
    ],
)
def test_a_bad_result_costs_its_row_alone(output: str, good: object, nonsense: list[object]) -> None:
    scorer = PredictorScorer(Returns(output, None), 0.0)
    stored = gather(map(scorer.to_stored, [good, *nonsense, good]))
    first, *failures, last = stored
    assert first.equals(last)
    assert first.schema == PREDICTED_SCHEMAS[Output(output)]
    assert len(failures) == len(nonsense) >= 20
    assert all(
        isinstance(failure, IsolatedFailure) and isinstance(failure.error, InputError) for failure in failures
    )


@pytest.mark.parametrize(
    ("output", "wanted"),
    [("number", "return one finite number"), ("ranking", "return a list of pairs of item and score")],
)
def test_a_response_is_refused_in_a_run_with_what_to_return(output: str, wanted: str) -> None:
    class Response:
        status_code = 200
        headers: Any = None

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...

    outcome = PredictorScorer(Returns(output, None), 0.0).to_stored(Response())
    assert isinstance(outcome, IsolatedFailure)
    assert wanted in str(outcome.error)


def test_tables_hold_numbers_and_rankings_in_double_precision() -> None:
    third = 1 / 3
    (numbers,) = gather([Prediction.of_number(third), Prediction.of_number(-1e300)])
    assert numbers.to_pydict() == {"value": [third, -1e300]}
    (rankings,) = gather([Prediction.of_ranking([("a", third)]), Prediction.of_ranking([])])
    assert rankings.to_pydict() == {"items": [["a"], []], "item_scores": [[third], []]}


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], PredictorIdentity]:
    (tmp_path / "outputs_of_tests.py").write_text(SOURCE)
    return lambda name: load_predictor(f"outputs_of_tests:{name}", None, tmp_path)[1]


def test_the_output_is_a_part_of_the_identity(load: Callable[[str], PredictorIdentity]) -> None:
    identity = load("Price")
    assert identity.output is Output.NUMBER
    same = PredictorIdentity(identity.class_path, identity.config_sha256, identity.version)
    assert identity.fingerprint != same.fingerprint
    assert load("Unrelated").output is load("OfInstances").output is Output.TAGS


def test_an_unknown_output_is_refused(load: Callable[[str], PredictorIdentity]) -> None:
    with pytest.raises(InputError, match="is 'words'; make it one of 'tags', 'number', 'ranking'"):
        load("Words")
    with pytest.raises(InputError, match="only tags are of several labels"):
        load("Both")
