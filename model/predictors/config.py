"""The configuration file of a custom predictor, and what it says of the predictor's training data."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.errors import InputError
from core.ids import read_ids
from core.types import TrainedOn

OWN_KEYS: Final = ("trained_on", "evaluate")
"""The keys of a configuration that Predawn reads itself; the predictor does not get them."""

MAX_CONFIG_BYTES: Final = 16 << 20
"""The most bytes of a configuration."""


@dataclass(frozen=True, slots=True)
class TrainingClaim:
    """The labels that a predictor was trained on, according to its configuration.

    `ids` are the projects that it was trained on, if it names them; without `evaluate` its outputs are not
    compared with known tags.
    """

    trained_on: TrainedOn = TrainedOn.UNKNOWN
    ids: frozenset[str] = frozenset()
    evaluate: bool = True


@dataclass(frozen=True, slots=True)
class PredictorConfig:
    """A configuration: what the predictor gets, its SHA-256, and the claim.

    The SHA-256 is that of what the predictor gets, so that neither a claim nor a comment makes a new version
    of the predictor.
    """

    values: Mapping[str, Any]
    sha256: str
    claim: TrainingClaim


def read_config(path: Path | None) -> PredictorConfig:
    """Read the configuration of a predictor; without a path it is empty.

    Raises
    ------
    InputError
        If it cannot be read, is longer than `MAX_CONFIG_BYTES`, is not TOML, or makes no usable claim.
    """
    if path is None:
        return PredictorConfig({}, hash_values({}), TrainingClaim())
    try:
        with path.open("rb") as file:
            content = file.read(MAX_CONFIG_BYTES + 1)
        if len(content) > MAX_CONFIG_BYTES:
            raise InputError(
                f"The predictor's configuration {path} is longer than {MAX_CONFIG_BYTES >> 20} MiB. Keep "
                "large data in files of their own, and name them in it."
            )
        found = _parse(content)
        values = {key: value for key, value in found.items() if key not in OWN_KEYS}
        sha256 = hash_values(values)
    except OSError as error:
        raise InputError(
            f"Cannot read the predictor's configuration {path}: {error.strerror}; correct "
            "PREDAWN_PREDICTOR_CONFIG."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"The predictor's configuration {path} is not TOML in UTF-8: {error}.") from error
    return PredictorConfig(values, sha256, _read_claim(found, path))


def _parse(content: bytes) -> dict[str, Any]:
    # The module compiles expressions, which no start without a configuration need wait for.
    import tomllib  # noqa: PLC0415

    return tomllib.loads(content.decode())


def hash_values(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of values of TOML, in their order; without values it is that of no bytes."""
    # JSON has no dates and times.
    text = json.dumps(values, default=repr) if values else ""
    return hashlib.sha256(text.encode()).hexdigest()


def _read_claim(found: Mapping[str, Any], path: Path) -> TrainingClaim:
    evaluate, trained_on = found.get("evaluate", True), found.get("trained_on")
    if not isinstance(evaluate, bool):
        raise InputError(f"`evaluate` in the predictor's configuration {path} is true or false.")
    if trained_on is None:
        return TrainingClaim(evaluate=evaluate)
    if not isinstance(trained_on, str):
        raise InputError(
            f'`trained_on` in the predictor\'s configuration {path} is "all", "none", or a file of ids.'
        )
    if trained_on in (TrainedOn.ALL, TrainedOn.NONE):
        return TrainingClaim(TrainedOn(trained_on), evaluate=evaluate)
    return TrainingClaim(TrainedOn.IDS, frozenset(read_ids(path.parent / trained_on)), evaluate)
