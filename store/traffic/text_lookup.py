"""Finding what is stored of texts, for the API."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from core.types import Prediction, TagScore
from store.connect.async_sessions import Sessions
from store.sql_files import template


@dataclass(frozen=True, slots=True)
class StoredText:
    """A prediction of the run in service that was made from the very text.

    `project_id` is None where no project has the text, and it was scored because it is often asked about.
    """

    run_id: int
    checked_at: datetime | None
    project_id: str | None
    prediction: Prediction
    scored_at: datetime


async def find_stored_texts(
    sessions: Sessions, hashes: Collection[bytes], model_version: int
) -> dict[bytes, StoredText]:
    """Return what the run in service holds of texts by a model, by content hash; texts without are left out.

    Raises
    ------
    StoreUnavailableError
        If the database cannot be reached, or does not answer in time.
    """
    rows = await sessions.fetch_rows(template("traffic/find_stored_texts"), list(hashes), model_version)
    return {
        row["content_hash"]: StoredText(
            run_id=row["run_id"],
            checked_at=row["checked_at"],
            project_id=row["project_id"],
            prediction=Prediction(
                row["predicted_tag"],
                row["score"],
                tuple(TagScore(*scored) for scored in zip(row["tags"], row["scores"], strict=True)),
            ),
            scored_at=row["scored_at"],
        )
        for row in rows
    }
