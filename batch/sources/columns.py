"""Mapping of the columns of a source to the fields of the catalogue."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from core.errors import CatalogueError
from core.setting_kinds import NO_COLUMN
from core.settings import Settings

_LISTED = 30
_MEANINGS = {
    "project_id": "project ids",
    "title": "titles",
    "description": "descriptions",
    "removed": "marks of removed rows",
    "updated_at": "update times",
    "target": "known numbers",
}
_TAGS = frozenset({"tag", "tags"})
_FEATURE = "feature "
_OPTIONAL = frozenset({"created_on", *_TAGS})
_NUMBER = re.compile(r"#([1-9][0-9]*)")
_COLUMN = b"column"
DEFAULT_IDS = ("project_id", "id")
"""The columns that are looked for, in this order, where the settings name none for ids."""


def feature_field(name: str) -> str:
    """Return the field of a raw batch that holds a feature."""
    return _FEATURE + name


def is_feature(field: str) -> bool:
    """Return whether a field of a raw batch holds a feature."""
    return field.startswith(_FEATURE)


def wanted_columns(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the names that the column of each field of the catalogue may have."""
    wanted = {
        "project_id": DEFAULT_IDS if settings.column_id is None else (settings.column_id,),
        "title": (settings.column_title,),
        "description": (settings.column_description,),
        "created_on": (settings.column_created_on,),
        "tag": (settings.column_tag,),
    }
    if settings.column_target:
        wanted["target"] = (settings.column_target,)
        if any(feature.name == settings.column_target for feature in settings.features):
            raise CatalogueError(
                f'PREDAWN_FEATURES names "{settings.column_target}", the column of known numbers '
                "(PREDAWN_COLUMN_TARGET): a predictor would read what it should predict. Leave it out of one "
                "of them."
            )
    if settings.column_removed:
        wanted["removed"] = (settings.column_removed,)
    if settings.column_tags != settings.column_tag:  # single tags in a column `tags` leave none for lists
        wanted["tags"] = (settings.column_tags,)
    wanted |= {feature_field(feature.name): (feature.name,) for feature in settings.features}
    return {field: names for field, names in wanted.items() if names != ("",)}


def choose_columns(present: Sequence[str], settings: Settings, name: str) -> dict[str, int]:
    """Find the columns that hold the fields of the catalogue; creation times and tags may be absent.

    A column is named by its name or, where none has that name, by its number (`#1` is the first).

    Returns
    -------
    dict
        The position of the column of each field.

    Raises
    ------
    CatalogueError
        If a required column is absent or repeated (the error lists the columns), or if there are both single
        tags and lists of tags.
    """
    chosen = {}
    for field, names in wanted_columns(settings).items():
        position = find_column(field, names, present, name)
        if position is not None:
            chosen[field] = position
    if chosen.keys() >= _TAGS:
        raise CatalogueError(
            f'{name} has both a column "{present[chosen["tag"]]}" of single tags and a column '
            f'"{present[chosen["tags"]]}" of '
            "lists of tags, and a catalogue has one of them. Set the one that is not to be read, "
            f"PREDAWN_COLUMN_TAG or PREDAWN_COLUMN_TAGS, to `{NO_COLUMN}`."
        )
    return chosen


def choose_marks(present: Sequence[str], settings: Settings, name: str) -> dict[str, int] | None:
    """Find the columns of a file that does nothing but mark rows as removed, and so has no texts.

    Returns
    -------
    dict or None
        The positions of the columns of ids and of marks; None if there are texts, or no column of marks is
        set.

    Raises
    ------
    CatalogueError
        If one of the two columns is absent or repeated.
    """
    wanted = wanted_columns(settings)
    if "removed" not in wanted or not {*wanted["title"], *wanted["description"]}.isdisjoint(present):
        return None
    positions = {
        field: find_column(field, wanted[field], present, name) for field in ("project_id", "removed")
    }
    return {field: position for field, position in positions.items() if position is not None}


def find_column(field: str, names: Sequence[str], present: Sequence[str], name: str) -> int | None:
    """Return the position of the column of a field, by any of its names; None if it may be absent.

    Raises
    ------
    CatalogueError
        If it is repeated, or absent and required.
    """
    counts = Counter(present)
    column = next((other for other in names if counts[other]), names[-1])
    if counts[column] > 1:
        raise CatalogueError(
            f'{name} has {counts[column]} columns "{column}". Rename all but one of them, or choose one by '
            f"its number, as in {_variable(field)}=#{present.index(column) + 1}."
        )
    if counts[column]:
        return present.index(column)
    if (number := _NUMBER.fullmatch(column)) and int(number[1]) <= len(present):
        return int(number[1]) - 1
    if field in _OPTIONAL:
        return None
    raise CatalogueError(_missing(field, names, present, name))


def _missing(field: str, names: Sequence[str], present: Sequence[str], name: str) -> str:
    looked_for = " or ".join(f'"{column}"' for column in names)
    counts = Counter(present)
    listed = ", ".join(
        f'"{other}"' if other and counts[other] == 1 else f'"{other}" (#{number})'
        for number, other in enumerate(present[:_LISTED], 1)
    )
    more = f" and {len(present) - _LISTED} more" if len(present) > _LISTED else ""
    hint = ""
    if counts[""]:
        number = present.index("") + 1
        hint = f" A column without a name is chosen by its number, as in {_variable(field)}=#{number}."
    if is_feature(field):
        return (
            f"{name} has no column {looked_for}, which PREDAWN_FEATURES names. Its columns are: "
            f"{listed}{more}. Correct the setting, or add the column."
        )
    meaning = _MEANINGS[field]
    return (
        f"{name} has no column {looked_for} for {meaning}. Its columns are: {listed}{more}. Set "
        f"{_variable(field)} to the one that holds the {meaning}, or add it.{hint}"
    )


def _variable(field: str) -> str:
    if is_feature(field):
        return "PREDAWN_FEATURES"
    return f"PREDAWN_COLUMN_{field.removeprefix('project_').upper()}"


def raw_batch(arrays: Mapping[str, pa.Array], columns: Mapping[str, str]) -> pa.RecordBatch:
    """Make a raw batch of arrays by field; `columns` names their columns in the source, for messages."""
    fields = [
        pa.field(field, array.type, metadata={_COLUMN: columns[field].encode(errors="replace")})
        if field in columns
        else pa.field(field, array.type)
        for field, array in arrays.items()
    ]
    return pa.RecordBatch.from_arrays([*arrays.values()], schema=pa.schema(fields))


def column_name(raw: pa.RecordBatch, field: str) -> str:
    """Return the column of the source that holds a field of a raw batch, or the field's own name."""
    position = raw.schema.get_field_index(field)
    metadata = {} if position < 0 else raw.schema.field(position).metadata or {}
    column: bytes = metadata.get(_COLUMN, field.encode())
    return column.decode()
