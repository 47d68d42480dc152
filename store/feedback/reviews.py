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
from store.runs.tables import MAX_NEAR_MARGIN, is_near_tie, margin
from store.serving.listing import PAGE_SECONDS, ListedRun
from store.serving.snapshot import find_model, read_snapshot
from store.sql_files import Sql, as_positional, compose, number

MAX_URGENCY: Final = 10_000_000
"""More than any review has, in millionths."""

DOUBTFUL_URGENCY: Final = round(1_000_000 * (1 - MAX_NEAR_MARGIN))
"""The urgency of the margin up to which runs have an index of near ties; known tags are more urgent."""


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


_FIRST: Final = {"after": ReviewPosition().project_id}


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
    """Return the reviews of a run after a position, up to a limit.

    Indexes find the doubtful ones; where these do not fill the page, this reads the whole run. A run of
    numbers or of rankings has none.
    """
    found: list[Any] = []
    if run.output is Output.TAGS:
        for query in compose_reviews(
            run.run_id, run.base_run, after.urgency, limit, multi_label=run.multi_label
        ):
            found = await sessions.fetch_rows(
                as_positional(query), after.project_id, timeout_seconds=PAGE_SECONDS
            )
            if len(found) == limit:
                break
    return [Review(**dict(row)) for row in found]


def list_reviews(connection: Connection, why: ReviewCause | None, limit: int) -> list[Review]:
    """Return the first reviews of the run in service, all or those of one cause, as `read_reviews` does."""
    found: Sequence[Any] = []
    for query in _compose_in_service(connection, limit, why):
        found = connection.execute(text(query), _FIRST).mappings().all()
        if len(found) == limit:
            break
    return [Review(**row) for row in found]


def export(connection: Connection, limit: int) -> Export | None:
    """Return the first reviews of the run in service, to be filled in; None if nothing is in service."""
    queries = _compose_in_service(connection, limit)
    for query in queries:
        count = connection.scalar(text(f"SELECT count(*) FROM ({query}) AS v"), _FIRST)
        if count == limit or query is queries[-1]:
            return Export(compose("feedback/export_reviews", reviews=query), _FIRST, SCHEMA)
    return None


def _compose_in_service(connection: Connection, limit: int, why: ReviewCause | None = None) -> list[Sql]:
    """Return the queries for the reviews of the run in service; none if nothing is in service."""
    found = read_snapshot(connection)
    model = find_model(connection, found)
    if found.run_id is None or model is None:
        return []
    if model.output is not Output.TAGS:
        raise InputError("Reviews are of tags, and the run in service predicts none.")
    base = find_run(connection, found.run_id).base
    return compose_reviews(found.run_id, base, MAX_URGENCY, limit, multi_label=model.multi_label, why=why)


def compose_reviews(
    run_id: int, base: int, urgency: int, limit: int, *, multi_label: bool, why: ReviewCause | None = None
) -> list[Sql]:
    """Return the queries for a page: that for the doubtful reviews, if there can be some, and that for all.

    The first one has what the second one has, if there is enough of it.
    """
    numbers = {"run_id": number(run_id), "base_run": number(base)}
    held_out = compose("feedback/held_out", **numbers)
    pieces = {
        **numbers,
        "urgency": number(urgency),
        "limit": number(limit),
        "held_out": held_out,
        "margin": margin("p."),
        "texts": compose("feedback/list_text_reviews", **numbers),
        "multi_label": Sql("true" if multi_label else "false"),
        "why": Sql("NULL" if why is None else f"'{why}'"),
    }
    whole = compose(
        "feedback/list_reviews", **pieces, rows=read_rows(run_id, base), one=Sql(""), above=number(-1)
    )
    if multi_label or urgency <= DOUBTFUL_URGENCY:
        return [whole]
    ids = compose("feedback/doubtful_ids", **numbers, held_out=held_out, near=is_near_tie("q."))
    rows = compose("feedback/doubtful_rows", **numbers, ids=ids)
    doubtful = compose(
        "feedback/list_reviews", **pieces, rows=rows, one=Sql("LIMIT 1"), above=number(DOUBTFUL_URGENCY)
    )
    return [doubtful, whole]
