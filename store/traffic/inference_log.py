"""The log of on-demand predictions, to which the API appends."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.types import Prediction
from store.connect.async_sessions import Sessions

AT_ONCE: Final = 20
"""The number of entries that are encoded without a pause: a thousand block the event loop for 15 ms."""

_COLUMNS: Final = (
    "asked_at",
    "project_id",
    "title",
    "description",
    "content_hash",
    "predicted_tag",
    "score",
    "tags",
    "scores",
    "model_version",
    "source",
    "latency_seconds",
)


@dataclass(frozen=True, slots=True)
class InferenceEntry:
    """An on-demand prediction.

    A text that is not a project's is in `description`. Title, description and content hash are None if a
    custom predictor received something other than a text.
    """

    asked_at: datetime
    project_id: str | None
    title: str | None
    description: str | None
    content_hash: bytes | None
    prediction: Prediction
    model_version: int
    source: str
    latency_seconds: float


async def append(sessions: Sessions, entries: Sequence[InferenceEntry]) -> None:
    """Append entries to the log, with pauses for other tasks of the event loop."""
    await sessions.copy("inference_log", _COLUMNS, _rows(entries))


async def _rows(entries: Sequence[InferenceEntry]) -> AsyncIterator[tuple[object, ...]]:
    for number, entry in enumerate(entries, 1):
        yield _row(entry)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _row(entry: InferenceEntry) -> tuple[object, ...]:
    prediction = entry.prediction
    return (
        entry.asked_at,
        entry.project_id,
        _storable(entry.title),
        _storable(entry.description),
        entry.content_hash,
        prediction.predicted_tag,
        prediction.score,
        [scored.tag for scored in prediction.tags],
        [scored.score for scored in prediction.tags],
        entry.model_version,
        entry.source,
        entry.latency_seconds,
    )


def _storable(text: str | None) -> str | None:
    """Replace what PostgreSQL cannot store in text: NULs and lone surrogates."""
    if text is None:
        return None
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
