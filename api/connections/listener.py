"""Closing a listening socket without resetting connections that are just being made.

Whoever closes a listening socket resets the connections in its queue, with the requests that clients have
sent over them already. So the server first lets the kernel begin no more connections, accepts the ones that
have begun, and closes the socket then. Clients that begin one meanwhile are refused a second later, when they
try again; they have sent nothing, and proxies take another server.
"""

import asyncio
import contextlib
import ctypes
import select
import socket
import struct
import sys
from collections.abc import Sequence
from typing import Final

HANDSHAKE_SECONDS: Final = 0.05
"""The seconds that handshakes in progress get to complete: some round trips to a proxy."""

_ACCEPT_SECONDS: Final = 2.0
_PAUSE_SECONDS: Final = 0.001

_SO_ATTACH_FILTER: Final = 26

# A classic BPF program over the TCP header: drop a SYN without ACK, the first segment of a connection.
_FLAGS_OFFSET, _SYN, _ACK = 13, 0x02, 0x10
_DROP_SYN: Final = b"".join(
    struct.pack("=HBBI", *instruction)
    for instruction in (
        (0x30, 0, 0, _FLAGS_OFFSET),  # load the byte of the flags
        (0x54, 0, 0, _SYN | _ACK),  # keep these two
        (0x15, 0, 1, _SYN),  # skip the next instruction unless SYN alone is set
        (0x06, 0, 0, 0),  # drop
        (0x06, 0, 0, 0xFFFFFFFF),  # take
    )
)


def begin_no_more(listeners: Sequence[socket.socket]) -> None:
    """Let the kernel ignore attempts to connect; where it cannot, do nothing."""
    if sys.platform != "linux":
        return
    program = ctypes.create_string_buffer(_DROP_SYN, len(_DROP_SYN))
    option = struct.pack("@HP", len(_DROP_SYN) // 8, ctypes.addressof(program))
    for listener in listeners:
        with contextlib.suppress(OSError):  # a sandbox may forbid it
            listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, option)


async def accept_begun(listeners: Sequence[socket.socket]) -> None:
    """Wait until the event loop has accepted what waits in the queues of listening sockets."""
    await asyncio.sleep(HANDSHAKE_SECONDS)
    # A busy machine may wake the loop so late that it has not looked at the sockets meanwhile.
    deadline = asyncio.get_running_loop().time() + _ACCEPT_SECONDS
    while (  # noqa: ASYNC110 - the event loop announces no accepted connections
        _have_queued(listeners) and asyncio.get_running_loop().time() < deadline
    ):
        await asyncio.sleep(_PAUSE_SECONDS)


def _have_queued(listeners: Sequence[socket.socket]) -> bool:
    poll = select.poll()
    for listener in listeners:
        poll.register(listener, select.POLLIN)
    return bool(poll.poll(0))
