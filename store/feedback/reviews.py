"""Reviews: the projects and logged texts that a person should look at next, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

import pyarrow as pa
from sqlalchemy import Connection, text

from core.errors import InputError
from core.types import Output
from store.bulk.export import Export
from store.connect.async_sessions import Sessions
from store.runs.ledger import find_run
from store.runs.pairs import read_rows
from store.serving.listing import PAGE_SECONDS, ListedRun
from store.serving.snapshot import find_model, read_snapshot
from store.sql_files import Sql, as_positional, compose, number

MAX_URGENCY: Final = 10_000_000
"""More than any review has, in millionths."""


class ReviewCause(StrEnum):
    """Why a person should look at a project."""

    EXPIRED_CORRECTION = "expired_correction"
    KNOWN_TAG = "known_tag"
    NEAR_TIE = "near_tie"
    UNKNOWN_GROUND = "unknown_ground"


SCHEMA: Final = pa.schema(
    [
        ("project_id", pa.string()),
        ("why", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("second_tag", pa.string()),
        ("second_score", pa.float32()),
        ("known_tag", pa.string()),
        ("corrected_tag", pa.string()),
        ("known_tags", pa.list_(pa.string())),
        ("corrected_tags", pa.list_(pa.string())),
        ("tag", pa.string()),
        ("reason", pa.string()),
        ("content_hash", pa.string()),
    ]
)
"""The columns of an export; people fill in `tag` and `reason`, and import the file as corrections."""


class ReviewPosition(NamedTuple):
    """The last review before a page: its urgency and its project."""

    urgency: int = MAX_URGENCY
    project_id: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A project to look at: why, how urgent in millionths, and what the run in service says of it.

    A logged text has the id that it has in exports of the log. `known_tag` and `corrected_tag` have several
    tags as `a|b`; the lists tell them apart. `content_hash` is in hexadecimal.
    """

    project_id: str
    why: str
    urgency: int
    title: str
    description: str
    predicted_tag: str
    score: float
    second_tag: str | None
    second_score: float | None
    known_tag: str | None
    corrected_tag: str | None
    known_tags: Sequence[str] | None
    corrected_tags: Sequence[str] | None
    content_hash: str

    @property
    def position(self) -> ReviewPosition:
        """The position after which the next page begins."""
        return ReviewPosition(self.urgency, self.project_id)


async def read_reviews(sessions: Sessions, run: ListedRun, after: ReviewPosition, limit: int) -> list[Review]:
    """Return the reviews of a run after a position, up to a limit; this reads the whole run.

    A run of numbers or of rankings has none.
    """
    if run.output is not Output.TAGS:
        return []
    query = _compose(run.run_id, run.base_run, after.urgency, limit, multi_label=run.multi_label)
    rows = await sessions.fetch_rows(as_positional(query), after.project_id, timeout_seconds=PAGE_SECONDS)
    return [Review(**dict(row)) for row in rows]


def list_reviews(connection: Connection, why: ReviewCause | None, limit: int) -> list[Review]:
    """Return the first reviews of the run in service, all or those of one cause; this reads the whole run."""
    query = _compose_in_service(connection, limit, why)
    if query is None:
        return []
    rows = connection.execute(text(query), {"after": ReviewPosition().project_id})
    return [Review(**row) for row in rows.mappings()]


def export(connection: Connection, limit: int) -> Export | None:
    """Return the first reviews of the run in service, to be filled in; None if nothing is in service."""
    rows = _compose_in_service(connection, limit)
    if rows is None:
        return None
    return Export(compose("feedback/export_reviews", reviews=rows), {"after": ""}, SCHEMA)


def _compose_in_service(connection: Connection, limit: int, why: ReviewCause | None = None) -> Sql | None:
    found = read_snapshot(connection)
    model = find_model(connection, found)
    if found.run_id is None or model is None:
        return None
    if model.output is not Output.TAGS:
        raise InputError("Reviews are of tags, and the run in service predicts none.")
    base = find_run(connection, found.run_id).base
    return _compose(found.run_id, base, MAX_URGENCY, limit, multi_label=model.multi_label, why=why)


def _compose(
    run_id: int, base: int, urgency: int, limit: int, *, multi_label: bool, why: ReviewCause | None = None
) -> Sql:
    pieces: dict[str, Any] = {"run_id": number(run_id), "urgency": number(urgency), "limit": number(limit)}
    return compose(
        "feedback/list_reviews",
        **pieces,
        rows=read_rows(run_id, base),
        texts=compose("feedback/list_text_reviews", run_id=number(run_id)),
        multi_label=Sql("true" if multi_label else "false"),
        why=Sql("NULL" if why is None else f"'{why}'"),
    )
