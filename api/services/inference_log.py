"""The log of on-demand predictions: queued in memory, written behind the answers."""

import asyncio
import logging
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.errors import StoreUnavailableError
from core.settings import InferenceLogContent
from store.connect.async_sessions import Sessions
from store.traffic.inference_log import InferenceEntry, append

BATCH: Final = 1000
"""How many entries are written at once at most."""

LINGER_SECONDS: Final = 0.2
"""How long the first entry of a batch waits for others, unless a whole batch is there."""

WARN_SECONDS: Final = 60.0
"""How often it is said at most that entries are dropped."""

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
        How many entries may wait; what comes beyond that is dropped, and counted.
    content
        What is kept of the input; `off` keeps no entry at all.
    """

    def __init__(self, sessions: Sessions, size: int, content: InferenceLogContent = "text") -> None:
        self._sessions = sessions
        self._content = content
        self._queue: asyncio.Queue[InferenceEntry] = asyncio.Queue(size)
        self._batch: list[InferenceEntry] = []
        self._at_once = BATCH
        self._warned_at = -WARN_SECONDS
        self._warned_of = 0
        self.written = 0
        self.dropped = 0

    @property
    def waiting(self) -> int:
        """How many entries are not written yet."""
        return self._queue.qsize() + len(self._batch)

    def record(self, entries: Iterable[InferenceEntry]) -> None:
        """Queue entries without waiting, with what may be kept of them."""
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
        return replace(entry, project_id=project_id, title=None, description=None, content_hash=content_hash)

    async def run(self) -> None:
        """Write until cancelled; while the database is away, what is at hand is tried again and again."""
        while True:
            if not self._batch:
                self._batch.append(await self._queue.get())
                # Waiting when a batch is there would bound how much is written in a second.
                if self._queue.qsize() < BATCH:
                    await asyncio.sleep(LINGER_SECONDS)
            if not await self._write():
                await asyncio.sleep(RETRY_SECONDS)
            self._warn()

    def _warn(self) -> None:
        """Say how many entries were dropped since that was said last."""
        now = time.monotonic()
        if self.dropped > self._warned_of and now - self._warned_at >= WARN_SECONDS:
            log.warning(
                "%d on-demand predictions were not logged: more than PREDAWN_INFERENCE_LOG_QUEUE waited",
                self.dropped - self._warned_of,
            )
            self._warned_at, self._warned_of = now, self.dropped

    async def flush(self) -> None:
        """Write what waits, for as long as a stopping server may; what is left is counted as dropped."""
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
        """Write a batch, or a part of it; return False where that has to be tried again later.

        What fails is tried again with half as many: where they are too much for the time that a statement may
        take, fewer are not, and one that cannot be stored takes no other with it.
        """
        while len(self._batch) < BATCH and not self._queue.empty():
            self._batch.append(self._queue.get_nowait())
        part = self._batch[: self._at_once]
        try:
            await append(self._sessions, part)
        except StoreUnavailableError:
            self._at_once = max(1, len(part) // 2)
            return False
        except Exception as error:  # noqa: BLE001 - the log must go on whatever is wrong with an entry
            self._at_once = max(1, len(part) // 2)
            if len(part) > 1:
                return True
            self.dropped += 1
            self._warned_of += 1
            log.warning("an on-demand prediction could not be logged: %s", error)
        else:
            self.written += len(part)
            self._at_once = min(BATCH, 2 * self._at_once)
        del self._batch[: len(part)]
        return True
