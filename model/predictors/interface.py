"""The predictor interface, and the loading of custom predictors.

A predictor is a plain class with `__init__(self, config)` and `predict(self, payload)`. `predict` may
also take `query_params` and `headers`. It returns a tag, a list of tags, a mapping of tag to score, or a
Starlette response; with `output = "number"` a number, with `output = "ranking"` pairs of item and score.
`predict_batch(self, payloads)`, `version`, `output` and `multi_label` are optional.
"""

import hashlib
import importlib
import inspect
import math
import numbers
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import neg
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

import numpy as np

from core.errors import InputError, describe
from core.scores import as_stored, in_single
from core.types import CONTROL_CHARACTERS, MAX_TAG_BYTES, OTHER_TAG, TAGS_KEPT, Output, Prediction, TagScore
from model.predictors.config import PredictorConfig, read_config
from model.predictors.printed_lines import PrintedLines
from model.predictors.source import Sources, digest, find_sources, import_current

REQUEST_PARAMETERS: Final = ("query_params", "headers")
"""The parameters of `predict` that make its result depend on more than the payload."""

READY_MADE: Final = {
    "sklearn": "model.predictors.ready_made.scikit_learn:ScikitLearn",
    "onnx": "model.predictors.ready_made.onnx:Onnx",
    "mlflow": "model.predictors.ready_made.mlflow:Mlflow",
}
"""The predictors that ship, by the names that stand for them in settings."""

_TAGS_REMEMBERED: Final = 4096


class Predictor(Protocol):
    """The method that every custom predictor has."""

    def predict(self, payload: Any) -> Any:
        """Return the prediction for one payload."""


