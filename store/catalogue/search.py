"""Finding projects by the beginning of their id, or by words of their title, a bounded piece at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from store.sql_files import statement

WINDOW: Final = 100_000
"""How many titles are looked through at a time."""


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project, and what the run in service says of it, if it says anything."""

    project_id: str
    title: str
    known_tag: str | None
    removed_at: datetime | None
    predicted_tag: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """Some projects in the order of their ids; after the id `then` the search goes on, None at the end."""

    projects: Sequence[FoundProject]
    then: str | None


def search_ids(connection: Connection, prefix: str, limit: int) -> Sequence[FoundProject]:
    """Return the first projects, removed ones too, whose id begins with some text."""
    rows = connection.execute(
        statement("catalogue/search_projects_by_id"), {"prefix": prefix, "limit": limit}
    )
    return [FoundProject(**row) for row in rows.mappings()]


def search_titles(
    connection: Connection, words: Sequence[str], after: str, limit: int, window: int = WINDOW
) -> Found:
    """Return projects, removed ones too, whose title holds all words, in any case.

    Parameters
    ----------
    connection
        An open connection.
    words
        The words, or parts of words; at least one.
    after
        The id after which the search begins.
    limit
        How many projects are returned at most.
    window
        How many are looked through at most.
    """
    given = {"after": after, "window": window}
    first, *rest = [f"%{_escape(word)}%" for word in words]
    rows = connection.execute(
        statement("catalogue/search_projects_by_title"),
        {**given, "first": first, "rest": rest, "limit": limit},
    )
    found = [FoundProject(**row) for row in rows.mappings()]
    if len(found) == limit:
        return Found(found, found[-1].project_id)
    return Found(found, connection.scalar(statement("catalogue/find_end_of_window"), given))


def _escape(word: str) -> str:
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
