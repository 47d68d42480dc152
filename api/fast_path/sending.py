"""Answers sent in one piece, where uvicorn sends two and checks each header."""

from collections.abc import Iterable

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from api.connections.protocol import Exchange
from api.http.request_ids import NO_IDS, RequestIds, TracedSend
from api.services.renderer import Reply


def send_whole(send: Send, reply: Reply) -> bool:
    """Send an answer in one piece, and return whether that could be done.

    Parameters
    ----------
    send
        The callable that the application was given.
    reply
        The answer.
    """
    ids = NO_IDS
    traced = send if isinstance(send, TracedSend) else None
    if traced is not None:
        send, ids = traced.send, traced.ids
    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, Exchange) or not _send(cycle, reply, ids):
        return False
    if traced is not None:
        traced.status = reply.status
    return True


def _send(cycle: Exchange, reply: Reply, ids: RequestIds) -> bool:
    """Send an answer in one piece, and return whether that could be done."""
    if cycle.disconnected or cycle.transport.is_closing():
        return True
    if cycle.response_started or cycle.flow.write_paused or not cycle.goes_on():
        return False
    cycle.response_started = cycle.response_complete = True
    cycle.transport.write(compose(reply, cycle.default_headers, ids, cycle.scope["method"]))
    cycle.message_event.set()
    cycle.on_response()
    cycle.on_response = _nothing  # as uvicorn does: it would keep the connection alive in a cycle
    return True


def compose(
    reply: Reply, default_headers: Iterable[tuple[bytes, bytes]], ids: RequestIds, method: str
) -> bytes:
    """Return an answer as it goes out; one to `HEAD` has no body."""
    parts = [STATUS_LINE[reply.status]]
    for name, value in default_headers:
        parts += (name, b": ", value, b"\r\n")
    parts += (reply.head.encode(), ids.head.encode(), b"\r\n")
    if method != "HEAD":
        parts.append(reply.body)
    return b"".join(parts)


def _nothing() -> None:
    pass