@runtime_checkable
class Response(Protocol):
    """An object that counts as a Starlette response and is passed through unchanged."""

    status_code: int
    headers: Any

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Send the response."""


@dataclass(frozen=True, slots=True)
class PredictorIdentity:
    """The identity of one version of a custom predictor.

    Attributes
    ----------
    class_path
        The class, as package.module:Class.
    config_sha256
        The SHA-256 of what its configuration file hands to it, or of no bytes if that is nothing.
    version
        Its `version` attribute, or else the SHA-256 of the source of its module and of the modules that
        belong to the predictor and are imported by it.
    multi_label
        Its `multi_label` attribute: True if its lists are all the tags of a project, and not a ranking.
    output
        Its `output` attribute: what it says of a project.
    """

    class_path: str
    config_sha256: str
    version: str
    multi_label: bool = False
    output: Output = Output.TAGS

    @property
    def fingerprint(self) -> str:
        """One SHA-256 over all of it."""
        parts = [self.class_path, self.config_sha256, self.version]
        if self.multi_label:
            parts.append("multi_label")
        if self.output is not Output.TAGS:
            parts.append(f"output={self.output}")
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def load_predictor(
    spec: str, config_path: Path | None = None, extra_path: Path | None = None
) -> tuple[Predictor, PredictorIdentity]:
    """Import the class of a predictor and create an instance.

    Parameters
    ----------
    spec
        The class, as package.module:Class, or the name of a ready-made predictor.
    config_path
        A TOML file whose content is passed to the predictor; without one, it gets an empty dictionary.
    extra_path
        A folder to search for the class, after all others on the module path.

    Raises
    ------
    InputError
        If module, class or configuration cannot be found or read, or the class is not a predictor.
    """
    if extra_path is not None:
        _append_path(extra_path)
    config = read_config(config_path)
    with PrintedLines():
        return _make(spec, config, config_path, extra_path)


def _make(
    spec: str, config: PredictorConfig, config_path: Path | None, extra_path: Path | None
) -> tuple[Predictor, PredictorIdentity]:
    cls, sources = _import_ready_made(spec) if spec in READY_MADE else _import_class(spec, extra_path)
    try:
        if spec in READY_MADE:
            predictor = cls(config.values, Path() if config_path is None else config_path.parent)
        else:
            predictor = cls(dict(config.values))
        version, multi_label = getattr(predictor, "version", None), is_multi_label(predictor)
    except InputError:
        raise
    except (Exception, SystemExit) as error:
        raise InputError(
            f"The predictor {spec} could not be created: {describe(error)}. It is called with "
            f"one argument, its configuration ({config_path or 'empty: no file is set'})."
        ) from error
    output = find_output(predictor)
    if multi_label and output is not Output.TAGS:
        raise InputError(
            f"The predictor {spec} has `multi_label` and `output = {output.value!r}`; only tags are of "
            "several labels. Remove one of them."
        )
    identity = PredictorIdentity(
        class_path=spec,
        config_sha256=config.sha256,
        version=_version(version, spec, sources),
        multi_label=multi_label,
        output=output,
    )
    return predictor, identity


def request_parameters(predictor: Predictor) -> frozenset[str]:
    """Return those of `query_params` and `headers` that `predict` takes."""
    try:
        named = frozenset(inspect.signature(predictor.predict).parameters)
    except ValueError:
        return frozenset()
    return named & frozenset(REQUEST_PARAMETERS)


def is_multi_label(predictor: Predictor) -> bool:
    """Return whether a predictor says that its lists are all the tags of a project."""
    return getattr(predictor, "multi_label", False) is True


def find_output(predictor: Predictor) -> Output:
    """Return what a predictor says of a project: tags, unless the attribute `output` of its class says else.

    It may be a property. An attribute of the instance alone is the predictor's own affair.

    Raises
    ------
    InputError
        If there is no such output.
    """
    stated = getattr(type(predictor), "output", None)
    if isinstance(stated, property):
        stated = getattr(predictor, "output", None)
    if not isinstance(stated, str):
        return Output.TAGS
    try:
        return Output(stated)
    except ValueError as error:
        names = ", ".join(repr(output.value) for output in Output)
        raise InputError(
            f"The `output` of the predictor is {show_value(stated)}; make it one of {names}."
        ) from error


def to_prediction(result: object, min_score: float, *, multi_label: bool = False) -> Prediction:
    """Convert the result of a predictor to a prediction, with scores in single precision, as they are stored.

    A single tag gets the score 1, and so does every tag of a list or an array, whose order is kept. A mapping
    is ordered by score, then by tag. The first ten tags are kept, and all of the list of a multi-label
    predictor, which is `other` if it is empty.

    Raises
    ------
    InputError
        If the result is none of these, is empty, or has a score outside 0 to 1.
    """
    if isinstance(result, np.ndarray):
        result = result.tolist()
    if isinstance(result, str):
        scored = [TagScore(check_tag(result), 1.0)]
    elif isinstance(result, Mapping):
        scored = _rank(result)
    elif isinstance(result, Sequence) and not isinstance(result, bytes | bytearray):
        scored = [TagScore(check_tag(tag), 1.0) for tag in result]
        if len({entry.tag for entry in scored}) < len(scored):
            raise InputError(
                f"The predictor returned a tag twice: {show_value(result)}; return each tag once."
            )
        if multi_label and not scored:
            return Prediction(OTHER_TAG, 0.0, ())
    else:
        raise InputError(
            f"The predictor returned {show_value(result)}; return a tag, a list of tags, or a mapping of tag "
            "to score."
        )
    if not scored:
        raise InputError(
            f"The predictor returned {show_value(result)}, which names no tag; return at least one."
        )
    return best_of(scored if multi_label else scored[:TAGS_KEPT], min_score)


def _rank(scores: Mapping[Any, object]) -> list[TagScore]:
    """Return the tags with the highest scores, and of equal scores those whose tags come first."""
    tags = list(map(check_tag, scores))
    singles = in_single(_score(tag, score) for tag, score in scores.items())
    # The negative scores in ascending order: one sort of pairs, without a function that is called for each.
    ranked = sorted(zip(map(neg, singles), tags, strict=True))[:TAGS_KEPT]
    return [TagScore(tag, -negative) for negative, tag in ranked]


def as_answered(prediction: Prediction) -> Prediction:
    """Return a prediction with the digits that the store would give it back with; only tags are rounded."""
    if prediction.score is None:
        return prediction
    tags = tuple(TagScore(entry.tag, as_stored(entry.score)) for entry in prediction.tags)
    return Prediction(prediction.predicted_tag, as_stored(prediction.score), tags)


def best_of(scored: Sequence[TagScore], min_score: float, in_domain: float | None = None) -> Prediction:
    """Return the prediction for tags by falling score: `other` if the best score is below `min_score`.

    Scores are compared in single precision, as they are stored. `in_domain` is that of the prediction.
    """
    best = scored[0]
    other = np.float32(best.score) < np.float32(min_score)
    return Prediction(OTHER_TAG if other else best.tag, best.score, tuple(scored), in_domain)


def _append_path(folder: Path) -> None:
    if not folder.is_dir():
        raise InputError(f"PREDAWN_PREDICTOR_PATH is {folder}, which is not a folder; correct or unset it.")
    path = str(folder.resolve())
    if path not in sys.path:
        sys.path.append(path)


def _import_ready_made(spec: str) -> tuple[type[Any], Sources]:
    module_name, _, class_name = READY_MADE[spec].partition(":")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        raise InputError(
            f"The predictor {spec} cannot be used: {error}. Install the extra with `pip install "
            f"-e '.[{spec}]'`; an image has it with --build-arg EXTRAS={spec}."
        ) from error
    # The hash of its file is the version.
    return getattr(module, class_name), {}


def _import_class(spec: str, folder: Path | None) -> tuple[type[Any], Sources]:
    """Return the class of a predictor, and its sources."""
    module_name, separator, class_name = spec.partition(":")
    if not separator or not all(map(str.isidentifier, [*module_name.split("."), *class_name.split(".")])):
        raise InputError(
            f"PREDAWN_PREDICTOR is {spec!r}; it must have the form package.module:Class, or be one of "
            f"{', '.join(READY_MADE)}."
        )
    try:
        module, sources = import_current(module_name, folder)
    except ModuleNotFoundError as error:
        raise InputError(
            f"Cannot import the predictor {spec}: there is no module {error.name!r} on the module path; "
            "install it, or set PREDAWN_PREDICTOR_PATH to the folder that holds it."
        ) from error
    except (Exception, SystemExit) as error:
        raise InputError(
            f"Cannot import the predictor {spec}: its module {module_name} raised {describe(error)}."
        ) from error
    found: Any = module
    for name in class_name.split("."):
        found = getattr(found, name, None)
    if not isinstance(found, type):
        raise InputError(f"The module {module_name} has no class {class_name!r}; correct PREDAWN_PREDICTOR.")
    _check_methods(found, spec)
    if found.__module__ not in sources:
        # The class is defined in another module and only named in this one.
        sources = {**sources, **find_sources(found.__module__, folder)}
    return found, sources


def _check_methods(cls: type[Any], spec: str) -> None:
    if not callable(getattr(cls, "predict", None)):
        raise InputError(f"The class {spec} has no method predict(self, payload); it is not a predictor.")
    for name in ("predict", "predict_batch"):
        if inspect.iscoroutinefunction(getattr(cls, name, None)):
            raise InputError(
                f"The method {name} of {spec} is async, but workers call it synchronously; remove `async`."
            )


def _version(version: object, spec: str, sources: Sources) -> str:
    if isinstance(version, str | int | float):
        return str(version)
    if version is not None:
        raise InputError(
            f"The `version` of the predictor {spec} is {show_value(version)}; make it a string or a number."
        )
    if not sources:
        raise InputError(
            f"Cannot read the source of the predictor {spec} to determine its version; give the class an "
            "attribute `version`."
        )
    return digest(sources)


def check_tag(tag: object) -> str:
    """Return a tag as a plain string.

    Raises
    ------
    InputError
        If it cannot be stored.
    """
    return check_name(tag, "a tag")


def check_name(name: object, kind: str) -> str:
    """Return a tag or an item as a plain string; `kind` says which, with its article.

    Raises
    ------
    InputError
        If it cannot be stored.
    """
    if not isinstance(name, str):
        raise InputError(
            f"The predictor returned {show_value(name)} as {kind}; {kind} is a non-empty string."
        )
    return _check_text(name, kind)


# Predictions name the same few tags again and again.
@lru_cache(maxsize=_TAGS_REMEMBERED)
def _check_text(name: str, kind: str) -> str:
    returned = f"The predictor returned {show_value(name)} as {kind}"
    if not name.strip() or "\x00" in name:
        raise InputError(f"{returned}; {kind} is a non-empty string.")
    if re.search(CONTROL_CHARACTERS, name):
        raise InputError(
            f"{returned}, which holds a control character, such as a line break, or one that turns the "
            "direction of text."
        )
    try:
        size = len(name.encode())
    except UnicodeEncodeError as error:
        raise InputError(f"{returned}, which is not valid Unicode.") from error
    if size > MAX_TAG_BYTES:
        raise InputError(f"{returned}, which has {size:,} bytes; the limit is {MAX_TAG_BYTES:,}.")
    return str(name)


def _score(tag: object, score: object) -> float:
    # The usual case first: whether an object is a number takes longer to find out.
    if type(score) is float and 0.0 <= score <= 1.0:
        return score
    if isinstance(score, numbers.Real) and not isinstance(score, bool):
        value = float(score)
        if not math.isnan(value) and 0 <= value <= 1:
            return value
    raise InputError(
        f"The predictor returned {show_value(score)} as the score of {show_value(tag)}; a score is a number "
        "from 0 to 1."
    )


def show_value(value: object) -> str:
    """Return a value as messages show it, shortened where it is long."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - `__repr__` of a user's class may raise anything
        text = f"a {type(value).__name__}"
    return text if len(text) <= 80 else f"{text[:80]}…"
