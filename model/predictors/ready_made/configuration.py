"""The common parts of the configurations of ready-made predictors: files, input columns, tags of results."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import InputError
from model.predictors.score_matrix import ScoreMatrix

_FEATURES: Final = "features."
_SHOWN: Final = 10


def check_keys(config: Mapping[str, Any], *known: str, required: str) -> None:
    """Refuse a configuration with unknown keys, or without the required one.

    Raises
    ------
    InputError
        With the known keys.
    """
    listed = ", ".join(known)
    for key in config:
        if key not in known:
            raise InputError(
                f"The configuration of the predictor has an unknown key {key!r}; known: {listed}."
            )
    if not isinstance(config.get(required), str):
        raise InputError(
            f"The configuration of the predictor needs {required!r}, a text; known keys: {listed}."
        )


def read_file(config: Mapping[str, Any], folder: Path) -> tuple[Path, bytes]:
    """Return the path and the content of `file`, which is relative to the folder of the configuration.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    path = folder / config["file"]
    try:
        return path, path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Cannot read the model {path}: {error.strerror}; correct `file` in the configuration of the "
            "predictor."
        ) from error


def hash_files(path: Path) -> str:
    """Return the SHA-256 of a file, or one of all files of a folder, with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file():
            found.update(
                f"{file.relative_to(path)}\x00".encode() + hashlib.sha256(file.read_bytes()).digest()
            )
    return found.hexdigest()


def read_columns(given: object) -> str | Mapping[str, str]:
    """Return the `input` of a configuration: a field of the payload, or a mapping of column to field.

    Raises
    ------
    InputError
        If it is neither.
    """
    if isinstance(given, str) or (
        isinstance(given, Mapping) and given and all(isinstance(field, str) for field in given.values())
    ):
        return given
    raise InputError(
        '`input` in the configuration of the predictor is a field of the payload, such as "text", or a table '
        'of columns and their fields, such as {headline = "title"}.'
    )


def read_field(payloads: Sequence[Any], field: str) -> list[Any]:
    """Return a field of each payload; `features.stars` is the feature `stars`.

    Raises
    ------
    InputError
        If a payload does not have it.
    """
    if field.startswith(_FEATURES):
        return read_field(read_field(payloads, "features"), field.removeprefix(_FEATURES))
    try:
        return [payload[field] for payload in payloads]
    except (KeyError, TypeError) as error:
        missing = next(
            payload for payload in payloads if not (isinstance(payload, Mapping) and field in payload)
        )
        has = ", ".join(map(str, missing)) if isinstance(missing, Mapping) else type(missing).__name__
        raise InputError(f"The model needs the field {field!r}, and the payload has: {has}.") from error


def to_results(
    values: Any, tags: Sequence[str] | None, names: Mapping[Any, str] | None = None
) -> Sequence[Any]:
    """Return a tag or scores for each row of a model's output.

    Parameters
    ----------
    values
        An array of tags, or of scores with one column a tag, or a list of mappings of tag to score.
    tags
        The tag of each column.
    names
        The result of `name_classes`; by default classes that are numbers are counted from 0.

    Raises
    ------
    InputError
        If the tags are missing, or are not as many as the columns, or a class has no tag.
    """
    if isinstance(values, list) and values and isinstance(values[0], Mapping):
        return _gather_mappings(values)
    array = np.asarray(values)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim == 1:
        known = name_classes(tags) if names is None else names
        return [_name(value, known) for value in array.tolist()]
    if tags is None or array.ndim != 2 or array.shape[1] != len(tags):
        raise InputError(
            f"The model returns an array of shape {array.shape}, and the configuration has "
            f"{'no `tags`' if tags is None else f'{len(tags)} `tags`'}; name one tag for each column."
        )
    return ScoreMatrix(tags, array)


def to_numbers(values: Any) -> list[Any]:
    """Return a number for each row of the output of a regression.

    Raises
    ------
    InputError
        If the output has several columns.
    """
    array = np.asarray(values)
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 1:
        raise InputError(
            f"The model returns an array of shape {array.shape}; a predictor of numbers needs one for each "
            "row."
        )
    return list(array.tolist())


def _gather_mappings(rows: Sequence[Mapping[Any, Any]]) -> Sequence[Mapping[str, float]]:
    """Return mappings of tag to score, as one matrix if all of them have the same tags in the same order."""
    tags = list(rows[0])
    if all(list(row) == tags for row in rows):
        return ScoreMatrix(as_texts(tags), np.array([list(row.values()) for row in rows], np.float64))
    return [{str(tag): float(score) for tag, score in row.items()} for row in rows]


def read_tags(given: object) -> list[str] | None:
    """Return the `tags` of a configuration.

    Raises
    ------
    InputError
        If they are no list of texts.
    """
    if given is None or (isinstance(given, list) and given and all(isinstance(tag, str) for tag in given)):
        return given
    raise InputError("`tags` in the configuration of the predictor is a list of texts, one for each class.")


def name_classes(tags: Sequence[str] | None, classes: Sequence[Any] | None = None) -> Mapping[Any, str]:
    """Return the tag of each class that is a number.

    Parameters
    ----------
    tags
        The tag of each class; None if the configuration has none.
    classes
        The classes of the model, in the order of the tags; None if only their results are known, which are
        then counted from 0.

    Raises
    ------
    InputError
        If there are more or fewer classes than tags.
    """
    if tags is None:
        return {}
    known = range(len(tags)) if classes is None else [each for each in classes if _is_number(each)]
    if known and len(known) != len(tags):
        raise InputError(
            f"The model has the {len(known)} classes {_listed(known)}, and the configuration has {len(tags)} "
            "`tags`; name one tag for each class, in this order."
        )
    # Classes that are texts are tags already.
    return dict(zip(known, tags, strict=True)) if known else {}


def _name(value: object, names: Mapping[Any, str]) -> Any:
    if not _is_number(value):
        return value
    if not names:
        raise InputError(
            f"The model returns the number {value}, and the configuration has no `tags`; name one tag for "
            'each class. A regression of `sklearn` needs `output = "number"`.'
        )
    if value not in names:
        raise InputError(
            f"The model returns the class {value}, and `tags` in the configuration names the classes "
            f"{_listed(names)}; name one tag for each class."
        )
    return names[value]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _listed(classes: Iterable[Any]) -> str:
    """Return classes as messages show them, the first ones where they are many."""
    shown = as_texts(classes)
    return ", ".join(shown if len(shown) <= _SHOWN else [*shown[:_SHOWN], "…"])


def as_texts(values: Iterable[Any]) -> list[str]:
    """Return the names of classes, whatever their type."""
    return [str(value) for value in values]
