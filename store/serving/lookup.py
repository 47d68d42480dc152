"""Looking a project's published prediction up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from core.types import Prediction, TagScore
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class PublishedPrediction:
    """A row of the run in service, and whether it was made from the text the project has now."""

    run_id: int
    model_version: int
    prediction: Prediction
    scored_at: datetime
    origin: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Lookup:
    """What one statement found: the run in service, the project's state, and its row if there is one."""

    removed: bool
    serving_run: int | None
    checked_at: datetime | None
    row: PublishedPrediction | None


def look_up(connection: Connection, project_id: str) -> Lookup | None:
    """Return what is known of a project, or None for an id that the catalogue never had.

    A statement that was planned before its run's partition was attached finds no row; so a known
    project without one is asked for once more.
    """
    found = _read(connection, project_id)
    if found is not None and found.row is None and found.serving_run is not None and not found.removed:
        found = _read(connection, project_id)
    return found


def _read(connection: Connection, project_id: str) -> Lookup | None:
    row = connection.execute(statement("serving/lookup"), {"project_id": project_id}).one()
    if row.project_id is None:
        return None
    return Lookup(
        removed=row.removed_at is not None,
        serving_run=row.serving_run,
        checked_at=row.checked_at,
        row=None if row.run_id is None else _published(row),
    )


def _published(row: Row[Any]) -> PublishedPrediction:
    return PublishedPrediction(
        run_id=row.run_id,
        model_version=row.model_version,
        prediction=Prediction(
            row.predicted_tag,
            row.score,
            tuple(TagScore(tag, score) for tag, score in zip(row.tags, row.scores, strict=True)),
        ),
        scored_at=row.scored_at,
        origin=row.origin,
        is_current=row.is_current,
    )
