"""Results of predictors other than tags: numbers, and rankings of items."""

import math
import numbers
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from core.errors import InputError
from core.types import ItemScore, Output, Prediction
from model.predictors.interface import check_name, show_value

RETURNED: Final = {
    Output.TAGS: "a tag, a list of tags, or a mapping of tag to score",
    Output.NUMBER: "one finite number",
    Output.RANKING: "a list of pairs of item and score, the best first",
}
"""The results that predictors should return, in words, by the kind of their output."""


def to_number(result: object) -> Prediction:
    """Convert the result of a predictor of numbers to a prediction.

    Raises
    ------
    InputError
        If it is not one finite number.
    """
    if isinstance(result, np.ndarray) and result.ndim == 0:
        result = result.item()
    value = _to_finite(result)
    if value is None:
        raise InputError(f"The predictor returned {show_value(result)}; return {RETURNED[Output.NUMBER]}.")
    return Prediction.of_number(value)


def to_ranking(result: object, max_ranked: int) -> Prediction:
    """Convert the result of a predictor of rankings to a prediction; the order stays as it is.

    Parameters
    ----------
    result
        Pairs of item and score, the best first; there may be none.
    max_ranked
        The most items that there may be.

    Raises
    ------
    InputError
        If it is none, names an item twice, or has too many.
    """
    if isinstance(result, np.ndarray):
        result = result.tolist()
    if not isinstance(result, Sequence) or isinstance(result, str | bytes | bytearray):
        hint = " A mapping has no order." if isinstance(result, Mapping) else ""
        raise InputError(
            f"The predictor returned {show_value(result)}; return {RETURNED[Output.RANKING]}.{hint}"
        )
    if len(result) > max_ranked:
        raise InputError(
            f"The predictor returned a ranking of {len(result):,} items, and PREDAWN_MAX_RANKED allows "
            f"{max_ranked:,}. Return the best of them, or raise the limit."
        )
    ranked = tuple(map(_to_item, result))
    if len({entry.item for entry in ranked}) < len(ranked):
        raise InputError(
            f"The predictor returned an item twice: {show_value(result)}; return each item once."
        )
    return Prediction.of_ranking(ranked)


def _to_item(pair: object) -> ItemScore:
    if not isinstance(pair, Sequence) or isinstance(pair, str | bytes | bytearray) or len(pair) != 2:
        raise InputError(
            f"The predictor returned {show_value(pair)} in a ranking; each entry is a pair of item and score."
        )
    item, score = pair
    name = check_name(item, "an item")
    value = _to_finite(score)
    if value is None:
        raise InputError(
            f"The predictor returned {show_value(score)} as the score of {show_value(item)}; a score is a "
            "finite number."
        )
    return ItemScore(name, value)


def _to_finite(value: object) -> float | None:
    """Return a number in double precision; None for anything else."""
    if type(value) is float:
        return value if math.isfinite(value) else None
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
