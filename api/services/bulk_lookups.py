"""Lookups of many projects for one request: in pieces, and all of one run."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar, cast

from api.services.lookups import Lookups
from store.connect.async_sessions import Sessions
from store.serving.lookup import Attempts, LookupPointer, look_up_piece, read_pointer_async
from store.serving.lookup_row import LookupRow

MIN_PIECE_IDS: Final = 25
"""The number of ids in the first statement of a request, and while others look up single projects.

They wait for the piece that the database, or this process, is busy with.
"""

MAX_PIECE_IDS: Final = 500
"""The largest number of ids in one statement. While nobody else asks, each has twice those of the one before.

What a statement costs by itself, without its ids, is as much as 25 ids cost.
"""

PIECES_AT_ONCE: Final = 2
"""The number of statements that are under way for a request: one is answered while another one is written."""

PAUSE: Final = 3
"""The time that single lookups get after a piece if there are any, in times of what the piece took."""

Written = TypeVar("Written")


class FoundTogether(NamedTuple, Generic[Written]):
    """The run in service, None before the first publication, and what was made of each project's row."""

    run_id: int | None
    written: list[Written]


async def look_up_together(
    lookups: Lookups,
    project_ids: Sequence[str],
    write: Callable[[Sequence[LookupRow | None]], Sequence[Written]],
) -> FoundTogether[Written]:
    """Look projects up, and return what is made of their rows, in the order of the ids.

    Only what is made of the rows is kept, so that memory does not hold both at once.

    Parameters
    ----------
    lookups
        The single lookups, which come first.
    project_ids
        The ids.
    write
        Turns rows, None for ids that the catalogue never had, into as many results. It may be called again
        for rows of another run, if that comes into service meanwhile.

    Raises
    ------
    StoreError
        If the database cannot be used.
    """
    return await lookups.read_router.read(lambda sessions: _read(lookups, sessions, project_ids, write))


async def _read(
    lookups: Lookups,
    sessions: Sessions,
    project_ids: Sequence[str],
    write: Callable[[Sequence[LookupRow | None]], Sequence[Written]],
) -> FoundTogether[Written]:
    attempts = Attempts()
    while True:
        attempts.begin()
        pointer = await read_pointer_async(sessions)
        reading = _Reading(lookups, sessions, pointer, project_ids, write)
        if await reading.run():
            return FoundTogether(pointer.run_id, reading.written)


class _Reading(Generic[Written]):
    """One attempt to read all pieces, as long as one run is in service."""

    def __init__(
        self,
        lookups: Lookups,
        sessions: Sessions,
        pointer: LookupPointer,
        project_ids: Sequence[str],
        write: Callable[[Sequence[LookupRow | None]], Sequence[Written]],
    ) -> None:
        self._lookups = lookups
        self._sessions = sessions
        self._pointer = pointer
        self._project_ids = project_ids
        # Neighbours are on the same pages of the indexes, which saves two fifths of PostgreSQL's time.
        self._order = sorted(range(len(project_ids)), key=project_ids.__getitem__)
        self._write = write
        self._begun = 0
        self._piece_ids = MIN_PIECE_IDS
        self._moved = False
        self._written: list[Written | None] = [None] * len(project_ids)

    @property
    def written(self) -> list[Written]:
        """The results of all rows, in the order of the ids."""
        return cast("list[Written]", self._written)

    async def run(self) -> bool:
        """Read all pieces; return False if another run came into service meanwhile."""
        tasks = [asyncio.create_task(self._work()) for _ in range(PIECES_AT_ONCE)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return not self._moved

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            async with self._lookups.read_router.pieces:
                places = self._order[self._begun : self._begun + self._piece_ids]
                if self._moved or not places:
                    return
                self._begun += len(places)
                began, statements = loop.time(), self._lookups.statements
                await self._read_piece(places)
                others = self._lookups.statements != statements
                self._piece_ids = MIN_PIECE_IDS if others else min(2 * self._piece_ids, MAX_PIECE_IDS)
                if others:
                    # Others look up single projects, and pieces of other requests wait as well.
                    await asyncio.sleep(PAUSE * (loop.time() - began))

    async def _read_piece(self, places: Sequence[int]) -> None:
        piece = [self._project_ids[place] for place in places]
        # PostgreSQL has no NUL in texts, so the catalogue has no such id.
        names = [name for name in piece if "\x00" not in name]
        found = await look_up_piece(self._sessions, self._pointer, names)
        if found is None:
            self._moved = True
        if self._moved:
            return
        assert found is not None
        written = self._write([found.get(name) for name in piece])
        for place, one in zip(places, written, strict=True):
            self._written[place] = one
