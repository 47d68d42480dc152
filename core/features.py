"""Features: further columns of a catalogue, each of a type, in one canonical form.

The features of a project are one JSON object without spaces: the names in the order of their code points,
numbers as Python writes them, and null where there is no value. Equal features have equal texts, which are a
part of the content hash.
"""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from core.errors import InputError

MAX_INT: Final = 2**63 - 1
"""The largest integer of a feature; the smallest is `-MAX_INT - 1`."""


class FeatureKind(StrEnum):
    """The type of a feature."""

    INT = "int"
    FLOAT = "float"
    STR = "str"
    BOOL = "bool"
    DATE = "date"


class Feature(NamedTuple):
    """A column of the source that predictors read besides title and description."""

    name: str
    kind: FeatureKind


def parse_features(value: object) -> object:
    """Turn `stars:int, language:str` into features in the order of their names; leave the rest to pydantic.

    Raises
    ------
    ValueError
        If one has no type, an unknown type, or the name of another.
    """
    if not isinstance(value, str):
        return value
    features = []
    for part in value.split(","):
        name, _, kind = (word.strip() for word in part.rpartition(":"))
        if not name or kind not in set(FeatureKind):
            raise ValueError(f"each feature should be name:type, the type one of {', '.join(FeatureKind)}")
        features.append(Feature(name, FeatureKind(kind)))
    if len({feature.name for feature in features}) < len(features):
        raise ValueError("each feature should have a name of its own")
    return tuple(sorted(features))


def name_features(features: Sequence[Feature]) -> str:
    """Return features as the setting has them, the inverse of `parse_features`."""
    return ", ".join(f"{feature.name}:{feature.kind}" for feature in features)


def write_features(features: Sequence[Feature], values: Mapping[str, object]) -> str:
    """Return the canonical form of features given as values of JSON; those that are absent are null.

    Raises
    ------
    InputError
        If a name is not that of a feature, or a value is not of its type.
    """
    unknown = sorted(values.keys() - {feature.name for feature in features})
    if unknown:
        known = ", ".join(feature.name for feature in features) or "none"
        raise InputError(f"There is no feature {unknown[0]!r}. The features are: {known} (PREDAWN_FEATURES).")
    return dump_features({feature.name: _checked(feature, values.get(feature.name)) for feature in features})


def dump_features(values: Mapping[str, object]) -> str:
    """Return the canonical form of checked values."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def load_features(text: str | None) -> dict[str, object]:
    """Return the values of a canonical form; none where there are no features."""
    return {} if text is None else json.loads(text)


def _checked(feature: Feature, value: object) -> object:
    """Return a value as its canonical form has it."""
    found = None if value is None else _READERS[feature.kind](value)
    if value is not None and found is None:
        raise InputError(f"The feature {feature.name} is {value!r}, and should be {_NAMED[feature.kind]}.")
    return found


def _int(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -MAX_INT - 1 <= value <= MAX_INT else None


def _float(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        # Adding 0 turns -0.0, which equals 0.0, into it.
        found = float(value) + 0.0
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def _str(value: object) -> str | None:
    if not isinstance(value, str) or "\0" in value:
        return None
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return None
    return value


def _bool(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: object) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


_READERS: Final = {
    FeatureKind.INT: _int,
    FeatureKind.FLOAT: _float,
    FeatureKind.STR: _str,
    FeatureKind.BOOL: _bool,
    FeatureKind.DATE: _date,
}
_NAMED: Final = {
    FeatureKind.INT: "a whole number of 64 bits",
    FeatureKind.FLOAT: "a finite number",
    FeatureKind.STR: "a text",
    FeatureKind.BOOL: "true or false",
    FeatureKind.DATE: "a date such as 2026-01-31",
}
