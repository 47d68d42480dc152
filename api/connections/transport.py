"""A transport that ends a connection so that the client receives the last answer.

The kernel resets a connection that is closed while it holds unread bytes, and a reset discards what the
client has not read yet. RFC 9112 (9.6) therefore closes in two steps: the server ends its own direction,
discards what it still reads, and closes once the client has closed.
"""

import asyncio
import contextlib
import fcntl
import sys
import termios
from collections.abc import Callable
from typing import Any, Final

LINGER_SECONDS: Final = 2.0
"""The seconds for which a connection is read after its last answer, unless the client closes it."""


class LingeringTransport:
    """The transport of a connection, whose `close` lingers; all else is that of the event loop.

    Parameters
    ----------
    transport
        The transport of the event loop.
    loop
        The event loop.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._ends = False
        # Called for each answer, so without a step in between.
        self.write: Callable[[bytes], None] = transport.write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def close(self) -> None:
        """End the own direction once all is written, and the connection when the client ends its own."""
        if self.is_closing():
            return
        self._ends = True
        self.write = _discard
        self._transport.resume_reading()
        try:
            self._transport.write_eof()
        except OSError:  # the client has reset the connection
            self._transport.abort()
        else:
            self._loop.call_later(LINGER_SECONDS, self._stop_lingering)

    def _stop_lingering(self) -> None:
        if self._transport.get_write_buffer_size():
            # The client still reads its answer.
            self._loop.call_later(LINGER_SECONDS, self._stop_lingering)
        else:
            self._transport.close()

    def is_closing(self) -> bool:
        """Return whether the connection ends: nothing more is written, and what comes is discarded."""
        return self._ends or self._transport.is_closing()

    def count_unread(self) -> int:
        """Return the number of bytes that the client has sent and the kernel still holds."""
        opened = self._transport.get_extra_info("socket")
        with contextlib.suppress(OSError, ValueError):  # it is closed
            return int.from_bytes(fcntl.ioctl(opened.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder)
        return 0


def _discard(_data: bytes) -> None:
    """Write nothing: the own direction has ended."""
