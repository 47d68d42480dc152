"""A client that looks at each answer of its connection, byte by byte."""

import fcntl
import http.client
import socket
import termios
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from tests.serving import Api
from tests.waiting import TIMEOUT_SECONDS

REQUEST: Final = b"GET /predictions/%b HTTP/1.1\r\nHost: localhost\r\n%b\r\n"
"""A lookup of a project, with further headers."""

_OUTGOING = termios.TIOCOUTQ

Answer = tuple[http.client.HTTPResponse, bytes]


class Peer:
    """A connection, read as HTTP has it: what is too much of one answer is in the way of the next."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened
        self.port: int = opened.getsockname()[1]
        self._file = opened.makefile("rb")

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def answer(self, method: str = "GET") -> Answer:
        answer = http.client.HTTPResponse(self._socket, method=method)
        answer.fp = self._file
        answer.begin()
        empty = method == "HEAD" or answer.status == 304
        body = b"" if empty else self._file.read(int(answer.headers["content-length"]))
        answer.fp = None  # an answer that nobody keeps would close it
        return answer, body

    def settle(self) -> None:
        """Wait until the server has received what was sent, and looked at it."""
        while fcntl.ioctl(self._socket, _OUTGOING, b"    ") != bytes(4):
            time.sleep(0.001)
        with socket.create_connection(self._socket.getpeername()) as other:
            other.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            while other.recv(4096):
                pass

    def is_silent(self) -> bool:
        """Return whether nothing more came, once the server has looked at everything."""
        self.settle()
        self._socket.setblocking(False)
        silent = self._file.read() is None
        self._socket.settimeout(TIMEOUT_SECONDS)
        return silent

    def rest(self) -> bytes:
        return self._file.read()


@contextmanager
def connect(api: Api) -> Iterator[Peer]:
    port = api.client.base_url.port
    assert port is not None
    with closing(socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)) as opened:
        yield Peer(opened)
