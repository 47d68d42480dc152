"""Mapping of the columns of a source to the fields of the catalogue."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from core.errors import CatalogueError
from core.settings import NO_COLUMN, Settings

Choose = Callable[[Sequence[str]], Mapping[str, str]]
"""Chooses the columns to read from those of a source: field of the catalogue -> column."""

_LISTED = 30
_TAGS = frozenset({"tag", "tags"})


def choose_columns(present: Sequence[str], settings: Settings, name: str) -> dict[str, str]:
    """Find the columns that hold the fields of the catalogue; of those, times and tags may be absent.

    Raises
    ------
    CatalogueError
        If a required column is absent or repeated (the error lists the columns), or if there are both single
        tags and lists of tags.
    """
    counts = Counter(present)
    default_id = "project_id" if "project_id" in counts else "id"
    wanted = {
        "project_id": settings.column_id or default_id,
        "title": settings.column_title,
        "description": settings.column_description,
        "created_on": settings.column_created_on,
        "tag": settings.column_tag,
    }
    if settings.column_tags != settings.column_tag:  # single tags in a column `tags` leave none for lists
        wanted["tags"] = settings.column_tags
    chosen = {}
    for field, column in wanted.items():
        if field in _TAGS and not column:
            continue
        if counts[column] > 1:
            raise CatalogueError(
                f'{name} has {counts[column]} columns "{column}". Rename all but one of them.'
            )
        if counts[column]:
            chosen[field] = column
        elif field not in {"created_on", *_TAGS}:
            raise CatalogueError(_missing(field, column, present, settings, name))
    if chosen.keys() >= _TAGS:
        raise CatalogueError(
            f'{name} has both a column "{chosen["tag"]}" of single tags and a column "{chosen["tags"]}" of '
            "lists of tags, and a catalogue has one of them. Set the one that is not to be read, "
            f"PREDAWN_COLUMN_TAG or PREDAWN_COLUMN_TAGS, to `{NO_COLUMN}`."
        )
    return chosen


def _missing(field: str, column: str, present: Sequence[str], settings: Settings, name: str) -> str:
    looked_for = f'"{column}"'
    if field == "project_id" and settings.column_id is None:
        looked_for = '"project_id" or "id"'
    listed = ", ".join(f'"{other}"' for other in present[:_LISTED])
    more = f" and {len(present) - _LISTED} more" if len(present) > _LISTED else ""
    meaning = {"project_id": "project ids", "title": "titles", "description": "descriptions"}[field]
    variable = f"PREDAWN_COLUMN_{field.removeprefix('project_').upper()}"
    hint = ""
    if len(present) == 1 and any(separator in present[0] for separator in ";\t|"):
        hint = " Its values seem to have another separator; those of a catalogue are separated by commas."
    return (
        f"{name} has no column {looked_for} for {meaning}. Its columns are: {listed}{more}. Set {variable} "
        f"to the one that holds the {meaning}, or add it.{hint}"
    )


def rename(batch: pa.RecordBatch, chosen: Mapping[str, str]) -> pa.RecordBatch:
    """Return the chosen columns of a batch under the names of the catalogue's fields."""
    return pa.RecordBatch.from_arrays([batch.column(column) for column in chosen.values()], names=[*chosen])
