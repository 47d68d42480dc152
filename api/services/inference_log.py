"""The log of on-demand predictions: queued in memory, written in the background."""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Final

from core.errors import StoreUnavailableError
from core.setting_kinds import InferenceLogContent
from store.connect.async_sessions import Sessions
from store.traffic.inference_log import InferenceEntry, append

MAX_BATCH: Final = 1000
"""The largest number of entries in one statement."""

LINGER_SECONDS: Final = 0.2
"""The time for which the first entry of a batch waits for others, unless the batch is full."""

WARN_SECONDS: Final = 60.0
"""The shortest interval between warnings about dropped entries."""

RETRY_SECONDS: Final = 1.0
FLUSH_SECONDS: Final = 5.0

log = logging.getLogger("predawn.api")


class InferenceLog:
    """Writes entries in the background.

    Parameters
    ----------
    sessions
        The API's sessions.
    size
        The largest number of entries that wait; further ones are dropped, and counted.
    content
        The part of the input that is kept; `off` keeps no entry at all.
    """

    def __init__(self, sessions: Sessions, size: int, content: InferenceLogContent = "text") -> None:
        self._sessions = sessions
        self._content = content
        self._queue: asyncio.Queue[InferenceEntry] = asyncio.Queue(size)
        self._batch: list[InferenceEntry] = []
        self._max_rows = MAX_BATCH
        self._warned_at = -WARN_SECONDS
        self._reported_drops = 0
        self.written = 0
        self.dropped = 0

    @property
    def waiting(self) -> int:
        """The number of entries that are not written yet."""
        return self._queue.qsize() + len(self._batch)

    def record(self, entries: Iterable[InferenceEntry]) -> None:
        """Queue entries without waiting; inputs are redacted as `content` demands."""
        if self._content == "off":
            return
        for entry in map(self._redact, entries):
            try:
                self._queue.put_nowait(entry)
            except asyncio.QueueFull:
                self.dropped += 1

    def _redact(self, entry: InferenceEntry) -> InferenceEntry:
        if self._content == "text":
            return entry
        content_hash = entry.content_hash if self._content == "hash" else None
        project_id = entry.project_id if self._content == "hash" else None
        return entry._replace(project_id=project_id, title=None, description=None, content_hash=content_hash)

    async def run(self) -> None:
        """Write until cancelled; while the database is unavailable, repeat the current batch."""
        while True:
            if not self._batch:
                self._batch.append(await self._queue.get())
                # Waiting with a full batch at hand would limit the rows written in a second.
                if self._queue.qsize() < MAX_BATCH:
                    await asyncio.sleep(LINGER_SECONDS)
            if not await self._write():
                await asyncio.sleep(RETRY_SECONDS)
            self._warn()

    def _warn(self) -> None:
        """Log how many entries were dropped since the last warning."""
        now = time.monotonic()
        if self.dropped > self._reported_drops and now - self._warned_at >= WARN_SECONDS:
            log.warning(
                "%d on-demand predictions were not logged: the queue was full "
                "(PREDAWN_INFERENCE_LOG_QUEUE sets its size)",
                self.dropped - self._reported_drops,
            )
            self._warned_at, self._reported_drops = now, self.dropped

    async def flush(self) -> None:
        """Write the waiting entries within `FLUSH_SECONDS`; count the rest as dropped."""
        try:
            async with asyncio.timeout(FLUSH_SECONDS):
                while self.waiting and await self._write():
                    pass
        except TimeoutError:
            pass
        if self.waiting:
            self.dropped += self.waiting
        if self.dropped:
            log.warning("%d on-demand predictions were not logged while this server ran", self.dropped)

    async def _write(self) -> bool:
        """Write a batch, or a part of it; return False if the caller has to wait before the next attempt.

        After a failure, half as many entries are tried: fewer may fit into the time limit of a statement,
        and in the end an entry that cannot be stored fails alone.
        """
        while len(self._batch) < MAX_BATCH and not self._queue.empty():
            self._batch.append(self._queue.get_nowait())
        part = self._batch[: self._max_rows]
        try:
            await append(self._sessions, part)
        except StoreUnavailableError:
            self._max_rows = max(1, len(part) // 2)
            return False
        except Exception as error:  # noqa: BLE001 - one bad entry must not stop the log
            self._max_rows = max(1, len(part) // 2)
            if len(part) > 1:
                return True
            self.dropped += 1
            self._reported_drops += 1
            log.warning("an on-demand prediction could not be logged: %s", error)
        else:
            self.written += len(part)
            self._max_rows = min(MAX_BATCH, 2 * self._max_rows)
        del self._batch[: len(part)]
        return True
