"""Looking up stored predictions for texts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.types import Prediction
from store.sql_files import template
from store.traffic.columns import from_columns


@dataclass(frozen=True, slots=True)
class StoredText:
    """A prediction of the run in service for exactly this text.

    `project_id` is None if no project has the text, and it was scored as a popular text.
    """

    run_id: int
    checked_at: datetime | None
    project_id: str | None
    prediction: Prediction
    scored_at: datetime


async def find_stored_texts(
    session: Any, hashes: Collection[bytes], model_version: int
) -> dict[bytes, StoredText]:
    """Return a model's predictions for texts in the run in service by content hash, without unknown texts.

    Parameters
    ----------
    session
        A session of asyncpg.
    hashes
        The content hashes of the texts.
    model_version
        The version of the model.
    """
    rows = await session.fetch(template("traffic/find_stored_texts"), list(hashes), model_version)
    return {
        row["content_hash"]: StoredText(
            run_id=row["run_id"],
            checked_at=row["checked_at"],
            project_id=row["project_id"],
            prediction=from_columns(row),
            scored_at=row["scored_at"],
        )
        for row in rows
    }
