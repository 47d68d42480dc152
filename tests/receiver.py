"""A webhook's other end: a real HTTP server that keeps what it is sent, and answers as a test wants."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

ENDLESS: Final = 0


@dataclass(frozen=True)
class Received:
    """A request that came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """Received requests, and the answers to them: the next of `answers`, and 204 once they are used up.

    An answer `None` is never given: the connection stays open until the receiver is closed. Of an answer
    `ENDLESS` a byte comes every now and then, for longer than a test waits.
    """

    answers: list[int | None] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    at_each: Callable[[], None] = lambda: None
    url: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    def events(self) -> list[str]:
        return [request.content["event"] for request in self.received]

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.received.append(Received(handler.path, dict(handler.headers), body))
        self.at_each()
        status = self.answers.pop(0) if self.answers else 204
        if status is None:
            self.closing.wait(60)
            return
        if status == ENDLESS:
            with contextlib.suppress(OSError):
                for _ in range(1000):
                    if self.closing.wait(0.02):
                        break
                    handler.wfile.write(b"H")
            return
        handler.send_response(status)
        if 300 <= status < 400:
            handler.send_header("Location", "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()


@contextmanager
def receiving(*answers: int | None) -> Iterator[Receiver]:
    """Receive on a port of this machine until the block ends."""
    receiver = Receiver(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self)

        def do_GET(self) -> None:
            receiver.take(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hooks/s3cret"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield receiver
    finally:
        receiver.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
