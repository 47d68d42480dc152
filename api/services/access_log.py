"""The access log: a line for each request, written in batches by a thread of its own."""

import asyncio
import os
import queue
import select
import stat
import threading
from typing import Final

from starlette.types import Scope

from api.http.request_ids import RequestIds
from api.services.access_lines import NO_ORIGIN, AnswerOrigin, JsonLines, RequestLine, TextLines

_ORIGIN: Final = "predawn.origin"

FLUSH_SECONDS: Final = 0.1
"""The longest time for which a line waits for others."""

MAX_BATCH: Final = 1000
"""The number of lines that are handed over at once, without waiting for more."""

MAX_WAITING: Final = 50_000
"""The largest number of lines that wait to be written; further ones are dropped, and counted."""

STOP_SECONDS: Final = 5.0
"""The time that the last lines have to be written when the server stops."""

_PIPE_BYTES: Final = select.PIPE_BUF
"""The most bytes that a pipe takes in one piece, so that the lines of several workers do not mix."""

_FILE_BYTES: Final = 262_144
_FIRST_ERROR: Final = 400


class OriginNote:
    """The origin of an answer, which a route notes for the access log; `scope` is that of its request."""

    __slots__ = ("origin",)

    def __init__(self, scope: Scope) -> None:
        self.origin = NO_ORIGIN
        scope[_ORIGIN] = self


def note_origin(scope: Scope, origin: AnswerOrigin) -> None:
    """Note the origin of the answer to a request, if an access log asks for it."""
    note: OriginNote | None = scope.get(_ORIGIN)
    if note is not None:
        note.origin = origin


class AccessLog:
    """Writes a line for each request that it keeps.

    A request adds its line to a list. A thread writes these lists, so a slow reader of the log delays no
    request.

    Parameters
    ----------
    kept
        The requests that have a line: `all`, `errors`, or `1/N` for errors and one in N of the others.
    as_text
        True for lines for people, False for JSON.
    descriptor
        The file descriptor that lines are written to.
    """

    def __init__(self, kept: str, *, as_text: bool, descriptor: int = 2) -> None:
        self._every = 1 if kept == "all" else 0 if kept == "errors" else int(kept.partition("/")[2])
        self._skipped = 0
        self._lines = TextLines() if as_text else JsonLines()
        self._descriptor = descriptor
        self._piece_bytes = _piece_bytes(descriptor)
        self._batch: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self._handed_over: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        # Each is changed by one thread only: the first three by the event loop, the others by the writer.
        self._recorded = self._refused = self._reported = 0
        self._finished = self._lost = 0

    @property
    def waiting(self) -> int:
        """The number of lines that are not written yet."""
        return self._recorded - self._finished

    @property
    def written(self) -> int:
        """The number of lines that were written."""
        return self._finished - self._lost

    @property
    def dropped(self) -> int:
        """The number of lines that were not written, because they were not read as fast as they came."""
        return self._refused + self._lost

    def record(
        self,
        request: RequestLine,
        status: int,
        seconds: float,
        ids: RequestIds,
        origin: AnswerOrigin = NO_ORIGIN,
    ) -> None:
        """Add the line of a request that was answered after some seconds."""
        if self._every != 1 and status < _FIRST_ERROR and not self._is_drawn():
            return
        if self._recorded - self._finished >= MAX_WAITING:
            self._refused += 1
            return
        self._add(self._lines.request(request, status, seconds, ids, origin))

    async def flush(self) -> None:
        """Write the waiting lines within `STOP_SECONDS`; count the rest as dropped."""
        if self._timer is not None:
            self._timer.cancel()
            self._hand_over()
        if self._thread is not None:
            self._handed_over.put(None)
            await asyncio.to_thread(self._thread.join, STOP_SECONDS)
            self._refused += self.waiting

    def _is_drawn(self) -> bool:
        """Return whether the next request belongs to the sample."""
        self._skipped += 1
        if self._skipped != self._every:
            return False
        self._skipped = 0
        return True

    def _add(self, line: str) -> None:
        self._recorded += 1
        self._batch.append(line)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._hand_over)
        elif len(self._batch) == MAX_BATCH:
            self._timer.cancel()
            self._hand_over()

    def _hand_over(self) -> None:
        """Hand a batch over to the thread, together with the number of lines that were dropped before it."""
        self._timer = None
        if self.dropped > self._reported:
            # Not by Python's logging: that would block the event loop while nobody reads the log.
            missing = self.dropped - self._reported
            self._reported += missing
            self._recorded += 1
            self._batch.append(self._lines.warning(f"{missing} lines of the access log were dropped"))
        if self._thread is None:
            # A daemon, so that a reader that stands still does not keep the program from ending.
            self._thread = threading.Thread(target=self._write_batches, name="access-log", daemon=True)
            self._thread.start()
        self._handed_over.put(self._batch)
        self._batch = []

    def _write_batches(self) -> None:
        while (lines := self._handed_over.get()) is not None:
            piece, count = bytearray(), 0
            for line in lines:
                data = line.encode("utf-8", "replace")
                if piece and len(piece) + len(data) > self._piece_bytes:
                    self._write(piece, count)
                    piece, count = bytearray(), 0
                piece += data
                count += 1
            self._write(piece, count)

    def _write(self, piece: bytearray, lines: int) -> None:
        """Write some lines; if nobody can read them any more, they are lost."""
        rest = memoryview(piece)
        try:
            while rest:
                rest = rest[_write_some(self._descriptor, rest) :]
        except OSError:
            self._lost += lines
        self._finished += lines


def _write_some(descriptor: int, data: memoryview) -> int:
    """Write as much as a descriptor takes, and return the number of bytes."""
    while True:
        try:
            return os.write(descriptor, data)
        except BlockingIOError:
            select.select([], [descriptor], [])


def _piece_bytes(descriptor: int) -> int:
    """Return how many bytes of whole lines are written at once."""
    try:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        is_file = False
    return _FILE_BYTES if is_file else _PIPE_BYTES
