"""Finding projects by the beginning of their id or by words of their title, in bounded steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from store.catalogue.id_order import IdOrder
from store.sql_files import Sql, compose, escape_like, statement

WINDOW: Final = 100_000
"""The number of titles that one step searches."""


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project, and what answers say of it, if there is something: tag and score, a number, or items."""

    project_id: str
    title: str
    known_tag: str | None
    removed_at: datetime | None
    predicted_tag: str | None
    score: float | None
    value: float | None
    items: Sequence[str] | None
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Projects by the bytes of their ids; the search continues after the id `then`, None at the end."""

    projects: Sequence[FoundProject]
    then: str | None


def search_ids(connection: Connection, prefix: str, limit: int) -> Sequence[FoundProject]:
    """Return the first projects, removed ones too, whose id begins with a prefix, in natural order."""
    order = IdOrder.find(connection)
    found = compose("catalogue/search_projects_by_id", order=order.order("i.project_id"))
    return _read(connection, found, order.order("j.project_id"), {"prefix": prefix, "limit": limit})


def search_titles(
    connection: Connection, words: Sequence[str], after: str, limit: int, window: int = WINDOW
) -> SearchResult:
    """Return projects, removed ones too, whose title contains all words, in any case.

    Parameters
    ----------
    connection
        An open connection.
    words
        The words, or parts of words; at least one.
    after
        The id after which the search begins.
    limit
        The maximum number of projects returned.
    window
        The maximum number of projects searched.
    """
    given = {"after": after, "window": window}
    first, *rest = [f"%{escape_like(word)}%" for word in words]
    found = _read(
        connection,
        compose("catalogue/search_projects_by_title"),
        Sql("j.project_id"),
        {**given, "first": first, "rest": rest, "limit": limit},
    )
    if len(found) == limit:
        return SearchResult(found, found[-1].project_id)
    return SearchResult(found, connection.scalar(statement("catalogue/find_end_of_window"), given))


def _read(
    connection: Connection, found: Sql, order: Sql, parameters: Mapping[str, Any]
) -> list[FoundProject]:
    """Return the projects that a query finds, in an order."""
    query = compose("catalogue/found_projects", found=found, order=order)
    return [FoundProject(**row) for row in connection.execute(text(query), parameters).mappings()]
