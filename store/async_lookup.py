"""Looking a project's published prediction up, without blocking: the twin of `store/lookup.py`."""

from dataclasses import dataclass
from typing import Any

from core.types import Prediction, TagScore
from store.async_sessions import Sessions, positional
from store.lookup import Lookup, PublishedPrediction


@dataclass(frozen=True, slots=True)
class ProjectInput:
    """A project's text as it is now, and the model in service, if there is one."""

    title: str
    description: str
    content_hash: bytes
    model_version: int | None


async def look_up(sessions: Sessions, project_id: str) -> Lookup | None:
    """Return what is known of a project, or None for an id that the catalogue never had.

    As in the twin, a known project without a row is asked for once more.
    """
    found = await _read(sessions, project_id)
    if found is not None and found.row is None and found.serving_run is not None and not found.removed:
        found = await _read(sessions, project_id)
    return found


async def read_input(sessions: Sessions, project_id: str) -> ProjectInput | None:
    """Return what an on-demand answer is made from, or None for a project that is not in the catalogue."""
    row = await sessions.fetch_row(positional("read_project_input"), project_id)
    if row is None:
        return None
    return ProjectInput(row["title"], row["description"], row["content_hash"], row["model_version"])


async def _read(sessions: Sessions, project_id: str) -> Lookup | None:
    row = await sessions.fetch_row(positional("lookup"), project_id)
    if row is None or row["project_id"] is None:
        return None
    return Lookup(
        project_id=row["project_id"],
        removed=row["removed_at"] is not None,
        serving_run=row["serving_run"],
        checked_at=row["checked_at"],
        row=None if row["run_id"] is None else _published(row),
    )


def _published(row: Any) -> PublishedPrediction:
    tags = tuple(TagScore(tag, score) for tag, score in zip(row["tags"], row["scores"], strict=True))
    return PublishedPrediction(
        run_id=row["run_id"],
        model_version=row["model_version"],
        prediction=Prediction(row["predicted_tag"], row["score"], tags),
        scored_at=row["scored_at"],
        origin=row["origin"],
        fits=row["fits"],
    )
