"""Looking published predictions up without blocking, many projects in one statement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from store.connect.async_sessions import Sessions, positional
from store.sql_files import template


class LookupRow(NamedTuple):
    """What one statement found of a project: the run in service, the project's state, and its row.

    Times are seconds since 1970. `score`, `tags` and `scores` are as PostgreSQL writes them, `{a,"b c"}` and
    `{0.9,0.1}`; the figures are those of JSON.
    From `run_id` to `content_hash` all is None where the run in service has no row of the project.
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

    @property
    def may_be_late(self) -> bool:
        """Whether the row is missing although there could be one."""
        return self.run_id is None and self.serving_run is not None and not self.removed


_ELEMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,{}]+)', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def split_array(text: str) -> list[str]:
    """Return the elements of an array of texts as PostgreSQL writes it."""
    return [
        _ESCAPED.sub(r"\1", quoted) if quoted or not plain else plain
        for quoted, plain in _ELEMENT.findall(text)
    ]


@dataclass(frozen=True, slots=True)
class ProjectInput:
    """A project's text as it is now, and the model in service, if there is one."""

    title: str
    description: str
    content_hash: bytes
    model_version: int | None


async def prepare(connection: Any) -> Any:
    """Prepare the statement that looks projects up, on a session of its own."""
    # A plan for each list of ids would cost more than running it.
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    return await connection.prepare(template("serving/look_up_many"))


async def look_up_many(prepared: Any, project_ids: Sequence[str]) -> dict[str, LookupRow]:
    """Return what is known of projects; ids that the catalogue never had are left out.

    A statement that was planned before its run's partition was attached finds no row, and a replica
    replays the move of the pointer without waiting for such statements; so known projects without a
    row are asked for once more.
    """
    found = {record[0]: LookupRow(*record) for record in await prepared.fetch(project_ids)}
    late = [row.project_id for row in found.values() if row.may_be_late]
    if late:
        found.update((record[0], LookupRow(*record)) for record in await prepared.fetch(late))
    return found


async def read_input(sessions: Sessions, project_id: str) -> ProjectInput | None:
    """Return what an on-demand answer is made from, or None for a project that is not in the catalogue."""
    row = await sessions.fetch_row(positional("serving/read_project_input"), project_id)
    if row is None:
        return None
    return ProjectInput(row["title"], row["description"], row["content_hash"], row["model_version"])
