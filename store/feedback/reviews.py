"""Reviews: the projects and logged texts that a person should look at next, and why."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pyarrow as pa
from sqlalchemy import Connection

from store.bulk.export import Export
from store.connect.async_sessions import Sessions
from store.serving.listing import PAGE_SECONDS, ListedRun
from store.serving.snapshot import find_model, read_snapshot
from store.sql_files import Sql, as_positional, compose, number

MAX_URGENCY: Final = 10_000_000
"""More than any review has, in millionths."""

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

    A logged text has the id that it has in exports of the log. Lists of known and corrected tags are written
    `a|b`. `content_hash` is in hexadecimal.
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
    content_hash: str

    @property
    def position(self) -> ReviewPosition:
        """The position after which the next page begins."""
        return ReviewPosition(self.urgency, self.project_id)


async def read_reviews(sessions: Sessions, run: ListedRun, after: ReviewPosition, limit: int) -> list[Review]:
    """Return the reviews of a run after a position, up to a limit; this reads the whole run."""
    query = _compose(run.run_id, after.urgency, limit, multi_label=run.multi_label)
    rows = await sessions.fetch_rows(as_positional(query), after.project_id, timeout_seconds=PAGE_SECONDS)
    return [Review(**dict(row)) for row in rows]


def export(connection: Connection, limit: int) -> Export | None:
    """Return the first reviews of the run in service, to be filled in; None if nothing is in service."""
    found = read_snapshot(connection)
    model = find_model(connection, found)
    if found.run_id is None or model is None:
        return None
    rows = _compose(found.run_id, MAX_URGENCY, limit, multi_label=model.multi_label)
    return Export(compose("feedback/export_reviews", reviews=rows), {"after": ""}, SCHEMA)


def _compose(run_id: int, urgency: int, limit: int, *, multi_label: bool) -> Sql:
    pieces: dict[str, Any] = {"run_id": number(run_id), "urgency": number(urgency), "limit": number(limit)}
    texts = compose("feedback/list_text_reviews", run_id=number(run_id))
    several = Sql("true" if multi_label else "false")
    return compose("feedback/list_reviews", **pieces, texts=texts, multi_label=several)
