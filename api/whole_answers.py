"""uvicorn's protocol, by which a short answer can go out as a whole.

ASGI has an answer come in two messages, of which uvicorn checks each header and makes two system calls. An
answer whose headers need no check can go out as it is instead. Whatever is out of the ordinary goes the way
that ASGI has it: so does everything while an access log is written, or on another server.
"""

from functools import partial
from typing import Final

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from api.rendering import Reply

EXTENSION: Final = "predawn.whole_answer"


class WholeAnswers(HttpToolsProtocol):
    """A connection whose requests can be answered as a whole, by an extension in their scope."""

    def on_headers_complete(self) -> None:
        """Begin with a request; it is handed to the app after this."""
        super().on_headers_complete()
        if not (self.config.access_log and self.access_log):
            self.scope["extensions"] = {EXTENSION: {"send": partial(_send, self.cycle)}}


def send_whole(scope: Scope, reply: Reply) -> bool:
    """Send an answer as a whole, and return whether that could be done."""
    extensions = scope.get("extensions")
    if not extensions or EXTENSION not in extensions:
        return False
    sent: bool = extensions[EXTENSION]["send"](reply)
    return sent


def _send(cycle: RequestResponseCycle, reply: Reply) -> bool:
    if cycle.response_started or cycle.disconnected or cycle.flow.write_paused or not cycle.keep_alive:
        return False
    head = [STATUS_LINE[reply.status]]
    for name, value in cycle.default_headers:
        head += (name, b": ", value, b"\r\n")
    head += (reply.head.encode(), b"\r\n")
    if cycle.scope["method"] != "HEAD":
        head.append(reply.body)
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(head))
    cycle.message_event.set()
    cycle.on_response()
    return True
