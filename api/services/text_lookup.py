"""Lookups of texts sent to `/predict` in the run in service."""

import asyncio
import logging
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError
from store.connect.async_sessions import Sessions
from store.traffic.text_lookup import StoredText, find_stored_texts

MAX_STATEMENTS: Final = 2
"""The largest number of statements at the same time; later lookups share the next one."""

_MAX_HASHES: Final = 1000

log = logging.getLogger("predawn.api")

TextsByHash = Mapping[bytes, StoredText]


@dataclass(slots=True, eq=False)
class _Statement:
    """A statement that is not sent yet: the content hashes that it will look up, and who waits for it."""

    model_version: int
    hashes: set[bytes] = field(default_factory=set)
    waiters: "list[asyncio.Future[TextsByHash | None]]" = field(default_factory=list)
    found: TextsByHash | None = None

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Tell everybody who waits what was found when the block ends, however it ends."""
        try:
            yield
        finally:
            for waiter in self.waiters:
                if not waiter.done():
                    waiter.set_result(self.found)


class TextLookup:
    """Finds stored predictions of texts.

    Parameters
    ----------
    sessions
        The API's sessions.
    watcher
        Knows what is in service, so that no statement is sent that can find nothing.
    """

    def __init__(self, sessions: Sessions, watcher: ServingWatcher) -> None:
        self._sessions = sessions
        self._watcher = watcher
        self._unsent: deque[_Statement] = deque()
        self._serving = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def find(self, hashes: Collection[bytes], model_version: int) -> TextsByHash | None:
        """Return what the run in service has stored for texts, by content hash.

        None if the database is unavailable, or if the run in service is not of this model. The answer may
        also hold texts that other requests looked up at the same time.
        """
        current = self._watcher.current
        if not hashes or self._watcher.database_error is not None or current is None:
            return None
        if current.run_id is None or current.model_version != model_version:
            return None
        statement = self._statement_for(model_version)
        statement.hashes.update(hashes)
        # A future of its own: a request that is cancelled must not cancel the statement that others share.
        answer: asyncio.Future[TextsByHash | None] = asyncio.get_running_loop().create_future()
        statement.waiters.append(answer)
        return await answer

    def _statement_for(self, model_version: int) -> _Statement:
        """Return the statement that is not sent yet, or a new one."""
        for statement in self._unsent:
            if statement.model_version == model_version and len(statement.hashes) < _MAX_HASHES:
                return statement
        statement = _Statement(model_version)
        self._unsent.append(statement)
        if self._serving < MAX_STATEMENTS:
            self._start()
        return statement

    def _start(self) -> None:
        self._serving += 1
        task = asyncio.create_task(self._serve())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self) -> None:
        """Send what waits over one session of the pool, until nothing waits any more.

        Under load that is one session for many statements: taking one for each costs as much as a statement.
        """
        served = retry = False
        try:
            async with self._sessions.acquire() as session:
                retry = True
                while self._unsent:
                    statement = self._unsent.popleft()
                    with statement.answered():
                        statement.found = await find_stored_texts(
                            session, statement.hashes, statement.model_version
                        )
                # Before the session is given back: who asks meanwhile starts another task.
                self._serving -= 1
                served = True
        except StoreError as error:
            # The model can answer without the database.
            log.debug("%s", error)
        except BaseException:
            retry = False
            raise
        finally:
            if not served:
                self._serving -= 1
                self._go_on(retry=retry)

    def _go_on(self, *, retry: bool) -> None:
        """Let another session answer those who still wait, or nobody where there is none."""
        if retry and self._unsent:
            self._start()
        while self._unsent and not retry:
            with self._unsent.popleft().answered():
                pass
