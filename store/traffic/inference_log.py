"""The log of on-demand predictions, to which the API appends."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import pyarrow as pa

from core.types import Prediction
from store.bulk.binary_rows import SIGNATURE, TRAILER, encode_rows
from store.connect.async_sessions import Sessions

AT_ONCE: Final = 500
"""The number of entries that are encoded without a pause, which blocks the event loop for 2.5 ms."""

SCHEMA: Final = pa.schema(
    [
        ("asked_at", pa.timestamp("us", tz="UTC")),
        ("project_id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("content_hash", pa.binary()),
        ("predicted_tag", pa.string()),
        ("score", pa.float32()),
        ("tags", pa.list_(pa.string())),
        ("scores", pa.list_(pa.float32())),
        ("model_version", pa.int32()),
        ("source", pa.string()),
        ("latency_seconds", pa.float32()),
        ("in_domain", pa.float32()),
        ("value", pa.float64()),
        ("items", pa.list_(pa.string())),
        ("item_scores", pa.list_(pa.float64())),
    ]
)
"""The columns of the table that entries fill."""


class InferenceEntry(NamedTuple):
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
    await sessions.copy("inference_log", SCHEMA.names, _encode(entries))


async def _encode(entries: Sequence[InferenceEntry]) -> AsyncIterator[bytes]:
    yield SIGNATURE
    for first in range(0, len(entries), AT_ONCE):
        yield encode_rows(_to_batch(entries[first : first + AT_ONCE])).to_pybytes()
        await asyncio.sleep(0)
    yield TRAILER


def _to_batch(entries: Sequence[InferenceEntry]) -> pa.RecordBatch:
    """Return entries by columns; row by row, asyncpg took two and a half times as long to encode them."""
    predictions = [entry.prediction for entry in entries]
    tagged = [prediction.score is not None for prediction in predictions]
    ranked = [prediction.items for prediction in predictions]
    columns: list[list[object]] = [
        [entry.asked_at for entry in entries],
        [entry.project_id for entry in entries],
        [_storable(entry.title) for entry in entries],
        [_storable(entry.description) for entry in entries],
        [entry.content_hash for entry in entries],
        [prediction.predicted_tag for prediction in predictions],
        [prediction.score for prediction in predictions],
        [
            [tag for tag, _ in prediction.tags] if has_tags else None
            for prediction, has_tags in zip(predictions, tagged, strict=True)
        ],
        [
            [score for _, score in prediction.tags] if has_tags else None
            for prediction, has_tags in zip(predictions, tagged, strict=True)
        ],
        [entry.model_version for entry in entries],
        [entry.source for entry in entries],
        [entry.latency_seconds for entry in entries],
        [prediction.in_domain for prediction in predictions],
        [prediction.value for prediction in predictions],
        [None if items is None else [item for item, _ in items] for items in ranked],
        [None if items is None else [score for _, score in items] for items in ranked],
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _storable(text: str | None) -> str | None:
    """Replace what PostgreSQL cannot store in text: NULs and lone surrogates."""
    if text is None:
        return None
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
