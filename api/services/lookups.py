"""Lookups of stored predictions, coalesced: what waits at the same moment goes out in one statement."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol

from api.http.errors import LookupRefusedError
from api.services.read_router import ReadRouter
from core.errors import PredawnError, StoreError, StoreUnavailableError
from store.connect.async_sessions import Sessions
from store.serving import lookup
from store.serving.lookup import ProjectInput
from store.serving.lookup_row import LookupRow

MAX_STATEMENT_IDS: Final = 16
"""The most ids in one statement.

With one that takes all that waits, client, API and PostgreSQL do their parts one after another: at 32
connections that was a sixth slower than several of this size, which are under way at the same time.
"""

RETRY_SECONDS: Final = 0.1
"""The pause after a session that could not be opened."""

# A defect in handing one over is kept from those who wait for the same statement, and from all after them.
_NOT_HANDED_OVER: Final = "a row could not be handed to the request that waits for it"

log = logging.getLogger("predawn.api")


class Awaiting(Protocol):
    """A caller that waits for a row, such as a future."""

    def done(self) -> bool:
        """Return whether nobody waits any more."""

    def set_result(self, row: LookupRow | None) -> None:
        """Take the row, or None for an id that the catalogue never had."""

    def set_exception(self, error: Exception) -> None:
        """Take the error that came instead."""


Waiter = tuple[float, str, Awaiting]


class Lookups:
    """Looks projects up.

    A few tasks, each with a session of its own, take all that waits, ask for it in one statement, and hand
    the rows to those who asked. While their statements run, the next ones gather.

    Parameters
    ----------
    read_router
        Where to look, and whether the database is there, so that nobody waits for one that is not.
    at_once
        How many statements run at the same time.
    queue
        How many lookups may wait; more are refused.
    timeout_seconds
        How long one waits.
    """

    def __init__(self, read_router: ReadRouter, *, at_once: int, queue: int, timeout_seconds: float) -> None:
        self.read_router = read_router
        self._queue = queue
        self._timeout = timeout_seconds
        self._waiting: deque[Waiter] = deque()
        self._taken: list[list[Waiter]] = [[] for _ in range(at_once)]
        self._idle: list[asyncio.Future[None]] = []
        self._woken = False
        self._sweep: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.statements = 0
        self.sessions = 0

    @property
    def waiting(self) -> int:
        """The number of lookups that are not in a statement yet."""
        return len(self._waiting)

    def look_up(self, project_id: str) -> "asyncio.Future[LookupRow | None]":
        """Return, once awaited, what is known of a project, or None for an id that the catalogue never had.

        Raises
        ------
        StoreError
            If the database cannot be used.
        LookupRefusedError
            If too many wait, or this one waited too long.
        """
        assert self._loop is not None, "lookups are served within `running` only"
        future: asyncio.Future[LookupRow | None] = self._loop.create_future()
        self.enter(project_id, future)
        return future

    def enter(self, project_id: str, awaiting: Awaiting) -> None:
        """Enter who waits for a project.

        Raises
        ------
        StoreError
            If the database is known to be unavailable.
        LookupRefusedError
            If too many wait.
        """
        self.read_router.check_database()
        if len(self._waiting) >= self._queue:
            raise LookupRefusedError(
                f"{len(self._waiting)} lookups wait for the database already. Try again in a second "
                "(PREDAWN_LOOKUP_QUEUE sets the limit)."
            )
        loop = self._loop
        assert loop is not None, "lookups are served within `running` only"
        self._waiting.append((loop.time() + self._timeout, project_id, awaiting))
        if not self._woken and self._idle:
            self._wake()
        if self._sweep is None:
            self._sweep = loop.call_later(self._timeout / 4, self._refuse_expired, loop)

    async def read_input(self, project_id: str) -> ProjectInput | None:
        """Return what an on-demand answer is made from, or None for a project not in the catalogue."""
        return (await self.read_inputs([project_id])).get(project_id)

    async def read_inputs(self, project_ids: Sequence[str]) -> dict[str, ProjectInput]:
        """Return what on-demand answers are made from, by id, without projects not in the catalogue."""
        return await self.read_router.read(lambda sessions: lookup.read_inputs(sessions, project_ids))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends; whoever waits then is refused."""
        # Kept, because asking for it costs a system call each time in Python 3.11.
        self._loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(self._serve(number)) for number in range(len(self._taken))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for waiters in (self._waiting, *self._taken):
                self._fail(waiters, LookupRefusedError("The API is stopping. Ask another one."))
            if self._sweep is not None:
                self._sweep.cancel()

    async def _serve(self, number: int) -> None:
        """Answer what waits, over one session after another: none outlives its loss.

        The first session is opened at once, before others have taken all that the server grants. After a loss
        one is opened as soon as there is something to answer.
        """
        while True:
            sessions = self.read_router.sessions
            try:
                await self._answer(sessions, number)
            except StoreError as error:
                # What was taken waits for the primary, where there is one more to ask.
                if not self.read_router.fall_back(sessions, error):
                    self._fail(self._taken[number], error)
                    await asyncio.sleep(RETRY_SECONDS)
            except Exception:
                log.exception("looking up failed; a new session is made")
                self._fail(self._taken[number], StoreUnavailableError("looking up failed"))
            await self._take(number)

    async def _answer(self, sessions: Sessions, number: int) -> None:
        """Answer over a session, until it is lost or another database is to be read."""
        async with sessions.connect() as connection:
            self.sessions += 1
            try:
                prepared = await lookup.prepare(connection)
                while True:
                    await self._take(number)
                    if connection.is_closed() or self.read_router.sessions is not sessions:
                        return
                    await self._ask(prepared, self._taken[number])
            finally:
                self.sessions -= 1

    async def _take(self, number: int) -> None:
        """Take what waits, once there is something; who gave up is left out.

        What was taken before and is not answered, because its session was lost meanwhile, comes first.
        """
        while True:
            batch = [waiter for waiter in self._taken[number] if not waiter[2].done()]
            while self._waiting and len(batch) < MAX_STATEMENT_IDS:
                waiter = self._waiting.popleft()
                if not waiter[2].done():
                    batch.append(waiter)
            self._taken[number] = batch
            if batch:
                if self._waiting and self._idle:
                    self._wake()
                return
            idle = asyncio.get_running_loop().create_future()
            self._idle.append(idle)
            try:
                await idle
            finally:
                self._woken = False
                if idle in self._idle:
                    self._idle.remove(idle)

    def _wake(self) -> None:
        """Wake one task up; it comes after all requests of this moment, and takes them together."""
        self._woken = True
        self._idle.pop().set_result(None)

    async def _ask(self, prepared: Any, batch: Sequence[Waiter]) -> None:
        self.statements += 1
        found = await lookup.look_up_many(prepared, [waiter[1] for waiter in batch])
        for _, project_id, awaiting in batch:
            if not awaiting.done():
                try:
                    awaiting.set_result(found.get(project_id))
                except Exception:
                    log.exception(_NOT_HANDED_OVER)

    def _fail(self, waiters: "Sequence[Waiter] | deque[Waiter]", error: PredawnError) -> None:
        """Tell everybody who waits for a statement; each gets an error of its own to raise."""
        for _, _, awaiting in waiters:
            if not awaiting.done():
                try:
                    awaiting.set_exception(type(error)(str(error)))
                except Exception:
                    log.exception(_NOT_HANDED_OVER)

    def _refuse_expired(self, loop: asyncio.AbstractEventLoop) -> None:
        """Refuse what has waited too long, whether it was sent or not."""
        now = loop.time()
        error = LookupRefusedError(
            f"The database did not answer within {self._timeout:g} seconds. Try again in a second "
            "(PREDAWN_LOOKUP_TIMEOUT_SECONDS sets the limit)."
        )
        while self._waiting and self._waiting[0][0] <= now:
            self._fail([self._waiting.popleft()], error)
        for batch in self._taken:
            self._fail([waiter for waiter in batch if waiter[0] <= now], error)
        busy = self._waiting or any(self._taken)
        self._sweep = loop.call_later(self._timeout / 4, self._refuse_expired, loop) if busy else None
