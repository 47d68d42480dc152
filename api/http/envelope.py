"""The JSON envelope of every answer."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from json.encoder import encode_basestring
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.types import Scope

Data = TypeVar("Data")


class Envelope(BaseModel, Generic[Data]):
    """An answer: what was asked, when, with what outcome, and the data."""

    message: str = Field(description="The outcome in words.")
    method: str = Field(description="The method of the request.")
    status_code: int = Field(serialization_alias="status-code", description="The HTTP status once more.")
    timestamp: datetime = Field(description="When the answer was made, in UTC.")
    url: str = Field(description="The URL of the request.")
    data: Data = Field(description="The answer itself.")


class ErrorEnvelope(BaseModel):
    """An error: what was asked, when, and a sentence that says what happened and what to do."""

    message: str = Field(description="The status in words.")
    method: str = Field(description="The method of the request.")
    status_code: int = Field(serialization_alias="status-code", description="The HTTP status once more.")
    timestamp: datetime = Field(description="When the answer was made, in UTC.")
    url: str = Field(description="The URL of the request.")
    detail: str = Field(description="What happened, and what to do next.")
    data: dict[str, Any] = Field(default_factory=dict, description="Empty.")


class Problem(BaseModel):
    """Something in a request that is not valid, as FastAPI reports it."""

    type: str = Field(description="The kind of the problem, for programs.")
    loc: list[str | int] = Field(
        description="Where it is: `body`, `query` or `path`, then names and indexes."
    )
    msg: str = Field(description="What is wrong.")
    input: Any = Field(default=None, description="The value that is not valid, where JSON can hold it.")
    ctx: dict[str, Any] | None = Field(default=None, description="The numbers of the message.")


class ValidationErrorEnvelope(ErrorEnvelope):
    """A request that is not valid: what was asked, when, and a list of what is wrong where."""

    detail: list[Problem] = Field(description="What is wrong where, as FastAPI lists it.")  # type: ignore[assignment]


def request_url(scope: Scope, host: bytes | None = None) -> str:
    """Return the URL of a request as the client wrote it; `host` is its header, if already read."""
    if host is None:
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
                break
    path = scope["raw_path"]
    if scope["query_string"]:
        path += b"?" + scope["query_string"]
    return make_url(scope["scheme"], host, scope.get("server"), path.decode("latin-1"))


def make_url(scheme: str, host: bytes | None, server: tuple[str, int | None] | None, path: str) -> str:
    """Return a URL of a path on the host that a request names, or else on the server that it came to."""
    if host:
        return f"{scheme}://{host.decode('latin-1')}{path}"
    name, port = server or ("localhost", None)
    return f"{scheme}://{name}:{port}{path}"


def wrap(request: Request, data: Data, *, message: str = "OK", status: int = 200) -> Envelope[Data]:
    """Put data into the envelope of a request."""
    url = request_url(request.scope)
    return make_envelope(url, data, method=request.method, message=message, status=status)


def make_envelope(
    url: str, data: Data, *, method: str = "GET", message: str = "OK", status: int = 200
) -> Envelope[Data]:
    """Put data into the envelope of a request for a URL."""
    return Envelope(
        message=message,
        method=method,
        status_code=status,
        timestamp=datetime.now(UTC),
        url=url,
        data=data,
    )


def write_envelope(url: str, data: str, *, method: str) -> str:
    """Return the envelope of a request for a URL as JSON of this second, around data that is JSON already.

    What PostgreSQL wrote stands in answers as it is, so no writer of JSON has to read it first; decision 27
    has the figures.
    """
    return (
        f'{{"message":"OK","method":"{method}","status-code":200,"timestamp":"{_write_second(int(time.time()))}",'
        f'"url":{encode_basestring(url)},"data":{data}}}'
    )


@lru_cache(1)
def _write_second(second: int) -> str:
    """Return a second since 1970 as JSON has times."""
    return datetime.fromtimestamp(second, UTC).isoformat().replace("+00:00", "Z")


def error_content(request: Request, status: int, detail: str | Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return an error, a sentence or a list of problems, in the envelope of a request, as JSON types."""
    error = ErrorEnvelope(
        message=HTTPStatus(status).phrase,
        method=request.method,
        status_code=status,
        timestamp=datetime.now(UTC),
        url=request_url(request.scope),
        detail="",
    )
    return {**error.model_dump(mode="json", by_alias=True), "detail": detail}
