"""Lines of the access log: JSON for machines, plain text for people, as `cli/logs.py` writes other lines."""

import os
import time
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Final, NamedTuple

from api.http.request_ids import RequestIds

_SHOWN_PATH: Final = 500
_SHOWN_CLIENT: Final = 100


class RequestLine(NamedTuple):
    """A request as the access log shows it: `path` without the query, `client` as host and port."""

    method: str
    path: str
    client: tuple[str, int] | None


class AnswerOrigin(NamedTuple):
    """The source of the prediction in an answer, and its run; empty for other answers."""

    source: str = ""
    run_id: int | None = None


NO_ORIGIN: Final = AnswerOrigin()


class JsonLines:
    """Writes lines of JSON, with the fields that Python's own logging has in `cli/logs.py`."""

    def __init__(self) -> None:
        self._pid = os.getpid()
        self._second = 0
        self._date = ""

    def request(
        self, request: RequestLine, status: int, seconds: float, ids: RequestIds, origin: AnswerOrigin
    ) -> str:
        """Return the line of a request that was answered after some seconds."""
        method, path, client = request
        path = encode_basestring(path if len(path) <= _SHOWN_PATH else f"{path[:_SHOWN_PATH]}…")
        source, run_id = origin
        line = (
            f'{self._begin()}"level": "info", "logger": "uvicorn.access", "pid": {self._pid}, '
            f'"message": "{method} {path[1:-1]} {status}", "client": {encode_basestring(_show(client))}, '
            f'"method": "{method}", "path": {path}, "status": {status}, "duration_ms": {seconds * 1e3:.3f}'
        )
        if source:
            line += f', "source": "{source}"'
        if run_id is not None:
            line += f', "run_id": {run_id}'
        if ids.request_id:
            line += f', "request_id": {encode_basestring(ids.request_id)}'
        return f'{line}, "traceparent": "{ids.traceparent}"}}\n' if ids.traceparent else f"{line}}}\n"

    def warning(self, message: str) -> str:
        """Return the line of a warning."""
        return (
            f'{self._begin()}"level": "warning", "logger": "predawn.api", "pid": {self._pid}, '
            f'"message": {encode_basestring(message)}}}\n'
        )

    def _begin(self) -> str:
        now = time.time()
        second = int(now)
        if second != self._second:
            self._second = second
            self._date = f'{{"time": "{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}.'
        return f'{self._date}{int((now - second) * 1e3):03d}+00:00", '


class TextLines:
    """Writes lines for people."""

    def request(
        self, request: RequestLine, status: int, seconds: float, ids: RequestIds, origin: AnswerOrigin
    ) -> str:
        """Return the line of a request that was answered after some seconds."""
        method, path, client = request
        path = path if len(path) <= _SHOWN_PATH else f"{path[:_SHOWN_PATH]}…"
        fields = {
            "client": _show(client),
            "duration_ms": f"{seconds * 1e3:.3f}",
            "source": origin.source,
            "run_id": "" if origin.run_id is None else origin.run_id,
            "request_id": ids.request_id,
            "traceparent": ids.traceparent,
        }
        shown = "".join(f" {name}={value}" for name, value in fields.items() if value != "")
        return f"{datetime.now(UTC):%H:%M:%S} info {method} {path} {status}{shown}\n"

    def warning(self, message: str) -> str:
        """Return the line of a warning."""
        return f"{datetime.now(UTC):%H:%M:%S} warning {message}\n"


def _show(client: tuple[str, int] | None) -> str:
    """Return an address; what a proxy calls a client may hold anything, such as escapes of a terminal."""
    if client is None:
        return ""
    host = client[0][:_SHOWN_CLIENT]
    return f"{host if host.isascii() and host.isprintable() else ascii(host)[1:-1]}:{client[1]}"
