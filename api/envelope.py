"""The envelope that every answer comes in."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field
from starlette.requests import Request

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


def wrap(request: Request, data: Data, *, message: str = "OK", status: int = 200) -> Envelope[Data]:
    """Put data into the envelope of a request."""
    return Envelope(
        message=message,
        method=request.method,
        status_code=status,
        timestamp=datetime.now(UTC),
        url=str(request.url),
        data=data,
    )


def error_content(request: Request, status: int, detail: str) -> dict[str, Any]:
    """Return an error in the envelope of a request, as JSON holds it."""
    error = ErrorEnvelope(
        message=HTTPStatus(status).phrase,
        method=request.method,
        status_code=status,
        timestamp=datetime.now(UTC),
        url=str(request.url),
        detail=detail,
    )
    return error.model_dump(mode="json", by_alias=True)
