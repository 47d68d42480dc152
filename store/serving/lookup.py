"""Looking up published predictions: many projects in one statement, or one from a synchronous program."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from core.types import TagScore
from store.connect.async_sessions import Sessions
from store.sql_files import positional, statement


class LookupRow(NamedTuple):
    """The run in service, a project's state, and its row, all from one statement.

    Times are seconds since 1970. `score`, `tags` and `scores` are as PostgreSQL writes them, `{a,"b c"}` and
    `{0.9,0.1}`; the numbers are those of JSON.
    Without a row in the run in service, `origin` and all from `run_id` to `content_hash` are None.
    """

    project_id: str
    removed: bool
    serving_run: int | None
    checked_at: float | None
    modified_at: float
    run_id: int | None
    predicted_tag: str
    score: str
    tags: str
    scores: str
    model_version: int
    scored_at: float
    content_hash: bytes
    is_current: bool
    origin: str

    @property
    def may_be_late(self) -> bool:
        """True if the row is missing although there could be one."""
        return self.run_id is None and self.serving_run is not None and not self.removed

    @property
    def tag_scores(self) -> tuple[TagScore, ...]:
        """The tags with their scores, the best first; none where there is no row."""
        if self.run_id is None:
            return ()
        pairs = zip(split_array(self.tags), split_array(self.scores), strict=True)
        return tuple(TagScore(tag, float(score)) for tag, score in pairs)


_ELEMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,{}]+)', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def split_array(text: str) -> list[str]:
    """Return the elements of an array of texts as PostgreSQL writes it."""
    return [
        _ESCAPED.sub(r"\1", quoted) if quoted or not bare else bare for quoted, bare in _ELEMENT.findall(text)
    ]


async def prepare(connection: Any) -> Any:
    """Prepare the statement that looks projects up, on a session of its own."""
    # A plan for each list of ids would cost more than running it.
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    return await connection.prepare(positional("serving/look_up"))


async def look_up_many(prepared: Any, project_ids: Sequence[str]) -> dict[str, LookupRow]:
    """Return the rows of projects by id, without those that the catalogue never had.

    A statement that was planned before its run's partition was attached finds no row, and a replica
    replays the move of the pointer without waiting for such statements; so known projects without a
    row are looked up once more.
    """
    found = {record[0]: LookupRow(*record) for record in await prepared.fetch(project_ids)}
    late = [row.project_id for row in found.values() if row.may_be_late]
    if late:
        found.update((record[0], LookupRow(*record)) for record in await prepared.fetch(late))
    return found


async def look_up_together(sessions: Sessions, project_ids: Sequence[str]) -> dict[str, LookupRow]:
    """Return the rows of projects as of one moment, and so of one run.

    If a row may be late, all projects are looked up once more, as two statements could see two runs.
    """
    for _ in range(2):
        records = await sessions.fetch_rows(positional("serving/look_up"), project_ids)
        found = {record[0]: LookupRow(*record) for record in records}
        if not any(row.may_be_late for row in found.values()):
            break
    return found


def look_up(connection: Connection, project_id: str) -> LookupRow | None:
    """Return the row of a project, or None for an id that the catalogue never had."""
    found = _fetch(connection, project_id)
    return _fetch(connection, project_id) if found is not None and found.may_be_late else found


def _fetch(connection: Connection, project_id: str) -> LookupRow | None:
    record = connection.execute(statement("serving/look_up"), {"project_ids": [project_id]}).one_or_none()
    if record is None:
        return None
    row = LookupRow(*record)
    # psycopg2 returns a memoryview where asyncpg returns bytes.
    return row if row.run_id is None else row._replace(content_hash=bytes(row.content_hash))


@dataclass(frozen=True, slots=True)
class ProjectInput:
    """A project's text as it is now, and the model in service, if there is one."""

    title: str
    description: str
    content_hash: bytes
    model_version: int | None


async def read_input(sessions: Sessions, project_id: str) -> ProjectInput | None:
    """Return the input of an on-demand answer, or None for a project that is not in the catalogue."""
    row = await sessions.fetch_row(positional("serving/read_project_input"), project_id)
    if row is None:
        return None
    return ProjectInput(row["title"], row["description"], row["content_hash"], row["model_version"])
